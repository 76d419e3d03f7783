"""Which rules does the record need, and which of them hang on a single instrument?

A rule that was written for one instrument explains nothing. So each rule on the level is taken out
in turn, and the instruments that are then judged otherwise are named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.findings import on_scale
from decisions.subsidiarity.ladder import Level
from decisions.subsidiarity.weigh import Marked, Marks, on

from .backtesting import Trial, trials


@dataclass(frozen=True, slots=True)
class Needed:
    """Ids of the cases that change sides without a rule: no longer accepted, or only then."""

    lost: tuple[str, ...]
    won: tuple[str, ...]


def needed_by(edition: Edition, record: Any) -> dict[str, Needed]:
    """By key the level rules whose removal changes what is accepted or evaluated.

    `record` is a back-test document. Raises Refused.
    """
    tried = trials(record, edition)
    found = {
        edition.book.rules[place].key: without_rule(edition, tried, place)
        for place in level_places(edition)
    }
    return {key: needed for key, needed in found.items() if needed.lost or needed.won}


def level_places(edition: Edition) -> list[int]:
    """Where in the book the rules stand that bound the level."""
    return [place for place, rule in enumerate(edition.book.rules) if on(rule, Level)]


def without_rule(edition: Edition, tried: list[Trial], place: int) -> Needed:
    marks = without(edition.level_marks, 1 << place)
    lost: list[str] = []
    won: list[str] = []
    for trial in tried:
        # A rule that cannot fire on a case cannot move it.
        if not trial.finding.fired.possible >> place & 1:
            continue
        before = trial.accepts_or_evaluated(trial.got)
        after = trial.accepts_or_evaluated(level_under(edition, trial, marks))
        if before != after:
            (lost if before else won).append(trial.id)
    return Needed(tuple(lost), tuple(won))


def level_under(edition: Edition, trial: Trial, marks: Marks) -> Level:
    """The level with other marks. A rule without marks bounds nothing, as if it did not exist."""
    finding = trial.finding
    return Level(on_scale(edition, Level, marks, finding.facts, finding.fired).rung)


def without(marks: Marks, bit: int) -> Marks:
    def cleared(marked: Marked) -> Marked:
        return tuple((rung, mask & ~bit) for rung, mask in marked if mask & ~bit)

    return marks._replace(
        floors=cleared(marks.floors),
        ceilings=cleared(marks.ceilings),
        presumed_floors=cleared(marks.presumed_floors),
        presumed_caps=cleared(marks.presumed_caps),
        refusals=cleared(marks.refusals),
    )
