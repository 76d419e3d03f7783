"""Which instruments of the record does a book judge otherwise than the edition in force?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from decisions.rulebook.backtesting import Trial, entries, trial
from decisions.seeds import record_of_instruments
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.wire import Refused


@dataclass(frozen=True, slots=True)
class Moved:
    """An instrument whose lead issue comes to another level than under the edition in force."""

    title: str
    year: int
    before: str
    after: str
    chosen: str
    accepted_before: bool
    accepted: bool

    @property
    def changes_sides(self) -> bool:
        return self.accepted is not self.accepted_before


def instruments_page(edition: Edition, in_force: Edition) -> dict[str, Any]:
    """The figures side by side, every instrument that moves, and those that a book cannot read."""
    pairs: list[tuple[Trial, Trial]] = []
    moved: list[Moved] = []
    unread: list[tuple[str, str]] = []
    for place, entry in entries(record_of_instruments()):
        title, year = entry["case"]["title"], entry["year"]
        try:
            before, after = (trial(entry, place, book) for book in (in_force, edition))
        except Refused as error:
            unread.append((f"{title} ({year})", str(error).removeprefix(f"{place}.case.")))
            continue
        pairs.append((before, after))
        if before.got is not after.got:
            moved.append(moved_of(title, year, before, after))
    return {
        "instruments": len(pairs),
        "unread_instruments": unread,
        "figures": figures(pairs),
        "lost": [each for each in moved if each.changes_sides and not each.accepted],
        "won": [each for each in moved if each.changes_sides and each.accepted],
        "moved": [each for each in moved if not each.changes_sides],
    }


def figures(pairs: list[tuple[Trial, Trial]]) -> list[tuple[str, int, int]]:
    """(what is counted, how many now, how many then)."""
    before, after = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    return [
        ("A level that can be accepted", accepted(before), accepted(after)),
        ("The level that States chose", exact(before), exact(after)),
    ]


def accepted(tried: list[Trial]) -> int:
    return sum(trial.accepts(trial.got) for trial in tried)


def exact(tried: list[Trial]) -> int:
    return sum(trial.got is trial.chosen for trial in tried)


def moved_of(title: str, year: int, before: Trial, after: Trial) -> Moved:
    return Moved(
        title,
        year,
        before.got.label,
        after.got.label,
        after.chosen.label,
        before.accepts(before.got),
        after.accepts(after.got),
    )
