"""Is what can no longer matter taken out, and is every completion counted once?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity import counting
from decisions.subsidiarity.counting import (
    OpenFacts,
    Span,
    TooManyStates,
    above,
    below,
    canonical,
    exact_span,
    grouped,
    in_order,
    join,
    rungs,
    useful,
    walk,
)
from decisions.subsidiarity.weigh import Bounds

from .small_parts import ALL, CEILINGS, FLOORS, MARKS, bits

pytestmark = pytest.mark.core


@pytest.mark.parametrize(
    ("found", "same"),
    [
        ((3, 2, 4, 1), (2, 2, 0, 2)),
        ((2, 2, 4, 5), (2, 2, 0, 2)),
        ((2, 4, 3, 2), (2, 4, 0, 2)),
        ((2, 4, 3, 1), (2, 4, 0, 2)),
        ((2, 4, 5, 3), (2, 4, 3, 3)),
        ((2, 4, 2, 3), (2, 4, 0, 3)),
        ((2, 4, 1, 5), (2, 4, 0, 4)),
        ((2, 4, 3, 5), (2, 4, 3, 4)),
        ((0, 5, 0, 5), (0, 5, 0, 5)),
    ],
)
def test_bounds_that_can_no_longer_matter_are_taken_out(found: Any, same: Any) -> None:
    assert canonical(MARKS, Bounds(*found)) == Bounds(*same)
    assert Bounds(*found).rung == Bounds(*same).rung


@pytest.mark.parametrize(
    ("reached", "kept"),
    [
        ((0, 5, 0, 5), ALL),
        ((2, 4, 0, 4), bits(3, 4, 0, 1, 8, 9, 6)),
        ((2, 2, 0, 2), bits(3)),
        ((2, 4, 0, 2), bits(3, 4, 0, 1)),
        ((1, 4, 3, 3), bits(3, 4, 0, 1, 8)),
        ((1, 4, 2, 4), bits(3, 4, 0, 1, 8, 9, 6)),
        ((3, 5, 0, 5), bits(3, 4, 5, 0, 6, 8, 9)),
    ],
)
def test_rules_that_can_no_longer_move_the_rung_are_taken_out(reached: Any, kept: int) -> None:
    assert useful(MARKS, Bounds(*reached), ALL) == kept
    assert useful(MARKS, Bounds(*reached), bits(3, 7)) == kept & bits(3, 7)


def test_marks_above_and_below_a_rung_leave_out_the_rung_itself() -> None:
    assert [above(FLOORS, rung) for rung in (0, 1, 3, 5)] == [7, 3, 1, 0]
    assert [below(CEILINGS, rung) for rung in (0, 2, 4, 5)] == [
        0,
        bits(3),
        bits(3, 4),
        bits(3, 4, 5),
    ]


def test_both_sets_of_rules_together_have_the_higher_floors_and_the_lower_caps() -> None:
    assert join(Bounds(1, 4, 3, 2), Bounds(2, 3, 1, 5)) == Bounds(2, 3, 3, 2)
    assert join(Bounds(2, 3, 1, 5), Bounds(1, 4, 3, 2)) == Bounds(2, 3, 3, 2)


def matter(*facts: Any, pending: int = ALL, reached: Any = (0, 5, 0, 5)) -> OpenFacts:
    return OpenFacts(MARKS, (pending, Bounds(*reached)), facts)


def test_facts_that_settle_rules_with_the_fewest_others_are_walked_first() -> None:
    reads = {"d": 0b1, "e": 0b11, "c": 0b110, "b": 0b11000, "f": 0b10000001, "a": 0b100000}
    asked = matter(*((fact, ((0, 1), (read, 1)), read) for fact, read in reads.items()))
    assert in_order(asked, None) == ["a", "d", "e", "c", "f", "b"]
    assert in_order(asked, "d") == ["a", "b", "c", "e", "f"]


def test_values_with_the_same_mask_are_one_group() -> None:
    assert grouped(iter([4, 1, 4])) == ((1, 1), (4, 2))


# Two open facts: `a` has three values, `b` two; rules 2 and 1 lift, rule 4 holds down.
TWO = matter(
    ("a", ((bits(1, 2), 2), (bits(2, 4), 1)), bits(1, 2, 4)),
    ("b", ((bits(1), 1), (bits(4), 1)), bits(1, 4)),
    pending=bits(1, 2, 4),
)


def test_every_completion_is_counted_at_its_rung() -> None:
    # a1 b1: floors 1 and 3; a1 b2: floor 1; a2 b1: floor 1; a2 b2: floor 1, ceiling 2.
    assert rungs(TWO) == {3: 2, 1: 4}
    assert exact_span(TWO) == Span(1, 3, True)
    assert rungs(matter()) == {0: 1}


def test_a_walk_to_the_last_fact_leaves_its_rules_pending() -> None:
    assert walk(TWO, last="a") == {
        (bits(1, 2), Bounds(0, 5, 0, 5)): 1,
        (bits(2, 4), Bounds(0, 5, 0, 5)): 1,
    }
    assert walk(TWO, last="b") == {
        (bits(1), Bounds(1, 5, 0, 5)): 2,
        (bits(4), Bounds(1, 5, 0, 5)): 1,
    }


def test_a_rule_that_a_later_fact_reads_waits_for_it() -> None:
    both, last = bits(1), bits(2)
    three = matter(
        ("a", ((0, 1), (both, 1)), both),
        ("b", ((0, 1), (both, 2)), both),
        ("c", ((0, 1), (last, 1)), last),
        pending=both | last,
    )
    assert walk(three, last="c") == {
        (last, Bounds(0, 5, 0, 5)): 4,
        (0, Bounds(3, 5, 0, 5)): 2,
    }
    assert rungs(three) == {0: 4, 1: 4, 3: 4}


def test_the_walk_gives_up_only_above_its_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "STATE_CAP", 3)
    assert sum(walk(TWO).values()) == 6
    monkeypatch.setattr(counting, "STATE_CAP", 1)
    with pytest.raises(TooManyStates, match=r"^[ab]$"):
        walk(TWO)
