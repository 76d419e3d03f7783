"""What does a book leave open: levels never reached, inputs and questions that no rule looks at?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import reduce
from math import prod
from operator import and_
from random import Random

from ..counting import open_facts, rungs
from ..ladder import Depth, Level, Rung, Scale
from ..rules import BOUNDS, Rule
from ..weigh import bounds
from .covering import left_over
from .matter import Matter
from .verdict import Item, one_in

DRAWS = 1_000

OF_THE_PAPER = re.compile(r"^(?!Not named).*\b[AB](\.\d)? §")
"""How a source cites the paper: B.1 §4, A §1, unless it says that the paper does not name it."""


def unreachable_levels(matter: Matter) -> Iterator[Item]:
    yield from unreachable(matter, Level)


def unreachable_depths(matter: Matter) -> Iterator[Item]:
    yield from unreachable(matter, Depth)


def unreachable(matter: Matter, scale: Scale) -> Iterator[Item]:
    """Rungs without any input. A drawn input is proof enough; where none turns up, all count."""
    if witnessed(matter, scale) < frozenset(scale):
        for rung, number in reached(matter, scale).items():
            if not number:
                yield Item(f"No input leads to {rung.label}.", share=(0, matter.space.total))


def witnessed(matter: Matter, scale: Scale) -> frozenset[int]:
    """The rungs that a few drawn inputs lead to."""
    draw = Random(0)  # noqa: S311 - a search for witnesses, never the answer itself
    alive = [list(masks.values()) for masks in matter.edition.tables.alive.values()]
    marks, found = matter.edition.marks(scale), set[int]()
    for _ in range(DRAWS):
        fired = reduce(and_, (draw.choice(masks) for masks in alive), -1)
        found.add(bounds(marks, fired).rung)
        if len(found) == len(scale):
            break
    return frozenset(found)


def reached(matter: Matter, scale: Scale) -> dict[Rung, int]:
    """For each rung of a scale the number of inputs, of all, that lead there.

    Raises TooManyStates where they do not merge far enough to be counted.
    """
    tables = matter.edition.tables
    still_open = open_facts(tables, matter.edition.marks(scale), tables.domains)
    others = matter.space.total // prod(len(tables.domains[fact]) for fact in still_open.alive)
    found = rungs(still_open)
    return {rung: found.get(rung, 0) * others for rung in scale}


def uncovered(matter: Matter) -> Iterator[Item]:
    """Inputs on which no rule bounds the level: it stays at its lowest, and nobody said so."""
    covers = [box for rule, box in matter.living() if bounds_level(rule)]
    left = left_over(matter.space, {}, covers)
    if left.count:
        share = (left.count, matter.space.total)
        example = f"; for example {matter.in_words(left.witness)}" if left.witness else ""
        yield Item(
            f"On {one_in(*share)}{' of all' if left.count < share[1] else ''} inputs"
            f" no rule bounds the level{example}.",
            witness=left.witness,
            share=share,
        )


def bounds_level(rule: Rule) -> bool:
    return rule.effect in BOUNDS and isinstance(rule.rung, Level)


def unread(matter: Matter) -> Iterator[Item]:
    for question in matter.edition.book.questions:
        if not matter.edition.tables.reads[question.key]:
            yield Item(f"No rule reads the question {question.label} ({question.key}).")


def issues_without_rule(matter: Matter) -> Iterator[Item]:
    """Issues that the catalogue takes from the paper and no rule names."""
    book = matter.edition.book
    named = {
        key for rule in book.rules if "issue" in rule.when for key in rule.when["issue"].options
    }
    for topic in book.topics:
        if OF_THE_PAPER.search(topic.source) and topic.key not in named:
            yield Item(f"No rule names the issue {topic.label} ({topic.key}; {topic.source}).")
