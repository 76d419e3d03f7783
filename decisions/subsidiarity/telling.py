"""Which open facts can still move the rung?

A fact is decisive if, under some completion of all the others, its values lead to different rungs.
Witnesses are first looked for among drawn completions; only where none turns up does the exact walk
decide. The answer is exact either way; the order, by how far each moves the drawn ones, is not.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from types import MappingProxyType

from .counting import KEPT, OpenFacts, TooManyStates, join, open_facts, walk
from .drawing import drawn_masks
from .facts import Facts
from .firing import Tables, all_but_one
from .weigh import Bounds, Marks, bounds

DRAWS = 256


def decisive(
    tables: Tables, marks: Marks, facts: Facts, found: Collection[str] = ()
) -> Iterator[str]:
    """The decisive facts, less those `found` already.

    Above the state cap, every open fact that a useful rule still reads.
    """
    matter = open_facts(tables, marks, facts)
    wanted = [fact for fact in matter.alive if fact not in found]
    weight = weights(matter) if wanted else {}
    for fact in wanted:
        if weight[fact] or by_walk(matter, fact):
            yield fact


@lru_cache(maxsize=KEPT)
def weights(matter: OpenFacts) -> Mapping[str, int]:
    """By how many rungs each fact moves the result, summed over drawn completions of the others.

    A fact with any weight is decisive; one with none may be so all the same.
    """
    facts = list(matter.alive)
    found = dict.fromkeys(facts, 0)
    for masks in islice(drawn_masks(matter), DRAWS if facts else 0):
        for fact, others in zip(facts, all_but_one(masks), strict=True):
            found[fact] += moved(matter, fact, matter.start[0] & others, matter.start[1])
    return MappingProxyType(found)


def telling_first(tables: Tables, marks: Marks, facts: Facts) -> Mapping[str, int]:
    """How telling each open fact is, as a number to compare within one matter."""
    return weights(open_facts(tables, marks, facts))


@lru_cache(maxsize=KEPT)
def by_walk(matter: OpenFacts, fact: str) -> bool:
    try:
        return any(moved(matter, fact, *state) for state in walk(matter, last=fact))
    except TooManyStates:
        return True


def moved(matter: OpenFacts, fact: str, others: int, reached: Bounds) -> int:
    """How many rungs lie between the values of the fact where the others leave this alive."""
    read = matter.settled[fact]
    if not others & read:
        return 0
    rungs = [
        join(reached, bounds(matter.marks, others & (mask | ~read))).rung
        for mask, _ in matter.alive[fact]
    ]
    return max(rungs) - min(rungs)
