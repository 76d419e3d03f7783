"""What has a weighing found so far, all lanes together?"""

from __future__ import annotations

from dataclasses import dataclass

from decisions.models import Impact, Lane, SavedRecommendation
from decisions.subsidiarity.ladder import LEVELS, Level

from .tally import Counts, Matrix, added


@dataclass(frozen=True, slots=True)
class Standing:
    """`matrix` counts records by level on record and level under the draft.

    `fired` counts records by rule; `moved_by` moved issues by rule; `reasons` why records cannot
    be read. `since` is how many records were saved after the weighing passed.
    """

    impact: Impact
    open_lanes: tuple[int, ...]
    total: int
    done: int
    matrix: Matrix
    fired: Counts
    moved_by: Counts
    reasons: Counts
    lost: int
    others_moved: int

    @property
    def finished(self) -> bool:
        return not self.open_lanes

    @property
    def since(self) -> int:
        return self.total - self.done if self.finished else 0

    @property
    def unreadable(self) -> int:
        return sum(self.reasons.values())

    @property
    def higher(self) -> int:
        return sum(n for before, after, n in self.cells() if after > before)

    @property
    def lower(self) -> int:
        return sum(n for before, after, n in self.cells() if after < before)

    @property
    def moved(self) -> int:
        return self.higher + self.lower

    def cells(self) -> list[tuple[Level, Level, int]]:
        return [
            (LEVELS[before], LEVELS[after], times)
            for before, row in self.matrix.items()
            for after, times in row.items()
        ]


def standing_of(impact: Impact) -> Standing:
    """The lanes added up, beside all that is saved now."""
    lanes = list(Lane.objects.filter(impact=impact))
    return Standing(
        impact,
        tuple(lane.number for lane in lanes if lane.finished_at is None),
        SavedRecommendation.objects.count(),
        sum(lane.done for lane in lanes),
        together([lane.matrix for lane in lanes]),
        counted([lane.fired for lane in lanes]),
        counted([lane.moved_by for lane in lanes]),
        counted([lane.reasons for lane in lanes]),
        sum(lane.lost for lane in lanes),
        sum(lane.others_moved for lane in lanes),
    )


def counted(several: list[Counts]) -> Counts:
    found: Counts = {}
    for counts in several:
        found = added(found, counts)
    return found


def together(several: list[Matrix]) -> Matrix:
    found: Matrix = {}
    for matrix in several:
        for before, row in matrix.items():
            found[before] = added(found.get(before, {}), row)
    return found
