"""How do the States stand on each issue: the table, and what the officer put into it?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from decisions.house.document import Document, row_name, row_of
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import ROLES, Case
from decisions.subsidiarity.interests import (
    INTEREST,
    STANCES,
    Interest,
    hard_pair,
    interest_from,
    nobody_asks,
)
from decisions.subsidiarity.wording import party_words

SIGNS = {"seeks": "++", "supports": "+", "neutral": "0", "reserved": "−", "opposes": "−−"}
KINDS = ("stated", "assessed")
ROLE_NOUNS = {"sending": "sender", "transit": "transit State", "receiving": "receiver"}
STANCE_CHOICES = [("", "Not known"), *((key, f"{SIGNS[key]} {key}") for key in STANCES)]


@dataclass(frozen=True, slots=True)
class Cell:
    """One State on one issue: the field's name, what is chosen, and its sign."""

    name: str
    issue: str
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class MapRow:
    key: str
    label: str
    stated: tuple[Cell, ...]
    assessed: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Derived:
    """The word that follows for one issue, and the two States that make it so."""

    issue: str
    label: str
    word: str
    pair: str


def rows(document: Document, edition: Edition) -> list[MapRow]:
    """A row for each State or group of the case."""
    return [map_row(row_name(row), "", document, edition) for row in document["states"]]


def role_rows(document: Document, edition: Edition) -> list[MapRow]:
    """A row for each role of those that have several: they may want other things in each."""
    return [
        map_row(row_name(row), role, document, edition)
        for row in document["states"]
        for role in roles_apart(row, document)
    ]


def roles_apart(row: Document, document: Document) -> list[str]:
    """The roles of a row that may differ: all where it has several, else those with a stance."""
    roles: list[str] = row.get("roles", [])
    if len(roles) > 1:
        return roles
    stances = (stance for issue in document["issues"] for stance in issue.get("interests", []))
    held = {role for key, role in map(whose, stances) if key == row_name(row) and role}
    return [role for role in ROLES if role in held]


def map_row(key: str, role: str, document: Document, edition: Edition) -> MapRow:
    label = label_with_role(key, role, edition)
    return MapRow(
        key,
        label,
        *(
            tuple(cell(kind, key, role, label, issue, edition) for issue in document["issues"])
            for kind in KINDS
        ),
    )


def label_with_role(key: str, role: str, edition: Edition) -> str:
    return party_words(edition, key) + (f" as {ROLE_NOUNS[role]}" if role else "")


def cell(kind: str, key: str, role: str, label: str, issue: Document, edition: Edition) -> Cell:
    given: Document = next(
        (row for row in issue.get("interests", []) if whose(row) == (key, role)), {}
    )
    return Cell(
        field_name(kind, issue["issue"], key, role),
        issue["issue"],
        given.get(kind) or "",
        f"{label}, {edition.names[issue['issue']]}, {kind}",
    )


def whose(stance: Document) -> tuple[str, str]:
    """The party key of a stance and its role, empty where it holds for all roles."""
    return row_name(stance), stance.get("role") or ""


def field_name(kind: str, topic: str, key: str, role: str = "") -> str:
    return " ".join(filter(None, (kind, topic, key, role)))


def posted_map(
    data: QueryDict, document: Document, kinds: tuple[str, ...] = KINDS
) -> dict[str, list[Document]]:
    """Stances per issue from the posted tables; those that the tables do not show are kept.

    Only these kinds are taken from what was posted.
    """
    shown = [
        (row_name(row), role)
        for row in document["states"]
        for role in ("", *roles_apart(row, document))
    ]
    return {issue["issue"]: posted_issue(data, issue, shown, kinds) for issue in document["issues"]}


def posted_issue(
    data: QueryDict, issue: Document, shown: list[tuple[str, str]], kinds: tuple[str, ...]
) -> list[Document]:
    stored = {whose(row): row for row in issue.get("interests", [])}
    kept = [row for who, row in stored.items() if who not in shown]
    posted = (
        posted_stance(data, issue["issue"], key, role, stored.get((key, role), {}), kinds)
        for key, role in shown
    )
    return [*kept, *(stance for stance in posted if stance)]


def posted_stance(
    data: QueryDict,
    topic: str,
    key: str,
    role: str,
    stored: Document,
    kinds: tuple[str, ...],
) -> Document:
    """The stance of one row on one issue; nothing where neither kind is given.

    A cell that the page sent did not have stays as it was, and so does what is of another kind.
    """
    given = {
        kind: data.get(field_name(kind, topic, key, role), stored.get(kind, ""))
        if kind in kinds
        else stored.get(kind, "")
        for kind in KINDS
    }
    stances = {kind: stance for kind, stance in given.items() if stance}
    if not stances:
        return {}
    return {**row_of(key), **({"role": role} if role else {}), **stances}


def derived(case: Case, edition: Edition) -> list[Derived]:
    """What the map says of each issue of a case."""
    roles = tuple((party.key, party.roles) for party in case.parties)
    return [
        Derived(
            issue.topic,
            edition.book.topic_by_key[issue.topic].label,
            word_for(issue.interests, roles),
            pair_for(issue.interests, roles, edition),
        )
        for issue in case.issues
    ]


def words_on_issues(document: Document, case: Case, edition: Edition) -> list[Derived]:
    """For each issue, in order, the word given directly or the word that follows from the map."""
    direct = {
        issue["issue"]: issue["answers"]["interest"] or "not known"
        for issue in document["issues"]
        if "interest" in issue.get("answers", {})
    }
    return [
        replace(each, word=direct.get(each.issue, each.word)) for each in derived(case, edition)
    ]


def word_for(interests: tuple[Interest, ...], roles: Any) -> str:
    if nobody_asks(interests):
        return "nobody asks for it"
    words = interest_from(interests, roles)
    possible = [word for word in INTEREST if word in words]
    if len(possible) == len(INTEREST):
        return "not known yet"
    return possible[0] if len(possible) == 1 else f"{possible[0]} or further apart"


def pair_for(interests: tuple[Interest, ...], roles: Any, edition: Edition) -> str:
    pair = hard_pair(interests, roles)
    if pair is None or pair[0].weight == pair[1].weight:
        return ""
    return " and ".join(
        f"{label_with_role(i.party, i.role or '', edition)} ({SIGNS[i.stance or '']})" for i in pair
    )
