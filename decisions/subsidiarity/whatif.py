"""Which single answer would change the result, and how firm is it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from .changes import Change, applied, changes
from .counting import KEPT, OpenFacts, TooManyStates, open_facts, rungs
from .drawing import drawn_rungs
from .edition import Edition
from .facts import Case, Issue
from .findings import Finding, IssueFinding, rung_under
from .ladder import Level, Rung, Scale
from .weigh import Marks

DRAWN = 2_000
"""Completions drawn where the state cap forbids to count them all."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A single change that moves the result on one scale, and where to."""

    change: Change
    rung: Rung


@dataclass(frozen=True, slots=True)
class Firmness:
    """How many completions of what is open give the same rung. Not `exact`: of those drawn."""

    same: int
    of: int
    exact: bool = True

    @property
    def per_cent(self) -> int:
        """Rounded down, so that only what holds in every completion is called 100."""
        return self.same * 100 // self.of


def flips(edition: Edition, case: Case, issue: Issue, on_scale: Finding) -> Iterator[Flip]:
    """All single known answers, options and stances whose change moves the rung of one scale."""
    scale: Scale = type(on_scale.rung)
    marks = marks_of(edition, scale)
    for change in changes(edition, case, issue):
        facts = edition.facts(case, applied(change, issue))
        moved = rung_under(edition, marks, facts)
        if moved != on_scale.rung:
            yield Flip(change, scale(moved))


def marks_of(edition: Edition, scale: Scale) -> Marks:
    return edition.level_marks if scale is Level else edition.depth_marks


def firmness(edition: Edition, finding: IssueFinding, on_scale: Finding) -> Firmness:
    """The share of the completions that lead to the rung that was found."""
    marks = marks_of(edition, type(on_scale.rung))
    return counted(open_facts(edition.tables, marks, finding.facts), on_scale.rung)


@lru_cache(maxsize=KEPT)
def counted(matter: OpenFacts, rung: int) -> Firmness:
    try:
        found = rungs(matter)
    except TooManyStates:
        drawn = list(islice(drawn_rungs(matter), DRAWN))
        return Firmness(drawn.count(rung), len(drawn), exact=False)
    return Firmness(found.get(rung, 0), sum(found.values()))
