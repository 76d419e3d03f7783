"""Does every rule show by example where it fires, and by a near miss where it ends?"""

from __future__ import annotations

from collections import Counter

import pytest

from decisions.seeds import shipped_edition
from decisions.subsidiarity.firing import fire, rules_in
from decisions.subsidiarity.rules import Example, Rule

pytestmark = pytest.mark.core

TABLES = shipped_edition().tables
RULES = TABLES.book.rules
each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)


def certain_and_possible(example: Example) -> tuple[set[str], set[str]]:
    """Keys of the rules that fire on an example with all else unknown, and that still may."""
    known = {fact: frozenset({given}) for fact, given in example.answers.items()}
    fired = fire(TABLES, {**TABLES.domains, **known})
    certain, possible = (
        {rule.key for rule in rules_in(TABLES.book, mask)}
        for mask in (fired.certain, fired.possible)
    )
    return certain, possible


def of_kind(rule: Rule, fires: bool) -> list[Example]:
    return [example for example in rule.examples if example.fires is fires]


def differing(one: Example, other: Example) -> list[str]:
    facts = one.answers.keys() | other.answers.keys()
    return [fact for fact in facts if one.answers.get(fact) != other.answers.get(fact)]


@each_rule
def test_a_rule_has_an_example_that_fires_and_a_near_miss(rule: Rule) -> None:
    assert of_kind(rule, True)
    assert of_kind(rule, False)


@each_rule
def test_an_example_makes_its_rule_fire_whatever_else_may_hold(rule: Rule) -> None:
    for example in of_kind(rule, True):
        certain, _ = certain_and_possible(example)
        assert rule.key in certain, example.says


@each_rule
def test_a_near_miss_keeps_its_rule_out_whatever_else_may_hold(rule: Rule) -> None:
    for example in of_kind(rule, False):
        _, possible = certain_and_possible(example)
        assert rule.key not in possible, example.says


@each_rule
def test_a_near_miss_differs_from_an_example_in_exactly_one_answer(rule: Rule) -> None:
    for miss in of_kind(rule, False):
        assert any(len(differing(miss, hit)) == 1 for hit in of_kind(rule, True)), miss.says


@each_rule
def test_an_example_answers_what_its_rule_asks_and_nothing_else(rule: Rule) -> None:
    asked = {"interest" if fact == "hardness" else fact for fact in rule.when}
    for example in rule.examples:
        assert example.answers.keys() == asked, example.says


@each_rule
def test_an_example_is_told_in_one_short_sentence(rule: Rule) -> None:
    for example in rule.examples:
        assert example.says.endswith("."), example.says
        assert ". " not in example.says, example.says
        assert len(example.says.split()) <= 25, example.says


def test_no_two_examples_are_told_in_the_same_words() -> None:
    told = Counter(example.says for rule in RULES for example in rule.examples)
    assert [says for says, times in told.items() if times > 1] == []
