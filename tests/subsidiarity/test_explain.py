"""Do the sentences say exactly what the rules and answers say?"""

from __future__ import annotations

import pytest

from decisions.subsidiarity.explain import because, blocked
from decisions.subsidiarity.ladder import Level
from decisions.subsidiarity.recommend import Recommendation

from .conftest import Advise

pytestmark = pytest.mark.core

PAIR = {"reach": "two_states", "extent": "whole_state", "solo": "no", "pair": "yes"}
FLOOR = (
    "A matter of whole States that none can settle alone needs two at least"
    " (One State alone: No; Extent: The whole State or States). B.1 §1; TEU 5(3);"
    " the paper implies it."
)
PAIR_SUFFICES = (
    "Two parties, or each pair by itself, can do it (One pair, or each pair: Yes)."
    " B.1 §1; the paper implies it."
)
QUOTAS = (
    "States rarely give quotas and temporary schemes to a larger table"
    " (Issue: Admission quotas). B.2 §1; compare TFEU 79(5); the paper states it."
)


def lower(found: Recommendation, level: Level) -> tuple[str, ...]:
    return next(r.reasons for r in found.issues[0].on_level.lower if r.rung is level)


def higher(found: Recommendation, level: Level) -> tuple[str, ...]:
    return next(r.reasons for r in found.issues[0].on_level.higher if r.rung is level)


@pytest.mark.parametrize(
    ("level", "sentences"),
    [
        (
            Level.SUBREGIONAL,
            [
                f"Cross-border area is not enough: {FLOOR}",
                "Cross-border area is left only if States refuse more.",
            ],
        ),
        (
            Level.LOCAL,
            [
                "Local is not enough: One State cannot do it by itself (One State alone: No)."
                " B.1 §1; TEU 5(3); the paper implies it.",
                f"Local is not enough: {FLOOR}",
                "Local is left only if States refuse more.",
            ],
        ),
    ],
)
def test_why_not_lower_names_the_rules_and_the_answers_that_fired_them(
    advise: Advise, level: Level, sentences: list[str]
) -> None:
    assert list(lower(advise("admission_quotas", **PAIR), level)) == sentences


def test_why_not_higher_tells_needless_from_barred(advise: Advise) -> None:
    found = advise("admission_quotas", **{**PAIR, "reach": "corridor"})
    assert higher(found, Level.REGIONAL) == (
        f"Regional is more than States usually accept: {QUOTAS}",
        f"Regional is not needed: {PAIR_SUFFICES}",
    )


def test_every_rung_below_and_above_has_a_reason(advise: Advise) -> None:
    for found in (advise("asylum"), advise("asylum", **PAIR), advise("asylum", solo="yes")):
        below = [each.rung for each in found.issues[0].on_level.lower]
        above = [each.rung for each in found.issues[0].on_level.higher]
        assert sorted([*below, found.level, *above]) == list(Level)
        for each in (*found.issues[0].on_level.lower, *found.issues[0].on_level.higher):
            assert each.reasons


def test_a_rung_that_no_rule_asks_for_is_not_needed_and_perhaps_still_open(
    advise: Advise,
) -> None:
    assert higher(advise("integration"), Level.GLOBAL) == (
        "Global is not needed so far: no rule that fires asks for it.",
        "Global stays open until more questions are answered.",
    )


def test_a_rule_that_did_not_fire_names_the_condition_that_failed(advise: Advise) -> None:
    found = advise("admission_quotas", **PAIR)
    reasons = {each.rule.key: each.failing for each in blocked(found.edition, found.lead)}
    assert reasons["pairs-fail-on-a-route"] == {
        "reach": (("two_states",), ("corridor", "region", "several_regions", "worldwide")),
        "pair": (("yes",), ("no",)),
    }
    assert reasons["table-limit-pair"] == {"table_limit": (None, ("pair",))}
    assert reasons["worked-bilateral"]["tried_at"] == (None, ("not interregional", "not regional"))
    assert reasons["all-soft"] == {"hardness": (None, ("soft",))}


def test_what_a_rule_accepts_in_any_event_is_no_ground(advise: Advise) -> None:
    found = advise("admission_quotas", **PAIR)
    rule = found.edition.book.rule_by_key["quotas-stay-bilateral"]
    assert because(found.edition, rule, found.lead.facts) == QUOTAS


def test_a_rung_that_the_aim_needs_is_never_said_to_be_needless(advise: Advise) -> None:
    found = advise("temporary_labour", **{**PAIR, "existing_rule": "sufficient", "solo": "no",
                                          "table_limit": "alone"})  # fmt: skip
    assert found.lead.on_level.weighed.ambition is Level.BILATERAL
    for level in (Level.SUBREGIONAL, Level.BILATERAL):
        assert not [line for line in higher(found, level) if "not needed" in line]
    assert [line for line in higher(found, Level.REGIONAL) if "not needed" in line]


def test_a_rung_is_said_to_be_open_if_and_only_if_it_lies_in_the_range(advise: Advise) -> None:
    for answers in ({}, PAIR, {"solo": "no"}, {"solo": "yes", "pair": "yes"}):
        found = advise("asylum", **answers)
        span = found.lead.on_level.span
        for reasons in (found.issues[0].on_level.lower, found.issues[0].on_level.higher):
            for each in reasons:
                said = any("open until" in line or "left only" in line for line in each.reasons)
                assert said == (span.low <= each.rung <= span.high)
