"""Are level and depth, the three gaps, the two tracks and the packages kept apart?

Golden cases: a sentence, the answers, and what must follow.
"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.ladder import Depth, Level
from decisions.subsidiarity.recommend import Recommendation, recommend
from decisions.subsidiarity.wire import read_case

from .conftest import Advise

pytestmark = pytest.mark.core

ROUTE = {"reach": "corridor", "extent": "whole_state", "solo": "no", "pair": "no"}
LOOSE = {**ROUTE, "solo": "partly", "pair": "partly"}
PAIR = {"reach": "two_states", "extent": "whole_state", "solo": "partly", "pair": "yes"}
WORLD = {**LOOSE, "reach": "worldwide"}
EVERYBODY = [{"all_states": True, "roles": ["receiving", "sending"]}]
EU = {"members_of": "eu", "roles": ["receiving"]}
TURKEY = {"state": "TR", "roles": ["sending"]}
MEDITERRANEAN = "ES MA DZ"
CENTRAL_AMERICA = "MX GT HN SV"


def kinds(found: Recommendation) -> list[str]:
    return sorted(gap.kind for gap in found.gaps)


def texts(found: Recommendation, kind: str) -> list[str]:
    return [gap.text for gap in found.gaps if gap.kind == kind]


def tracks(found: Recommendation) -> list[tuple[str, Level]]:
    return [(track.when, track.level) for track in found.tracks]


def packages(found: Recommendation) -> dict[Level, tuple[str, ...]]:
    return {package.level: package.issues for package in found.packages}


def rows(*words: str) -> list[dict[str, Any]]:
    """ "DE:receiving" or, where roles are open, "DE"."""
    parts = [each.partition(":") for each in words]
    return [{"state": code, "roles": roles.split("+") if roles else []} for code, _, roles in parts]


def advised(
    edition: Edition, states: list[dict[str, Any]], issues: dict[str, Any], **answers: Any
) -> Recommendation:
    """A case whose issues have answers of their own."""
    listed = [{"issue": issue, "answers": own} for issue, own in issues.items()]
    document = {"states": states, "answers": answers, "issues": listed}
    return recommend(read_case(document, edition), edition)


# Two scales: how many sit at the table, and how much they share.


def test_two_states_that_run_a_joint_border_post_go_deep_and_stay_narrow(advise: Advise) -> None:
    found = advise("border_management", states="FR IT", **{**PAIR, "solo": "no"},
                   pooled_resources="yes", sovereignty="medium", commitment="binding")  # fmt: skip
    assert (found.level, found.depth) == (Level.BILATERAL, Depth.OPERATIONS)
    assert found.packages[0].match.fits[0].forum.id == "tpl-border-police"
    assert not found.gaps


def test_a_joint_post_for_a_border_strip_goes_as_deep_on_a_lower_rung(advise: Advise) -> None:
    found = advise("border_management", states="FR DE", **{**PAIR, "solo": "no"} | {"extent": "border_area"},
                   pooled_resources="yes", sovereignty="medium", commitment="binding")  # fmt: skip
    assert (found.level, found.depth) == (Level.SUBREGIONAL, Depth.OPERATIONS)


@pytest.mark.parametrize("commitment", ["none", "soft", "binding", "delegation"])
def test_figures_that_all_the_world_compares_go_wide_and_stay_shallow(
    advise: Advise, commitment: str
) -> None:
    """However far States would bind themselves: the lightest form that reaches the aim."""
    found = advise("data_analysis", states=EVERYBODY, **WORLD, common_standards="no",
                   commitment=commitment)  # fmt: skip
    assert (found.level, found.depth) == (Level.GLOBAL, Depth.COORDINATION)


def test_a_union_that_decides_is_deep_and_not_wide(advise: Advise) -> None:
    found = advise("asylum", states=[EU], **{**ROUTE, "reach": "region"},
                   competence="transferred", commitment="delegation")  # fmt: skip
    assert (found.level, found.depth) == (Level.REGIONAL, Depth.DELEGATION)
    best = found.packages[0].match.fits[0]
    assert (best.forum.id, best.role) == ("eu", "decides")


@pytest.mark.parametrize(
    ("reach", "level"),
    [
        ("region", Level.REGIONAL),
        ("several_regions", Level.INTERREGIONAL),
        ("worldwide", Level.GLOBAL),
    ],
)
def test_a_wider_table_is_not_a_deeper_one(advise: Advise, reach: str, level: Level) -> None:
    found = advise("trafficking", states=MEDITERRANEAN, **{**LOOSE, "reach": reach},
                   common_standards="yes")  # fmt: skip
    assert (found.level, found.depth) == (level, Depth.STANDARDS)


@pytest.mark.parametrize(
    ("need", "depth"),
    [
        ({}, Depth.COORDINATION),
        ({"common_standards": "yes"}, Depth.STANDARDS),
        ({"pooled_resources": "yes"}, Depth.OPERATIONS),
        ({"competence": "transferred"}, Depth.COORDINATION),
    ],
)
def test_a_deeper_need_is_not_a_wider_one(
    advise: Advise, need: dict[str, str], depth: Depth
) -> None:
    found = advise("burden_sharing", **PAIR, **need)
    assert (found.level, found.depth) == (Level.BILATERAL, depth)


def test_the_headline_names_both_scales(advise: Advise) -> None:
    deep = advise("border_management", states="FR IT", **PAIR, pooled_resources="yes")
    wide = advise("trafficking", states=EVERYBODY, **WORLD)
    assert deep.headline.startswith("Bilateral level so far, by operations in an agreement:")
    assert wide.headline.startswith("Global level so far, by coordination:")


def test_a_refused_table_is_no_refusal_to_be_bound(advise: Advise) -> None:
    """`table_limit` is willingness on level, `commitment` willingness on depth."""
    need = {**ROUTE, "pooled_resources": "yes"}
    narrow = advise("smuggling", states=MEDITERRANEAN, **need, table_limit="pair")
    shallow = advise("smuggling", states=MEDITERRANEAN, **need, commitment="none")
    assert (narrow.level, narrow.depth) == (Level.BILATERAL, Depth.OPERATIONS)
    assert (shallow.level, shallow.depth) == (Level.REGIONAL, Depth.COORDINATION)


# Three gaps, each alone and all together.


@pytest.mark.parametrize(
    ("issue", "states", "answers", "kind", "advice"),
    [
        ("smuggling", MEDITERRANEAN, {"table_limit": "pair"}, "willingness", "accept at most the bilateral level"),
        ("selection_criteria", CENTRAL_AMERICA, {}, "forum", "a mandate for selection criteria"),
        ("smuggling", MEDITERRANEAN, {"capacity": "overstretched"}, "capacity", "Plan help"),
        ("smuggling", MEDITERRANEAN, {"body_capacity": "unable"}, "capacity", "through a specialised body first"),
    ],
    ids=["willingness", "forum", "capacity of States", "capacity of bodies"],
)  # fmt: skip
def test_each_gap_comes_alone_with_its_own_advice(
    advise: Advise, issue: str, states: str, answers: dict[str, str], kind: str, advice: str
) -> None:
    found = advise(issue, states=states, **ROUTE, **answers)
    assert kinds(found) == [kind]
    assert advice in found.gaps[0].text


EQUALITY: dict[str, Any] = {**ROUTE, "table_limit": "pair", "capacity": "unequal",
                            "body_capacity": "partly"}  # fmt: skip


def test_the_three_gaps_come_together_and_none_hides_another(advise: Advise) -> None:
    """No usual form between two is made for equal treatment, and two is all that is accepted."""
    found = advise("anti_discrimination", **EQUALITY)
    assert kinds(found) == ["capacity", "capacity", "forum", "willingness"]
    assert len({gap.text for gap in found.gaps}) == 4
    assert found.level is Level.BILATERAL
    assert tracks(found) == [("now", Level.BILATERAL), ("prepare", Level.REGIONAL)]


@pytest.mark.parametrize(
    ("mended", "left"),
    [
        ({"capacity": "able"}, ["capacity", "forum", "willingness"]),
        ({"body_capacity": "able"}, ["capacity", "forum", "willingness"]),
        ({"capacity": "able", "body_capacity": "able"}, ["forum", "willingness"]),
        ({"table_limit": "region"}, ["capacity", "capacity"]),
    ],
)
def test_who_mends_one_gap_still_has_the_others(
    advise: Advise, mended: dict[str, str], left: list[str]
) -> None:
    """In the region, the Council of Europe seats both with a mandate for equal treatment."""
    assert kinds(advise("anti_discrimination", **{**EQUALITY, **mended})) == left


def test_a_gap_of_capacity_or_forum_opens_no_second_track(advise: Advise) -> None:
    """Two tracks are for what States will not do, not for what they cannot do yet."""
    found = advise("selection_criteria", states=CENTRAL_AMERICA, **ROUTE, capacity="overstretched",
                   body_capacity="unable")  # fmt: skip
    assert kinds(found) == ["capacity", "capacity", "forum"]
    assert tracks(found) == []


def test_a_forum_gap_names_only_the_issue_that_has_no_table(advise: Advise) -> None:
    found = advise("trafficking", "selection_criteria", states=CENTRAL_AMERICA, **ROUTE)
    (gap,) = found.gaps
    assert (gap.kind, gap.issue) == ("forum", "selection_criteria")
    assert "trafficking" not in gap.text
    assert found.packages[0].match.fits[0].forum.id == "rcm"


def test_a_state_that_refuses_one_issue_makes_a_gap_on_that_issue(edition: Edition) -> None:
    states = rows("ES:receiving", "MA:sending", "DZ:transit")
    issues = {"trafficking": {}, "smuggling": {"table_limit": "pair"}}
    found = advised(edition, states, issues, **ROUTE)
    assert [(gap.kind, gap.issue) for gap in found.gaps] == [("willingness", "smuggling")]
    assert packages(found) == {Level.REGIONAL: ("trafficking",), Level.BILATERAL: ("smuggling",)}


# Two tracks, and open talks before both.


@pytest.mark.parametrize(
    ("issues", "answers"),
    [
        (["smuggling"], {"interest": "common"}),
        (["smuggling"], {"interest": "overlapping", "hidden": "no"}),
        (["smuggling", "trafficking"], {"table_limit": "no_limit"}),
    ],
)
def test_without_gap_tension_or_hard_interests_there_is_one_way_only(
    advise: Advise, issues: list[str], answers: dict[str, str]
) -> None:
    assert tracks(advise(*issues, states=MEDITERRANEAN, **ROUTE, **answers)) == []


@pytest.mark.parametrize(
    ("issue", "answers"),
    [
        ("smuggling", {**ROUTE, "table_limit": "pair", "interest": "diverging"}),
        ("smuggling", {**ROUTE, "table_limit": "pair", "interest": "overlapping", "hidden": "yes"}),
        ("temporary_labour", {**LOOSE, "interest": "conflicting"}),
    ],
    ids=["gap and hard", "gap and hidden", "tension and hard"],
)
def test_open_talks_come_before_what_is_agreed_now_and_prepared_for_later(
    advise: Advise, issue: str, answers: dict[str, str]
) -> None:
    assert tracks(advise(issue, states=MEDITERRANEAN, **answers)) == [
        ("first", Level.BILATERAL),
        ("now", Level.BILATERAL),
        ("prepare", Level.REGIONAL),
    ]


def test_issues_with_the_same_gap_share_their_tracks(advise: Advise) -> None:
    found = advise("smuggling", "trafficking", states=MEDITERRANEAN, **ROUTE, table_limit="pair")
    assert kinds(found) == ["willingness", "willingness"]
    assert tracks(found) == [("now", Level.BILATERAL), ("prepare", Level.REGIONAL)]
    for track in found.tracks:
        assert "smuggling of migrants" in track.text
        assert "trafficking in persons" in track.text


def test_a_gap_and_a_tension_in_one_case_keep_tracks_of_their_own(edition: Edition) -> None:
    """A gap says what would close it; a tension says what to discuss up there."""
    states = rows("ES:receiving", "MA:sending", "DZ:transit")
    issues = {"smuggling": {"pair": "no", "table_limit": "pair"}, "temporary_labour": {}}
    found = advised(edition, states, issues, **LOOSE)
    assert kinds(found) == ["willingness"]
    assert tracks(found) == [("now", Level.BILATERAL)] * 2 + [("prepare", Level.REGIONAL)] * 2
    gap, tension = [track.text for track in found.tracks if track.when == "prepare"]
    assert "It opens once this no longer holds" in gap
    assert "Discuss principles for temporary labour migration" in tension


def test_what_one_state_settles_alone_needs_no_talks_with_others(advise: Advise) -> None:
    found = advise("integration", states="DE", **{**PAIR, "solo": "yes"}, interest="conflicting")
    assert found.level is Level.LOCAL
    assert tracks(found) == []


# Packages: issues of one level between the same States.


def test_issues_of_one_level_travel_together_and_others_apart(advise: Advise) -> None:
    issues = ("temporary_labour", "asylum", "irregular_migration", "admission_quotas")
    found = advise(*issues, states=MEDITERRANEAN, **LOOSE)
    assert packages(found) == {
        Level.BILATERAL: ("temporary_labour", "admission_quotas"),
        Level.REGIONAL: ("asylum", "irregular_migration"),
    }
    assert {package.states for package in found.packages} == {("DZ", "ES", "MA")}


def test_a_package_goes_as_deep_as_its_deepest_issue(edition: Edition) -> None:
    states = rows("ES:receiving", "MA:sending", "DZ:transit")
    issues = {"smuggling": {"common_standards": "yes"}, "trafficking": {}}
    found = advised(edition, states, issues, **ROUTE)
    (package,) = found.packages
    assert [advice.finding.depth for advice in found.issues] == [
        Depth.STANDARDS,
        Depth.COORDINATION,
    ]
    assert package.depth is Depth.STANDARDS


@pytest.mark.parametrize(
    ("states", "pairs"),
    [
        ("DE:receiving FR:receiving TR:sending MA:sending", "DE-TR DE-MA FR-TR FR-MA"),
        ("DE:receiving TR:sending MA:transit", "DE-TR DE-MA"),
        ("DE:receiving TR:sending+receiving MA:sending", "DE-TR DE-MA TR-MA"),
        ("DE:receiving+sending", ""),
        ("DE:receiving FR:receiving TR:sending", "DE-TR FR-TR"),
        ("TR:sending MA:transit SY:sending", ""),
        ("DE TR", "DE-TR"),
        ("DE TR MA", ""),
    ],
)
def test_a_two_party_package_lists_who_has_to_agree_with_whom(
    edition: Edition, states: str, pairs: str
) -> None:
    """Each receiving party with each sending or transit party; nobody with itself."""
    found = advised(edition, rows(*states.split()), {"temporary_labour": {}}, **PAIR)
    assert found.level is Level.BILATERAL
    assert ["-".join(pair) for pair in found.packages[0].pairs] == pairs.split()


def test_two_states_that_both_send_and_receive_are_one_pair(edition: Edition) -> None:
    both = rows("DE:receiving+sending", "FR:sending+receiving")
    (pair,) = advised(edition, both, {"temporary_labour": {}}, **PAIR).packages[0].pairs
    assert set(pair) == {"DE", "FR"}


def test_a_union_and_a_state_are_two_parties_however_many_members(edition: Edition) -> None:
    found = advised(edition, [EU, TURKEY], {"readmission_own": {}}, **PAIR)
    (package,) = found.packages
    assert len(package.states) == 28
    assert (found.level, package.form) == (Level.BILATERAL, "agreement")
    assert package.pairs == (("members_of:eu", "TR"),)


@pytest.mark.parametrize(("competence", "pairs"), [("states", 27), ("shared", 1), ("transferred", 1)])  # fmt: skip
def test_members_named_one_by_one_sign_each_or_as_their_union(
    edition: Edition, competence: str, pairs: int
) -> None:
    members = next(forum.members for forum in edition.fora if forum.id == "eu")
    states = [*rows(*(f"{code}:receiving" for code in sorted(members))), TURKEY]
    found = advised(edition, states, {"readmission_own": {}}, **PAIR, competence=competence)
    assert found.level is Level.BILATERAL
    assert len(found.packages[0].pairs) == pairs


def test_members_of_a_union_that_is_not_whole_in_the_case_sign_each(advise: Advise) -> None:
    """Two members are not the union: it has to be checked who must sign, and we do not guess."""
    found = advise("readmission_own", states=rows("DE:receiving", "FR:receiving", "TR:sending"),
                   **PAIR, competence="shared")  # fmt: skip
    assert found.packages[0].pairs == (("DE", "TR"), ("FR", "TR"))
    assert "competence-shared" in {warning.rule for warning in found.warnings}


def test_a_border_strip_lists_no_capitals_as_a_pair(advise: Advise) -> None:
    found = advise("border_management", states="FR DE", **PAIR | {"extent": "border_area"},
                   sovereignty="low")  # fmt: skip
    assert found.level is Level.SUBREGIONAL
    assert found.packages[0].pairs == ()


def test_what_stays_local_asks_for_no_forum_and_lacks_none(advise: Advise) -> None:
    found = advise("integration", states=CENTRAL_AMERICA, **{**PAIR, "solo": "yes"})
    (package,) = found.packages
    assert (package.level, package.pairs, package.match.fits) == (Level.LOCAL, (), ())
    assert kinds(found) == []


def test_a_local_issue_beside_a_regional_one_keeps_out_of_its_table(edition: Edition) -> None:
    states = rows("ES:receiving", "MA:sending", "DZ:transit")
    issues = {"integration": {"solo": "yes", "pair": "yes"}, "irregular_migration": {}}
    found = advised(edition, states, issues, **ROUTE)
    assert found.level is Level.LOCAL
    assert packages(found) == {Level.LOCAL: ("integration",), Level.REGIONAL: ("irregular_migration",)}  # fmt: skip
    local, regional = found.packages
    assert local.match.fits == ()
    assert regional.match.fits[0].forum.id == "five-plus-five"
