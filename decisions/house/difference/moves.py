"""Which single rule or fact moves an issue's level or depth, or which of them together?

Found by trying: one difference at a time is taken over from the second side, and the rung worked
out anew. Only what moves it by itself is said to move it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from decisions.subsidiarity.facts import Facts
from decisions.subsidiarity.ladder import Rung, Scale
from decisions.subsidiarity.rules import CAPS, Effect, Rule, Strength
from decisions.subsidiarity.weigh import on

from .joint import Joint

FACT, RULE, REST = "fact", "rule", "rest"


class Swap(NamedTuple):
    """One difference: a fact, a rule that fires or may, or all other rules at once."""

    kind: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A swap with the rules that come to bound the rung by it, and those that cease to."""

    swap: Swap
    comes: tuple[Rule, ...]
    goes: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class Move:
    """From one rung to another. `alone` are the swaps that each suffice; where none does,
    `together` holds a set of them that suffices and of which none can be left out."""

    before: Rung
    after: Rung
    alone: tuple[Step, ...]
    together: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """One issue on one scale, on both sides. `telling` are the rules that differ and, on the side
    that has them, fire or may fire."""

    joint: Joint
    scale: Scale
    facts: tuple[Facts, Facts]
    telling: tuple[str, ...]

    def rung(self, swaps: Iterable[Swap]) -> Rung:
        return self.joint.rung(self.scale, *self.mixed(swaps))

    def mixed(self, swaps: Iterable[Swap]) -> tuple[Facts, int]:
        """The facts and the rules that count, once these swaps are made."""
        made = set(swaps)
        taken = {swap.key: self.facts[1][swap.key] for swap in made if swap.kind == FACT}
        counting = self.joint.common
        for key in {*self.joint.mine, *self.joint.theirs}:
            swap = Swap(RULE, key) if key in self.telling else Swap(REST)
            bits = self.joint.theirs if swap in made else self.joint.mine
            counting |= bits.get(key, 0)
        return {**self.facts[0], **taken}, counting

    def swaps(self) -> list[Swap]:
        """Every difference that a rule of this scale could notice: rules, facts, all else."""
        tables, bounding = self.joint.edition.tables, self.joint.edition.marks(self.scale).bounding
        facts = [
            fact
            for fact in tables.alive
            if tables.reads[fact] & bounding and self.facts[0][fact] != self.facts[1][fact]
        ]
        rest = {*self.joint.mine, *self.joint.theirs} - set(self.telling)
        found = [Swap(RULE, key) for key in self.telling] + [Swap(FACT, fact) for fact in facts]
        return [*found, Swap(REST)] if rest else found


def trial(joint: Joint, scale: Scale, facts: tuple[Facts, Facts]) -> Trial:
    bounding = joint.edition.marks(scale).bounding
    found: dict[str, None] = {}
    for rules, each in ((joint.theirs, facts[1]), (joint.mine, facts[0])):
        awake = joint.possible(each) & bounding
        found |= {key: None for key, bit in rules.items() if bit & awake}
    return Trial(joint, scale, facts, tuple(found))


def move(joint: Joint, scale: Scale, facts: tuple[Facts, Facts]) -> Move | None:
    """None where the rung is the same on both sides. Facts are complete (Joint.complete)."""
    tried = trial(joint, scale, facts)
    swaps = tried.swaps()
    before, after = tried.rung(()), tried.rung(swaps)
    if before is after:
        return None
    named = [swap for swap in swaps if swap.kind != REST]
    alone = [swap for swap in named if tried.rung([swap]) is after]
    together = [] if alone else needed(tried, swaps, after)
    return Move(
        before,
        after,
        tuple(step(tried, swap, [], before, after) for swap in alone),
        tuple(
            step(tried, swap, together[:place], before, after)
            for place, swap in enumerate(together)
        ),
    )


def needed(tried: Trial, swaps: Sequence[Swap], after: Rung) -> list[Swap]:
    """Of all swaps, those that are left once each that can be spared is taken out."""
    kept = list(swaps)
    for swap in reversed(swaps):
        fewer = [each for each in kept if each != swap]
        if tried.rung(fewer) is after:
            kept = fewer
    return kept


def step(tried: Trial, swap: Swap, made: list[Swap], before: Rung, after: Rung) -> Step:
    """What this swap does once those `made` are."""
    joint = tried.joint
    was, now = (joint.certain(*tried.mixed(some)) for some in (made, [*made, swap]))
    return Step(
        swap,
        strongest(r for r in joint.rules(now & ~was) if pushes(r, before, after)),
        strongest(r for r in joint.rules(was & ~now) if pushes(r, after, before)),
    )


def pushes(rule: Rule, before: Rung, after: Rung) -> bool:
    """Whether a rule speaks against the first rung and towards the other."""
    if not on(rule, type(before)):
        return False
    if after > before:
        return rule.effect is Effect.NOT_BELOW and rule.rung > before
    return rule.effect in CAPS and rule.rung < before


def strongest(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The decisive first."""
    return tuple(sorted(rules, key=lambda rule: rule.strength is not Strength.DECISIVE))
