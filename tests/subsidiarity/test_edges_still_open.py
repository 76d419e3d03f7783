"""Is a rung that may still come out, or that the aim needs, spoken of as such?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.explain import cap_words, why_not_higher, why_not_lower
from decisions.subsidiarity.findings import find
from decisions.subsidiarity.ladder import Level

from .small_books import edition, rule

pytestmark = pytest.mark.core

D = "decisive"
FLOOR, CAP, BAR = "not_below", "not_needed_above", "not_achievable_above"


def reasons(*rules: Any, lower: bool) -> dict[str, list[str]]:
    """Rung -> what is said of it, without sources; `alone` is no, all else is open."""
    made = edition(*rules)
    known = {"alone": frozenset({frozenset({"no"})})}
    finding = find(made, "asylum", {**made.tables.domains, **known})
    told = (why_not_lower if lower else why_not_higher)(made, finding, finding.on_level)
    return {each.rung.key: [line.partition(" (")[0] for line in each.reasons] for each in told}


def test_below_a_presumption_a_rung_stays_open_from_the_lowest_that_may_come_out() -> None:
    found = reasons(
        rule("wish", FLOOR, "regional", alone=["no"]),
        rule("spare", CAP, "subregional", wide=["yes"]),
        lower=True,
    )
    for level in (Level.BILATERAL, Level.SUBREGIONAL):
        assert found[level.key] == [
            f"{level.label} is not enough: The rule wish",
            f"{level.label} stays open until more questions are answered.",
        ]
    assert found["local"] == ["Local is not enough: The rule wish"]


def test_below_a_decisive_floor_a_rung_is_left_only_if_states_refuse_more() -> None:
    found = reasons(
        rule("wish", FLOOR, "global", alone=["no"]),
        rule("need", FLOOR, "regional", D, alone=["no"]),
        rule("will", BAR, "bilateral", D, wide=["yes"]),
        lower=True,
    )
    assert found["bilateral"] == [
        "Bilateral is not enough: The rule need",
        "Bilateral is not enough: The rule wish",
        "Bilateral is left only if States refuse more.",
    ]
    assert found["interregional"] == [
        "Interregional is not enough: The rule wish",
        "Interregional stays open until more questions are answered.",
    ]
    assert found["subregional"][-1] == "Cross-border area is not enough: The rule wish"


def test_of_a_rung_that_the_aim_needs_none_says_that_it_is_not_needed() -> None:
    found = reasons(
        rule("need", FLOOR, "interregional", D, alone=["no"]),
        rule("will", BAR, "bilateral", D, alone=["no"]),
        rule("spare", CAP, "bilateral", alone=["no"]),
        rule("rare", BAR, "local", alone=["no"]),
        lower=False,
    )
    for level in (Level.REGIONAL, Level.INTERREGIONAL):
        assert found[level.key] == [
            f"{level.label} is more than States will accept: The rule will",
            f"{level.label} is more than States usually accept: The rule rare",
        ]
    assert found["global"][-1] == "Global is not needed: The rule spare"


@pytest.mark.parametrize(
    ("bound", "words"),
    [
        ((CAP, "local"), "not needed"),
        ((BAR, "local"), "more than States usually accept"),
        ((BAR, "local", D), "more than States will accept"),
    ],
)
def test_rarely_is_not_never(bound: Any, words: str) -> None:
    assert cap_words(edition(rule("r", *bound, alone=["no"])).book.rules[0]) == words


def test_a_presumption_that_holds_has_not_yielded() -> None:
    made = edition(
        rule("wish", FLOOR, "regional", alone=["no"]),
        rule("spare", CAP, "regional", alone=["no"]),
        rule("must", FLOOR, "bilateral", D, alone=["no"]),
        rule("high", FLOOR, "global", alone=["no"]),
        rule("bar", BAR, "regional", D, alone=["no"]),
    )
    known = {"alone": frozenset({frozenset({"no"})})}
    weighed = find(made, "asylum", {**made.tables.domains, **known}).on_level.weighed
    assert weighed.rung is Level.REGIONAL
    assert [(each.rule.key, [by.key for by in each.to]) for each in weighed.yielded] == [
        ("high", ["spare", "bar"])
    ]
