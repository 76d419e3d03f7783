"""How must rules stand side by side so that the length of a mask tells the strongest bound?

Rules that set the same kind of bound on the same scale stand in one run, the strongest at the
highest bit. The highest bit that fired in a run is then the bound, and `bit_length` finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from .firing import Tables
from .ladder import Depth, Level, Scale
from .rules import BOUNDS, CAPS, Effect, Rule, RuleBook, Strength
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


R = TypeVar("R", Level, Depth)
Bounds = tuple[R, ...]
"""The bound by the length of what fired in a run."""
Runs = tuple[int, Bounds[R], int, Bounds[R], int, Bounds[R], int, Bounds[R]]
"""For each kind of bound the bits of its run, and the bounds by length."""


def in_runs(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules in an order that `runs` can read; those without a bound come last."""
    rules = tuple(rules)
    kinds = [(scale, kind) for scale in SCALES for kind in KINDS]
    bounding = [rule for scale, kind in kinds for rule in run(rules, scale, kind)]
    return (*bounding, *(rule for rule in rules if rule.effect not in BOUNDS))


def reordered(tables: Tables, rules: tuple[Rule, ...]) -> Tables:
    """The same tables for the rules in another order; values stay the very same objects."""
    book = tables.book
    place = {rule.key: at for at, rule in enumerate(rules)}
    bits = [(1 << at, 1 << place[rule.key]) for at, rule in enumerate(book.rules)]

    def moved(mask: int) -> int:
        return sum(new for old, new in bits if mask & old)

    return Tables(
        RuleBook(book.title, book.questions, book.topics, rules),
        tables.domains,
        {
            fact: {value: moved(mask) for value, mask in of.items()}
            for fact, of in tables.alive.items()
        },
        {fact: moved(mask) for fact, mask in tables.reads.items()},
    )


def run(
    rules: Iterable[Rule], scale: Scale, kind: tuple[tuple[Effect, ...], Strength]
) -> list[Rule]:
    """The rules of one kind on one scale, the strongest last."""
    effects, strength = kind
    found = [r for r in rules if r.effect in effects and r.strength is strength and on(r, scale)]
    return sorted(found, key=lambda rule: rule.rung if effects is FLOORS else -rule.rung)


def runs(rules: tuple[Rule, ...], scale: type[R]) -> Runs[R]:
    """Rules must stand as `in_runs` puts them."""
    (f, floors), (c, ceilings), (p, presumed_floors), (k, presumed_caps) = read(rules, scale)
    return f, floors, c, ceilings, p, presumed_floors, k, presumed_caps


def read(rules: tuple[Rule, ...], scale: type[R]) -> Iterator[tuple[int, Bounds[R]]]:
    for effects, strength in KINDS:
        of = run(rules, scale, (effects, strength))
        by_length = [min(scale) if effects is FLOORS else max(scale)] * (len(rules) + 1)
        mask = 0
        for place, rule in enumerate(rules):
            if rule in of:
                mask |= 1 << place
                by_length[place + 1] = scale(rule.rung)
        yield mask, tuple(by_length)


def rung(runs: Runs[R], fired: int) -> R:
    """As the weighing has it, without building its bounds."""
    f, floors, c, ceilings, p, presumed_floors, k, presumed_caps = runs
    found = presumed_floors[(fired & p).bit_length()]
    cap = presumed_caps[(fired & k).bit_length()]
    if cap < found:
        found = cap
    floor = floors[(fired & f).bit_length()]
    if floor > found:
        found = floor
    ceiling = ceilings[(fired & c).bit_length()]
    return ceiling if ceiling < found else found
