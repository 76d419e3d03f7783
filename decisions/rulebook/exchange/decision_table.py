"""How do the rules fall into one decision table that any engine can run?

An engine knows tables of single values, so a fact of which several options can be given becomes one
yes or no for each option that a rule names, and a rule that asks for one of several such options
becomes several rows. These exclude each other: one row at most fires for a rule.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import REGIONS, ROLES, STATES
from decisions.subsidiarity.firing import conditions_on
from decisions.subsidiarity.rules import Condition, Rule
from decisions.subsidiarity.wording import fact_label, option_label

from .names import safe_names

YES_NO = ("yes", "no")
DERIVED = {"states": STATES, "regions": REGIONS, "roles": ROLES}

Cells = Mapping[tuple[str, str], tuple[str, ...]]
"""By column: the values that are accepted. A column that is not there accepts any."""


@dataclass(frozen=True, slots=True)
class Column:
    """One input. `option` is that of a several-choice fact, else empty; `name` is a variable."""

    fact: str
    option: str
    name: str
    label: str
    text: str
    values: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str]:
        return self.fact, self.option


@dataclass(frozen=True, slots=True)
class Row:
    """Conditions under which a rule fires; a rule may have several rows, or none."""

    rule: Rule
    cells: Cells


@dataclass(frozen=True, slots=True)
class Table:
    """`never` are the rules that fire on no input, and thus have no row."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    never: tuple[str, ...]


def decision_table(edition: Edition) -> Table:
    """All rules of a book over the facts that they read. `hardness` is read through `interest`."""
    facts = {fact: options for fact, options in options_of(edition).items() if reads(edition, fact)}
    several = several_of(edition)
    rows = tuple(
        Row(rule, cells)
        for rule in edition.book.rules
        for cells in alternatives(rule, facts, several)
    )
    firing = {row.rule.key for row in rows}
    never = tuple(rule.key for rule in edition.book.rules if rule.key not in firing)
    return Table(tuple(columns(edition, facts, several, rows)), rows, never)


def options_of(edition: Edition) -> dict[str, tuple[str, ...]]:
    """Every fact that varies by itself, with its options in the order of the book."""
    asked = {q.key: tuple(option.key for option in q.options) for q in edition.book.questions}
    return {"issue": tuple(edition.book.topic_by_key), **DERIVED, **asked}


def several_of(edition: Edition) -> frozenset[str]:
    return frozenset(q.key for q in edition.book.questions if q.several) | {"roles"}


def reads(edition: Edition, fact: str) -> bool:
    return any(True for rule in edition.book.rules for _ in conditions_on(rule, fact))


def columns(
    edition: Edition,
    facts: Mapping[str, tuple[str, ...]],
    several: frozenset[str],
    rows: tuple[Row, ...],
) -> Iterator[Column]:
    """In the order of the book; of a several-choice fact only what some rule names."""
    named = {key for row in rows for key in row.cells}
    keys = [
        (fact, option)
        for fact, options in facts.items()
        for option in (options if fact in several else ("",))
        if fact not in several or (fact, option) in named
    ]
    names = safe_names("_".join(filter(None, key)) for key in keys)
    for (fact, option), name in zip(keys, names, strict=True):
        label = fact_label(edition, fact)
        if option:
            label = f"{label}: {option_label(edition, fact, option)}"
        question = edition.book.question_by_key.get(fact)
        text = question.text if question else "Follows from the case."
        yield Column(fact, option, name, label, text, YES_NO if option else facts[fact])


def alternatives(
    rule: Rule, facts: Mapping[str, tuple[str, ...]], several: frozenset[str]
) -> Iterator[Cells]:
    """The rows of one rule: one choice for each of its conditions, put together."""
    choices: list[list[Cells]] = []
    for fact, options in facts.items():
        conditions = list(conditions_on(rule, fact))
        if fact in several:
            choices += [flattened(fact, options, condition) for condition in conditions]
        elif conditions:
            choices.append(accepted(fact, options, conditions))
    for some in product(*choices):
        merged: dict[tuple[str, str], tuple[str, ...]] = {}
        for cells in some:
            merged |= cells
        yield merged


def accepted(fact: str, options: tuple[str, ...], conditions: list[Condition]) -> list[Cells]:
    """A single choice: the options that all conditions accept; no row where there is none."""
    left = tuple(o for o in options if all(c.accepts(frozenset({o})) for c in conditions))
    return [{(fact, ""): left}] if left else []


def flattened(fact: str, options: tuple[str, ...], condition: Condition) -> list[Cells]:
    """None of the options given: all are no. One of them: the first is yes, or the second, ..."""
    named = [option for option in options if option in condition.options]
    no: dict[tuple[str, str], tuple[str, ...]] = {(fact, option): ("no",) for option in named}
    if condition.none_of:
        return [no]
    return [
        {key: no[key] for key in [*no][:place]} | {(fact, option): ("yes",)}
        for place, option in enumerate(named)
    ]
