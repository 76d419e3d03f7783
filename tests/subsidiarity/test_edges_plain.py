"""On one small book, input by input: does the plain evaluation say what the rules say?"""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from decisions.subsidiarity.changes import otherwise
from decisions.subsidiarity.facts import Value
from decisions.subsidiarity.findings import find
from decisions.subsidiarity.firing import tabulate
from decisions.subsidiarity.ladder import Depth, Level
from decisions.subsidiarity.plainly import (
    Flip,
    Ready,
    asked,
    combined,
    fours,
    prepare,
    reading,
)
from decisions.subsidiarity.rules import CAPS, Effect
from decisions.subsidiarity.runs import in_runs, rung, runs
from decisions.subsidiarity.weigh import on

from .small_books import edition, rule

pytestmark = pytest.mark.core

D = "decisive"
FLOOR, CAP, BAR = "not_below", "not_needed_above", "not_achievable_above"
RULES = [
    rule("text", "form", "agreement", alone=["no"]),
    rule("high", FLOOR, "global", alone=["no"], wide=["yes"]),
    rule("low", FLOOR, "subregional", D, alone=["no"]),
    rule("pairs", FLOOR, "bilateral", D, tools=["funds"]),
    rule("wide", FLOOR, "regional", wide=["yes"]),
    rule("bar", BAR, "regional", D, tools=["hands"]),
    rule("stop", BAR, "local", D, tools={"none_of": ["hands", "funds"]}, wide=["no"]),
    rule("spare", CAP, "bilateral", alone=["yes"]),
    rule("rare", BAR, "interregional", wide=["yes"], hidden=["yes"]),
    rule("mind", "warn", "any_issue", hidden=["no"]),
    rule("deep", FLOOR, "operations", D, hidden=["yes"]),
    rule("shy", BAR, "standards", D, tools=["hands"], hidden=["yes"]),
    rule("light", CAP, "exchange", alone=["yes"], wide=["no"]),
    rule("wish", FLOOR, "standards", alone=["no"]),
]
BOOK = edition(*RULES)
FACTS = ("alone", "wide", "tools", "hidden")


def inputs() -> list[dict[str, Value]]:
    order = [sorted(BOOK.tables.domains[fact], key=sorted) for fact in FACTS]
    return [dict(zip(FACTS, values, strict=True)) for values in product(*order)]


ALL = inputs()


def finding(values: dict[str, Value]) -> Any:
    known = {fact: frozenset({value}) for fact, value in values.items()}
    return find(BOOK, "", {**BOOK.tables.domains, **known})


def found_by_rules() -> list[Any]:
    return [finding(values) for values in ALL]


def ready() -> Ready:
    return prepare(BOOK)


def test_level_depth_and_rules_are_those_of_the_explained_evaluation() -> None:
    assert len(ALL) == 2 * 2 * 4 * 2
    plain = ready()
    for values, found in zip(ALL, found_by_rules(), strict=True):
        outcome = plain.outcome(values)
        assert (outcome.level, outcome.depth) == (found.level, found.depth)
        assert sorted(outcome.fired) == sorted(rule.key for rule in found.certain(BOOK))
        assert isinstance(outcome.level, Level)
        assert isinstance(outcome.depth, Depth)


def test_what_bars_each_rule_and_each_rung_is_told() -> None:
    plain = ready()
    for values, found in zip(ALL, found_by_rules(), strict=True):
        told, fired = plain.explained(values), found.certain(BOOK)
        assert told.outcome == plain.outcome(values)
        assert {fact: sorted(keys) for fact, keys in told.barred.items()} == {
            fact: sorted(
                rule.key
                for rule in BOOK.book.rules
                if fact in rule.when and not rule.when[fact].accepts(values[fact])
            )
            for fact in FACTS
        }
        levels = [rule for rule in fired if on(rule, Level)]
        assert {rung: sorted(keys) for rung, keys in told.lower.items()} == {
            rung: sorted(r.key for r in levels if r.effect is Effect.NOT_BELOW and r.rung > rung)
            for rung in Level
            if rung < found.level
        }
        assert {rung: sorted(keys) for rung, keys in told.higher.items()} == {
            rung: sorted(r.key for r in levels if r.effect in CAPS and r.rung < rung)
            for rung in Level
            if rung > found.level
        }


def test_every_single_answer_that_moves_the_level_is_told_and_no_other() -> None:
    plain = ready()
    levels = {
        tuple(values.values()): found.level
        for values, found in zip(ALL, found_by_rules(), strict=True)
    }
    for values, found in zip(ALL, found_by_rules(), strict=True):
        moves = [
            Flip(fact, other, moved)
            for fact in FACTS
            for other in otherwise(BOOK.book.question_by_key[fact], values[fact])
            if (moved := levels[tuple({**values, fact: other}.values())]) != found.level
        ]
        assert sorted(plain.explained(values).flips, key=str) == sorted(moves, key=str)


