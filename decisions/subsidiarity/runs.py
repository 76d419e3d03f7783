"""How must rules stand side by side so that the length of a mask tells the strongest bound?

Rules that set the same kind of bound on the same scale stand in one run, the strongest at the
highest bit. The highest bit that fired in a run is then the bound, and `bit_length` finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .ladder import Depth, Level, Scale
from .rules import BOUNDS, CAPS, Effect, Rule, Strength
from .weigh import on

SCALES: tuple[Scale, ...] = (Level, Depth)
FLOORS = (Effect.NOT_BELOW,)
REFUSALS = (Effect.NOT_ACHIEVABLE_ABOVE,)
KINDS = (
    (FLOORS, Strength.DECISIVE),
    (REFUSALS, Strength.DECISIVE),
    (FLOORS, Strength.PRESUMPTION),
    (tuple(CAPS), Strength.PRESUMPTION),
)
"""In the order of `Bounds`: floor, ceiling, presumed floor, presumed cap."""


class Run(NamedTuple):
    """The bits of one kind of bound, and the bound by the length of what fired of them."""

    mask: int
    by_length: tuple[int, ...]


Runs = tuple[Run, Run, Run, Run]


def in_runs(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules in an order that `runs` can read; those without a bound come last."""
    rules = tuple(rules)
    kinds = [(scale, kind) for scale in SCALES for kind in KINDS]
    bounding = [rule for scale, kind in kinds for rule in run(rules, scale, kind)]
    return (*bounding, *(rule for rule in rules if rule.effect not in BOUNDS))


def run(
    rules: Iterable[Rule], scale: Scale, kind: tuple[tuple[Effect, ...], Strength]
) -> list[Rule]:
    """The rules of one kind on one scale, the strongest last."""
    effects, strength = kind
    found = [r for r in rules if r.effect in effects and r.strength is strength and on(r, scale)]
    return sorted(found, key=lambda rule: rule.rung if effects is FLOORS else -rule.rung)


def runs(rules: tuple[Rule, ...], scale: Scale) -> Runs:
    """Rules must stand as `in_runs` puts them."""
    floor, ceiling, presumed_floor, presumed_cap = read(rules, scale)
    return floor, ceiling, presumed_floor, presumed_cap


def read(rules: tuple[Rule, ...], scale: Scale) -> Iterator[Run]:
    for effects, strength in KINDS:
        of = run(rules, scale, (effects, strength))
        end = min(scale) if effects is FLOORS else max(scale)
        by_length = [int(end)] * (len(rules) + 1)
        mask = 0
        for place, rule in enumerate(rules):
            if rule in of:
                mask |= 1 << place
                by_length[place + 1] = int(rule.rung)
        yield Run(mask, tuple(by_length))


def rung(runs: Runs, fired: int) -> int:
    """As `Bounds.rung` has it, without building the bounds."""
    (f, floors), (c, ceilings), (p, presumed_floors), (k, presumed_caps) = runs
    found = presumed_floors[(fired & p).bit_length()]
    cap = presumed_caps[(fired & k).bit_length()]
    if cap < found:
        found = cap
    floor = floors[(fired & f).bit_length()]
    if floor > found:
        found = floor
    ceiling = ceilings[(fired & c).bit_length()]
    return ceiling if ceiling < found else found
