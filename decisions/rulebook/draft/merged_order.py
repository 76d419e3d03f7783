"""In which order do items stand after a merge, and which of them need another place for that?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from .parts import SPACE


def merged_order(
    base: Sequence[str], theirs: Sequence[str], mine: Sequence[str], final: Collection[str]
) -> list[str]:
    """The keys of `final`: in the draft's order if that was changed, else in the newer one.

    Whatever only the other side has stands behind its predecessor there.
    """
    shared = set(base) & set(mine)
    moved = [key for key in mine if key in shared] != [key for key in base if key in shared]
    leading, other = (mine, theirs) if moved else (theirs, mine)
    order = [key for key in leading if key in final]
    there = set(order)
    at = 0
    for key in other:
        if key not in final:
            continue
        if key in there:
            at = order.index(key) + 1
        else:
            order.insert(at, key)
            at += 1
    return order


def new_places(order: Sequence[str], places: Mapping[str, float]) -> dict[str, float]:
    """Key -> place, for as few as possible of those in `order`; `places` are where they stand."""
    kept = ascending(order, places)
    found: dict[str, float] = {}
    waiting: list[str] = []
    low = 0.0
    for key in order:
        if key not in kept:
            waiting.append(key)
            continue
        found |= spread_between(waiting, low, places[key])
        waiting, low = [], places[key]
    found |= spread_between(waiting, low, low + SPACE * (len(waiting) + 1))
    if all(
        one < other for one, other in pairwise([0.0, *(({**places, **found})[k] for k in order)])
    ):
        return found
    # No room is left between two of them: all are placed anew.
    return {key: SPACE * (number + 1) for number, key in enumerate(order)}


def spread_between(keys: Sequence[str], low: float, high: float) -> dict[str, float]:
    width = (high - low) / (len(keys) + 1)
    return {key: low + width * (number + 1) for number, key in enumerate(keys)}


def ascending(order: Sequence[str], places: Mapping[str, float]) -> set[str]:
    """The most keys whose places already ascend: these can stay where they are."""
    tails: list[float] = []
    last: list[str] = []
    before: dict[str, str] = {}
    for key in order:
        if key not in places:
            continue
        at = bisect_left(tails, places[key])
        before[key] = last[at - 1] if at else ""
        tails[at : at + 1] = [places[key]]
        last[at : at + 1] = [key]
    kept: set[str] = set()
    key = last[-1] if last else ""
    while key:
        kept.add(key)
        key = before[key]
    return kept
