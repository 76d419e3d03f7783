"""What has one slice of a weighing counted?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from decisions.models import Moved
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.ladder import LEVELS

from .comparing import Weighed
from .masks import places

KEYS = {level: key for key, level in LEVELS.items()}
Counts = dict[str, int]
Matrix = dict[str, Counts]


@dataclass(slots=True)
class Tally:
    """Counts over the records of a slice, and the rows that it adds."""

    done: int = 0
    cursor: int = 0
    levels: Counter[tuple[str, str]] = field(default_factory=Counter)
    fired: Counter[int] = field(default_factory=Counter)
    moved_by: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    others_moved: int = 0
    rows: list[Moved] = field(default_factory=list)

    def add(self, key: int, weighed: Weighed, lead: str) -> None:
        """`lead` is the record's own lead issue."""
        self.done, self.cursor = self.done + 1, key
        self.lost += weighed.lost > 0
        before = KEYS[weighed.before]
        if weighed.after is None:
            self.reasons[weighed.reason] += 1
            self.rows.append(Moved(recommendation_id=key, issue=lead, lead=True, before=before))
            return
        self.fired[weighed.fired] += 1
        self.levels[before, KEYS[weighed.after]] += 1
        for move in weighed.moves:
            self.moved_by.update(move.rules)
            self.others_moved += not move.lead
            self.rows.append(
                Moved(
                    recommendation_id=key,
                    issue=move.issue,
                    lead=move.lead,
                    before=KEYS[move.before],
                    after=KEYS[move.after],
                    rules=between_spaces(move.rules),
                )
            )

    def by_rule(self, edition: Edition) -> Iterator[tuple[str, int]]:
        """(rule, records on which it fired), a rule once for each set of rules that fired."""
        for mask, times in self.fired.items():
            for place in places(mask):
                yield edition.book.rules[place].key, times


def between_spaces(keys: tuple[str, ...]) -> str:
    return f" {' '.join(keys)} " if keys else ""


def added(counts: Mapping[str, int], more: Mapping[str, int] | Iterator[tuple[str, int]]) -> Counts:
    """The counts with others on top."""
    found = dict(counts)
    pairs: Any = more.items() if isinstance(more, Mapping) else more
    for key, times in pairs:
        found[key] = found.get(key, 0) + times
    return found


def added_levels(matrix: Matrix, levels: Mapping[tuple[str, str], int]) -> Matrix:
    found = {before: dict(row) for before, row in matrix.items()}
    for (before, after), times in levels.items():
        row = found.setdefault(before, {})
        row[after] = row.get(after, 0) + times
    return found
