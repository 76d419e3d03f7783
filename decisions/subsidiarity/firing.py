"""Which rules certainly fire, which may still fire, and which are out?

For every fact and value stands one mask, a Python int with one bit a rule: the rules that this
value leaves alive. A case is then one lookup and one AND per fact. An unknown fact has several
values left: what all of them leave alive is certain, what any of them leaves alive is possible.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from operator import and_, or_

from .facts import HARDNESS, Facts, Value, domains
from .rules import Condition, Rule, RuleBook


@dataclass(frozen=True, slots=True)
class Tables:
    """A rule book ready to fire. Bit i of every mask is `book.rules[i]`."""

    book: RuleBook
    domains: Facts
    alive: Mapping[str, Mapping[Value, int]]
    reads: Mapping[str, int]
    """For each fact the mask of the rules that name it."""


@dataclass(frozen=True, slots=True)
class Fired:
    """Masks of the rules that certainly fire and of those that may (the certain included)."""

    certain: int
    possible: int


def tabulate(book: RuleBook) -> Tables:
    everything = domains(book)
    alive = {
        fact: {value: survivors(book.rules, fact, value) for value in values}
        for fact, values in everything.items()
    }
    reads = {fact: mask_of(book.rules, fact) for fact in everything}
    return Tables(book, everything, {fact: alive[fact] for fact in alive if reads[fact]}, reads)


def survivors(rules: tuple[Rule, ...], fact: str, value: Value) -> int:
    return bits(all(c.accepts(value) for c in conditions_on(rule, fact)) for rule in rules)


def mask_of(rules: tuple[Rule, ...], fact: str) -> int:
    return bits(any(True for _ in conditions_on(rule, fact)) for rule in rules)


def bits(flags: Iterator[bool]) -> int:
    return sum(1 << place for place, flag in enumerate(flags) if flag)


def conditions_on(rule: Rule, fact: str) -> Iterator[Condition]:
    """What a rule asks of an independent fact; `hardness` is read through `interest`."""
    if fact in rule.when:
        yield rule.when[fact]
    if fact == "interest" and "hardness" in rule.when:
        yield through_interest(rule.when["hardness"])


def through_interest(condition: Condition) -> Condition:
    words = (word for word, hardness in HARDNESS.items() if hardness in condition.options)
    return Condition(frozenset(words), condition.none_of)


def fire(tables: Tables, facts: Facts) -> Fired:
    """The rules of the book under these facts. Exact, because facts vary independently."""
    certain = possible = (1 << len(tables.book.rules)) - 1
    for fact, alive in tables.alive.items():
        masks = [alive[value] for value in facts[fact]]
        certain &= reduce(and_, masks)
        possible &= reduce(or_, masks)
    return Fired(certain, possible)


def all_but_one(masks: list[int]) -> list[int]:
    """For each place the AND of all the other masks."""
    before = accumulate(masks, and_, initial=-1)
    after = list(accumulate(reversed(masks[1:]), and_, initial=-1))[::-1]
    return [one & other for one, other, _ in zip(before, after, masks, strict=False)]


def rules_in(book: RuleBook, mask: int) -> tuple[Rule, ...]:
    """The rules of a mask, in the order of the book."""
    return tuple(rule for place, rule in enumerate(book.rules) if mask >> place & 1)


def failing(tables: Tables, place: int, facts: Facts) -> tuple[str, ...]:
    """The facts that keep the rule at this place of the book from firing: refused, or unknown."""
    bit = 1 << place
    return tuple(
        fact
        for fact, alive in tables.alive.items()
        if tables.reads[fact] & bit and not all(alive[value] & bit for value in facts[fact])
    )
