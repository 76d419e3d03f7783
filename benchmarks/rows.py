"""What does a rule book say, in words that any rule engine understands?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import HARDNESS, Value
from decisions.subsidiarity.rules import Rule

Answers = Mapping[str, str | list[str]]
"""A case as JSON would carry it: one option or, for a several-choice fact, a list of them."""


@dataclass(frozen=True, slots=True)
class Test:
    """One condition of a rule: the value is one of the options.

    For a several-choice fact: at least one given option is among them or, with `none_of`, none.
    """

    fact: str
    options: tuple[str, ...]
    none_of: bool
    several: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One rule: it fires if all its tests hold."""

    key: str
    tests: tuple[Test, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """An edition, and the same rules as rows for engines that know nothing of ours.

    `options` has every fact that a rule may read, `hardness` included, with its options.
    """

    edition: Edition
    rows: tuple[Row, ...]
    options: Mapping[str, tuple[str, ...]]
    several: frozenset[str]

    @property
    def read(self) -> tuple[str, ...]:
        """The facts that some rule reads, in the order of the book."""
        named = {test.fact for row in self.rows for test in row.tests}
        return tuple(fact for fact in self.options if fact in named)


def book_of(edition: Edition) -> Book:
    domains = edition.tables.domains
    options = {fact: tuple(sorted(frozenset().union(*domains[fact]))) for fact in domains}
    if "interest" in options:
        options["hardness"] = tuple(dict.fromkeys(HARDNESS.values()))
    several = frozenset(
        fact for fact, values in domains.items() if any(len(value) > 1 for value in values)
    )
    rows = (Row(rule.key, tuple(tests(rule, options, several))) for rule in edition.book.rules)
    return Book(edition, tuple(rows), options, several)


def tests(
    rule: Rule, options: Mapping[str, tuple[str, ...]], several: frozenset[str]
) -> Iterator[Test]:
    """For a single choice "none of these" is written as "one of the others", which all can say."""
    for fact, condition in rule.when.items():
        named = condition.options
        if fact not in several and condition.none_of:
            named = frozenset(options[fact]) - named
        none_of = condition.none_of and fact in several
        yield Test(fact, tuple(sorted(named)), none_of, fact in several)


def answers(values: Mapping[str, Value], several: frozenset[str]) -> Answers:
    """A fully known case in plain words, with `hardness` written out as peers need it."""
    plain = {
        fact: sorted(value) if fact in several else next(iter(value))
        for fact, value in values.items()
    }
    if "interest" in plain:
        plain["hardness"] = HARDNESS[plain["interest"]]
    return plain
