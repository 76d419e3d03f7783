"""What follows from the stances on the interest map?"""

from __future__ import annotations

import pytest

from decisions.subsidiarity.interests import (
    INTEREST,
    Interest,
    hard_pair,
    hidden_from,
    interest_from,
    nobody_asks,
)

pytestmark = pytest.mark.core

ROWS = (
    ("DE", frozenset({"receiving"})),
    ("MA", frozenset({"sending", "transit"})),
    ("TN", frozenset({"transit"})),
)


def stated(*stances: str) -> list[Interest]:
    return [
        Interest(party, stated=stance or None)
        for (party, _), stance in zip(ROWS, stances, strict=False)
        if stance
    ]


@pytest.mark.parametrize(
    ("stances", "words"),
    [
        (("seeks", "supports", "supports"), {"common"}),
        (("seeks", "neutral", "supports"), {"overlapping"}),
        (("seeks", "reserved", "supports"), {"diverging"}),
        (("supports", "opposes", "supports"), {"diverging"}),
        (("seeks", "opposes", "neutral"), {"conflicting"}),
        (("seeks", "supports", ""), set(INTEREST)),
        (("seeks", "neutral", ""), {"overlapping", "diverging", "conflicting"}),
        (("seeks", "opposes", ""), {"conflicting"}),
        (("neutral", "reserved", "opposes"), set(INTEREST)),
        (("seeks", "", ""), set(INTEREST)),
    ],
)
def test_stances_give_a_word_or_the_words_still_possible(
    stances: tuple[str, ...], words: set[str]
) -> None:
    assert interest_from(stated(*stances), ROWS) == words


def test_nobody_asks_where_at_least_two_have_spoken_and_none_supports() -> None:
    assert nobody_asks(stated("neutral", "reserved"))
    assert not nobody_asks(stated("neutral"))
    assert not nobody_asks(stated("supports", "reserved"))


def test_a_state_with_two_roles_is_known_when_it_has_spoken_in_both() -> None:
    half = [*stated("seeks"), Interest("MA", "reserved", role="sending"), Interest("TN", "neutral")]
    assert interest_from(half, ROWS) == {"diverging", "conflicting"}
    assert interest_from([*half, Interest("MA", "supports", role="transit")], ROWS) == {"diverging"}


@pytest.mark.parametrize(
    ("pairs", "hidden"),
    [
        ([("supports", "seeks"), ("neutral", "neutral"), ("reserved", "opposes")], "no"),
        ([("supports", "neutral"), ("neutral", None), (None, None)], "yes"),
        ([("supports", "supports"), ("neutral", None), ("neutral", "neutral")], None),
        ([("supports", "supports"), ("neutral", "neutral"), (None, "opposes")], None),
    ],
)
def test_hidden_interests_need_another_sign_and_none_needs_everyone_assessed(
    pairs: list[tuple[str | None, str | None]], hidden: str | None
) -> None:
    rows = [
        Interest(party, one, other)
        for (party, _), (one, other) in zip(ROWS, pairs, strict=True)
        if one or other
    ]
    assert hidden_from(rows, ROWS) == hidden


@pytest.mark.parametrize(
    ("stances", "pair"),
    [
        (("seeks", "opposes", "neutral"), ("DE", "MA")),
        (("seeks", "opposes", "opposes"), ("DE", "MA")),
        (("neutral", "seeks", "opposes"), ("MA", "TN")),
        (("seeks", "neutral", "neutral"), ("DE", "MA")),
    ],
)
def test_the_hard_pair_lies_furthest_apart_and_sending_meets_receiving_first(
    stances: tuple[str, ...], pair: tuple[str, str]
) -> None:
    found = hard_pair(stated(*stances), ROWS)
    assert found is not None
    assert (found[0].party, found[1].party) == pair


def test_ties_without_sending_or_transit_go_by_code_and_one_state_has_no_pair() -> None:
    rows = tuple((code, frozenset({"receiving"})) for code in ("DE", "FR", "AT"))
    tied = [Interest("DE", "seeks"), Interest("FR", "neutral"), Interest("AT", "neutral")]
    found = hard_pair(tied, rows)
    assert found is not None
    assert (found[0].party, found[1].party) == ("DE", "AT")
    assert (
        hard_pair([Interest("DE", "seeks"), Interest("DE", "opposes", role="transit")], rows)
        is None
    )
    by_role = [Interest("DE", "seeks", role="sending"), Interest("FR", "neutral", role="receiving"),
               Interest("AT", "neutral")]  # fmt: skip
    found = hard_pair(by_role, rows)
    assert found is not None
    assert found[1].party in ("AT", "FR")
