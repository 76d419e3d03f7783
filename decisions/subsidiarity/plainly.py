"""What comes out for very many inputs, each fully known, as fast as can be?

The same tables and the same weighing as everywhere, without sentences: for batches, impacts and
comparisons. A law test holds it to the explained evaluation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate
from operator import and_
from typing import NamedTuple

from .edition import Edition
from .facts import NO_ANSWER, Value
from .ladder import Depth, Level, Scale
from .rules import CAPS, Effect, Rule
from .weigh import Marks, bounds, mask_on, on

KEPT = 100_000
"""Rungs kept by the mask that led to them, before the memory is emptied."""


class Outcome(NamedTuple):
    """Level, depth and the keys of the rules that fired, in the order of the book."""

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

    `failing` has for each rule that did not fire the facts that kept it from firing; `lower` and
    `higher` have for each level under and above the result the fired rules that rule it out.
    """

    outcome: Outcome
    failing: dict[str, tuple[str, ...]]
    lower: dict[Level, tuple[str, ...]]
    higher: dict[Level, tuple[str, ...]]
    flips: tuple[Flip, ...]


class Reading(NamedTuple):
    """One fact that rules read: what each value leaves alive, and what a person may answer."""

    fact: str
    alive: Mapping[Value, int]
    answers: tuple[Value, ...]
    several: bool


@dataclass(slots=True)
class RungMemory:
    """The rung for a set of fired rules, remembered by the rules that bound this scale."""

    marks: Marks
    bounding: int
    kept: dict[int, int] = field(default_factory=dict)

    def rung(self, fired: int) -> int:
        bounding = fired & self.bounding
        found = self.kept.get(bounding)
        if found is None:
            if len(self.kept) >= KEPT:
                self.kept.clear()
            found = self.kept[bounding] = bounds(self.marks, bounding).rung
        return found


@dataclass(frozen=True, slots=True)
class Ready:
    """An edition laid out for speed. Values are given for every fact that a rule reads."""

    readings: tuple[Reading, ...]
    everything: int
    keys: tuple[tuple[tuple[str, ...], ...], ...]
    """For each eight rules of the book the keys of every combination of them."""
    conditions: tuple[tuple[str, int, tuple[str, ...]], ...]
    """(key, bit, facts named) for each rule."""
    level: RungMemory
    depth: RungMemory
    floors: tuple[int, ...]
    """For each level the rules that rule it out from below."""
    caps: tuple[int, ...]
    """For each level the rules that bar it or make it needless."""

    def outcome(self, values: Mapping[str, Value]) -> Outcome:
        """KeyError for a fact that is missing or a value that the book does not know."""
        fired = self.everything
        for fact, alive, _, _ in self.readings:
            fired &= alive[values[fact]]
        return self.outcome_of(fired)

    def outcome_of(self, fired: int) -> Outcome:
        return Outcome(
            LEVEL_BY_NUMBER[self.level.rung(fired)],
            DEPTH_BY_NUMBER[self.depth.rung(fired)],
            self.named(fired),
        )

    def named(self, mask: int) -> tuple[str, ...]:
        found: tuple[str, ...] = ()
        for keys, byte in zip(self.keys, mask.to_bytes(len(self.keys), "little"), strict=True):
            if byte:
                found += keys[byte]
        return found

    def explained(self, values: Mapping[str, Value]) -> Explained:
        masks = [alive[values[fact]] for fact, alive, _, _ in self.readings]
        before = list(accumulate(masks, and_, initial=self.everything))
        fired = before[-1]
        level = self.level.rung(fired)
        return Explained(
            self.outcome_of(fired),
            self.failing(masks, fired),
            {rung: self.named(fired & self.floors[rung]) for rung in Level if rung < level},
            {rung: self.named(fired & self.caps[rung]) for rung in Level if rung > level},
            tuple(self.flips(values, masks, before)),
        )

    def failing(self, masks: list[int], fired: int) -> dict[str, tuple[str, ...]]:
        alive = {reading.fact: mask for reading, mask in zip(self.readings, masks, strict=True)}
        return {
            key: tuple([fact for fact in facts if not alive[fact] & bit])
            for key, bit, facts in self.conditions
            if not fired & bit
        }

    def flips(
        self, values: Mapping[str, Value], masks: list[int], before: list[int]
    ) -> Iterator[Flip]:
        """Every single answer whose change moves the level, in the order of the book."""
        bounding, level = self.level.bounding, self.level.rung(before[-1])
        after = list(accumulate(reversed(masks), and_, initial=self.everything))
        for place, (fact, alive, answers, several) in enumerate(self.readings):
            others = before[place] & after[-2 - place] & bounding
            now = others & masks[place]
            for value in toggled(values[fact], answers) if several else answers:
                then = others & alive[value]
                if then != now and (moved := self.level.rung(then)) != level:
                    yield Flip(fact, value, LEVEL_BY_NUMBER[moved])


LEVEL_BY_NUMBER = tuple(Level)
DEPTH_BY_NUMBER = tuple(Depth)


def toggled(given: Value, answers: tuple[Value, ...]) -> Iterator[Value]:
    """A several-choice answer with one option more or less; `none` replaces and is replaced."""
    for option in answers:
        alone = NO_ANSWER in option or NO_ANSWER in given
        changed = option if alone else given ^ option
        if changed and changed != given:
            yield changed


def prepare(edition: Edition) -> Ready:
    """Lay an edition out for speed; once for each edition."""
    tables, book = edition.tables, edition.book
    rules = [(rule, 1 << place) for place, rule in enumerate(book.rules)]
    return Ready(
        readings=tuple(reading(edition, fact) for fact in tables.alive),
        everything=(1 << len(rules)) - 1,
        keys=tuple(combinations(rules[at : at + 8]) for at in range(0, len(rules), 8)),
        conditions=tuple((rule.key, bit, facts_of(edition, bit)) for rule, bit in rules),
        level=RungMemory(edition.level_marks, mask_on(book, Level)),
        depth=RungMemory(edition.depth_marks, mask_on(book, Depth)),
        floors=tuple(bounding(rules, Level, rung, {Effect.NOT_BELOW}) for rung in Level),
        caps=tuple(bounding(rules, Level, rung, CAPS) for rung in Level),
    )


def reading(edition: Edition, fact: str) -> Reading:
    """A fact that nobody is asked for (issue, States, regions, roles) has no answers to change."""
    question = edition.book.question_by_key.get(fact)
    options = question.options if question else ()
    answers = tuple(frozenset({option.key}) for option in options)
    return Reading(fact, edition.tables.alive[fact], answers, bool(question and question.several))


def facts_of(edition: Edition, bit: int) -> tuple[str, ...]:
    reads = edition.tables.reads
    return tuple(fact for fact in edition.tables.alive if reads[fact] & bit)


def combinations(rules: list[tuple[Rule, int]]) -> tuple[tuple[str, ...], ...]:
    keys = [rule.key for rule, _ in rules]
    return tuple(
        tuple(key for place, key in enumerate(keys) if number >> place & 1)
        for number in range(1 << len(keys))
    )


def bounding(
    rules: list[tuple[Rule, int]], scale: Scale, rung: int, effects: frozenset[Effect] | set[Effect]
) -> int:
    """The rules that speak against a rung: floors above it, or caps below it."""
    return sum(
        bit
        for rule, bit in rules
        if rule.effect in effects
        and on(rule, scale)
        and (rule.rung > rung if rule.effect is Effect.NOT_BELOW else rule.rung < rung)
    )