def test_a_fact_without_value_or_with_an_unknown_one_is_an_error() -> None:
    with pytest.raises(KeyError):
        ready().outcome({})
    with pytest.raises(KeyError):
        ready().outcome({**ALL[0], "wide": frozenset({"far"})})


def test_rules_stand_in_runs_the_strongest_last() -> None:
    assert [each.key for each in in_runs(BOOK.book.rules)] == [
        "low", "pairs", "bar", "stop", "wide", "high", "rare", "spare", "deep", "shy", "wish",
        "light", "text", "mind",
    ]  # fmt: skip
    level, depth = (runs(in_runs(BOOK.book.rules), scale) for scale in (Level, Depth))
    assert list(level[0::2]) == [0b11, 0b1100, 0b110000, 0b11000000]
    assert [mask >> 8 for mask in depth[0::2]] == [0b1, 0b10, 0b100, 0b1000]
    assert list(level[1::2]) == [
        (0, 1, 2, *[0] * 12),
        (5, 5, 5, 3, 0, *[5] * 10),
        (0, 0, 0, 0, 0, 3, 5, *[0] * 8),
        (5, 5, 5, 5, 5, 5, 5, 4, 2, *[5] * 6),
    ]
    assert [by_length[9:13] for by_length in depth[1::2]] == [
        (3, 0, 0, 0), (4, 2, 4, 4), (0, 0, 2, 0), (4, 4, 4, 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fired", "level"),
    [
        ([], 0), ([0], 1), ([1], 2), ([4], 3), ([5], 5), ([4, 7], 2), ([5, 6], 4), ([5, 7], 2),
        ([1, 3], 0), ([5, 2], 3), ([0, 5, 7], 2), ([1, 2, 5], 3), ([0, 7], 1), ([1, 7], 2),
    ],
)  # fmt: skip
def test_the_rung_is_read_off_the_highest_bits(fired: list[int], level: int) -> None:
    mask = sum(1 << place for place in fired)
    assert rung(runs(in_runs(BOOK.book.rules), Level), mask) == level


def test_four_facts_are_read_at_a_time_and_the_last_is_repeated() -> None:
    rows: Any = [(name, {name: 1}) for name in "abcde"]
    a, b, c, d, e = ((name, {name: 1}) for name in "abcde")
    assert list(fours(rows)) == [(*a, *b, *c, *d), (*e, *e, *e, *e)]
    assert list(fours(rows[:2])) == [(*a, *b, *b, *b)]
    assert list(fours([])) == []


def test_keys_of_every_combination_stand_at_their_number() -> None:
    rules = BOOK.book.rules[:3]
    assert combined(rules) == (
        (), ("text",), ("high",), ("text", "high"), ("low",), ("text", "low"), ("high", "low"),
        ("text", "high", "low"),
    )  # fmt: skip


def test_only_questions_that_the_level_reads_are_asked_otherwise() -> None:
    tables = tabulate(BOOK.book)
    found = list(asked(tables))
    assert [(each.place, each.fact) for each in found] == [
        (0, "alone"), (1, "wide"), (2, "tools"), (3, "hidden"),
    ]  # fmt: skip
    places = {each.key: place for place, each in enumerate(BOOK.book.rules)}
    assert found[3].reads == 1 << places["rare"]
    yes, no = frozenset({"yes"}), frozenset({"no"})
    assert found[0].others[yes] == ((no, tables.alive["alone"][no]),)
    assert reading(tables, "hidden").bars == {yes: ("mind",), no: ("rare", "deep", "shy")}
    mapped = edition(
        rule("r", FLOOR, "global", issue=["asylum"], states=["one"], capacity=["able"])
    )
    assert [each.fact for each in asked(mapped.tables)] == ["capacity"]
    deep = edition(rule("r", FLOOR, "operations", alone=["no"]))
    assert list(asked(deep.tables)) == []


def test_a_book_without_rules_leads_to_the_lowest_rungs() -> None:
    assert prepare(edition()).outcome({}) == (Level.LOCAL, Depth.EXCHANGE, ())


def test_what_one_answer_alone_would_add_is_a_flip() -> None:
    two = prepare(edition(
        rule("one", FLOOR, "subregional", alone=["no"]), rule("two", FLOOR, "regional", wide=["yes"]),
    ))  # fmt: skip
    yes, no = frozenset({"yes"}), frozenset({"no"})
    assert two.explained({"alone": no, "wide": no}).flips == (
        Flip("alone", yes, Level.LOCAL),
        Flip("wide", yes, Level.REGIONAL),
    )
    assert two.explained({"alone": no, "wide": yes}).flips == (Flip("wide", no, Level.SUBREGIONAL),)
