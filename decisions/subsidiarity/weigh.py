"""Which rung follows from the rules that fire?

The principle of subsidiarity (B.1 §1): the lowest rung at which the aim can be reached, no higher
than States will go. The burden of proof lies with the higher rung.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import NamedTuple

from .firing import rules_in
from .ladder import Rung, Scale
from .rules import BOUNDS, CAPS, Effect, Rule, RuleBook, Strength


class Bounds(NamedTuple):
    """The four bounds on one scale; a bound that no rule sets stands at the scale's open end."""

    floor: int
    ceiling: int
    presumed_floor: int
    presumed_cap: int

    @property
    def rung(self) -> int:
        """Decisive bounds hold; between two presumptions the lower rung wins.

        Where the floor lies above the ceiling this is the ceiling: what can be done now.
        """
        presumed = min(self.presumed_floor, self.presumed_cap)
        return min(self.ceiling, max(self.floor, presumed))


Marked = tuple[tuple[int, int], ...]
"""(rung, mask of the rules that set a bound there), the strongest first."""


class Marks(NamedTuple):
    """Which rules set each of the four bounds, and where."""

    floors: Marked
    ceilings: Marked
    presumed_floors: Marked
    presumed_caps: Marked
    refusals: Marked
    """All `not_achievable_above`, decisive and presumed: what a tension is measured against."""
    lowest: int
    highest: int

    @property
    def bounding(self) -> int:
        """All rules that bound this scale."""
        return reduce(or_, (mask for marked in self[:4] for _, mask in marked), 0)


@dataclass(frozen=True, slots=True)
class Yielded:
    """A presumption that gave way, and the rules that it gave way to."""

    rule: Rule
    to: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a set of fired rules says on one scale."""

    rung: Rung
    ambition: Rung | None
    """Where it would have to be, where that lies above what States accept."""
    principle: Rung | None
    """Under a tension: the highest rung that a presumption speaks for."""
    yielded: tuple[Yielded, ...]

    @property
    def tension(self) -> bool:
        return self.principle is not None


def marks(book: RuleBook, scale: Scale) -> Marks:
    """The masks by which bounds are read off a set of fired rules."""

    def mark(effects: Iterable[Effect], *strengths: Strength) -> Marked:
        found: dict[int, int] = {}
        for place, rule in enumerate(book.rules):
            if rule.effect in effects and rule.strength in strengths and on(rule, scale):
                found[rule.rung] = found.get(rule.rung, 0) | 1 << place
        upwards = sorted(found.items())
        return tuple(reversed(upwards) if Effect.NOT_BELOW in effects else upwards)

    floor, refusal = {Effect.NOT_BELOW}, {Effect.NOT_ACHIEVABLE_ABOVE}
    decisive, presumed = Strength.DECISIVE, Strength.PRESUMPTION
    return Marks(
        floors=mark(floor, decisive),
        ceilings=mark(refusal, decisive),
        presumed_floors=mark(floor, presumed),
        presumed_caps=mark(CAPS, presumed),
        refusals=mark(refusal, decisive, presumed),
        lowest=min(scale),
        highest=max(scale),
    )


def on(rule: Rule, scale: Scale) -> bool:
    """Whether a rule bounds this scale."""
    return rule.effect in BOUNDS and isinstance(rule.rung, scale)


def strongest(marked: Marked, fired: int, otherwise: int) -> int:
    for rung, mask in marked:
        if mask & fired:
            return rung
    return otherwise


def bounds(marks: Marks, fired: int) -> Bounds:
    return Bounds(
        strongest(marks.floors, fired, marks.lowest),
        strongest(marks.ceilings, fired, marks.highest),
        strongest(marks.presumed_floors, fired, marks.lowest),
        strongest(marks.presumed_caps, fired, marks.highest),
    )


def weigh(book: RuleBook, scale: Scale, marks: Marks, fired: int) -> Weighed:
    """Weigh the fired rules (a mask over the book) on one scale."""
    found = bounds(marks, fired)
    rung = scale(found.rung)
    rules = [rule for rule in rules_in(book, fired) if on(rule, scale)]
    gap = found.floor > found.ceiling
    refused = strongest(marks.refusals, fired, marks.highest)
    tension = not gap and found.presumed_floor > refused
    return Weighed(
        rung=rung,
        ambition=scale(found.floor) if gap else None,
        principle=scale(found.presumed_floor) if tension else None,
        yielded=tuple(Yielded(rule, holders(rule, rung, rules)) for rule in losers(rung, rules)),
    )


def losers(rung: Rung, rules: list[Rule]) -> Iterable[Rule]:
    """The presumptions that speak against the rung that was found."""
    return (rule for rule in rules if rule.strength is Strength.PRESUMPTION and against(rule, rung))


def against(rule: Rule, rung: Rung) -> bool:
    return rule.rung > rung if rule.effect is Effect.NOT_BELOW else rule.rung < rung


def holders(loser: Rule, rung: Rung, rules: list[Rule]) -> tuple[Rule, ...]:
    """The rules that hold out against a presumption: the lowest caps against a floor, or floors."""
    if loser.effect is Effect.NOT_BELOW:
        caps = [rule for rule in rules if rule.effect in CAPS and rule.rung < loser.rung]
        lowest = min((rule.rung for rule in caps), default=None)
        return tuple(rule for rule in caps if rule.rung == lowest)
    return tuple(
        rule
        for rule in rules
        if rule.effect is Effect.NOT_BELOW
        and rule.strength is Strength.DECISIVE
        and rule.rung >= rung
    )
