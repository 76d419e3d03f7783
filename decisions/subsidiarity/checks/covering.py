"""Which inputs does each rule accept, where do rules meet, and which inputs does none accept?

A rule accepts, fact by fact, some of the values. Its inputs are therefore a box, and whether boxes
meet, contain each other or leave something over is answered fact by fact. Exact, without
enumeration.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from math import prod
from operator import or_

from ..counting import STATE_CAP, TooManyStates, settling_order
from ..facts import REGIONS, ROLES, STATES, Value
from ..firing import Tables, bits
from ..rules import RuleBook
from .verdict import Witness

Box = Mapping[str, int]
"""Fact -> bitset of accepted values, for the facts of which it does not accept every value."""


@dataclass(frozen=True, slots=True)
class Space:
    """All inputs of a book, and the box of each of its rules."""

    values: Mapping[str, tuple[Value, ...]]
    """The values of each fact in the order of the book, those of few options first."""
    boxes: tuple[Box, ...]
    total: int

    def whole(self, fact: str) -> int:
        return (1 << len(self.values[fact])) - 1

    def size(self, box: Box) -> int:
        """How many of all inputs lie in a box."""
        number = self.total
        for fact, mask in box.items():
            number = number // len(self.values[fact]) * mask.bit_count()
        return number

    def share(self, box: Box) -> tuple[int, int]:
        return self.size(box), self.total

    def witness(self, box: Box) -> dict[str, tuple[str, ...]]:
        """For each fact of a box that is not empty the first value accepted, facts in order."""
        return {fact: self.option(fact, lowest(box[fact])) for fact in self.values if fact in box}

    def option(self, fact: str, place: int) -> tuple[str, ...]:
        return tuple(sorted(self.values[fact][place]))


def lowest(mask: int) -> int:
    return (mask & -mask).bit_length() - 1


def space_of(tables: Tables) -> Space:
    order = options_in_order(tables.book)
    values = {fact: sort(domain, order[fact]) for fact, domain in tables.domains.items()}
    boxes = tuple(box_of(tables, values, place) for place in range(len(tables.book.rules)))
    return Space(values, boxes, prod(map(len, values.values())))


def options_in_order(book: RuleBook) -> dict[str, Sequence[str]]:
    asked = {q.key: [option.key for option in q.options] for q in book.questions}
    topics = [topic.key for topic in book.topics]
    return {**asked, "issue": topics, "states": STATES, "regions": REGIONS, "roles": ROLES}


def sort(values: Iterable[Value], order: Sequence[str]) -> tuple[Value, ...]:
    """Those of few options first, then as the options stand in the book."""
    return tuple(sorted(values, key=lambda v: (len(v), sorted(order.index(each) for each in v))))


def box_of(tables: Tables, values: Mapping[str, tuple[Value, ...]], place: int) -> Box:
    found = {}
    for fact, alive in tables.alive.items():
        if tables.reads[fact] >> place & 1:
            mask = bits(bool(alive[value] >> place & 1) for value in values[fact])
            if mask.bit_count() < len(values[fact]):
                found[fact] = mask
    return found


def contains(outer: Box, inner: Box) -> bool:
    """Whether every input of a box (not empty) lies in another."""
    return all(fact in inner and not inner[fact] & ~mask for fact, mask in outer.items())


def meet(one: Box, other: Box) -> Box | None:
    """The inputs that both accept; None where there are none."""
    both = {**one, **{fact: mask & one.get(fact, mask) for fact, mask in other.items()}}
    return both if all(both.values()) else None


@dataclass(frozen=True, slots=True)
class LeftOver:
    """How many inputs of a box none of its covers accepts, with one of them."""

    count: int
    witness: Witness


Groups = dict[int, list[int]]
"""Mask of the covers that a value leaves alive -> the places of the values that do."""
Layer = dict[int, tuple[int, int, int]]
"""Covers still alive -> (inputs that lead there, where one of them came from, by which value)."""


def left_over(space: Space, target: Box, covers: Iterable[Box]) -> LeftOver:
    """What no cover accepts of the target. Raises TooManyStates above the cap."""
    within = outermost([inside for cover in covers for inside in clipped(space, target, cover)])
    if {} in within:
        return LeftOver(0, {})
    order = in_order(within)
    layers: list[Layer] = [{(1 << len(within)) - 1: (1, 0, 0)}]
    for place, fact in enumerate(order):
        later = reading(within, order[place + 1 :])
        layers.append(step(layers[-1], groups(space, target, within, fact), later))
        if len(layers[-1]) > STATE_CAP:
            raise TooManyStates(fact)
    aim = {fact: mask for fact, mask in target.items() if fact not in order}
    walked = prod(len(space.values[fact]) for fact in order)
    count = space.size(aim) // walked * sum(number for number, _, _ in layers[-1].values())
    return LeftOver(count, space.witness(aim) | traced(space, layers, order) if count else {})


def clipped(space: Space, target: Box, cover: Box) -> Iterator[Box]:
    """The cover as seen from inside the target; nothing where they do not meet."""
    both = meet(target, cover)
    if both is not None:
        aim = {fact: target.get(fact, space.whole(fact)) for fact in cover}
        yield {fact: both[fact] for fact in cover if both[fact] != aim[fact]}


def outermost(boxes: list[Box]) -> list[Box]:
    """Without those that another one contains."""
    kept: list[Box] = []
    for box in sorted(boxes, key=lambda b: (len(b), -sum(mask.bit_count() for mask in b.values()))):
        if not any(contains(other, box) for other in kept):
            kept.append(box)
    return kept


def in_order(boxes: list[Box]) -> list[str]:
    """Facts in the order that settles boxes early: next the one whose boxes need fewest others."""
    return settling_order({fact: reading(boxes, [fact]) for box in boxes for fact in box})


def reading(boxes: list[Box], facts: Iterable[str]) -> int:
    """The mask of the boxes that look at one of these facts."""
    masks = (bits(fact in box for box in boxes) for fact in facts)
    return reduce(or_, masks, 0)


def groups(space: Space, target: Box, boxes: list[Box], fact: str) -> Groups:
    found: Groups = defaultdict(list)
    for place in range(len(space.values[fact])):
        if target.get(fact, space.whole(fact)) >> place & 1:
            found[bits(bool(box.get(fact, -1) >> place & 1) for box in boxes)].append(place)
    return found


def step(layer: Layer, groups: Groups, later: int) -> Layer:
    """Settle one fact; what a box accepts with nothing left to look at is covered, and dropped."""
    after: Layer = {}
    for alive, (count, _, _) in layer.items():
        for mask, places in groups.items():
            left = alive & mask
            if not left & ~later:
                number, back, by = after.get(left, (0, alive, places[0]))
                after[left] = (number + count * len(places), back, by)
    return after


def traced(space: Space, layers: list[Layer], order: list[str]) -> dict[str, tuple[str, ...]]:
    """One input that no cover accepts, read back from the last layer to the first."""
    found = {}
    state = next(iter(layers[-1]))
    for fact, layer in zip(reversed(order), reversed(layers[1:]), strict=True):
        _, state, by = layer[state]
        found[fact] = space.option(fact, by)
    return found
