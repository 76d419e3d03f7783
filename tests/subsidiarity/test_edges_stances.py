"""What do stances, conditions, rungs and effects come to, one by one?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.edition import in_sentence
from decisions.subsidiarity.interests import (
    Interest,
    apart,
    covered,
    hard_pair,
    hidden_from,
    interest_from,
    known,
    nobody_asks,
    pair_order,
    sign,
)
from decisions.subsidiarity.ladder import DEPTHS, LEVELS, RUNGS, Depth, Level
from decisions.subsidiarity.rules import BOUNDS, CAPS, FORMS, Condition, Effect

from .small_books import edition, rule

pytestmark = pytest.mark.core


def of(*keys: str) -> frozenset[str]:
    return frozenset(keys)


@pytest.mark.parametrize(
    ("weights", "word"),
    [
        ([2, 1], "common"), ([1, 1], "common"), ([2, 0], "overlapping"), ([2, -1], "diverging"),
        ([1, -2], "diverging"), ([2, -2], "conflicting"), ([1, -1], "diverging"),
        ([0, 0], "overlapping"),
    ],
)  # fmt: skip
def test_the_word_for_a_set_of_stances(weights: list[int], word: str) -> None:
    assert apart(weights) == word
    assert apart(weights[::-1]) == word


def test_a_stance_counts_as_assessed_and_differs_only_in_sign() -> None:
    assert Interest("DE", "seeks", "opposes").stance == "opposes"
    assert Interest("DE", "seeks").stance == "seeks"
    assert [Interest("DE", key).weight for key in ("seeks", "supports", "neutral", "reserved", "opposes")] == [2, 1, 0, -1, -2]  # fmt: skip
    pairs = [("seeks", "supports"), ("seeks", "neutral"), ("neutral", "opposes"), ("seeks", None), (None, "seeks")]  # fmt: skip
    assert [Interest("DE", *pair).differs for pair in pairs] == [False, True, True, False, False]
    assert [sign(number) for number in (2, 1, 0, -1, -2)] == [1, 1, 0, -1, -1]
    assert known([Interest("DE"), Interest("MA", "seeks")]) == [Interest("MA", "seeks")]
    with pytest.raises(KeyError):
        _ = Interest("DE").weight


ROWS = (("DE", of("receiving")), ("MA", of("sending", "transit")), ("FR", of()))


@pytest.mark.parametrize(
    ("given", "whole"),
    [
        ({("DE", None), ("MA", None), ("FR", None)}, True),
        ({("DE", "receiving"), ("MA", "sending"), ("MA", "transit"), ("FR", None)}, True),
        ({("DE", None), ("MA", "sending"), ("FR", None)}, False),
        ({("DE", None), ("MA", None)}, False),
    ],
)
def test_a_row_has_spoken_as_a_whole_or_in_each_of_its_roles(given: Any, whole: bool) -> None:
    assert bool(covered(given, ROWS)) is whole


def test_two_neutral_parties_ask_for_nothing_and_that_says_nothing() -> None:
    neutral = [Interest("DE", "neutral"), Interest("MA", "neutral")]
    assert nobody_asks(neutral)
    assert not nobody_asks([Interest("DE", "neutral"), Interest("MA", "supports")])
    assert not nobody_asks(neutral[:1])
    assert len(interest_from(neutral, ROWS)) == 4


def test_only_what_was_both_stated_and_assessed_shows_that_nothing_is_hidden() -> None:
    half = [Interest("DE", "seeks", "seeks"), Interest("MA", None, "seeks")]
    assert hidden_from(half, ROWS[:2]) is None
    assert hidden_from([half[0], Interest("MA", "seeks", "supports")], ROWS[:2]) == "no"


ROLES = {"DE": of("receiving"), "MA": of("sending"), "TN": of("transit"), "FR": of("receiving")}


@pytest.mark.parametrize(
    ("one", "other", "order"),
    [
        (Interest("MA", "seeks"), Interest("DE", "opposes"), (-4, 0, "DE", "MA")),
        (Interest("DE", "seeks"), Interest("MA", "neutral"), (-2, 0, "DE", "MA")),
        (Interest("FR", "supports"), Interest("DE", "reserved"), (-2, 2, "DE", "FR")),
        (Interest("DE", "supports"), Interest("TN", "neutral"), (-1, 1, "DE", "TN")),
        (Interest("TN", "supports"), Interest("DE", "neutral"), (-1, 1, "DE", "TN")),
        (Interest("DE", "seeks", role="sending"), Interest("FR", "seeks"), (0, 0, "DE", "FR")),
        (Interest("DE", "seeks"), Interest("FR", "seeks", role="sending"), (0, 0, "DE", "FR")),
        (Interest("XX", "seeks"), Interest("MA", "seeks"), (0, 2, "MA", "XX")),
        (Interest("MA", "seeks"), Interest("XX", "seeks"), (0, 2, "MA", "XX")),
    ],
)
def test_pairs_are_ordered_by_distance_then_roles_then_codes(
    one: Interest, other: Interest, order: Any
) -> None:
    assert pair_order(one, other, ROLES) == order


def test_of_the_hard_pair_the_more_willing_comes_first() -> None:
    cells = [Interest("MA", "opposes"), Interest("FR"), Interest("DE", "seeks")]
    assert hard_pair(cells, tuple(ROLES.items())) == (cells[2], cells[0])
    equal = [Interest("MA", "neutral"), Interest("DE", "neutral")]
    assert hard_pair(equal, ()) == (equal[1], equal[0])
    assert hard_pair(cells[:1], ()) is None


def test_a_condition_accepts_some_or_none_of_its_options() -> None:
    some, none = Condition(of("a", "b")), Condition(of("a", "b"), none_of=True)
    assert [some.accepts(of(*given)) for given in ("a", "c", "ac")] == [True, False, True]
    assert [none.accepts(of(*given)) for given in ("a", "c", "ac")] == [False, True, False]


def test_rungs_have_keys_and_labels() -> None:
    assert [f"{level.key}: {level.label}" for level in Level] == [
        "local: Local", "subregional: Cross-border area", "bilateral: Bilateral",
        "regional: Regional", "interregional: Interregional", "global: Global",
    ]  # fmt: skip
    assert [f"{depth.key}: {depth.label}" for depth in Depth] == [
        "exchange: Exchange", "coordination: Coordination", "standards: Standards",
        "operations: Operations", "delegation: Delegation",
    ]  # fmt: skip
    assert [list(map(int, scale)) for scale in (Level, Depth)] == [list(range(6)), list(range(5))]
    assert {**LEVELS, **DEPTHS} == RUNGS == {rung.key: rung for rung in (*Level, *Depth)}
    assert (
        edition(rule("r", "not_below", "delegation", alone=["no"])).book.rules[0].rung
        is Depth.DELEGATION
    )


def test_effects_and_forms_have_these_names() -> None:
    assert [effect.value for effect in Effect] == [
        "not_below", "not_needed_above", "not_achievable_above", "form", "warn",
    ]  # fmt: skip
    assert (BOUNDS - CAPS, len(CAPS)) == ({Effect.NOT_BELOW}, 2)
    assert FORMS == {
        "agreement": "an agreement",
        "limited_body": "a limited body",
        "specialised_body": "a specialised body",
        "comprehensive_negotiation": "a comprehensive negotiation",
        "consultation": "a consultation",
    }


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Border control", "border control"),
        ("State capacity", "State capacity"),
        ("A", "a"),
        ("", ""),
    ],
)
def test_a_label_within_a_sentence_changes_its_first_letter_alone(label: str, said: str) -> None:
    assert in_sentence(label) == said
