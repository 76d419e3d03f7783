"""What can a forum do for a need, which tables are taken, and what is said for and against them?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.forum_reasons import counted, listed, merits, objections
from decisions.subsidiarity.forum_roles import mandate_for, role_in, serves
from decisions.subsidiarity.ladder import Depth, Level
from decisions.subsidiarity.matching import match

from .small_books import edition, forum
from .small_parts import AGENCY, BOTH, fitted, made, need

pytestmark = pytest.mark.core


LEVELS = ["bilateral", "regional", "interregional", "global"]


@pytest.mark.parametrize(
    ("level", "served"),
    [
        (Level.LOCAL, []),
        (Level.SUBREGIONAL, ["bilateral"]),
        (Level.BILATERAL, ["bilateral"]),
        (Level.REGIONAL, ["regional", "interregional"]),
        (Level.INTERREGIONAL, ["regional", "interregional"]),
        (Level.GLOBAL, ["global"]),
    ],
)
def test_tables_of_these_levels_hold_a_package(level: Level, served: list[str]) -> None:
    asked = need(level=level)
    assert [key for key in LEVELS if serves(made(level=key), asked)] == served
    town = made(level="bilateral", involves_subnational=True)
    assert serves(town, asked) is (level is Level.SUBREGIONAL)


def test_the_mandate_is_at_heart_or_wider_or_none() -> None:
    table = made(mandate=["asylum", "security"])
    assert [mandate_for(table, key) for key in ("asylum", "security", "x")] == [
        "core",
        "wider",
        "none",
    ]


HELPER: dict[str, Any] = {
    "kind": "specialised_agency",
    "binding": "soft_law",
    "level": "regional",
    "instruments": ["standards", "operations"],
}
FUND: dict[str, Any] = {
    "kind": "regional_organisation",
    "binding": "soft_law",
    "instruments": ["standards", "funds"],
}
DECIDER: dict[str, Any] = {
    "kind": "regional_organisation",
    "binding": "binding",
    "instruments": ["standards"],
}
ROLES = [
    (HELPER, {}, "standard_setter"),
    (HELPER, {"crisis": True}, "assists"),
    (HELPER, {"issues": ("asylum", "humanitarian_emergency")}, "assists"),
    ({**HELPER, "level": "global"}, {}, "assists"),
    ({**HELPER, "instruments": ["standards"]}, {"crisis": True}, "standard_setter"),
    (FUND, {}, "standard_setter"),
    (FUND, {"crisis": True}, "standard_setter"),
    (FUND, {"depth": Depth.STANDARDS}, "standard_setter"),
    (FUND, {"depth": Depth.OPERATIONS}, "assists"),
    ({**FUND, "binding": "consultative_only"}, {}, "assists"),
    ({**FUND, "instruments": ["standards", "training"]}, {"depth": Depth.OPERATIONS}, "standard_setter"),
    ({**FUND, "instruments": ["training"]}, {}, "informs"),
    ({**FUND, "instruments": ["operations"]}, {}, "assists"),
    ({**HELPER, "instruments": ["training"]}, {}, "assists"),
    ({**HELPER, "instruments": ["dialogue", "funds"]}, {}, "assists"),
    ({**HELPER, "instruments": ["dialogue"]}, {}, "informs"),
    (DECIDER, {}, "decides"),
    ({**DECIDER, "scope": "limited"}, {}, "decides"),
    ({**DECIDER, "scope": "specialised"}, {}, "standard_setter"),
    ({**DECIDER, "instruments": ["dialogue"]}, {}, "convenes"),
    ({**DECIDER, "binding": "soft_law"}, {}, "standard_setter"),
    ({**DECIDER, "mandate_core": []}, {}, "informs"),
    ({**DECIDER, "kind": "bilateral_format_template", "binding": "soft_law"}, {}, "standard_setter"),
    ({"kind": "supranational_body", "instruments": ["data"]}, {}, "decides"),
    ({"kind": "research_network", "instruments": ["standards"]}, {}, "informs"),
    ({"is_template": True, "instruments": ["operations"]}, {}, "convenes"),
    ({"instruments": ["data"]}, {}, "informs"),
    ({"mandate": ["x"], "mandate_core": ["x"]}, {}, None),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "asked", "role"), ROLES)
def test_what_a_forum_can_do_for_a_need(
    changes: dict[str, Any], asked: dict[str, Any], role: str | None
) -> None:
    found = fitted(need(**asked), **changes)
    assert found.role == role
    assert role_in(found.forum, found.mandate, found.need) == role


def test_depth_without_binding_or_instruments_is_coordination() -> None:
    assert made(**HELPER).depth is Depth.OPERATIONS
    assert made(**DECIDER).depth is Depth.STANDARDS
    assert (
        made(kind="supranational_body", binding="soft_law", instruments=[]).depth
        is Depth.COORDINATION
    )
    assert made(binding="binding", instruments=["funds"]).depth is Depth.COORDINATION


def test_tables_are_taken_until_every_issue_is_held_then_others_then_helpers() -> None:
    fora = edition(fora=[
        forum(id="b-both", members=["DE", "MA"], **BOTH),
        forum(id="a-one", members=["DE", "MA"]),
        forum(id="c-near", members=["DE"]),
        forum(id="d-far", members=[]),
        forum(id="e-third", members=["DE", "MA", "US"]),
        forum(id="f-fourth", members=["DE", "MA", "US", "TN"]),
        *(forum(id=f"h{n}", members=["DE", "MA"], **{**AGENCY, "level": "regional"}) for n in range(4)),
        forum(id="x-ended", members=["DE", "MA"], status="ended"),
        forum(id="y-world", members=["DE", "MA"], level="global"),
    ]).fora  # fmt: skip
    found = match(fora, need())
    assert [each.forum.id for each in found.fits] == [
        "b-both",
        "a-one",
        "e-third",
        "h0",
        "h1",
        "h2",
    ]
    assert found.uncovered == ()
    talks = {each.forum.id for each in found.talks}
    assert talks == {each.id for each in fora} - {"x-ended", "y-world"}
    alone = match(fora, need(issues=("asylum", "security", "travel")))
    assert alone.uncovered == ("travel",)


def test_half_of_the_seats_make_a_helper_no_stranger() -> None:
    helper = {**AGENCY, "level": "regional"}

    def named(**changes: Any) -> list[str]:
        return [each.forum.id for each in match([made(**{**helper, **changes})], need()).fits]

    assert named(members=["DE"]) == ["table"]
    assert named(members=[]) == []
    assert named(members=[], level="global") == ["table"]
    assert named(mandate_core=[]) == []
    assert named(status="dormant") == []


NAMES = {"DE": "Germany", "MA": "Morocco", "asylum": "asylum", "security": "security matters"}
REASONS: list[tuple[dict[str, Any], dict[str, Any], list[str], list[str]]] = [
    ({}, {}, [
        "It convenes: it brings the States together.",
        "It seats every State that is needed.",
        "It deals mainly with asylum.",
        "It can reach coordination.",
    ], ["Its mandate does not cover security matters."]),
    ({**BOTH, "mandate_core": [], "members": ["DE"], "status": "uncertain"}, {"depth": Depth.STANDARDS}, [
        "It convenes: it brings the States together.",
        "It also deals with asylum and security matters.",
    ], ["One State has no seat: Morocco.", "It reaches coordination, not standards.", "Whether it still works is in doubt."]),
    ({**DECIDER, **BOTH, "members": [], "status": "succeeded", "level": "global"}, {}, [
        "It decides: its members can adopt rules there.",
        "It deals mainly with asylum and security matters.",
        "It can reach coordination.",
    ], ["2 States have no seat: Germany and Morocco.", "It cannot be used: another forum has taken its place.",
        "Its table is wider than the matter needs."]),
    ({**HELPER, **BOTH, "status": "ended"}, {}, [
        "It sets the standard: its rules or guidance give the measure.",
        "It seats every State that is needed.",
        "It deals mainly with asylum and security matters.",
        "It can reach coordination.",
    ], ["It cannot be used: it has ended."]),
    ({**AGENCY, **BOTH, "members": [], "status": "dormant"}, {"depth": Depth.DELEGATION}, [
        "It assists those who decide.",
        "It helps wherever it is called, whoever sits on its board.",
        "It deals mainly with asylum and security matters.",
    ], ["It cannot be used: it has not met for years."]),
    ({**BOTH, "instruments": ["data"], "uncertain": ["MA", "DE"], "scope": "limited"}, {"comprehensive": True}, [
        "It informs and never decides.",
        "It deals mainly with asylum and security matters.",
    ], ["Membership is not certain for Germany and Morocco.", "Its scope is too narrow for a package."]),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "asked", "good", "bad"), REASONS)
def test_what_speaks_for_a_forum_and_against_it(
    changes: dict[str, Any], asked: dict[str, Any], good: list[str], bad: list[str]
) -> None:
    found = fitted(need(**asked), **changes)
    assert (list(merits(found, NAMES)), list(objections(found, NAMES))) == (good, bad)


@pytest.mark.parametrize(
    ("changes", "asked", "bad"),
    [
        ({"scope": "specialised"}, {}, []),
        ({}, {"comprehensive": True}, []),
        ({}, {"comprehensive": True, "binds": True}, ["What is agreed there does not bind, as negotiations over a package ask for."]),
        ({"binding": "binding"}, {"comprehensive": True, "binds": True}, []),
        ({"scope": "limited"}, {"comprehensive": True}, ["Its scope is too narrow for a package."]),
        ({"needs_bloc": True}, {"bloc": True}, []),
        ({"needs_bloc": True}, {}, ["Here is no union that could make it."]),
        ({"level": "bilateral", "involves_subnational": True}, {"level": Level.BILATERAL},
         ["It is for authorities along a border, not for whole States."]),
        ({"level": "regional"}, {"level": Level.GLOBAL}, ["Its table is narrower than the matter needs."]),
        ({"level": "bilateral", "is_template": True, "members": []}, {},
         ["It is a form for two parties, and the matter as answered takes more."]),
        ({"level": "global"}, {}, ["Its table is wider than the matter needs."]),
        ({"level": "global", "instruments": ["data"]}, {}, []),
    ],
)  # fmt: skip
def test_what_speaks_against_a_forum_as_it_stands(
    changes: dict[str, Any], asked: dict[str, Any], bad: list[str]
) -> None:
    found = fitted(need(**asked), **{**BOTH, **changes})
    assert list(objections(found, NAMES)) == bad


def test_states_are_named_in_the_order_of_their_names() -> None:
    names = {"DE": "Zealand", "MA": "Arcadia"}
    assert list(objections(fitted(members=[], **BOTH), names)) == [
        "2 States have no seat: Arcadia and Zealand."
    ]
    doubtful = fitted(uncertain=["DE", "MA"], **BOTH)
    assert list(objections(doubtful, {"DE": "Zealand"})) == [
        "Membership is not certain for MA and Zealand."
    ]


def test_names_are_counted_and_listed() -> None:
    assert (counted(("DE",)), counted(("DE", "MA"))) == ("One State has", "2 States have")
    keys = [f"k{number:02}" for number in range(14)]
    assert listed(keys[:12], {}) == ", ".join(keys[:11]) + " and k11"
    assert listed(keys[:13], {"k00": "first"}) == "first, " + ", ".join(keys[1:12]) + " and 1 more"
    assert listed(["a", "b", "c"], {"b": "b, c"}) == "a; b, c; and c"
    assert listed(["a", "b", "c"], {"b": "b and d"}) == "a; b and d; and c"
    assert listed(["a"], {"a": "x and y"}) == "x and y"
