"""Which issues travel together, between whom, and what stands between need and possibility?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.facts import Party
from decisions.subsidiarity.fits import fit
from decisions.subsidiarity.fora import Need
from decisions.subsidiarity.ladder import Depth, Level
from decisions.subsidiarity.matching import Match
from decisions.subsidiarity.packages import Package, body, pairs
from decisions.subsidiarity.recommend import Recommendation, recommend
from decisions.subsidiarity.remedies import extendable
from decisions.subsidiarity.scope import Scope, Together
from decisions.subsidiarity.wire import read_case

from .small_books import case, document, edition, forum, question, rule

pytestmark = pytest.mark.core

D, P = "decisive", "presumption"
LIFT = [
    rule(f"to-{level}", "not_below", level, D, issue=[issue], alone=["no"])
    for issue, level in (("asylum", "regional"), ("security", "bilateral"))
]
BOTH: dict[str, Any] = {"mandate": ["asylum", "security"], "mandate_core": ["asylum", "security"]}


def advised(*rules: Any, fora: Any = (), given: Any = None, **changes: Any) -> Recommendation:
    made = edition(*rules, fora=fora, **changes)
    return recommend(read_case(given or case("asylum", "security", alone="no"), made), made)


def at(level: str, *more: Any, **kwargs: Any) -> Recommendation:
    return advised(rule("lift", "not_below", level, D, alone=["no"]), *more, **kwargs)


def test_issues_of_one_level_make_one_package_in_the_order_named() -> None:
    assert [package.issues for package in at("regional").packages] == [("asylum", "security")]
    apart = advised(*LIFT, given=case("security", "asylum", alone="no"))
    assert [(p.level, p.issues) for p in apart.packages] == [
        (Level.BILATERAL, ("security",)),
        (Level.REGIONAL, ("asylum",)),
    ]


def package(*rules: Any, **kwargs: Any) -> Package:
    return at("regional", *rules, **kwargs).packages[0]


def test_a_package_says_what_it_needs() -> None:
    deep = rule("deep", "not_below", "operations", D, issue=["security"])
    found = package(deep)
    assert (found.depth, found.states, found.form, found.pairs) == (
        Depth.OPERATIONS, ("DE", "MA"), "", (),
    )  # fmt: skip
    need = found.need
    assert (need.level, need.depth, need.issues) == (
        Level.REGIONAL, Depth.OPERATIONS, ("asylum", "security"),
    )  # fmt: skip
    assert need.states == need.singly == {"DE", "MA"}
    assert need.kin == {"asylum", "security"}
    assert (need.comprehensive, need.bloc, need.crisis) == (False, False, False)


def test_kin_are_the_issues_of_the_same_groups() -> None:
    topics = [{**each, "group": each["key"]} for each in document()["issues"]]
    topics.append({**topics[0], "key": "shelter"})
    found = package(issues=topics, given=case("asylum", alone="no"))
    assert found.need.kin == {"asylum", "shelter"}


def test_a_crisis_and_a_comprehensive_negotiation_shape_the_need() -> None:
    asked = [*document()["questions"], question("urgency", "crisis", "normal")]
    wide = rule("wide", "form", "comprehensive_negotiation", issue=["security"])
    given = case("asylum", "security", alone="no")
    given["issues"][1]["answers"] = {"urgency": "crisis"}
    found = package(wide, questions=asked, given=given)
    assert (found.need.comprehensive, found.need.crisis) == (True, True)
    assert found.form == "comprehensive_negotiation"
    calm = package(questions=asked, given=case("asylum", alone="no", urgency="normal"))
    assert not calm.need.crisis


@pytest.mark.parametrize(
    ("kind", "bloc"),
    [
        ("supranational_body", True),
        ("regional_organisation", True),
        ("regional_consultative_process", False),
    ],
)
def test_a_body_that_signs_for_its_members_is_a_bloc(kind: str, bloc: bool) -> None:
    union = forum(id="union", kind=kind, members=["DE", "FR"])
    rows = [{"members_of": "union", "roles": ["receiving"]}, {"state": "MA", "roles": ["sending"]}]
    given = {**case("asylum", alone="no"), "states": rows}
    found = package(given=given, fora=[forum(id="other", members=["US"]), union])
    assert found.need.bloc is bloc
    assert found.need.singly == {"MA"}
    assert found.need.states == {"DE", "FR", "MA"}


@pytest.mark.parametrize(
    ("level", "forms", "named"),
    [
        (Level.LOCAL, {"agreement"}, ""),
        (Level.SUBREGIONAL, {"limited_body"}, "agreement"),
        (Level.BILATERAL, set(), "agreement"),
        (Level.REGIONAL, set(), ""),
        (Level.REGIONAL, {"consultation"}, ""),
        (Level.REGIONAL, {"consultation", "specialised_body"}, "specialised_body"),
        (Level.GLOBAL, {"specialised_body", "limited_body"}, "limited_body"),
    ],
)
def test_the_kind_of_body_follows_from_level_and_forms(
    level: Level, forms: set[str], named: str
) -> None:
    assert body(level, forms) == named


def rows(**roles: str) -> tuple[Party, ...]:
    return tuple(
        Party(code, frozenset(held.split()), frozenset({code})) for code, held in roles.items()
    )


@pytest.mark.parametrize(
    ("parties", "found"),
    [
        (rows(DE="receiving", MA="sending"), [("DE", "MA")]),
        (rows(MA="transit", DE="receiving"), [("DE", "MA")]),
        (rows(DE="receiving", FR="receiving", MA="sending"), [("DE", "MA"), ("FR", "MA")]),
        (rows(DE="receiving sending", MA="receiving sending"), [("MA", "DE")]),
        (rows(DE="sending", MA="sending"), [("DE", "MA")]),
        (rows(DE="", MA=""), [("DE", "MA")]),
        (rows(DE="", MA="", FR=""), []),
        (rows(DE="receiving"), []),
    ],
)
def test_pairs_are_receiving_with_sending_or_transit(parties: Any, found: Any) -> None:
    assert list(pairs(parties)) == found


UNION = forum(id="union", kind="supranational_body", members=["DE", "FR"])
THREE = case("asylum", states="MA DE FR", alone="no", competence="transferred")


def test_a_union_speaks_for_its_members_with_all_their_roles() -> None:
    given = {**THREE, "states": [
        {"state": "MA", "roles": ["receiving"]},
        {"state": "DE", "roles": ["sending"]},
        {"state": "FR", "roles": ["transit"]},
    ]}  # fmt: skip
    found = at("bilateral", given=given, fora=[UNION]).packages[0]
    assert found.pairs == (("MA", "members_of:union"),)
    assert found.need.bloc
    unknown = {**given, "answers": {"alone": "no"}}
    assert not at("bilateral", given=unknown, fora=[UNION]).packages[0].need.bloc
    whole = {**given, "states": given["states"][1:]}
    assert not at("bilateral", given=whole, fora=[UNION]).packages[0].need.bloc
    single = {**given, "states": given["states"][:2]}
    assert at("bilateral", given=single, fora=[UNION]).packages[0].pairs == (("MA", "DE"),)
    by_two = {**given, "answers": {"alone": "no", "competence": "shared"}}
    assert at("bilateral", given=by_two, fora=[UNION]).packages[0].need.bloc
    itself = [{"state": "MA"}, {"members_of": "union"}]
    row = at("bilateral", given={**given, "states": itself}, fora=[UNION]).packages[0]
    assert row.pairs == (("MA", "members_of:union"),)
    table = [{**UNION, "kind": "regional_organisation"}]
    assert not at("bilateral", given=given, fora=table).packages[0].need.bloc


def test_one_state_alone_needs_no_table_and_meets_no_gap() -> None:
    found = advised(given=case("asylum", alone="no"), fora=[forum(members=["DE", "MA"])])
    assert found.packages[0].match == Match((), (), ())
    assert found.packages[0].pairs == ()
    assert found.gaps == ()


FITS = [(1, 2, True), (5, 6, True), (6, 7, False), (2, 2, False), (0, 2, False)]


@pytest.mark.parametrize(("missing", "seated", "can"), FITS)
def test_a_table_is_extended_by_few_and_fewer_than_sit_there(
    missing: int, seated: int, can: bool
) -> None:
    members = [f"S{number}" for number in range(seated)]
    outside = [f"X{number}" for number in range(missing)]
    table = edition(fora=[forum(members=members)]).fora[0]
    need = Need(Level.REGIONAL, Depth.EXCHANGE, ("asylum",), frozenset([*members, *outside]))
    assert extendable(fit(table, need)) is can


@pytest.mark.parametrize(
    ("fora", "way"),
    [
        ([forum(members=["DE", "FR", "TN"])], "Extend the T by inviting Morocco, or set up"),
        ([forum(members=["DE", "FR", "MA"], mandate=["x"], mandate_core=[])], "Widen the mandate of the T, or set up"),
        ([forum(members=["DE", "FR"], kind="regional_organisation")], "It takes a new table"),
        ([forum(members=["DE", "FR", "MA"], mandate=["x"], mandate_core=[], status="ended")], "It takes a new table"),
        ([forum(members=["DE"])], "It takes a new table"),
    ],
)  # fmt: skip
def test_a_gap_names_the_nearest_way_to_a_table(fora: Any, way: str) -> None:
    found = at("regional", given=case("asylum", states="DE FR MA", alone="no"), fora=fora)
    (gap,) = found.gaps
    assert (gap.kind, gap.issue) == ("forum", "asylum")
    assert f"with a mandate for asylum. {way}" in gap.text


def test_each_capacity_gap_is_told_once_for_the_first_issue_that_has_it() -> None:
    given = case("asylum", "security", alone="yes", capacity="unequal", body_capacity="unable")
    given["issues"][1]["answers"] = {"capacity": "overstretched"}
    found = advised(given=given)
    assert [(gap.kind, gap.issue, gap.text.split(".")[0]) for gap in found.gaps] == [
        ("capacity", "asylum", "Capacity gap: no international body can carry this yet"),
        ("capacity", "security", "Capacity gap: the States concerned can hardly carry this"),
        ("capacity", "asylum", "Capacity gap: not all States concerned can carry this yet"),
    ]


def test_the_scope_sorts_issues_by_the_level_of_the_lead() -> None:
    bar = rule("bar", "not_achievable_above", "subregional", D, issue=["security"])
    found = advised(*LIFT, bar, given=case("asylum", "security", alone="no"))
    assert found.scope == Scope(Level.REGIONAL, ("asylum",), ("security",), (), ())
    turned = advised(*LIFT, bar, given=case("security", "asylum", alone="no"))
    assert turned.scope == Scope(Level.SUBREGIONAL, ("security",), (), ("security",), ("asylum",))


def test_one_forum_for_all_lifts_those_below_the_highest() -> None:
    found = advised(*LIFT).together
    assert isinstance(found, Together)
    assert (found.level, found.lifted) == (Level.REGIONAL, ("security",))
    assert "It would lift security from the bilateral level." in found.text
    assert at("regional").together is None


def test_issues_on_one_table_are_warned_of_being_lifted() -> None:
    asked = [*document()["questions"], question("breadth", "comprehensive", "single")]
    for breadth, rules in (("comprehensive", ["lifted-issue"]), ("single", [])):
        given = case("asylum", "security", alone="no", breadth=breadth)
        found = advised(*LIFT, questions=asked, given=given)
        assert [warning.rule for warning in found.warnings] == rules
    alike = case("asylum", "security", alone="no", breadth="comprehensive")
    assert at("regional", questions=asked, given=alike).warnings == ()


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [
        (["refugee_protection", "technical_assistance"], {"asylum", "capacity_building"}),
        (["emergency_relief"], {"humanitarian_emergency"}),
        (["development_funds"], {"migration_development"}),
        (["none"], set()),
        (None, set()),
    ],
)
def test_the_help_that_is_asked_for_is_sought_beside_the_table(
    answer: Any, wanted: set[str]
) -> None:
    kinds = (
        "emergency_relief",
        "refugee_protection",
        "technical_assistance",
        "development_funds",
        "none",
    )
    asked = [*document()["questions"], question("assistance", *kinds, several=True)]
    read = {"assistance": answer} if answer else {}
    looks = rule("looks", "warn", "any_issue", assistance=["none"])
    found = at("regional", looks, questions=asked, given=case("asylum", alone="no", **read))
    assert found.packages[0].need.help == wanted
