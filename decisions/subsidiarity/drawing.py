"""What do completions drawn at random lead to?

A sample, the same one every time. It ranks, it finds witnesses, and it stands in, labelled, where
the state cap forbids to count; nothing that is called exact rests on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from itertools import islice
from operator import and_
from random import Random

from .counting import OpenFacts, join
from .weigh import bounds

WITNESSES = 24
"""Completions looked at for one on each side of a rung, before the exact walk decides."""


def drawn_masks(matter: OpenFacts) -> Iterator[list[int]]:
    """For each open fact what a value drawn for it leaves alive; every value is as likely."""
    dice = Random(0)  # noqa: S311 - a sample, and said to be one
    wheels = [
        ([mask | ~read for mask, _ in groups], [number for _, number in groups])
        for _, groups, read in matter.facts
    ]
    while True:
        yield [dice.choices(masks, numbers)[0] for masks, numbers in wheels]


def drawn_rungs(matter: OpenFacts) -> Iterator[int]:
    """The rungs of drawn completions, without end."""
    pending, reached = matter.start

    def rung(masks: list[int]) -> int:
        left = reduce(and_, masks, pending)
        return join(reached, bounds(matter.marks, left)).rung

    return map(rung, drawn_masks(matter))


def surely_holds(matter: OpenFacts, rung: int) -> bool:
    """Whether drawn completions show that the rung lies inside the range."""
    low = high = False
    for drawn in islice(drawn_rungs(matter), WITNESSES):
        low, high = low or drawn <= rung, high or drawn >= rung
        if low and high:
            return True
    return False
