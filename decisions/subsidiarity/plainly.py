"""What comes out for very many inputs, each fully known, as fast as can be?

The same tables and the same weighing as everywhere, without sentences: for batches, impacts and
comparisons. A law test holds it to the explained evaluation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from operator import and_
from typing import NamedTuple

from .edition import Edition
from .facts import Value, otherwise
from .firing import Tables
from .ladder import Depth, Level
from .rules import CAPS, Effect, Rule
from .runs import Runs, in_runs, reordered, rung, runs
from .weigh import on

EIGHT = 8
"""Rules are named eight at a time: one byte of a mask."""


class Outcome(NamedTuple):
    """Level, depth and the keys of the rules that fired, in the order of `in_runs`."""

    level: Level
    depth: Depth
    fired: tuple[str, ...]


class Flip(NamedTuple):
    """Another answer to one question, all else being equal, and the level that it leads to."""

    fact: str
    value: Value
    level: Level


class Explained(NamedTuple):
    """An outcome with its reasons, as keys.

    `barred` has for each fact the rules that its value keeps from firing: together, every failing
    condition of every rule. `lower` and `higher` have for each level under and above the result
    the fired rules that rule it out.
    """

    outcome: Outcome
    barred: dict[str, tuple[str, ...]]
    lower: dict[Level, tuple[str, ...]]
    higher: dict[Level, tuple[str, ...]]
    flips: tuple[Flip, ...]

    def failing(self, rule: str) -> tuple[str, ...]:
        """The facts that kept one rule from firing; none for a rule that fired."""
        return tuple(fact for fact, rules in self.barred.items() if rule in rules)


Alive = Mapping[Value, int]
Four = tuple[str, Alive, str, Alive, str, Alive, str, Alive]
"""Four facts and what each value of theirs leaves alive: four look-ups a step."""


class Reading(NamedTuple):
    """One fact that rules read: what each value leaves alive, and which rules it bars."""

    fact: str
    alive: Alive
    bars: Mapping[Value, tuple[str, ...]]


class Asked(NamedTuple):
    """A question that rules on the level read: its place among the readings, its other answers.

    `others` has for each value the values one answer away, with what they leave alive.
    """

    place: int
    fact: str
    reads: int
    others: Mapping[Value, tuple[tuple[Value, int], ...]]


@dataclass(frozen=True, slots=True)
class Ready:
    """An edition laid out for speed. Values are given for every fact that a rule reads."""

    fours: tuple[Four, ...]
    readings: tuple[Reading, ...]
    asked: tuple[Asked, ...]
    everything: int
    keys: tuple[str, ...]
    eights: tuple[tuple[tuple[str, ...], ...], ...]
    """For each eight rules the keys of every combination of them."""
    level: Runs[Level]
    depth: Runs[Depth]
    lower: tuple[dict[Level, int], ...]
    """For each level the levels below it and the rules that rule these out."""
    higher: tuple[dict[Level, int], ...]
    gains: tuple[int, ...]
    """For each level the rules that could move it by firing: floors above it, caps below it."""
    losses: tuple[int, ...]
    """For each level the rules that could move it by falling away: those, and the ones at it."""

    def outcome(self, values: Mapping[str, Value]) -> Outcome:
        """KeyError for a fact that is missing or a value that the book does not know."""
        fired = self.everything
        for a, in_a, b, in_b, c, in_c, d, in_d in self.fours:
            fired &= in_a[values[a]] & in_b[values[b]] & in_c[values[c]] & in_d[values[d]]
        return self.outcome_of(fired)

    def outcome_of(self, fired: int) -> Outcome:
        keys: list[str] = []
        eights = self.eights
        for eight, byte in zip(eights, fired.to_bytes(len(eights), "little"), strict=True):
            if byte:
                keys += eight[byte]
        # Past the constructor of Outcome, which takes a noticeable part of the time.
        return tuple.__new__(
            Outcome, (rung(self.level, fired), rung(self.depth, fired), tuple(keys))
        )

    def named(self, few: int) -> tuple[str, ...]:
        """The keys of a few rules, bit by bit."""
        found = []
        while few:
            lowest = few & -few
            found.append(self.keys[lowest.bit_length() - 1])
            few ^= lowest
        return tuple(found)

    def explained(self, values: Mapping[str, Value]) -> Explained:
        masks, barred = [], {}
        for fact, alive, bars in self.readings:
            value = values[fact]
            masks.append(alive[value])
            barred[fact] = bars[value]
        before = list(accumulate(masks, and_, initial=self.everything))
        fired = before[-1]
        outcome = self.outcome_of(fired)
        level = outcome.level
        return Explained(
            outcome,
            barred,
            {rung: self.named(fired & floors) for rung, floors in self.lower[level].items()},
            {rung: self.named(fired & caps) for rung, caps in self.higher[level].items()},
            tuple(self.flips(values, masks, before, level)),
        )

    def flips(
        self, values: Mapping[str, Value], masks: list[int], before: list[int], level: Level
    ) -> list[Flip]:
        """Every single answer whose change moves the level, in the order of the book."""
        found = []
        after = list(accumulate(reversed(masks), and_, initial=self.everything))
        fired = before[-1]
        moving = self.gains[level] & ~fired | self.losses[level] & fired
        for place, fact, reads, others in self.asked:
            rest = before[place] & after[-2 - place]
            if rest & reads & moving:
                for value, alive in others[values[fact]]:
                    then = rest & alive
                    if (then ^ fired) & moving and (moved := rung(self.level, then)) is not level:
                        found.append(Flip(fact, value, moved))
        return found


def prepare(edition: Edition) -> Ready:
    """Lay an edition out for speed; once for each edition."""
    rules = in_runs(edition.book.rules)
    tables = reordered(edition.tables, rules)
    return Ready(
        fours=tuple(fours(list(tables.alive.items()))),
        readings=tuple(reading(tables, fact) for fact in tables.alive),
        asked=tuple(asked(tables)),
        everything=(1 << len(rules)) - 1,
        keys=tuple(rule.key for rule in rules),
        eights=tuple(combined(rules[at : at + EIGHT]) for at in range(0, len(rules), EIGHT)),
        level=runs(rules, Level),
        depth=runs(rules, Depth),
        lower=tuple({rung: floors(rules, rung) for rung in Level if rung < at} for at in Level),
        higher=tuple({rung: caps(rules, rung) for rung in Level if rung > at} for at in Level),
        gains=tuple(floors(rules, at) | caps(rules, at) for at in Level),
        losses=tuple(floors(rules, at - 1) | caps(rules, at + 1) for at in Level),
    )


def fours(alive: list[tuple[str, Alive]]) -> Iterator[Four]:
    """Four facts at a time. The last is repeated where some are missing: AND takes no harm."""
    for at in range(0, len(alive), 4):
        a, b, c, d = (*alive[at : at + 4], *alive[-1:] * 3)[:4]
        yield (*a, *b, *c, *d)


def reading(tables: Tables, fact: str) -> Reading:
    alive, reads = tables.alive[fact], tables.reads[fact]
    rules = [(rule.key, 1 << place) for place, rule in enumerate(tables.book.rules)]
    bars = {
        value: tuple(key for key, bit in rules if reads & bit and not left & bit)
        for value, left in alive.items()
    }
    return Reading(fact, alive, bars)


def asked(tables: Tables) -> Iterator[Asked]:
    """Nobody is asked for issue, States, regions and roles: they have no answers to change."""
    on_level = against(tables.book.rules, lambda rule: True)
    for place, (fact, alive) in enumerate(tables.alive.items()):
        reads, question = tables.reads[fact] & on_level, tables.book.question_by_key.get(fact)
        if question and reads:
            others = {
                value: tuple((other, alive[other]) for other in otherwise(question, value))
                for value in alive
            }
            yield Asked(place, fact, reads, others)


def combined(eight: tuple[Rule, ...]) -> tuple[tuple[str, ...], ...]:
    """The keys of every combination of at most eight rules, number n at place n."""
    found: list[tuple[str, ...]] = [()]
    for rule in eight:
        found += [(*keys, rule.key) for keys in found]
    return tuple(found)


def floors(rules: tuple[Rule, ...], rung: int) -> int:
    """The rules that rule a level out from below."""
    return against(rules, lambda rule: rule.effect is Effect.NOT_BELOW and rule.rung > rung)


def caps(rules: tuple[Rule, ...], rung: int) -> int:
    """The rules that bar a level or make it needless."""
    return against(rules, lambda rule: rule.effect in CAPS and rule.rung < rung)


def against(rules: tuple[Rule, ...], speaks: Callable[[Rule], bool]) -> int:
    """The rules on the level of which something holds, as a mask."""
    return sum(1 << place for place, rule in enumerate(rules) if on(rule, Level) and speaks(rule))
