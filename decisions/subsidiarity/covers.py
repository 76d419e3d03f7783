"""Which fewest sets hold everything between them, and how is it shown that fewer cannot?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

Cost = tuple[int, int, int, str]
"""What a set costs, the weightier numbers first, its name last, so that no two are equal."""


@dataclass(frozen=True, slots=True)
class Cover:
    """The sets chosen, by place, and why there are no fewer.

    `apart` are elements of which no set holds two: as many as were chosen. Where there are none
    so many, all `tried` smaller choices were excluded instead.
    """

    chosen: tuple[int, ...]
    apart: tuple[int, ...]
    tried: int


def smallest_cover(masks: Mapping[int, int], costs: Mapping[int, Cost]) -> Cover:
    """Place -> elements as bits, place -> cost: the fewest places that hold every element.

    Among equals the least total cost wins, part by part; names are compared as sorted. Exact:
    each size is searched whole before the next. Every element must lie in some set.
    """
    everything = union(masks.values())
    kept = undominated(masks, costs)
    size, found = 0, set(covers(kept, everything, 0))
    while not found:
        size += 1
        found = {tuple(sorted(each)) for each in covers(kept, everything, size)}
    best = min(found, key=lambda each: total([costs[place] for place in each]))
    smaller = comb(len(masks), size - 1) if size else 0
    return Cover(best, apart(masks, everything, size), smaller)


def union(masks: Iterable[int]) -> int:
    held = 0
    for mask in masks:
        held |= mask
    return held


def undominated(masks: Mapping[int, int], costs: Mapping[int, Cost]) -> dict[int, int]:
    """Without the sets for which a cheaper one can stand in: it holds all that they hold."""
    return {
        place: mask
        for place, mask in masks.items()
        if mask
        and not any(
            mask & other == mask and costs[rival] < costs[place] for rival, other in masks.items()
        )
    }


def covers(masks: Mapping[int, int], wanted: int, size: int) -> Iterator[tuple[int, ...]]:
    """Every choice of at most `size` sets that holds what is wanted.

    Branches on the element that fewest sets hold: one of them must be in.
    """
    if not wanted:
        yield ()
        return
    largest = max((mask & wanted).bit_count() for mask in masks.values())
    if size * largest < wanted.bit_count():
        return
    for place in rarest(masks, wanted):
        for rest in covers(masks, wanted & ~masks[place], size - 1):
            yield (place, *rest)


def rarest(masks: Mapping[int, int], wanted: int) -> list[int]:
    """The sets that hold the element with the fewest of them."""
    holders = ([place for place, mask in masks.items() if mask & bit] for bit in bits(wanted))
    return min(holders, key=len)


def bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low
        mask ^= low


def total(costs: Sequence[Cost]) -> tuple[int, int, int, list[str]]:
    """Each number added up, the names gathered and sorted."""
    return (
        sum(first for first, *_ in costs),
        sum(second for _, second, *_ in costs),
        sum(third for *_, third, _ in costs),
        sorted(name for *_, name in costs),
    )


def apart(masks: Mapping[int, int], everything: int, size: int) -> tuple[int, ...]:
    """So many elements that no set holds two of them, by place; nothing where there are none."""
    for each in combinations(list(bits(everything)), size):
        group = union(each)
        if all((mask & group).bit_count() <= 1 for mask in masks.values()):
            return tuple(bit.bit_length() - 1 for bit in each)
    return ()
