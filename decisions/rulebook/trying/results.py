"""What does a book say of a case that is tried, and what does the edition in force say?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from decisions.house.advice import present, strip
from decisions.house.difference import Difference, Side, Voice, compare
from decisions.house.difference.fitting import Unreadable, fitted
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.ladder import LABELS
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.wire import read_case, to_json, write_recommendation

from .given import Given


@dataclass(frozen=True, slots=True)
class Run:
    """A case under one edition; `lost` names the answers that have no place there."""

    side: Side
    lost: tuple[str, ...]

    @property
    def head(self) -> dict[str, Any]:
        level = self.side.outcome["level"]
        return {"level": LABELS[level], "strip": strip(level)}


@dataclass(frozen=True, slots=True)
class Tried:
    """A case under the book that is tried, beside the edition in force.

    Without `theirs` there is nothing to compare: it is the same edition, or `unreadable` says why
    the case cannot be read there.
    """

    title: str
    mine: Run
    theirs: Run | None
    unreadable: str
    difference: Difference | None

    @property
    def advice(self) -> dict[str, Any]:
        side = self.mine.side
        return present(dict(side.outcome), dict(side.document), side.edition)

    @property
    def document(self) -> str:
        return to_json(self.mine.side.document)


def tried(given: Given, edition: Edition, in_force: Edition) -> Tried:
    """Raises Unreadable where the case cannot be read under the book that is tried."""
    mine = run(given, edition)
    if edition.number == in_force.number:
        return Tried(given.title, mine, None, "", None)
    try:
        theirs = run(given, in_force)
    except Unreadable as error:
        return Tried(given.title, mine, None, str(error), None)
    return Tried(given.title, mine, theirs, "", compare(theirs.side, mine.side, Voice.THEN))


def run(given: Given, edition: Edition) -> Run:
    fit = fitted(Side(given.title, given.document, {}, {}, given.written_for), edition)
    outcome = write_recommendation(recommend(read_case(fit.document, edition), edition))
    return Run(Side(given.title, fit.document, {}, outcome, edition), fit.lost)
