"""Over all completions of what is not known: which rungs can still come out, and how often?

The open facts are walked one by one. What matters of a partial completion is only which rules are
still pending and which bounds have been reached; completions that agree in both are merged, so the
walk stays small where the inputs are billions. Exact, without enumeration.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from operator import or_

from .facts import Facts
from .firing import Fired, Tables, fire
from .weigh import Bounds, Marked, Marks, bounds

KEPT = 4096
"""How many answers are kept, since issues and pages of one case ask the same again and again."""
STATE_CAP = 20_000
"""More merged states than this, and the caller falls back to interval bounds."""


class TooManyStates(Exception):
    """The open facts do not merge far enough for an exact answer."""


Walk = dict[tuple[int, Bounds], int]
"""(mask of the rules still pending, bounds reached) -> number of completions that lead there."""


@dataclass(frozen=True, slots=True)
class Span:
    """The lowest and highest rung over all completions; not `exact` above the state cap."""

    low: int
    high: int
    exact: bool = True


Groups = tuple[tuple[int, int], ...]
"""(mask, number of values with that mask) for one open fact, over the pending rules only."""


@dataclass(frozen=True, slots=True)
class OpenFacts:
    """The facts that still matter on one scale, and what each of their values leaves alive.

    Equal where everything that can follow is equal, so that an answer can be kept and found again.
    """

    marks: Marks
    start: tuple[int, Bounds]
    facts: tuple[tuple[str, Groups, int], ...]
    """(open fact, its groups, the pending rules that read it)."""
    alive: dict[str, Groups] = field(init=False, compare=False)
    settled: dict[str, int] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        index = object.__setattr__
        index(self, "alive", {fact: groups for fact, groups, _ in self.facts})
        index(self, "settled", {fact: read for fact, _, read in self.facts})


def open_facts(tables: Tables, marks: Marks, facts: Facts, fired: Fired | None = None) -> OpenFacts:
    fired = fired or fire(tables, facts)
    reached = canonical(marks, bounds(marks, fired.certain))
    pending = useful(marks, reached, fired.possible & ~fired.certain)
    alive = (
        (fact, grouped(pending & masks[value] for value in facts[fact]))
        for fact, masks in tables.alive.items()
        if len(facts[fact]) > 1 and tables.reads[fact] & pending
    )
    still_open = tuple(
        (fact, groups, tables.reads[fact] & pending) for fact, groups in alive if len(groups) > 1
    )
    return OpenFacts(marks, (pending, reached), still_open)


def grouped(masks: Iterable[int]) -> Groups:
    return tuple(sorted(Counter(masks).items()))


def canonical(marks: Marks, found: Bounds) -> Bounds:
    """The same bounds with all that can no longer matter taken out, so that more states merge."""
    floor, ceiling, presumed_floor, presumed_cap = found
    if floor >= ceiling:
        return Bounds(ceiling, ceiling, marks.lowest, ceiling)
    if presumed_cap <= floor:
        return Bounds(floor, ceiling, marks.lowest, floor)
    cap = min(presumed_cap, ceiling)
    return Bounds(
        floor, ceiling, min(presumed_floor, cap) if presumed_floor > floor else marks.lowest, cap
    )


def useful(marks: Marks, reached: Bounds, pending: int) -> int:
    """The pending rules that could still move the rung from (canonical) bounds."""
    floor, ceiling, presumed_floor, presumed_cap = reached
    keep = below(marks.ceilings, ceiling)
    if floor < ceiling:
        keep |= above(marks.floors, floor)
    if floor < presumed_cap:
        keep |= below(marks.presumed_caps, presumed_cap)
        if presumed_floor < presumed_cap:
            keep |= above(marks.presumed_floors, max(floor, presumed_floor))
    return pending & keep


@lru_cache(maxsize=4096)
def above(marked: Marked, rung: int) -> int:
    return reduce(or_, (mask for at, mask in marked if at > rung), 0)


@lru_cache(maxsize=4096)
def below(marked: Marked, rung: int) -> int:
    return reduce(or_, (mask for at, mask in marked if at < rung), 0)


def walk(matter: OpenFacts, last: str | None = None) -> Walk:
    """Walk the open facts, all but `last`. Raises TooManyStates above the cap."""
    states: Walk = {matter.start: 1}
    remaining = in_order(matter, last)
    for place, fact in enumerate(remaining):
        later = reduce(or_, (matter.settled[other] for other in remaining[place + 1 :]), 0)
        if last is not None:
            later |= matter.settled[last]
        states = step(matter, states, fact, later)
        if len(states) > STATE_CAP:
            raise TooManyStates(fact)
    return states


def in_order(matter: OpenFacts, last: str | None) -> list[str]:
    """Facts in the order that settles rules early: next the one whose rules need fewest others."""
    return settling_order({fact: mask for fact, mask in matter.settled.items() if fact != last})


def settling_order(remaining: dict[str, int]) -> list[str]:
    """Of facts with the mask of what reads each: next the one that looks at least that is new."""
    order: list[str] = []
    seen = 0
    while remaining:
        fact = min(remaining, key=lambda f: ((remaining[f] & ~seen).bit_count(), f))
        seen |= remaining.pop(fact)
        order.append(fact)
    return order


def step(matter: OpenFacts, states: Walk, fact: str, later: int) -> Walk:
    """Settle one fact: drop the rules that a value refuses, fire those with nothing left open."""
    after: Walk = defaultdict(int)
    read = matter.settled[fact]
    for (pending, reached), count in states.items():
        for mask, number in matter.alive[fact]:
            left = pending & (mask | ~read)
            after[settle(matter.marks, left, reached, later)] += count * number
    return after


def settle(marks: Marks, left: int, reached: Bounds, later: int) -> tuple[int, Bounds]:
    firing = left & ~later
    if firing:
        reached = canonical(marks, join(reached, bounds(marks, firing)))
    return useful(marks, reached, left & later), reached


def join(one: Bounds, other: Bounds) -> Bounds:
    """Both sets of rules together: the higher floors and the lower caps."""
    return Bounds(
        max(one.floor, other.floor),
        min(one.ceiling, other.ceiling),
        max(one.presumed_floor, other.presumed_floor),
        min(one.presumed_cap, other.presumed_cap),
    )


def rungs(matter: OpenFacts) -> dict[int, int]:
    """How many completions (of the facts that still matter) lead to each rung."""
    counts: dict[int, int] = defaultdict(int)
    for (_, reached), count in walk(matter).items():
        counts[reached.rung] += count
    return dict(counts)


def span(tables: Tables, marks: Marks, facts: Facts, fired: Fired | None = None) -> Span:
    """The exact range of rungs or, above the state cap, bounds that surely hold it."""
    fired = fired or fire(tables, facts)
    return exact_span(open_facts(tables, marks, facts, fired)) or interval(marks, fired)


@lru_cache(maxsize=KEPT)
def exact_span(matter: OpenFacts) -> Span | None:
    """None above the state cap."""
    try:
        found = rungs(matter)
    except TooManyStates:
        return None
    return Span(min(found), max(found))


def interval(marks: Marks, fired: Fired) -> Span:
    """The rung rises with every floor and falls with every cap, so the extremes bound it."""
    certain, possible = bounds(marks, fired.certain), bounds(marks, fired.possible)
    low = Bounds(certain.floor, possible.ceiling, certain.presumed_floor, possible.presumed_cap)
    high = Bounds(possible.floor, certain.ceiling, possible.presumed_floor, certain.presumed_cap)
    return Span(low.rung, high.rung, exact=False)
