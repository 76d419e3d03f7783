"""Is the least that would have to be true found, exactly, and said to be proven only if it is?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.changes import Change
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.ladder import Level
from decisions.subsidiarity.smallest import (
    Left,
    Smallest,
    any_answer,
    both,
    changeable,
    choices_on,
    distance,
    hopeful,
    keep,
    left_by,
    price,
    smallest_change,
)
from decisions.subsidiarity.weigh import Marks
from decisions.subsidiarity.wire import read_case

from .small_books import case, edition, rule

pytestmark = pytest.mark.core

D = "decisive"
ALONE, WIDE, TOOLS, HARD, DEEP = 1, 2, 4, 8, 16
BOOK = edition(
    rule("r-alone", "not_below", "bilateral", D, alone=["no"]),
    rule("r-wide", "not_below", "regional", D, wide=["yes"]),
    rule("r-tools", "not_achievable_above", "regional", D, tools=["hands"]),
    rule("r-hard", "not_below", "global", D, hardness=["hard"]),
    rule("r-deep", "not_below", "standards", D, competence=["shared"]),
)
LEVEL = ALONE | WIDE | TOOLS | HARD


def of(*keys: str) -> frozenset[str]:
    return frozenset(keys)


def sets(*some: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(each.split("+")) for each in some)


def least(level: Level, given: Any = None, book: Edition = BOOK, **answers: str) -> Smallest:
    read = read_case(given or case(**answers), book)
    return smallest_change(book, read, read.issues[0], level)


KNOWN: dict[str, Any] = {"alone": "no", "wide": "no", "tools": ["none"], "interest": "common"}


@pytest.mark.parametrize(
    ("level", "changes"),
    [
        (Level.LOCAL, (Change("alone", of("no"), of("yes")),)),
        (Level.BILATERAL, ()),
        (Level.REGIONAL, (Change("wide", of("no"), of("yes")),)),
        (Level.GLOBAL, (Change("interest", of("common"), of("diverging")),)),
        (Level.INTERREGIONAL, None),
    ],
)
def test_the_fewest_changes_that_lead_to_each_level(level: Level, changes: Any) -> None:
    assert least(level, **KNOWN) == Smallest(level, changes, True)


def test_three_changes_are_found_and_four_are_not() -> None:
    given = {**KNOWN, "interest": "diverging", "wide": "yes", "tools": ["hands"]}
    assert least(Level.LOCAL, **given) == Smallest(
        Level.LOCAL,
        (
            Change("alone", of("no"), of("yes")),
            Change("wide", of("yes"), of("no")),
            Change("interest", of("diverging"), of("common")),
        ),
        True,
    )
    more = edition(*[
        rule(f"r{number}", "not_below", "global", D, **{fact: [option]})
        for number, (fact, option) in enumerate(
            [("alone", "no"), ("wide", "no"), ("hidden", "no"), ("competence", "shared")]
        )
    ])  # fmt: skip
    four = {"alone": "no", "wide": "no", "hidden": "no", "competence": "shared"}
    assert least(Level.LOCAL, book=more, **four) == Smallest(Level.LOCAL, None, True)
    three = {**four, "competence": "states"}
    found = least(Level.LOCAL, book=more, **three).changes or ()
    assert [change.key for change in found] == ["alone", "wide", "hidden"]


@pytest.mark.parametrize("more", [{}, {"competence": ["shared"]}])
@pytest.mark.parametrize("last", [False, True])
def test_three_changes_may_be_needed_for_one_rule(last: bool, more: Any) -> None:
    when = {"alone": ["no"], "wide": ["no"], "hidden": ["no"]}
    other = rule("other", "not_below", "bilateral", D, capacity=["able"])
    joint = [rule("joint", "not_below", "global", D, **when, **more)]
    if more:
        rest = {"competence": ["states", "transferred"]}
        joint.append(rule("too", "not_below", "global", D, **when, **rest))
    made = edition(*([other, *joint] if last else [*joint, other]))
    found = least(Level.GLOBAL, book=made, **dict.fromkeys(when, "yes"), capacity="able")
    assert found.changes == tuple(Change(fact, of("yes"), of("no")) for fact in when)


def test_an_open_question_is_answered_rather_than_an_answer_changed() -> None:
    lifted = edition(
        rule("one", "not_below", "regional", D, alone=["no"]),
        rule("other", "not_below", "regional", D, wide=["no"]),
    )
    assert least(Level.REGIONAL, book=lifted, alone="yes").changes == (
        Change("wide", None, of("no")),
    )


def test_on_the_map_stances_change_and_not_the_word() -> None:
    given = case("asylum", alone="no", wide="no", tools=["none"])
    given["issues"][0]["interests"] = [
        {"state": "DE", "stated": "seeks"}, {"state": "MA", "stated": "seeks", "assessed": "supports"},
    ]  # fmt: skip
    found = least(Level.GLOBAL, given).changes
    assert found == (Change("stance", of("seeks"), of("reserved"), 0),)


def test_the_price_is_the_number_of_changes_then_of_answers_altered() -> None:
    opened, altered = Change("a", None, of("x")), Change("b", of("y"), of("x"))
    sets = ((), (opened,), (altered,), (opened, altered))
    assert [price(each) for each in sets] == [(0, 0), (1, 0), (1, 1), (2, 1)]


def test_the_cheaper_of_two_sets_is_kept() -> None:
    opened, altered = Change("a", None, of("x")), Change("b", of("y"), of("x"))
    left = Left(1, 1, frozenset())
    found: Any = {}
    other = Change("c", None, of("x"))
    for changes, kept in (
        ((altered,), altered), ((opened,), opened), ((altered,), opened), ((other,), opened),
    ):  # fmt: skip
        keep(found, left, changes)
        assert found == {left: (kept,)}


def test_what_two_parts_leave_is_what_both_leave() -> None:
    one = Left(0b110, 0b111, frozenset({("a", sets("x", "y"))}))
    other = Left(0b011, 0b110, frozenset({("b", sets("x", "y"))}))
    assert both(one, other) == Left(
        0b010, 0b110, frozenset({("a", sets("x", "y")), ("b", sets("x", "y"))})
    )


def test_what_facts_leave_of_the_rules_on_the_level() -> None:
    domains = BOOK.tables.domains
    assert left_by(BOOK, {}) == Left(LEVEL, LEVEL, frozenset())
    assert left_by(BOOK, {"competence": sets("states")}) == Left(LEVEL, LEVEL, frozenset())
    assert left_by(BOOK, {"alone": sets("yes")}) == Left(
        LEVEL & ~ALONE, LEVEL & ~ALONE, frozenset()
    )
    assert left_by(BOOK, {"alone": sets("no"), "wide": domains["wide"]}) == Left(
        LEVEL & ~WIDE, LEVEL, frozenset({("wide", domains["wide"])})
    )


def test_every_question_that_a_rule_reads_can_be_answered_otherwise() -> None:
    read = read_case(case(alone="no", tools=["hands"]), BOOK)
    found = list(changeable(BOOK, read.issues[0], dict(read.answers)))
    assert [set(names) for names, _ in found] == [
        {"alone"}, {"wide"}, {"tools"}, {"interest"}, {"competence"},
    ]  # fmt: skip
    assert found[0][1] == [Change("alone", of("no"), of("yes"))]
    assert found[1][1] == [Change("wide", None, of("yes")), Change("wide", None, of("no"))]


def test_the_nearest_answers_come_first() -> None:
    tools = BOOK.book.question_by_key["tools"]
    assert [change.after for change in any_answer(BOOK, tools, of("hands"))] == [
        of("hands", "funds"), of("funds"), of("none"),
    ]  # fmt: skip
    assert [change.after for change in any_answer(BOOK, tools, None)] == [
        of("hands"), of("funds"), of("none"), of("hands", "funds"),
    ]  # fmt: skip
    assert distance(tools, of("hands"), of("funds", "none")) == (3, [1, 2])


def test_choices_are_what_each_answer_may_turn_into() -> None:
    read = read_case(case(alone="no", wide="no", tools=["none"], interest="common"), BOOK)
    start, choices = choices_on(BOOK, read, read.issues[0])
    assert start == Left(LEVEL, LEVEL, frozenset())
    assert [choice.now.certain for choice in choices] == [
        LEVEL, LEVEL & ~WIDE, LEVEL & ~TOOLS, LEVEL & ~HARD, LEVEL,
    ]  # fmt: skip
    assert [[(c.after, left.certain) for c, left in choice.options] for choice in choices] == [
        [(of("yes"), LEVEL & ~ALONE)],
        [(of("yes"), LEVEL)],
        [(of("hands"), LEVEL)],
        [(of("diverging"), LEVEL)],
        [],
    ]


MARKS = Marks(
    floors=((5, 1), (2, 2)), ceilings=((1, 4), (3, 8)), presumed_floors=((4, 16),),
    presumed_caps=((0, 32),), refusals=(), lowest=0, highest=5,
)  # fmt: skip


@pytest.mark.parametrize(
    ("certain", "possible", "levels"),
    [
        (2, 2, []),
        (2, 2 | 1, [2, 3, 4, 5]),
        (2, 2 | 8, [2]),
        (2, 2 | 4, [1, 2]),
        (0, 16, [0, 1, 2, 3, 4]),
        (16, 16 | 32, [0, 1, 2, 3, 4]),
        (1, 1 | 4, [1, 2, 3, 4, 5]),
        (16 | 32, 16 | 32 | 2, [0, 1, 2]),
    ],
)
def test_a_level_can_be_hoped_for_between_the_extremes(
    certain: int, possible: int, levels: list[int]
) -> None:
    left = Left(certain, possible, frozenset())
    assert [level for level in Level if hopeful(MARKS, left, level)] == levels
