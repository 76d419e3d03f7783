"""How do the States stand on each issue: the table, and what the officer put into it?"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import Case
from decisions.subsidiarity.interests import (
    INTEREST,
    STANCES,
    Interest,
    hard_pair,
    interest_from,
    nobody_asks,
)

from .document import Document, row_name, row_of
from .states import label_of

SIGNS = {"seeks": "++", "supports": "+", "neutral": "0", "reserved": "−", "opposes": "−−"}
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
    given = {
        (issue["issue"], row_name(row)): row
        for issue in document["issues"]
        for row in issue.get("interests", [])
        if not row.get("role")
    }
    keys = [row_name(row) for row in document["states"]]
    return [
        MapRow(
            key,
            label_of(key, edition),
            cells("stated", key, document, edition, given),
            cells("assessed", key, document, edition, given),
        )
        for key in keys
    ]


def cells(
    kind: str, key: str, document: Document, edition: Edition, given: dict[Any, Document]
) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            field_name(kind, issue["issue"], key),
            issue["issue"],
            given.get((issue["issue"], key), {}).get(kind) or "",
            f"{label_of(key, edition)}, {edition.names[issue['issue']]}, {kind}",
        )
        for issue in document["issues"]
    )


def field_name(kind: str, topic: str, key: str) -> str:
    return f"{kind} {topic} {key}"


def posted_map(data: QueryDict, document: Document) -> dict[str, list[Document]]:
    """Stances per issue from a posted table; stances per role, given elsewhere, are kept."""
    return {issue["issue"]: posted_issue(data, issue, document) for issue in document["issues"]}


def posted_issue(data: QueryDict, issue: Document, document: Document) -> list[Document]:
    found = [row for row in issue.get("interests", []) if row.get("role")]
    for row in document["states"]:
        key = row_name(row)
        stances = {
            kind: data.get(field_name(kind, issue["issue"], key), "")
            for kind in ("stated", "assessed")
        }
        if any(stances.values()):
            found.append({**row_of(key), **{kind: s for kind, s in stances.items() if s}})
    return found


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
    return " and ".join(f"{label_of(i.party, edition)} ({SIGNS[i.stance or '']})" for i in pair)
