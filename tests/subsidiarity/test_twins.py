"""What changes, and what must not, when a single answer is another one?

The twins stand in `twins.toml`, in the words of a policy officer. Each is checked for differing in
one thing only; then for what must change, before and after; then for what must not, on both sides.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import replace
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from decisions.subsidiarity.edition import Edition, edition_of
from decisions.subsidiarity.facts import Case
from decisions.subsidiarity.findings import IssueFinding, still_open
from decisions.subsidiarity.ladder import Depth, Level
from decisions.subsidiarity.packages import Package
from decisions.subsidiarity.recommend import Recommendation, recommend
from decisions.subsidiarity.rules import Condition, Effect, Rule, Strength
from decisions.subsidiarity.wire import read_case

pytestmark = pytest.mark.core

TABLE = tomllib.loads(Path(__file__).with_name("twins.toml").read_text(encoding="utf-8"))
TWINS: list[dict[str, Any]] = TABLE["twins"]
ABSENT, UNANSWERED, UNKNOWN = "absent", "unanswered", "unknown"


# The two cases of a twin.


def row(words: str) -> dict[str, Any]:
    """ "MA:sending+transit", "all_states:sending" or "members_of:eu:receiving"."""
    key, _, roles = words.rpartition(":")
    listed = {"roles": roles.split("+")}
    if key == "all_states":
        return {"all_states": True, **listed}
    bloc = key.partition(":")[2]
    return {"members_of": bloc, **listed} if bloc else {"state": key, **listed}


def stance(words: str) -> dict[str, str]:
    """ "DE seeks", "TR supports/opposes" (stated/assessed) or "MA:transit reserved"."""
    who, held = words.split()
    state, _, role = who.partition(":")
    stated, _, assessed = held.partition("/")
    return {"state": state, "stated": stated} | {
        key: value for key, value in (("role", role), ("assessed", assessed)) if value
    }


def base_document(twin: dict[str, Any]) -> dict[str, Any]:
    issues = [{"issue": issue, "answers": {}} for issue in twin["issues"]]
    for issue in issues:
        issue["interests"] = [
            stance(words)
            for words in twin.get("stances", {}).get(issue["issue"], "").split(", ")
            if words
        ]
    answers = {**TABLE["bases"][twin["base"]], **twin.get("answers", {})}
    return {
        "states": [row(words) for words in twin["states"].split()],
        "answers": {key: value for key, value in answers.items() if value != UNANSWERED},
        "issues": issues,
    }


def document(twin: dict[str, Any], side: str) -> dict[str, Any]:
    """The case on one side: `from` or `to`."""
    made, one = deepcopy(base_document(twin)), twin["one"]
    value = one[side]
    if "answer" in one:
        set_answer(made, one, value)
    elif "stance" in one:
        (issue,) = [each for each in made["issues"] if each["issue"] == one["issue"]]
        asked = stance(f"{one['stance']} {value}")
        place = [
            (each["state"], each.get("role")) == (asked["state"], asked.get("role"))
            for each in issue["interests"]
        ].index(True)
        issue["interests"][place] = asked
    elif "state" in one:
        others = [each for each in made["states"] if each != row(one["state"])]
        added = [] if value == ABSENT else [row(one["state"] if value == "present" else value)]
        made["states"] = others + added
    elif "lead" in one:
        made["issues"].sort(key=lambda issue: issue["issue"] != value)
    else:
        made["issues"][0]["issue"] = value
    return made


def set_answer(made: dict[str, Any], one: dict[str, Any], value: Any) -> None:
    places = {issue["issue"]: issue["answers"] for issue in made["issues"]}
    answers = places[one["issue"]] if "issue" in one else made["answers"]
    answers.pop(one["answer"], None)
    if value != UNANSWERED:
        answers[one["answer"]] = None if value == UNKNOWN else value


def differences(one: Case, other: Case) -> list[str]:
    """Everything in which two cases differ, a row, an answer, a stance or an issue at a time."""
    found = [f"answer {key}" for key in unequal(one.answers, other.answers)]
    lost, gained = Counter(one.parties), Counter(other.parties)
    lost, gained = lost - gained, gained - lost
    found += ["state"] * max(lost.total(), gained.total())
    topics, others = [i.topic for i in one.issues], [i.topic for i in other.issues]
    if topics != others:
        replaced = sum(a != b for a, b in zip(topics, others, strict=True))
        found += ["lead"] if sorted(topics) == sorted(others) else ["issue"] * replaced
    pairs = zip(one.issues, other.issues, strict=True)
    if "lead" in found:
        by_topic = {issue.topic: issue for issue in other.issues}
        pairs = ((issue, by_topic[issue.topic]) for issue in one.issues)
    for mine, theirs in pairs:
        found += [f"answer {key} on {mine.topic}" for key in unequal(mine.answers, theirs.answers)]
        stances = [{(i.party, i.role): i for i in issue.interests} for issue in (mine, theirs)]
        found += [f"stance {key} on {mine.topic}" for key in unequal(*stances)]
    return found


def unequal(one: Any, other: Any) -> list[Any]:
    absent = object()
    keys = dict.fromkeys([*one, *other])
    return [key for key in keys if one.get(key, absent) != other.get(key, absent)]


# What a policy officer sees of a recommendation, in the words of the table.


class Sight:
    """One side of a twin, looked at by the names that the table uses."""

    def __init__(self, case: Case, edition: Edition) -> None:
        self.case, self.edition = case, edition

    @cached_property
    def ours(self) -> Recommendation:
        return recommend(self.case, self.edition)

    @cached_property
    def theirs(self) -> Recommendation:
        """What those see who may not know of assessed interests."""
        return recommend(self.case.shared(), self.edition)

    def __getitem__(self, name: str) -> str:
        plain = name.removeprefix("others see ")
        found = self.ours if plain == name else self.theirs
        if plain in SEEN:
            return SEEN[plain](found)
        kind, _, what = plain.rpartition(" ")
        return NAMED[kind](found, what)


def words(found: Iterable[str]) -> str:
    return ", ".join(found) or "none"


def yes(truth: bool) -> str:
    return "yes" if truth else "no"


def rung(found: Level | Depth | None) -> str:
    return "none" if found is None else found.key


def span(finding: IssueFinding) -> str:
    low, high = finding.on_level.span.low, finding.on_level.span.high
    return " to ".join(Level(end).key for end in dict.fromkeys((low, high)))


def finding_of(found: Recommendation, topic: str) -> IssueFinding:
    return next(advice.finding for advice in found.issues if advice.finding.topic == topic)


def lead_package(found: Recommendation) -> Package:
    return next(package for package in found.packages if package.level is found.level)


def gap_kind(kind: str, text: str) -> str:
    """The capacity gap has two lines: of the States and of the bodies."""
    if kind != "capacity":
        return kind
    return "capacity of bodies" if "international bod" in text else "capacity of States"


def fact(found: Recommendation, name: str) -> str:
    values = found.lead.facts[name]
    return words(sorted(next(iter(values)))) if len(values) == 1 else "unknown"


def role_of(found: Recommendation, forum: str) -> str:
    fits = lead_package(found).match.fits
    return next((fit.role or "none" for fit in fits if fit.forum.id == forum), "none")


def still_asks(found: Recommendation, question: str) -> str:
    findings = [advice.finding for advice in found.issues]
    return yes(question in still_open(found.edition, findings))


def table(found: Recommendation) -> str:
    fits = lead_package(found).match.fits
    return next((fit.forum.id for fit in fits if fit.table), "none")


def yielded(found: Recommendation) -> str:
    return words(sorted(loser.rule.key for loser in found.lead.on_level.weighed.yielded))


def packages(found: Recommendation) -> str:
    ordered = sorted(found.packages, key=lambda package: package.level)
    return "; ".join(f"{package.level.key}: {words(package.issues)}" for package in ordered)


SEEN: dict[str, Callable[[Recommendation], str]] = {
    "level": lambda found: found.level.key,
    "range": lambda found: span(found.lead),
    "depth": lambda found: found.depth.key,
    "needed level": lambda found: rung(found.lead.on_level.weighed.ambition),
    "principle": lambda found: rung(found.lead.on_level.weighed.principle),
    "principle depth": lambda found: rung(found.lead.on_depth.weighed.principle),
    "yields": yielded,
    "gaps": lambda found: words(sorted((gap_kind(g.kind, g.text) for g in found.gaps), key=str.lower)),
    "tracks": lambda found: words(f"{track.when} {track.level.key}" for track in found.tracks),
    "forms": lambda found: words(found.lead.forms(found.edition)),
    "body": lambda found: lead_package(found).form or "none",
    "table": table,
    "packages": packages,
    "pairs": lambda found: words("-".join(pair) for pair in lead_package(found).pairs),
}  # fmt: skip
NAMED: dict[str, Callable[[Recommendation, str], str]] = {
    "warns": lambda found, rule: yes(rule in {warning.rule for warning in found.warnings}),
    "level of": lambda found, topic: finding_of(found, topic).level.key,
    "range of": lambda found, topic: span(finding_of(found, topic)),
    "fact": fact,
    "role of": role_of,
    "still asks": still_asks,
}


def sides(twin: dict[str, Any], edition: Edition) -> tuple[Sight, Sight]:
    before, after = (read_case(document(twin, side), edition) for side in ("from", "to"))
    return Sight(before, edition), Sight(after, edition)


def wrongs(twin: dict[str, Any], edition: Edition) -> Iterator[str]:
    """What is not as the table says, a line each."""
    before, after = sides(twin, edition)
    stays = {name: f"{value} -> {value}" for name, value in twin["must_not_change"].items()}
    for name, wanted in {**twin.get("must_change", {}), **stays}.items():
        found = f"{before[name]} -> {after[name]}"
        if found != wanted:
            yield f"{name}: {found}, must go {wanted}"


def twin_ids(twins: list[dict[str, Any]]) -> list[str]:
    return [twin["name"].replace(" ", "-") for twin in twins]


@pytest.mark.parametrize("twin", TWINS, ids=twin_ids(TWINS))
def test_twins_differ_in_one_answer_and_in_nothing_else(
    edition: Edition, twin: dict[str, Any]
) -> None:
    before, after = sides(twin, edition)
    assert len(differences(before.case, after.case)) == 1


@pytest.mark.parametrize("twin", TWINS, ids=twin_ids(TWINS))
def test_one_answer_changes_what_it_must_and_nothing_that_it_must_not(
    edition: Edition, twin: dict[str, Any]
) -> None:
    assert list(wrongs(twin, edition)) == [], twin["says"]


def test_the_table_is_whole(edition: Edition) -> None:
    assert len(TWINS) >= 34
    assert {twin["trap"] for twin in TWINS if "trap" in twin} == set(range(1, 7))
    assert len({twin["name"] for twin in TWINS}) == len(TWINS)
    for twin in TWINS:
        assert twin["says"].endswith(".")
        assert twin["must_not_change"]
        for change in twin.get("must_change", {}).values():
            before, after = change.split(" -> ")
            assert before != after
        for name in (*twin.get("must_change", {}), *twin["must_not_change"]):
            key = name.removeprefix("others see warns ").removeprefix("warns ")
            assert key == name or key in {*edition.book.rule_by_key, "nobody-asks"}


# Negative controls: a book that falls into a trap, or lost a rule, is caught by its twins.


def with_rules(edition: Edition, rules: Iterable[Rule]) -> Edition:
    book = replace(edition.book, rules=tuple(rules))
    return edition_of(book, edition.fora, edition.states)


def without(*keys: str) -> Callable[[Edition], Edition]:
    return lambda edition: with_rules(
        edition, (rule for rule in edition.book.rules if rule.key not in keys)
    )


def changed(key: str, **changes: Any) -> Callable[[Edition], Edition]:
    return lambda edition: with_rules(
        edition,
        (replace(r, **changes) if r.key == key else r for r in edition.book.rules),
    )


def planted(effect: Effect, value: str, strength: Strength, **when: str) -> Callable[[Edition], Edition]:  # fmt: skip
    conditions = {fact: Condition(frozenset(options.split())) for fact, options in when.items()}

    def plant(edition: Edition) -> Edition:
        model = edition.book.rules[0]
        fault = replace(
            model, key="planted", when=conditions, effect=effect, value=value, strength=strength
        )
        return with_rules(edition, (*edition.book.rules, fault))

    return plant


def caught(edition: Edition, trap: int | None = None) -> Iterator[str]:
    """The names of the twins (of one trap) that notice, one at a time."""
    for twin in TWINS:
        if trap in (None, twin.get("trap")) and any(wrongs(twin, edition)):
            yield twin["name"]


NEEDED, BELOW = Effect.NOT_NEEDED_ABOVE, Effect.NOT_BELOW
PRESUMED, DECISIVE = Strength.PRESUMPTION, Strength.DECISIVE
TRAPS = {
    1: planted(NEEDED, "bilateral", PRESUMED, hardness="hard"),
    2: planted(NEEDED, "local", PRESUMED, sovereignty="high"),
    3: planted(BELOW, "global", DECISIVE, reach="worldwide"),
    4: planted(BELOW, "global", DECISIVE, urgency="crisis"),
    5: without("check-protection-before-return"),
    6: without("competence-transferred"),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_a_book_that_falls_into_a_trap_is_caught_by_the_twin_of_that_trap(
    edition: Edition, trap: int
) -> None:
    assert any(caught(TRAPS[trap](edition), trap))


BROAD = {
    "the number of States lifts": planted(
        BELOW, "global", DECISIVE, states="three_to_five six_or_more"
    ),
    "pairs never suffice": without("pair-suffices"),
    "what States rarely do they never refuse": without("quotas-stay-bilateral"),
    "every refusal yields": changed("table-limit-pair", strength=PRESUMED),
    "a presumption against pairs is decisive": changed("pairs-leave-gaps", strength=DECISIVE),
    "a presumption against one State is decisive": changed(
        "one-state-only-partly", strength=DECISIVE
    ),
    "talks are never called for": without("form-consultation-hard", "form-consultation-hidden"),
}
NARROW = {
    "readmission is bilateral": planted(
        NEEDED, "bilateral", PRESUMED, issue="readmission_own readmission_third_country"
    ),
    "mostly has become always": changed("quotas-stay-bilateral", strength=DECISIVE),
    "one soft issue warns for all": changed("all-soft", value="any_issue"),
    "no State is too unwilling": without("no-commitment", "soft-commitment"),
}


@pytest.mark.parametrize("fault", BROAD)
@pytest.mark.heavy
def test_a_planted_fault_makes_several_twins_fail(edition: Edition, fault: str) -> None:
    assert len(list(islice(caught(BROAD[fault](edition)), 2))) == 2


@pytest.mark.parametrize("fault", NARROW)
@pytest.mark.heavy
def test_a_fault_planted_in_one_corner_is_found_there(edition: Edition, fault: str) -> None:
    assert any(caught(NARROW[fault](edition)))
