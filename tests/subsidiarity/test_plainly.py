"""Does the fast evaluation say exactly what the explained one says?"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest

from decisions.subsidiarity.edition import Edition, edition_of
from decisions.subsidiarity.explain import blocked
from decisions.subsidiarity.facts import NO_ANSWER, Value
from decisions.subsidiarity.findings import find
from decisions.subsidiarity.ladder import Level
from decisions.subsidiarity.plainly import prepare
from decisions.subsidiarity.rules import CAPS, Effect, RuleBook
from decisions.subsidiarity.weigh import on

from . import small_books

pytestmark = pytest.mark.core

Values = dict[str, Value]


def drawn(edition: Edition, number: int, seed: int) -> list[Values]:
    """Inputs with one value for every fact."""
    draw = Random(seed)
    options = {fact: sorted(values, key=sorted) for fact, values in edition.tables.domains.items()}
    return [{fact: draw.choice(of) for fact, of in options.items()} for _ in range(number)]


def known(values: Values) -> Any:
    return {fact: frozenset({value}) for fact, value in values.items()}


def disagreements(plain: Edition, explained: Edition, number: int = 400) -> int:
    ready, found = prepare(plain), 0
    for values in drawn(explained, number, seed=40):
        finding = find(explained, "", known(values))
        keys = {rule.key for rule in finding.certain(explained)}
        level, depth, fired = ready.outcome(values)
        found += (level, depth, set(fired)) != (finding.level, finding.depth, keys)
        assert len(fired) == len(set(fired))
    return found


def test_plain_and_explained_evaluation_agree(edition: Edition) -> None:
    assert disagreements(edition, edition, 2_000) == 0


def test_a_fault_planted_in_one_of_the_two_is_caught(edition: Edition) -> None:
    rules = [
        replace(rule, value="regional") if rule.key == "pair-suffices" else rule
        for rule in edition.book.rules
    ]
    book = RuleBook("", edition.book.questions, edition.book.topics, tuple(rules))
    assert disagreements(edition_of(book, (), edition.states), edition) > 0


def test_the_reasons_are_those_of_the_explained_evaluation(edition: Edition) -> None:
    ready = prepare(edition)
    for values in drawn(edition, 150, seed=41):
        found, finding = ready.explained(values), find(edition, "", known(values))
        assert found.outcome == ready.outcome(values)
        names = {"hardness": "interest"}
        silent = {
            each.rule.key: {names.get(fact, fact) for fact in each.failing}
            for each in blocked(edition, finding)
        }
        for rule in edition.book.rules:
            assert set(found.failing(rule.key)) == silent.get(rule.key, set())
        rules = [rule for rule in finding.certain(edition) if on(rule, Level)]
        for level in Level:
            floors = [r for r in rules if r.effect is Effect.NOT_BELOW and r.rung > level]
            caps = [r for r in rules if r.effect in CAPS and r.rung < level]
            if level < finding.level:
                assert set(found.lower[level]) == {rule.key for rule in floors}
            if level > finding.level:
                assert set(found.higher[level]) == {rule.key for rule in caps}
        assert sorted([*found.lower, finding.level, *found.higher]) == list(Level)


def other_values(edition: Edition, fact: str, given: Value) -> list[Value]:
    question = edition.book.question_by_key.get(fact)
    if question is None:
        return []
    options = [frozenset({option.key}) for option in question.options]
    if not question.several:
        return [option for option in options if option != given]
    single = NO_ANSWER in given
    changed = [o if single or NO_ANSWER in o else given ^ o for o in options]
    return [value for value in changed if value and value != given]


def test_its_flips_are_all_single_answers_that_move_the_level(edition: Edition) -> None:
    ready = prepare(edition)
    for values in drawn(edition, 60, seed=42):
        level = ready.outcome(values).level
        expected = set()
        for fact, given in values.items():
            for other in other_values(edition, fact, given):
                moved = find(edition, "", known({**values, fact: other})).level
                if moved is not level:
                    expected.add((fact, other, moved))
        assert set(ready.explained(values).flips) == expected


def test_what_is_missing_or_unknown_is_refused(edition: Edition) -> None:
    ready = prepare(edition)
    (values,) = drawn(edition, 1, seed=43)
    with pytest.raises(KeyError):
        ready.outcome({fact: value for fact, value in values.items() if fact != "solo"})
    with pytest.raises(KeyError):
        ready.outcome({**values, "solo": frozenset({"perhaps"})})


def test_a_book_without_rules_leaves_everything_where_one_state_acts() -> None:
    outcome = prepare(small_books.edition()).outcome({})
    assert outcome == (Level.LOCAL, 0, ())
