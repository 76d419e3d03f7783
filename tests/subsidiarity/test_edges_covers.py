"""Is it told exactly which rules outdo others, what covers leave over, and how a share is said?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.checks import CHECKS, Check, Item, Severity, covering
from decisions.subsidiarity.checks.clashes import outdoes, same_scale, stronger, weaker
from decisions.subsidiarity.checks.covering import (
    LeftOver,
    clipped,
    contains,
    in_order,
    left_over,
    lowest,
    meet,
    outermost,
    space_of,
)
from decisions.subsidiarity.checks.matter import Matter
from decisions.subsidiarity.checks.verdict import listed, one_in
from decisions.subsidiarity.counting import TooManyStates
from decisions.subsidiarity.wire import write_checks

from .small_books import rule
from .small_parts import book

pytestmark = pytest.mark.core

D = "decisive"


def matter(*rules: Any) -> Matter:
    made = book(*rules)
    return Matter(made, space_of(made.tables))


TOTAL = 2 * 3 * 4 * 4 * 2 * 4 * 3 * 7


FLOOR, CAP, BAR = "not_below", "not_needed_above", "not_achievable_above"
OUTDOES = [
    ((FLOOR, "global"), (FLOOR, "regional"), True),
    ((FLOOR, "regional"), (FLOOR, "regional"), True),
    ((FLOOR, "bilateral"), (FLOOR, "regional"), False),
    ((CAP, "bilateral"), (CAP, "regional"), True),
    ((CAP, "regional"), (CAP, "regional"), True),
    ((CAP, "global"), (CAP, "regional"), False),
    ((CAP, "local"), (BAR, "regional"), False),
    ((FLOOR, "global"), (FLOOR, "regional", D), False),
    ((FLOOR, "global", D), (FLOOR, "regional", D), True),
    ((FLOOR, "global", D), (FLOOR, "regional"), True),
    ((FLOOR, "delegation"), (FLOOR, "regional"), False),
    (("form", "agreement"), ("form", "agreement"), True),
    (("form", "agreement"), ("form", "limited_body"), False),
    (("warn", "any_issue"), ("warn", "any_issue"), False),
    (("form", "agreement"), ("warn", "any_issue"), False),
]


@pytest.mark.parametrize(("one", "other", "outdone"), OUTDOES)
def test_a_rule_outdoes_another_that_says_no_more(one: Any, other: Any, outdone: bool) -> None:
    made = book(rule("one", *one, alone=["yes"]), rule("other", *other, alone=["yes"]))
    assert outdoes(*made.book.rules) is outdone


def test_scale_and_strength_are_compared() -> None:
    rules = book(
        rule("wide", FLOOR, "global", D, alone=["yes"]),
        rule("deep", FLOOR, "delegation", alone=["yes"]),
        rule("short", FLOOR, "local", alone=["yes"]),
    ).book.rules
    wide, deep, short = rules
    assert [same_scale(wide, other) for other in rules] == [True, False, True]
    assert [same_scale(deep, other) for other in rules] == [False, True, False]
    assert (weaker(short, wide), weaker(wide, short), weaker(short, deep), weaker(wide, wide)) == (
        True, False, False, False,
    )  # fmt: skip


def test_a_rule_is_not_compared_with_itself_or_with_its_duplicates() -> None:
    seen = matter(
        rule("one", FLOOR, "regional", alone=["yes"]),
        rule("twin", FLOOR, "regional", alone=["yes"]),
        rule("same-inputs", FLOOR, "global", alone=["yes"]),
        rule("same-value", FLOOR, "regional", wide=["yes"]),
        rule("dead", FLOOR, "global", alone=["yes"], interest=["common"], hardness=["hard"]),
    )
    first, box = next(seen.living())
    assert [other.key for other, _ in stronger(seen, first, box)] == ["same-inputs", "same-value"]
    assert [rule.key for rule, _ in seen.living()] == ["one", "twin", "same-inputs", "same-value"]


def test_a_cover_of_everything_leaves_nothing_over() -> None:
    space = matter().space
    assert left_over(space, {"alone": 1}, [{"wide": 1}, {"alone": 3}]) == LeftOver(0, {})
    assert left_over(space, {"alone": 1}, []) == LeftOver(TOTAL // 2, {"alone": ("yes",)})
    assert left_over(space, {}, []) == LeftOver(TOTAL, {})


def test_what_two_covers_leave_of_a_box_is_counted_and_shown() -> None:
    space = matter().space
    left = left_over(space, {"alone": 2, "interest": 12}, [{"wide": 1, "tools": 3}, {"wide": 4}])
    # No; two interests; wide no, or wide yes with tools none or both.
    assert left.count == TOTAL // 2 // 2 // 3 + TOTAL // 2 // 2 // 3 // 2
    assert left.witness == {
        "alone": ("no",),
        "interest": ("diverging",),
        "wide": ("no",),
        "tools": ("hands",),
    }


def test_values_outside_the_box_are_not_counted() -> None:
    left = left_over(matter().space, {"interest": 12}, [{"interest": 4, "wide": 1}])
    assert left.count == TOTAL // 2 - TOTAL // 4 // 3


def test_the_walk_gives_up_only_above_its_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    space = matter().space
    covers = [{"wide": 1, "alone": 1}, {"wide": 2, "alone": 2}]
    monkeypatch.setattr(covering, "STATE_CAP", 2)
    assert left_over(space, {}, covers).count == TOTAL - TOTAL // 6 - TOTAL // 6
    monkeypatch.setattr(covering, "STATE_CAP", 1)
    with pytest.raises(TooManyStates, match=r"alone|wide"):
        left_over(space, {}, covers)


@pytest.mark.parametrize(
    ("count", "of", "words"),
    [
        (0, 6, "none"),
        (6, 6, "all"),
        (1, 2, "1 in 2"),
        (2, 3, "about 66 %"),
        (3, 4, "75 %"),
        (1, 3, "1 in 3"),
        (2, 5, "about 1 in 3"),
        (2, 7, "about 1 in 4"),
        (3, 7, "about 1 in 2"),
        (1, 4000, "1 in 4,000"),
        (2, 4001, "about 1 in 2,001"),
        (501, 1000, "about 50 %"),
        (510, 1000, "51 %"),
    ],
)
def test_a_share_is_said_in_words(count: int, of: int, words: str) -> None:
    assert one_in(count, of) == words


@pytest.mark.parametrize(
    ("names", "words"),
    [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_names_are_listed_as_a_sentence_takes_them(names: list[str], words: str) -> None:
    assert listed(names) == words


def test_a_search_that_is_named_is_the_one_that_runs() -> None:
    assert [(key, search.__name__) for key, _, _, search in CHECKS] == [
        ("dead", "dead"), ("duplicate", "duplicates"), ("contradictory", "contradictory"),
        ("unreachable_level", "unreachable_levels"), ("unreachable_depth", "unreachable_depths"),
        ("example", "failing_examples"), ("shadowed", "shadowed"),
        ("shadowed_together", "shadowed_together"), ("always_contradicted", "always_contradicted"),
        ("uncovered", "uncovered"), ("unread", "unread"),
        ("issue_without_rule", "issues_without_rule"), ("no_example", "rules_without_example"),
        ("weighed", "weighed"),
    ]  # fmt: skip


def test_checks_are_written_with_counts_and_exact_shares() -> None:
    items = (Item("Says.", ("r",), {"alone": ("yes", "no")}, (1, 6)), Item("Says."))
    checks = [
        Check("a", Severity.FAIL, "A", items),
        Check("b", Severity.PASS, "B", ()),
        Check("c", Severity.FAIL, "C", ()),
    ]
    assert write_checks(iter(checks)) == {
        "counts": {"fail": 2, "warn": 0, "pass": 1},
        "checks": [
            {
                "key": "a",
                "severity": "fail",
                "title": "A",
                "items": [
                    {
                        "says": "Says.",
                        "rules": ["r"],
                        "witness": {"alone": ["yes", "no"]},
                        "share": {"count": 1, "of": 6},
                    },
                    {"says": "Says.", "rules": []},
                ],
            },
            {"key": "b", "severity": "pass", "title": "B", "items": []},
            {"key": "c", "severity": "fail", "title": "C", "items": []},
        ],
    }


def test_boxes_are_bitsets_over_the_values_in_the_order_of_the_book() -> None:
    seen = matter(
        rule("r", "form", "agreement", wide=["no"], alone=["no", "yes"], tools=["hands"]),
        rule("hard", "form", "agreement", hardness=["hard"], tools={"none_of": ["none"]}),
    )
    assert seen.space.boxes == ({"wide": 2, "tools": 9}, {"interest": 12, "tools": 11})
    assert [seen.space.whole(fact) for fact in ("alone", "wide", "tools")] == [3, 7, 15]
    assert seen.space.size({"wide": 3, "tools": 1}) == TOTAL // 3 // 4 * 2
    assert [lowest(mask) for mask in (1, 2, 12)] == [0, 1, 2]


def test_boxes_contain_and_meet_each_other_fact_by_fact() -> None:
    assert contains({"wide": 6}, {"wide": 2, "alone": 1})
    assert not contains({"wide": 6}, {"wide": 3})
    assert not contains({"wide": 6}, {"alone": 1})
    assert contains({}, {"alone": 1})
    assert meet({"wide": 6, "alone": 1}, {"wide": 3}) == {"wide": 2, "alone": 1}
    assert meet({"wide": 6}, {"wide": 1}) is None


def test_a_cover_is_seen_from_inside_the_box() -> None:
    space = matter().space
    assert list(clipped(space, {"alone": 1}, {"alone": 1, "wide": 3})) == [{"wide": 3}]
    assert list(clipped(space, {"wide": 3}, {"wide": 6})) == [{"wide": 2}]
    assert list(clipped(space, {"wide": 3}, {"wide": 4})) == []
    assert list(clipped(space, {}, {"wide": 7, "alone": 1})) == [{"alone": 1}]


def test_of_boxes_within_each_other_the_outermost_are_kept() -> None:
    inner, middle, outer, other = {"wide": 1, "alone": 1}, {"wide": 1}, {"wide": 3}, {"alone": 1}
    assert outermost([inner, middle, outer]) == [outer]
    assert outermost([inner, other, middle]) == [other, middle]


def test_facts_that_settle_boxes_with_the_fewest_others_are_walked_first() -> None:
    boxes = [
        {"a": 1},
        {"d": 1, "e": 1},
        {"e": 1, "c": 1},
        {"c": 1, "f": 1},
        {"b": 1},
        {"b": 1, "f": 1},
    ]
    assert in_order(boxes) == ["a", "d", "e", "c", "f", "b"]
