"""What does each State want of each issue, stated and (where the reader may know) assessed?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from decisions.house.answers import row_label
from decisions.subsidiarity.edition import Edition

SIGNS = {"seeks": "++", "supports": "+", "neutral": "0", "reserved": "−", "opposes": "−−"}


@dataclass(frozen=True, slots=True)
class Stance:
    stated: str
    assessed: str

    @property
    def words(self) -> str:
        """`seeks; assessed: opposes`"""
        assessed = f"assessed: {self.assessed}" if self.assessed else ""
        return "; ".join(filter(None, (self.stated, assessed)))


@dataclass(frozen=True, slots=True)
class InterestMap:
    """Labels of issues, and (label of a State, its stance by place of the issue) each."""

    issues: tuple[str, ...]
    rows: tuple[tuple[str, Mapping[int, Stance]], ...]


def interest_map(document: Mapping[str, Any], edition: Edition) -> InterestMap:
    """Only issues and States with a stance; States in the order of the case."""
    topics = edition.book.topic_by_key
    asked = [issue for issue in document["issues"] if issue.get("interests")]
    rows: dict[str, dict[int, Stance]] = {}
    for place, issue in enumerate(asked):
        for label, stance in stances_on(issue, edition):
            rows.setdefault(label, {})[place] = stance
    return InterestMap(tuple(topics[issue["issue"]].label for issue in asked), tuple(rows.items()))


def stances_on(issue: Mapping[str, Any], edition: Edition) -> Iterator[tuple[str, Stance]]:
    for row in issue["interests"]:
        role = f" ({row['role']})" if row.get("role") else ""
        stance = Stance(row.get("stated") or "", row.get("assessed") or "")
        yield f"{row_label(row, edition)}{role}", stance


def part(map_: InterestMap, first: int, issues: int) -> InterestMap:
    """Some of the issues, for a table or drawing that has no room for all."""
    places = range(first, min(first + issues, len(map_.issues)))
    rows = (
        (label, {place - first: stances[place] for place in places if place in stances})
        for label, stances in map_.rows
    )
    return InterestMap(
        tuple(map_.issues[place] for place in places), tuple(row for row in rows if row[1])
    )
