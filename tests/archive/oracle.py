"""What should a search find? Slow and obvious: every record is looked at, no index is asked."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from random import Random
from typing import Any

from django.contrib.auth.models import User

from decisions.models import FullOutcome, KeptOutcome, SavedRecommendation
from decisions.models.people import REVIEWER

Wanted = dict[str, str]
Told = tuple[str, set[str]]
"""Level and chosen fora of an outcome."""


@dataclass(frozen=True)
class Reader:
    pk: int
    reviewer: bool
    teams: frozenset[int]


def reader(user: User) -> Reader:
    teams = frozenset(user.teams.values_list("pk", flat=True))
    return Reader(user.pk, user.groups.filter(name=REVIEWER).exists(), teams)


@dataclass
class Known:
    """One record and all that hangs on it."""

    pk: int
    owner: int
    named: dict[int, bool]
    """User -> whether with assessed interests."""
    teams: set[int]
    shared: Told
    full: Told
    plain: dict[str, set[str]]
    away: bool
    words: set[str] = field(default_factory=set)


def everything() -> list[Known]:
    outcomes = {each.pk: told(each.document) for each in KeptOutcome.objects.all()}
    full = {each.recommendation_id: outcomes[each.kept_id] for each in FullOutcome.objects.all()}
    return [
        known(each, outcomes[each.kept_id], full[each.pk])
        for each in SavedRecommendation.objects.all()
    ]


def known(saved: SavedRecommendation, shared: Told, full: Told) -> Known:
    shares = list(saved.case_file.shares.all())
    tags = [tag.name for tag in saved.case_file.tags.all()]
    edition = saved.edition.ready()
    states = [row for row in saved.case["states"] if "state" in row]
    topics = [issue["issue"] for issue in saved.case["issues"]]
    said = [saved.code, saved.title, saved.summary, saved.aim, saved.owner.first_name, *tags]
    said += [edition.states[row["state"]].name for row in states]
    said += [topic.label for topic in edition.book.topics if topic.key in topics]
    return Known(
        pk=saved.pk,
        owner=saved.owner_id,
        named={each.person_id: each.assessed for each in shares if each.person_id},
        teams={each.team_id for each in shares if each.team_id},
        shared=shared,
        full=full,
        plain={
            "state": {row["state"] for row in states} | in_groups(saved),
            "issue": set(topics),
            "tag": {" ".join(words_of(tag)) for tag in tags},
            "status": {saved.dossier.status},
            "edition": {str(saved.edition.number)},
        },
        away=saved.dossier.put_away_at is not None,
        words={word for text in said for word in words_of(text)},
    )


def in_groups(saved: SavedRecommendation) -> set[str]:
    """The members of the groups that a case names."""
    fora = {entry["id"]: entry for entry in saved.edition.document["fora"]}
    named = [row["members_of"] for row in saved.case["states"] if "members_of" in row]
    return {code for each in named for code in fora[each]["members"]}


def told(outcome: dict[str, Any]) -> Told:
    fora = (fit for package in outcome["packages"] for fit in package["fora"])
    return outcome["level"], {fit["forum"] for fit in fora if fit["chosen"]}


def words_of(text: str) -> list[str]:
    """Letters and digits, without case and accents."""
    plain = unicodedata.normalize("NFD", text.casefold())
    kept = (sign for sign in plain if not unicodedata.combining(sign))
    return "".join(sign if sign.isalnum() else " " for sign in kept).split()


def expected(records: list[Known], user: User, wanted: Wanted) -> list[int]:
    """Keys, the latest first."""
    who = reader(user)
    found = [each.pk for each in records if reads(who, each) and meets(who, each, wanted)]
    return sorted(found, reverse=True)


def reads(who: Reader, record: Known) -> bool:
    return who.reviewer or record.owner == who.pk or given(who, record)


def given(who: Reader, record: Known) -> bool:
    return who.pk in record.named or bool(who.teams & record.teams)


def meets(who: Reader, record: Known, wanted: Wanted) -> bool:
    whole = record.owner == who.pk or record.named.get(who.pk, False)
    level, fora = record.full if whole else record.shared
    plain = {**record.plain, "level": {level}, "forum": fora}
    for kind, values in plain.items():
        asked = wanted.get(kind, "")
        if asked and (" ".join(words_of(asked)) if kind == "tag" else asked) not in values:
            return False
    for typed in words_of(wanted.get("q", "")):
        if not any(word.startswith(typed) for word in record.words):
            return False
    mine = record.owner == who.pk
    whose = {"mine": mine, "shared": given(who, record) and not mine}
    return whose.get(wanted.get("whose", ""), True) and put_away(record, wanted.get("away", ""))


def put_away(record: Known, away: str) -> bool:
    return {"only": record.away, "also": True}.get(away, not record.away)


def random_wanted(draw: Random, records: list[Known]) -> Wanted:
    """A few wishes at once, most of which some record meets."""
    one = draw.choice(records)
    values: dict[str, list[str]] = {kind: sorted(said) for kind, said in one.plain.items()}
    level, fora = draw.choice([one.shared, one.full])
    values |= {"level": [level], "forum": sorted(fora), "whose": ["mine", "shared"],
               "away": ["only", "also"], "q": some_words(draw, one)}  # fmt: skip
    kinds = draw.sample(sorted(values), draw.choice([0, 1, 1, 2, 2, 3]))
    return {kind: draw.choice(values[kind]) for kind in kinds if values[kind]}


def some_words(draw: Random, record: Known) -> list[str]:
    """Words of the record, or beginnings of them, with capitals and signs around."""
    words = draw.sample(sorted(record.words), 2)
    begun = [word[: draw.randint(1, len(word))] for word in words]
    return [words[0], f"“{begun[0].upper()}” {begun[1]}*", begun[1]]
