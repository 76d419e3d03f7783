"""What does a sample show, which facts are telling, and which range surely holds what comes out?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity import counting, telling
from decisions.subsidiarity.counting import OpenFacts, Span, exact_span, interval, open_facts, span
from decisions.subsidiarity.drawing import drawn_masks, drawn_rungs, surely_holds
from decisions.subsidiarity.facts import Facts
from decisions.subsidiarity.firing import Fired, fire
from decisions.subsidiarity.telling import by_walk, decisive, moved, weights
from decisions.subsidiarity.weigh import Bounds, Marks

from .small_books import edition, rule
from .small_parts import ALL, MARKS, bits

pytestmark = pytest.mark.core


def matter(*facts: Any, pending: int = ALL, reached: Any = (0, 5, 0, 5)) -> OpenFacts:
    return OpenFacts(MARKS, (pending, Bounds(*reached)), facts)


# Two open facts: `a` has three values, `b` two; rules 2 and 1 lift, rule 4 holds down.
TWO = matter(
    ("a", ((bits(1, 2), 2), (bits(2, 4), 1)), bits(1, 2, 4)),
    ("b", ((bits(1), 1), (bits(4), 1)), bits(1, 4)),
    pending=bits(1, 2, 4),
)


def test_what_a_fact_moves_lies_between_its_lowest_and_its_highest_rung() -> None:
    free = Bounds(0, 5, 0, 5)
    assert moved(TWO, "a", bits(1, 2), free) == 2
    assert moved(TWO, "a", bits(2), free) == 0
    assert moved(TWO, "b", bits(1, 4), Bounds(1, 5, 0, 5)) == 2
    assert moved(TWO, "b", bits(1, 4), Bounds(3, 5, 0, 5)) == 1
    assert moved(TWO, "b", bits(2), free) == 0
    assert (by_walk(TWO, "a"), by_walk(TWO, "b")) == (True, True)
    assert weights(TWO)["a"] > 0
    assert dict(weights(matter())) == {}


def test_a_fact_whose_rules_are_outdone_anyway_is_not_decisive() -> None:
    idle = matter(
        ("a", ((0, 1), (bits(2), 1)), bits(2)),
        ("b", ((0, 1), (bits(1), 1)), bits(1)),
        pending=bits(1, 2),
        reached=(3, 5, 0, 5),
    )
    assert (by_walk(idle, "a"), by_walk(idle, "b")) == (False, False)
    assert dict(weights(idle)) == {"a": 0, "b": 0}


def test_above_the_cap_a_fact_is_taken_to_be_decisive(monkeypatch: pytest.MonkeyPatch) -> None:
    idle = matter(
        ("a", ((0, 1), (bits(2), 1)), bits(2)),
        ("b", ((bits(1), 1), (bits(4), 1), (bits(5), 1)), bits(1, 4, 5)),
        pending=bits(1, 2, 4, 5),
        reached=(1, 5, 0, 5),
    )
    monkeypatch.setattr(counting, "STATE_CAP", 1)
    assert by_walk(idle, "a")
    assert exact_span(idle) is None


def test_a_drawn_completion_takes_one_value_of_each_fact() -> None:
    draws = [next(drawn) for drawn in [drawn_masks(TWO)] for _ in range(300)]
    rest = ALL
    seen = {(one & rest & bits(1, 2, 4), other & bits(1, 2, 4)) for one, other in draws}
    assert seen == {(a, b | bits(2)) for a in (bits(1, 2), bits(2, 4)) for b in (bits(1), bits(4))}
    twice = sum(one & bits(1) > 0 for one, _ in draws)
    assert 170 < twice < 230
    assert draws == [next(drawn) for drawn in [drawn_masks(TWO)] for _ in range(300)]


def test_drawn_rungs_are_rungs_of_completions() -> None:
    drawn = drawn_rungs(TWO)
    found = [next(drawn) for _ in range(300)]
    assert set(found) == {1, 3}
    assert 70 < found.count(3) < 130


@pytest.mark.parametrize(
    ("rung", "held"), [(0, False), (1, True), (2, True), (3, True), (4, False)]
)
def test_a_rung_lies_surely_within_the_range_if_witnesses_lie_on_both_sides(
    rung: int, held: bool
) -> None:
    assert surely_holds(TWO, rung) is held


LOW = rule("low", "not_below", "bilateral", "decisive", alone=["no"])
HIGH = rule("high", "not_below", "global", alone=["no"], wide=["yes"])
STOP = rule("stop", "not_achievable_above", "regional", "decisive", wide=["yes"], tools=["hands"])
FLAT = rule("flat", "not_needed_above", "subregional", capacity=["able"])
DEEP = rule("deep", "not_below", "operations", "decisive", competence=["shared"])
BOOK = edition(LOW, HIGH, STOP, FLAT, DEEP)


def known(**answers: str) -> Facts:
    given = {fact: frozenset({frozenset({option})}) for fact, option in answers.items()}
    return {**BOOK.tables.domains, **given}


def opened(**answers: str) -> OpenFacts:
    return open_facts(BOOK.tables, BOOK.level_marks, known(**answers))


def test_only_facts_that_a_useful_rule_still_reads_are_open() -> None:
    _, high, stop, flat = (1 << place for place in range(4))
    assert opened(alone="no", wide="no", capacity="unequal").facts == ()
    assert opened(alone="no", wide="no", capacity="unequal").start == (0, Bounds(2, 5, 0, 5))
    assert opened(alone="no") == OpenFacts(
        BOOK.level_marks,
        (high | stop | flat, Bounds(2, 5, 0, 5)),
        (
            ("wide", ((flat, 1), (high | stop | flat, 1)), high | stop),
            ("tools", ((high | flat, 2), (high | stop | flat, 2)), stop),
            ("capacity", ((high | stop, 2), (high | stop | flat, 1)), flat),
        ),
    )
    assert [fact for fact, _, _ in opened(wide="no", capacity="unequal").facts] == ["alone"]


def test_a_fact_said_to_be_found_already_is_not_looked_at_again() -> None:
    asked = BOOK.tables, BOOK.level_marks, known(alone="no")
    assert list(decisive(*asked)) == ["wide", "tools", "capacity"]
    assert list(decisive(*asked, ("wide", "capacity"))) == ["tools"]


def test_the_range_is_exact_or_else_surely_holds_what_can_come_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    facts = known(alone="no")
    asked = BOOK.tables, BOOK.level_marks, facts
    assert span(*asked) == span(*asked, fire(BOOK.tables, facts)) == Span(2, 5, True)
    exact_span.cache_clear()
    monkeypatch.setattr(counting, "STATE_CAP", 0)
    assert span(*asked) == Span(2, 5, False)
    exact_span.cache_clear()


@pytest.mark.parametrize(
    ("certain", "possible", "low", "high"),
    [
        (bits(2), bits(2, 1, 4), 1, 3),
        (bits(2), bits(2, 6, 8), 1, 4),
        (bits(2, 4), bits(2, 4, 0), 1, 2),
        (bits(6), bits(6, 3), 0, 4),
        (bits(6, 9), bits(6, 9), 3, 3),
        (bits(6), bits(6, 9, 2), 3, 4),
    ],
)
def test_bounds_of_the_range_are_those_of_the_extremes(
    certain: int, possible: int, low: int, high: int
) -> None:
    assert interval(MARKS, Fired(certain, possible)) == Span(low, high, False)


def test_what_no_drawn_completion_shows_the_walk_still_finds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    weights.cache_clear()
    monkeypatch.setattr(telling, "DRAWS", 0)
    assert list(decisive(BOOK.tables, BOOK.level_marks, known(alone="no"))) == [
        "wide", "tools", "capacity",
    ]  # fmt: skip
    weights.cache_clear()


def test_only_rules_that_bound_are_bounding_and_refusals_are_no_bound_of_their_own() -> None:
    marks = Marks(
        ((5, 1 << 1),), ((4, 1 << 2),), ((3, 1 << 3),), ((2, 1 << 4),), ((1, 1 << 5),), 0, 5
    )
    assert marks.bounding == bits(1, 2, 3, 4)
    assert Marks((), (), (), (), (), 0, 5).bounding == 0
