"""Which single answer would change the result, and how firm is it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import islice
from operator import and_, or_
from typing import NamedTuple

from .changes import MAPPED, STANCE, Change, applied, changes
from .counting import KEPT, OpenFacts, TooManyStates, open_facts, rungs
from .drawing import drawn_rungs
from .edition import Edition
from .facts import Case, Facts, Issue
from .findings import Finding, IssueFinding, rung_under
from .firing import Fired, all_but_one, fire
from .ladder import Rung, Scale

DRAWN = 2_000
"""Completions drawn where the state cap forbids to count them all."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A single change on one scale, and the rung that it leads to."""

    change: Change
    rung: Rung


@dataclass(frozen=True, slots=True)
class Firmness:
    """How many completions of what is open give the same rung. Not `exact`: of those drawn."""

    same: int
    of: int
    exact: bool = True


class Varied(NamedTuple):
    """One change with the facts and the rules that would follow."""

    change: Change
    facts: Facts
    fired: Fired


def variations(
    edition: Edition, case: Case, issue: Issue, finding: IssueFinding
) -> Iterator[Varied]:
    """Every single change that a rule could notice."""
    alive, others = edition.tables.alive, fired_by_others(edition, finding.facts)
    for change in changes(edition, case, issue):
        if change.key == STANCE or (issue.interests and change.key in MAPPED):
            facts = edition.facts(case, applied(change, issue))
            yield Varied(change, facts, fire(edition.tables, facts))
        elif change.key in alive:
            mask, rest = alive[change.key][change.after], others[change.key]
            facts = {**finding.facts, change.key: frozenset({change.after})}
            yield Varied(change, facts, Fired(rest.certain & mask, rest.possible & mask))


def fired_by_others(edition: Edition, facts: Facts) -> dict[str, Fired]:
    """For each fact the rules that all the others leave certain, and possible."""
    alive = edition.tables.alive
    masks = [[of[value] for value in facts[fact]] for fact, of in alive.items()]
    certain = all_but_one([reduce(and_, each) for each in masks])
    possible = all_but_one([reduce(or_, each) for each in masks])
    everything = (1 << len(edition.book.rules)) - 1
    return {
        fact: Fired(sure & everything, perhaps & everything)
        for fact, sure, perhaps in zip(alive, certain, possible, strict=True)
    }


def flips(
    edition: Edition, finding: IssueFinding, on_scale: Finding, varied: Iterable[Varied]
) -> Iterator[Flip]:
    """All single known answers, options and stances whose change moves the rung of one scale."""
    scale: Scale = type(on_scale.rung)
    marks = edition.marks(scale)
    bounding = marks.bounding
    for change, facts, fired in varied:
        if change.key != STANCE and same(fired, finding.fired, bounding):
            # The same rules on this scale, and the same facts open: nothing can have moved.
            continue
        moved = rung_under(edition, marks, facts, fired)
        if moved != on_scale.rung:
            yield Flip(change, scale(moved))


def openings(
    edition: Edition, finding: IssueFinding, on_scale: Finding, questions: Iterable[str]
) -> Iterator[Flip]:
    """Where each answer to these open questions would lead, all else being as it is known."""
    scale: Scale = type(on_scale.rung)
    for key in questions:
        for option in edition.book.question_by_key[key].options:
            after = frozenset({option.key})
            facts = {**finding.facts, key: frozenset({after})}
            rung = scale(rung_under(edition, edition.marks(scale), facts))
            yield Flip(Change(key, None, after), rung)


def same(one: Fired, other: Fired, mask: int) -> bool:
    return not ((one.certain ^ other.certain) | (one.possible ^ other.possible)) & mask


def firmness(edition: Edition, finding: IssueFinding, on_scale: Finding) -> Firmness:
    """The share of the completions that lead to the rung that was found."""
    marks = edition.marks(type(on_scale.rung))
    return counted(open_facts(edition.tables, marks, finding.facts), on_scale.rung)


@lru_cache(maxsize=KEPT)
def counted(matter: OpenFacts, rung: int) -> Firmness:
    try:
        found = rungs(matter)
    except TooManyStates:
        drawn = list(islice(drawn_rungs(matter), DRAWN))
        return Firmness(drawn.count(rung), len(drawn), exact=False)
    return Firmness(found.get(rung, 0), sum(found.values()))
