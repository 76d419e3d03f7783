"""Which open facts can still move the rung?

A fact is decisive if, under some completion of all the others, its values lead to different rungs.
Witnesses are first looked for among a few drawn completions; only where none turns up does the
exact walk decide. The answer is exact either way.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import lru_cache
from itertools import accumulate
from operator import and_
from random import Random

from .counting import KEPT, OpenFacts, TooManyStates, join, open_facts, walk
from .facts import Facts
from .firing import Tables
from .weigh import Bounds, Marks, bounds

DRAWS = 48


def decisive(
    tables: Tables, marks: Marks, facts: Facts, found: Collection[str] = ()
) -> Iterator[str]:
    """The decisive facts, less those `found` already.

    Above the state cap, every open fact that a useful rule still reads.
    """
    matter = open_facts(tables, marks, facts)
    wanted = [fact for fact in matter.alive if fact not in found]
    seen = witnessed(matter) if wanted else frozenset()
    for fact in wanted:
        if fact in seen or by_walk(matter, fact):
            yield fact


@lru_cache(maxsize=KEPT)
def witnessed(matter: OpenFacts) -> frozenset[str]:
    """Facts for which a drawn completion of the others shows that they move the rung."""
    draw = Random(0)  # noqa: S311 - a search for witnesses, never the answer itself
    facts = sorted(matter.alive)
    found: set[str] = set()
    for _ in range(DRAWS if facts else 0):
        masks = [draw.choice(matter.alive[fact])[0] | ~matter.settled[fact] for fact in facts]
        for fact, others in zip(facts, all_but_one(masks), strict=True):
            if fact not in found and moves(matter, fact, matter.start[0] & others, matter.start[1]):
                found.add(fact)
    return frozenset(found)


def all_but_one(masks: list[int]) -> list[int]:
    """For each place the AND of all the other masks."""
    before = list(accumulate(masks[:-1], and_, initial=-1))
    after = list(accumulate(reversed(masks[1:]), and_, initial=-1))[::-1]
    return [one & other for one, other in zip(before, after, strict=True)]


@lru_cache(maxsize=KEPT)
def by_walk(matter: OpenFacts, fact: str) -> bool:
    try:
        return any(moves(matter, fact, *state) for state in walk(matter, last=fact))
    except TooManyStates:
        return True


def moves(matter: OpenFacts, fact: str, others: int, reached: Bounds) -> bool:
    """Whether the values of the fact lead to different rungs where the others leave this alive."""
    read = matter.settled[fact]
    if not others & read:
        return False
    rungs = {
        join(reached, bounds(matter.marks, others & (mask | ~read))).rung
        for mask, _ in matter.alive[fact]
    }
    return len(rungs) > 1
