"""Which of two fora comes first, who may sit at the table, and what does each property hang on?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.ladder import Depth, Level
from decisions.subsidiarity.matching import match
from decisions.subsidiarity.ranking import order

from .small_parts import AGENCY, BOTH, fitted, made, need

pytestmark = pytest.mark.core


TWO: dict[str, Any] = {"level": "bilateral"}
BILATERAL = {"level": Level.BILATERAL}
MANY = [f"S{number:02}" for number in range(11)]
BETTER = [
    ("a seat for everyone", {}, {"members": ["DE"], **BOTH}, {}),
    ("a town hall for a border strip", {"involves_subnational": True}, BOTH, {"level": Level.SUBREGIONAL}),
    ("for two, the first issue at heart", {"mandate_core": ["asylum"]}, {"mandate": ["security", "asylum"], "mandate_core": ["security"]}, BILATERAL),
    ("every issue", {"mandate": ["asylum", "security"], "mandate_core": []}, {"mandate_core": ["asylum"]}, {}),
    ("its own field", {"scope": "specialised"}, {"scope": "specialised", "mandate_core": []}, {}),
    ("a wide scope for a package", {"mandate_core": []}, {"scope": "specialised"}, {"comprehensive": True}),
    ("more issues at heart", BOTH, {**BOTH, "mandate_core": ["asylum"]}, {}),
    ("depth enough", {"members": ["DE", "MA", "US"], "instruments": ["standards"], "binding": "soft_law"}, {}, {"depth": Depth.STANDARDS}),
    ("few missing", {"uncertain": ["DE", "MA"]}, {"members": ["DE"]}, {}),
    ("all of very many", {"members": MANY, "uncertain": MANY[1:2]}, {"members": MANY[1:]}, {"states": frozenset(MANY)}),
    ("an agency that helps anywhere", {**AGENCY, "members": MANY, "uncertain": MANY[:1]}, {**AGENCY, "members": MANY, "uncertain": MANY[:2]}, {"states": frozenset(MANY)}),
    ("one in doubt rather than an agency's empty seat", {**AGENCY, "members": []}, {**AGENCY, "members": MANY, "uncertain": MANY[:1]}, {"states": frozenset(MANY)}),
    ("help that goes anywhere before a seat in doubt", {**AGENCY, "members": []}, {"uncertain": ["MA"]}, {}),
    ("none in doubt", {"members": ["DE", "MA", "US"]}, {"uncertain": ["MA"]}, {}),
    ("no outsiders", {}, {"members": ["DE", "MA", "US"], "kind": "supranational_body", "binding": "binding"}, {}),
    ("the power to decide", {"kind": "supranational_body", "binding": "binding"}, {"binding": "soft_law", "instruments": ["standards"]}, {"depth": Depth.EXCHANGE}),
    ("standards before talks", {"binding": "soft_law", "instruments": ["standards"]}, {}, {}),
    ("talks before advice", {}, {"instruments": ["data"]}, {}),
    ("knowledge of the matter", {"mandate": ["asylum", "travel"], "mandate_core": ["asylum", "travel"]}, {}, {"kin": frozenset({"asylum", "travel"})}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("better", "worse", "asked"), [row[1:] for row in BETTER], ids=[row[0] for row in BETTER]
)
def test_the_better_forum_comes_first(
    better: dict[str, Any], worse: dict[str, Any], asked: dict[str, Any]
) -> None:
    wanted = need(**asked)
    one, other = fitted(wanted, id="z-better", **better), fitted(wanted, id="a-worse", **worse)
    assert order(one) < order(other)


def test_between_equals_the_identifier_decides() -> None:
    assert order(fitted(id="a")) < order(fitted(id="b"))
    assert order(fitted())[-1] == "table"


def test_a_fit_names_seats_and_mandate_in_order() -> None:
    asked = need(
        issues=("security", "asylum", "travel"), states=frozenset({"US", "MA", "DE", "FR", "TN"})
    )
    found = fitted(
        asked, mandate=["asylum", "security"], members=["MA", "DE", "US"], uncertain=["US", "FR"]
    )
    assert (found.seated, found.missing, found.unknown) == (("DE", "MA"), ("TN",), ("FR", "US"))
    assert list(found.mandate.items()) == [
        ("security", "wider"),
        ("asylum", "core"),
        ("travel", "none"),
    ]
    assert [found.covers(issue) for issue in asked.issues] == [True, True, False]
    assert found.outsiders == 0
    assert fitted(members=["DE", "MA", "US", "TN"]).outsiders == 2


@pytest.mark.parametrize(
    ("changes", "asked", "enough"),
    [
        ({}, {}, True),
        ({"members": ["DE"]}, {}, False),
        ({"members": ["DE", *"abcdefghi"]}, {"states": frozenset(["DE", "MA", *"abcdefgh"])}, True),
        ({"members": ["DE", *"abcdefg"]}, {"states": frozenset(["DE", "MA", *"abcdefg"])}, False),
        ({"members": ["DE", *"abcdefghi"]}, {"states": frozenset(["DE", "MA", *"abcdefgh"]), "singly": frozenset({"MA"})}, False),
        ({"members": ["DE", *"abcdefghi"]}, {"states": frozenset(["DE", "MA", *"abcdefgh"]), "singly": frozenset({"DE"})}, True),
        ({"members": ["DE", *"abcdefgh"], "kind": "supranational_body"}, {"states": frozenset(["DE", "MA", *"abcdefgh"]), "singly": frozenset({"MA"})}, False),
        ({"members": ["DE", *"abcdefgh"], "kind": "supranational_body", "mandate": ["asylum"]}, {"states": frozenset(["DE", "MA", *"abcdefgh"]), "singly": frozenset({"MA"}), "fled": frozenset({"MA"})}, True),
        ({"members": ["DE", *"abcdefgh"]}, {"states": frozenset(["DE", "MA", *"abcdefgh"]), "singly": frozenset({"MA"}), "fled": frozenset({"MA"})}, False),
        ({**AGENCY, "members": []}, {}, True),
        ({**AGENCY, "members": [], "level": "regional"}, {}, False),
    ],
)  # fmt: skip
def test_seats_suffice_if_at_most_one_in_ten_is_missing_and_none_that_is_named(
    changes: dict[str, Any], asked: dict[str, Any], enough: bool
) -> None:
    assert fitted(need(**asked), **changes).enough_seats is enough


@pytest.mark.parametrize(
    ("changes", "asked", "is_table"),
    [
        ({}, {}, True),
        ({"instruments": ["data"]}, {}, False),
        ({"status": "dormant"}, {}, False),
        ({"status": "uncertain"}, {}, True),
        ({"level": "global"}, {}, False),
        ({"needs_bloc": True}, {}, False),
        ({"needs_bloc": True}, {"bloc": True}, True),
        ({"mandate": [], "mandate_core": []}, {}, False),
    ],
)
def test_a_table_is_open_of_the_right_level_and_a_place_to_meet(
    changes: dict[str, Any], asked: dict[str, Any], is_table: bool
) -> None:
    assert fitted(need(**asked), **changes).table is is_table


@pytest.mark.parametrize(
    ("changes", "stretched"),
    [
        ({}, False),
        ({"mandate_core": []}, False),
        ({"scope": "specialised"}, False),
        ({"scope": "specialised", "mandate_core": []}, True),
        ({"scope": "limited", "mandate": ["asylum", "x"], "mandate_core": ["x"]}, True),
    ],
)
def test_a_narrow_forum_stretches_where_no_issue_lies_in_its_field(
    changes: dict[str, Any], stretched: bool
) -> None:
    assert fitted(**changes).off_field is stretched


def test_where_three_tables_are_needed_no_further_one_is_named() -> None:
    issues = ("asylum", "security", "travel")
    fora = [made(id=key, mandate=[key], mandate_core=[key]) for key in issues]
    spare = made(id="spare", mandate_core=[])
    found = match([*fora, spare], need(issues=issues))
    assert [each.forum.id for each in found.fits] == ["asylum", "security", "travel"]
    fewer = match([*fora[:2], spare], need(issues=issues[:2]))
    assert [each.forum.id for each in fewer.fits] == ["asylum", "security", "spare"]
