"""Does what a check finds point to its rules, its inputs and their exact share?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.checks import CHECKS, Item, check
from decisions.subsidiarity.checks.covering import space_of
from decisions.subsidiarity.checks.matter import Matter

from .small_books import rule
from .small_parts import book

pytestmark = pytest.mark.core

D = "decisive"


def found(key: str, *rules: Any) -> list[Item]:
    """What one search finds by itself."""
    search = next(search for name, _, _, search in CHECKS if name == key)
    return list(search(matter(*rules)))


def matter(*rules: Any) -> Matter:
    made = book(*rules)
    return Matter(made, space_of(made.tables))


TOTAL = 2 * 3 * 4 * 4 * 2 * 4 * 3 * 7
"""Alone, wide, tools (three subsets and none), interest, issue, States, regions, roles."""


def test_all_inputs_are_the_values_of_the_facts_multiplied() -> None:
    assert matter().space.total == TOTAL


FOUND = [
    (
        "dead",
        [rule("never", "form", "agreement", interest=["common"], hardness=["hard"])],
        [Item("never can never fire: it accepts no answer to Interest.", ("never",))],
    ),
    (
        "duplicate",
        [
            rule("one", "form", "agreement", alone=["yes"]),
            rule("two", "form", "agreement", alone={"none_of": ["no"]}),
            rule("three", "form", "limited_body", alone=["yes"]),
        ],
        [Item("one and two accept exactly the same inputs and say the same.", ("one", "two"))],
    ),
    (
        "shadowed",
        [
            rule("narrow", "not_below", "regional", alone=["yes"], wide=["no"]),
            rule("large", "not_below", "global", alone=["yes"]),
            rule("larger", "not_below", "global", alone=["yes"]),
            rule("thin", "not_needed_above", "bilateral", alone=["no"], wide=["no"]),
            rule("thick", "not_needed_above", "local", D, alone=["no"])
            | {"effect": "not_achievable_above"},
            rule("cap", "not_needed_above", "local", alone=["no"]),
        ],
        [
            Item(
                "narrow adds nothing: large accepts all its inputs and says at least as much"
                " (not below global).",
                ("narrow", "large"),
                share=(TOTAL // 6, TOTAL),
            ),
            Item(
                "thin adds nothing: cap accepts all its inputs and says at least as much"
                " (not needed above local).",
                ("thin", "cap"),
                share=(TOTAL // 6, TOTAL),
            ),
        ],
    ),
    (
        "shadowed_together",
        [
            rule("single", "form", "agreement", wide=["yes"], alone=["yes"]),
            rule("narrow", "form", "limited_body", alone=["yes"]),
            rule("aside", "form", "limited_body", wide=["no"], alone=["no"]),
            rule("left", "form", "limited_body", wide=["yes"]),
            rule("right", "form", "limited_body", wide=["no", "partly"], tools=["hands", "none"]),
            rule("rest", "form", "limited_body", tools=["funds"]),
            rule("again", "form", "agreement", alone=["yes"], tools={"none_of": ["hands"]}),
            rule("more", "form", "agreement", interest=["common", "diverging"], alone=["yes"]),
            rule("most", "form", "agreement", interest=["conflicting", "overlapping"]),
        ],
        [
            Item(
                "single adds nothing: on each of its inputs one of more and most says at least as"
                " much.",
                ("single", "more", "most"),
                share=(TOTAL // 6, TOTAL),
            ),
            Item(
                "narrow adds nothing: on each of its inputs one of left, right and rest says at"
                " least as much.",
                ("narrow", "left", "right", "rest"),
                share=(TOTAL // 2, TOTAL),
            ),
            Item(
                "aside adds nothing: on each of its inputs one of right and rest says at least as"
                " much.",
                ("aside", "right", "rest"),
                share=(TOTAL // 6, TOTAL),
            ),
            Item(
                "again adds nothing: on each of its inputs one of more and most says at least as"
                " much.",
                ("again", "more", "most"),
                share=(TOTAL // 4, TOTAL),
            ),
        ],
    ),
    (
        "contradictory",
        [
            rule("floor", "not_below", "regional", alone=["yes"]),
            rule("cap", "not_needed_above", "local", alone=["yes"]),
            rule("level", "not_needed_above", "regional", alone=["yes"]),
            rule("deep", "not_below", "operations", alone=["yes"]),
        ],
        [
            Item(
                "floor (not below regional) and cap (not needed above local) fire together on"
                " 1 in 2 of all inputs, and never apart; for example Alone: Yes.",
                ("floor", "cap"),
                {"alone": ("yes",)},
                (TOTAL // 2, TOTAL),
            )
        ],
    ),
    (
        "uncovered",
        [
            rule("floor", "not_below", "regional", alone=["yes"]),
            rule("deep", "not_below", "operations", alone=["no"]),
            rule("form", "form", "agreement", alone=["no"]),
            rule("cap", "not_needed_above", "local", wide=["yes"]),
        ],
        [
            Item(
                "On 1 in 3 of all inputs no rule bounds the level; for example Wide: No; Alone: No.",
                (),
                {"alone": ("no",), "wide": ("no",)},
                (TOTAL // 3, TOTAL),
            )
        ],
    ),
]


@pytest.mark.parametrize(("key", "rules", "items"), FOUND, ids=[each[0] for each in FOUND])
def test_what_is_found_names_its_rules_and_counts_its_inputs(
    key: str, rules: list[Any], items: list[Item]
) -> None:
    assert found(key, *rules) == items


def test_each_check_bears_its_title_and_gravity_the_gravest_first() -> None:
    assert [(each.key, each.severity, each.title) for each in check(book())] == [
        ("unreachable_level", "fail", "Levels that no input leads to"),
        ("unreachable_depth", "fail", "Depths that no input leads to"),
        ("uncovered", "warn", "Inputs on which no rule bounds the level"),
        ("unread", "warn", "Questions that no rule reads"),
        ("unknown", "pass", "Facts, options and words that the book does not know"),
        ("no_source", "pass", "Rules without a source or a rationale"),
        ("dead", "pass", "Rules that no input makes true"),
        ("duplicate", "pass", "Rules that say the same on the same inputs"),
        ("contradictory", "pass", "Rules that contradict each other on the same inputs"),
        ("example", "pass", "Worked examples that fail"),
        ("shadowed", "pass", "Rules made needless by one other"),
        ("shadowed_together", "pass", "Rules made needless by several others"),
        ("always_contradicted", "pass", "Rules that never fire uncontradicted"),
        ("issue_without_rule", "pass", "Issues of the paper that no rule names"),
        ("no_example", "pass", "Rules without an example or a near miss"),
        ("weighed", "pass", "Pairs that pull apart on some inputs, as the weighing allows"),
    ]


def test_a_book_without_rules_leaves_every_input_open_and_every_rung_but_the_lowest() -> None:
    assert found("uncovered") == [
        Item("On all inputs no rule bounds the level.", (), {}, (TOTAL, TOTAL))
    ]
    assert found("unreachable_level") == [
        Item(f"No input leads to {label}.", share=(0, TOTAL))
        for label in ("Cross-border area", "Bilateral", "Regional", "Interregional", "Global")
    ]
    assert [item.says for item in found("unread")] == [
        "No rule reads the question Alone (alone).",
        "No rule reads the question Wide (wide).",
        "No rule reads the question Tools (tools).",
        "No rule reads the question Interest (interest).",
    ]


def test_the_pairs_on_which_most_inputs_fall_stand_first() -> None:
    rules = [
        rule("few", "not_below", "regional", alone=["yes"], wide=["no"], tools=["hands"]),
        rule("many", "not_below", "bilateral", alone=["yes"], wide=["no", "yes"]),
        rule("cap", "not_needed_above", "local", D, alone=["yes"], interest=["common"])
        | {"effect": "not_achievable_above"},
        rule("level", "not_needed_above", "bilateral", interest=["common"]),
    ]
    items = found("weighed", *rules)
    assert [item.rules for item in items] == [("many", "cap"), ("few", "cap"), ("few", "level")]
    assert [item.share for item in items] == [
        (TOTAL // 12, TOTAL), (TOTAL // 48, TOTAL), (TOTAL // 48, TOTAL),
    ]  # fmt: skip
    assert items[1].witness == {
        "alone": ("yes",), "wide": ("no",), "tools": ("hands",), "interest": ("common",),
    }  # fmt: skip
    assert items[0].says == (
        "many (not below bilateral) and cap (not achievable above local, decisive) fire together"
        " on 1 in 12 of all inputs, a tension; for example Alone: Yes; Wide: Yes; Interest: Common."
    )
