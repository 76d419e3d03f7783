"""Is each change tried with the facts and rules that would truly follow from it?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.changes import applied, changes
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import Case
from decisions.subsidiarity.findings import find
from decisions.subsidiarity.firing import Fired, fire
from decisions.subsidiarity.ladder import Depth, Level
from decisions.subsidiarity.whatif import flips, openings, same, variations
from decisions.subsidiarity.wire import read_case

from .small_books import case, edition, rule

pytestmark = pytest.mark.core


def book() -> Edition:
    return edition(
        rule("far", "not_below", "global", hardness=["hard"]),
        rule("near", "not_below", "bilateral", "decisive", hidden=["yes"]),
        rule("wide", "not_below", "regional", wide=["yes"]),
        rule("deep", "not_below", "operations", tools=["hands"], hidden=["no"]),
        rule("either", "not_below", "subregional", "decisive", alone=["no", "yes"]),
    )


def given(assessed: str = "supports", **answers: Any) -> dict[str, Any]:
    document = case("asylum", **answers)
    document["issues"][0]["interests"] = [
        {"state": "DE", "stated": "seeks", "assessed": "seeks"},
        {"state": "MA", "stated": "supports", "assessed": assessed},
    ]
    return document


CASES = [
    case("asylum", alone="no", wide="no", hidden="yes", interest="common"),
    case("asylum", tools=["hands"], competence="shared"),
    given(hidden="yes", wide="yes", tools=["hands", "funds"]),
    given(alone="yes"),
    given("opposes", hidden="yes", tools=["hands"]),
]


def set_up(document: Any, made: Edition) -> tuple[Case, Any, Any]:
    read = read_case(document, made)
    issue = read.issues[0]
    return read, issue, find(made, issue.topic, made.facts(read, issue))


@pytest.mark.parametrize("document", CASES)
def test_a_change_has_the_facts_of_the_changed_issue(document: Any) -> None:
    made = book()
    read, issue, finding = set_up(document, made)
    found = list(variations(made, read, issue, finding))
    noticed = [
        change
        for change in changes(made, read, issue)
        if change.key == "stance" or change.key in made.tables.alive
    ]
    assert [each.change for each in found] == noticed != []
    for each in found:
        facts = made.facts(read, applied(each.change, issue))
        assert dict(each.facts) == dict(facts)
        assert each.fired == fire(made.tables, facts)


@pytest.mark.parametrize("document", CASES)
def test_flips_are_the_changes_after_which_another_rung_is_found(document: Any) -> None:
    made = book()
    read, issue, finding = set_up(document, made)
    varied = tuple(variations(made, read, issue, finding))
    for on, scale in ((finding.on_level, Level), (finding.on_depth, Depth)):
        found = [(flip.change, flip.rung) for flip in flips(made, finding, on, varied)]
        expected = []
        for change in changes(made, read, issue):
            after = find(made, "asylum", made.facts(read, applied(change, issue)))
            rung = after.level if scale is Level else after.depth
            if rung != on.rung:
                expected.append((change, rung))
        assert found == expected
        assert all(isinstance(rung, scale) for _, rung in found)


def test_each_answer_to_an_open_question_leads_somewhere() -> None:
    made = book()
    _, _, finding = set_up(case("asylum", alone="no"), made)
    found = list(openings(made, finding, finding.on_level, ("wide", "hidden")))
    assert [(each.change.key, each.change.before, set(each.change.after)) for each in found] == [
        ("wide", None, {"yes"}), ("wide", None, {"no"}),
        ("hidden", None, {"yes"}), ("hidden", None, {"no"}),
    ]  # fmt: skip
    assert [each.rung for each in found] == [
        Level.REGIONAL, Level.SUBREGIONAL, Level.BILATERAL, Level.SUBREGIONAL,
    ]  # fmt: skip
    deep = list(openings(made, finding, finding.on_depth, ("hidden",)))
    assert [each.rung for each in deep] == [Depth.EXCHANGE, Depth.EXCHANGE]


def test_rules_beyond_the_mask_make_no_difference() -> None:
    assert same(Fired(0b101, 0b111), Fired(0b001, 0b011), 0b011)
    assert not same(Fired(0b101, 0b111), Fired(0b001, 0b111), 0b100)
    assert not same(Fired(0b001, 0b111), Fired(0b001, 0b011), 0b100)
