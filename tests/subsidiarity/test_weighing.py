"""Does the lowest rung win that can reach the aim, no higher than States will go?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.ladder import Level
from decisions.subsidiarity.recommend import Recommendation, recommend
from decisions.subsidiarity.wire import read_case

from .small_books import case, edition, rule

pytestmark = pytest.mark.core

D, P = "decisive", "presumption"
BELOW, NEEDED, ACHIEVABLE = "not_below", "not_needed_above", "not_achievable_above"


def weighed(*rules: Any, **answers: Any) -> Recommendation:
    made = edition(*rules)
    return recommend(read_case(case(**answers), made), made)


@pytest.mark.parametrize(
    ("rows", "level", "ambition", "tension"),
    [
        ([], "local", None, False),
        ([(BELOW, "bilateral", D)], "bilateral", None, False),
        ([(BELOW, "bilateral", P)], "bilateral", None, False),
        ([(BELOW, "regional", P), (NEEDED, "bilateral", P)], "bilateral", None, False),
        ([(BELOW, "regional", P), (ACHIEVABLE, "bilateral", P)], "bilateral", None, True),
        ([(BELOW, "regional", P), (ACHIEVABLE, "bilateral", D)], "bilateral", None, True),
        ([(BELOW, "regional", D), (ACHIEVABLE, "bilateral", P)], "regional", None, False),
        ([(BELOW, "regional", D), (ACHIEVABLE, "bilateral", D)], "bilateral", "regional", False),
        ([(BELOW, "regional", D), (ACHIEVABLE, "regional", D)], "regional", None, False),
        ([(BELOW, "global", P), (BELOW, "bilateral", D), (NEEDED, "local", P)], "bilateral", None, False),
        ([(NEEDED, "bilateral", P), (ACHIEVABLE, "regional", D)], "local", None, False),
    ],
)  # fmt: skip
def test_bounds_give_the_level(rows: Any, level: str, ambition: str | None, tension: bool) -> None:
    rules = [
        rule(f"r{number}", effect, value, strength, alone=["no"])
        for number, (effect, value, strength) in enumerate(rows)
    ]
    found = weighed(*rules, alone="no")
    on = found.lead.on_level.weighed
    assert found.level.key == level
    assert (on.ambition.key if on.ambition is not None else None) == ambition
    assert on.tension == tension


def test_each_presumption_that_yielded_is_kept_with_what_held() -> None:
    found = weighed(
        rule("lift", BELOW, "global", P, alone=["no"]),
        rule("hold", NEEDED, "regional", P, alone=["no"]),
        rule("rest", NEEDED, "local", P, alone=["no"]),
        rule("must", BELOW, "bilateral", D, alone=["no"]),
        alone="no",
    )
    yielded = {
        loser.rule.key: [holder.key for holder in loser.to]
        for loser in found.lead.on_level.weighed.yielded
    }
    assert found.level is Level.BILATERAL
    assert yielded == {"lift": ["rest"], "rest": ["must"]}


def test_open_answers_lift_the_level_to_the_lowest_that_any_of_them_gives() -> None:
    found = weighed(
        rule("one", BELOW, "bilateral", D, wide=["yes"]),
        rule("other", BELOW, "regional", D, wide=["no"]),
    )
    assert found.level is Level.BILATERAL
    assert [each.reasons for each in found.issues[0].on_level.lower] == [
        ("Cross-border area is not enough, however the open questions are answered.",),
        ("Local is not enough, however the open questions are answered.",),
    ]
    assert found.issues[0].decisive_unknowns == ("wide",)


def test_open_answers_hold_the_level_down_to_the_highest_that_any_of_them_gives() -> None:
    found = weighed(
        rule("lift", BELOW, "global", P, alone=["no"]),
        rule("one", NEEDED, "bilateral", P, wide=["yes"]),
        rule("other", NEEDED, "regional", P, wide=["no"]),
        alone="no",
    )
    assert found.level is Level.REGIONAL
    reasons = {each.rung: each.reasons for each in found.issues[0].on_level.higher}
    assert reasons[Level.GLOBAL] == (
        "Global is out of reach, however the open questions are answered.",
    )


def test_the_deeper_gap_is_told_apart_from_the_wider_one() -> None:
    found = weighed(
        rule("deep", BELOW, "operations", D, alone=["no"]),
        rule("will", ACHIEVABLE, "coordination", D, alone=["no"]),
        alone="no",
    )
    assert [gap.text for gap in found.gaps] == [
        "Willingness gap on asylum: the aim needs operations; States accept at most coordination."
    ]
    assert found.tracks == ()


def test_what_would_close_the_gap_is_said_on_the_second_track() -> None:
    found = weighed(
        rule("need", BELOW, "regional", D, alone=["no"]),
        rule("will", ACHIEVABLE, "local", D, alone=["no"]),
        alone="no",
    )
    assert [track.text for track in found.tracks] == [
        "Each State does what it can on asylum by itself.",
        "Prepare asylum here. It opens once this no longer holds: the rule will.",
    ]
    assert found.headline == "Local level for now: the rule will."


def test_signs_in_the_words_of_a_rule_do_no_harm_to_a_track() -> None:
    found = weighed(
        rule("need", BELOW, "regional", D, alone=["no"]),
        rule("will {0} {topics}", ACHIEVABLE, "local", D, alone=["no"]),
        alone="no",
    )
    assert found.tracks[1].text == (
        "Prepare asylum here. It opens once this no longer holds: the rule will {0} {topics}."
    )
