"""How are packages, gaps and the two outcomes written?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.recommend import Recommendation, outcomes, recommend
from decisions.subsidiarity.wire import read_case, write_recommendation

from .small_books import edition, rule
from .test_edges_written import BOOK, CASE, D, written

pytestmark = pytest.mark.core


def test_a_package_is_written_with_its_fora_in_rank() -> None:
    whole, second = written()["packages"]
    fora = whole["fora"]
    first = {key: value for key, value in whole.items() if key != "fora"}
    assert first == {
        "level": "regional", "depth": "coordination", "issues": ["asylum"], "states": ["DE", "MA"],
        "pairs": [], "others": [], "shallow": [], "new_forum": None, "extend": None,
    }  # fmt: skip
    assert [(each["rank"], each["forum"], each["name"], each["role"]) for each in fora] == [
        (1, "table", "Table", "convenes"), (2, "far", "Far", "convenes"),
    ]  # fmt: skip
    assert (fora[1]["seated"], fora[1]["missing"], fora[1]["unknown"]) == (["DE"], [], ["MA"])
    assert fora[1]["mandate"] == {"asylum": "core"}
    assert fora[1]["reasons"] == [
        "It convenes: it brings the States together.",
        "It deals mainly with asylum.",
        "It can reach coordination.",
        "Membership is not certain for Morocco.",
        "T comes first: it is certain whom it seats.",
    ]
    assert [each["chosen"] for each in fora] == [True, False]
    assert [(each["depth"], each["outsiders"]) for each in fora] == [("coordination", 0)] * 2
    assert (second["level"], second["fora"], second["new_forum"]) == ("local", [], None)


def advised(*rules: Any, **kwargs: Any) -> Recommendation:
    made = edition(*rules, **kwargs)
    return recommend(read_case({**CASE, "issues": CASE["issues"][:1]}, made), made)


def test_a_new_table_is_written_where_none_holds_an_issue() -> None:
    rules = [
        rule("lift", "not_below", "regional", D, alone=["no"]),
        rule("body", "form", "limited_body", alone=["no"]),
    ]
    package = write_recommendation(advised(*rules))["packages"][0]
    assert package["new_forum"] == {
        "form": "limited_body", "states": ["DE", "MA"], "issues": ["asylum"],
        "convener": None, "model": None, "prepare": None,
    }  # fmt: skip
    agency = write_recommendation(
        advised(rules[0], rule("b", "form", "specialised_body", alone=["no"]))
    )
    assert agency["packages"][0]["new_forum"]["form"] == "consultation"
    pair = write_recommendation(advised(rule("lift", "not_below", "bilateral", D, alone=["no"])))
    assert pair["packages"][0]["pairs"] == [[{"state": "DE"}, {"state": "MA"}]]
    assert pair["together"] is None


def test_a_gap_of_level_is_written_with_its_ambition_and_warnings_with_their_rule() -> None:
    found = write_recommendation(advised(
        rule("need", "not_below", "global", D, alone=["no"]),
        rule("will", "not_achievable_above", "bilateral", D, alone=["no"]),
        rule("mind", "warn", "any_issue", alone=["no"]),
    ))  # fmt: skip
    assert (found["issues"][0]["ambition"], found["issues"][0]["gap"]) == ("global", "willingness")
    assert found["warnings"] == [{"rule": "mind", "text": "For a reason."}]
    assert [(track["level"], track["depth"]) for track in found["tracks"]] == [
        ("bilateral", None), ("global", None),
    ]  # fmt: skip
    tense = write_recommendation(advised(
        rule("wish", "not_below", "global", alone=["no"]),
        rule("will", "not_achievable_above", "bilateral", alone=["no"]),
    ))  # fmt: skip
    assert (tense["issues"][0]["tension"], tense["issues"][0]["gap"]) == (True, None)


def test_the_two_outcomes_are_those_with_and_without_what_is_assessed() -> None:
    given = {**CASE, "issues": [{"issue": "asylum", "interests": [
        {"state": "DE", "stated": "seeks", "assessed": "seeks"},
        {"state": "MA", "stated": "supports", "assessed": "opposes"},
    ]}]}  # fmt: skip
    both = outcomes(read_case(given, BOOK), BOOK)
    assert (both.full.lead.hardness, both.shared.lead.hardness) == ("hard", "soft")
    assert both.full.case != both.shared.case
