"""Does the smallest table win that seats the States, holds the issues and goes deep enough?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.fits import Fit, fit
from decisions.subsidiarity.fora import Need
from decisions.subsidiarity.forum_reasons import listed, merits, objections
from decisions.subsidiarity.ladder import Depth, Level
from decisions.subsidiarity.matching import match
from decisions.subsidiarity.recommend import Recommendation, recommend
from decisions.subsidiarity.wire import read_case

from .conftest import Advise
from .small_books import case, edition, forum, rule

pytestmark = pytest.mark.core

REGIONAL = rule("lift", "not_below", "regional", "decisive", alone=["no"])
BILATERAL = rule("lift", "not_below", "bilateral", "decisive", alone=["no"])
NORTH_SOUTH = ["DE", "FR", "MA", "TN"]


def advised(
    *fora: Any, states: str = "DE MA", lift: Any = REGIONAL, **answers: Any
) -> Recommendation:
    made = edition(lift, fora=fora)
    return recommend(read_case(case(states=states, alone="no", **answers), made), made)


def ranked(found: Recommendation) -> list[str]:
    return [fit.forum.id for fit in found.packages[0].match.fits]


def fitted(entry: Any, need: Need) -> Fit:
    return fit(edition(fora=[entry]).fora[0], need)


def need(**changes: Any) -> Need:
    plain: dict[str, Any] = {
        "level": Level.REGIONAL,
        "depth": Depth.COORDINATION,
        "issues": ("asylum",),
        "states": frozenset({"DE", "MA"}),
    }
    return Need(**{**plain, **changes})


def test_the_smallest_table_that_does_the_job_comes_first() -> None:
    found = advised(
        forum(id="large", members=[*NORTH_SOUTH, "US"]), forum(id="small", members=["DE", "MA"])
    )
    assert ranked(found) == ["small", "large"]


@pytest.mark.parametrize(
    ("worse", "against"),
    [
        ({"members": ["DE"]}, "One State has no seat: Morocco."),
        ({"mandate": ["asylum"], "mandate_core": []}, None),
        ({"status": "uncertain", "members": NORTH_SOUTH}, "Whether it still works is in doubt."),
    ],
)
def test_fewer_seats_a_weaker_mandate_or_doubt_come_after(
    worse: dict[str, Any], against: str | None
) -> None:
    found = advised(forum(id="a-worse", **{"members": ["DE", "MA"], **worse}),
                    forum(id="b-better", members=["DE", "MA"]))  # fmt: skip
    assert ranked(found)[0] == "b-better"
    weaker = next(f for f in found.packages[0].match.fits if f.forum.id == "a-worse")
    if against:
        assert against in list(objections(weaker, found.edition.names))


@pytest.mark.parametrize("status", ["ended", "succeeded", "dormant"])
def test_what_is_closed_is_never_recommended_and_says_why(status: str) -> None:
    closed = forum(members=["DE", "MA"], status=status)
    assert ranked(advised(closed)) == []
    assert any("It cannot be used" in reason for reason in objections(fitted(closed, need()), {}))


def test_doubtful_and_suspended_membership_is_unknown_and_low_confidence_excludes_nobody() -> None:
    doubtful = forum(members=["DE", "MA"], uncertain=["MA"])
    suspended = forum(members=["DE", "MA"], suspended=["MA"])
    from_memory = forum(members=["DE"], membership_confidence="low")
    for entry, words in (
        (doubtful, "Membership is not certain for Morocco."),
        (suspended, "Suspended at present: Morocco."),
        (from_memory, "Membership is not certain for Morocco."),
    ):
        found = fitted(entry, need())
        assert (found.seated, found.missing, found.unknown) == (("DE",), (), ("MA",))
        assert words in list(objections(found, {"MA": "Morocco"}))


def test_one_missing_in_ten_still_seats_the_states_and_is_named() -> None:
    states = frozenset(f"S{number}" for number in range(10))
    nearly = fitted(forum(members=sorted(states)[:9]), need(states=states))
    assert nearly.enough_seats
    assert nearly.missing == ("S9",)
    assert not fitted(forum(members=sorted(states)[:8]), need(states=states)).enough_seats


def test_no_table_for_an_issue_is_a_forum_gap_with_whom_to_invite() -> None:
    found = advised(forum(members=["DE", "FR", "TN"]), states="DE FR MA")
    assert [gap.text for gap in found.gaps] == [
        "Forum gap: no forum at the regional level seats these States with a mandate for asylum."
        " Extend the T by inviting Morocco, or set up a new table: a consultation (A.1 §3)."
    ]
    assert found.headline.endswith("no forum is ready for it yet.")


def test_a_gap_with_nothing_near_says_that_it_takes_a_new_table() -> None:
    found = advised(forum(members=["US"]))
    assert "It takes a new table: a consultation" in found.gaps[0].text
    assert found.packages[0].match.uncovered == ("asylum",)


@pytest.mark.parametrize(
    ("entry", "role"),
    [
        ({"kind": "supranational_body", "binding": "binding"}, "decides"),
        ({"kind": "bilateral_format_template", "binding": "binding", "is_template": True}, "decides"),
        ({"kind": "regional_organisation", "binding": "binding", "instruments": ["standards"]}, "decides"),
        ({"kind": "regional_organisation", "binding": "binding", "scope": "specialised", "instruments": ["standards"]}, "standard_setter"),
        ({"kind": "regional_organisation", "binding": "soft_law", "instruments": ["standards"]}, "standard_setter"),
        ({"kind": "specialised_agency", "binding": "soft_law", "instruments": ["standards"]}, "standard_setter"),
        ({"kind": "specialised_agency", "instruments": ["training"]}, "assists"),
        ({"kind": "specialised_agency", "instruments": ["data", "dialogue"]}, "informs"),
        ({"kind": "regional_consultative_process", "instruments": ["dialogue", "funds"]}, "convenes"),
        ({"kind": "regional_organisation", "instruments": ["funds"]}, "assists"),
        ({"kind": "research_network", "instruments": ["data", "funds"]}, "informs"),
        ({"kind": "supranational_body", "binding": "binding", "mandate_core": []}, "convenes"),
        ({"kind": "bilateral_format_template", "is_template": True, "instruments": ["funds"]}, "convenes"),
        ({"mandate": [], "mandate_core": []}, None),
    ],
)  # fmt: skip
def test_roles_follow_from_kind_instruments_and_mandate(
    entry: dict[str, Any], role: str | None
) -> None:
    assert fitted(forum(**entry), need()).role == role


def test_an_agency_that_sets_standards_only_assists_where_hands_are_needed() -> None:
    agency = forum(kind="specialised_agency", binding="soft_law",
                   instruments=["standards", "operations"])  # fmt: skip
    assert fitted(agency, need(depth=Depth.STANDARDS)).role == "standard_setter"
    assert fitted(agency, need(depth=Depth.OPERATIONS)).role == "assists"


@pytest.mark.parametrize(
    ("entry", "depth"),
    [
        ({"binding": "consultative_only", "instruments": ["operations"]}, Depth.COORDINATION),
        ({"binding": "soft_law", "instruments": ["dialogue"]}, Depth.COORDINATION),
        ({"binding": "soft_law", "instruments": ["standards"]}, Depth.STANDARDS),
        ({"binding": "binding", "instruments": ["operations", "standards"]}, Depth.OPERATIONS),
        ({"kind": "supranational_body", "binding": "binding"}, Depth.DELEGATION),
    ],
)
def test_depth_follows_from_instruments_and_binding(entry: dict[str, Any], depth: Depth) -> None:
    made = edition(fora=[forum(**entry)]).fora[0]
    assert made.depth is depth
    shallow = fitted(forum(**entry), need(depth=Depth.DELEGATION))
    said = [reason for reason in objections(shallow, {}) if reason.startswith("It reaches")]
    assert bool(said) == (
        depth < Depth.DELEGATION and shallow.role in ("decides", "standard_setter", "convenes")
    )


def test_bodies_that_assist_stand_beside_the_table_in_their_role() -> None:
    agency = forum(id="hands", kind="specialised_agency", level="global",
                   instruments=["operations"], members=["DE", "MA"])  # fmt: skip
    found = advised(forum(members=["DE", "MA"]), agency)
    assert [(f.forum.id, f.role) for f in found.packages[0].match.fits] == [
        ("table", "convenes"),
        ("hands", "assists"),
    ]


def test_a_wider_or_narrower_table_is_refused_with_its_reason() -> None:
    wide = fitted(forum(level="global", members=["DE", "MA"]), need())
    narrow = fitted(forum(level="regional", members=["DE", "MA"]), need(level=Level.GLOBAL))
    assert "Its table is wider than the matter needs." in list(objections(wide, {}))
    assert "Its table is narrower than the matter needs." in list(objections(narrow, {}))
    assert not wide.table
    assert not narrow.table


def test_a_forum_without_mandate_has_no_role_and_only_its_seats_speak_for_it() -> None:
    stranger = fitted(forum(mandate=[], mandate_core=[], members=["DE", "MA"]), need())
    assert list(merits(stranger, {})) == ["It seats every State that is needed."]


def test_a_package_needs_a_comprehensive_scope() -> None:
    narrow = fitted(forum(scope="limited", members=["DE", "MA"]), need(comprehensive=True))
    assert "Its scope is too narrow for a package." in list(objections(narrow, {}))


def test_a_form_between_a_union_and_a_state_is_refused_to_two_states() -> None:
    form = forum(kind="bilateral_format_template", level="bilateral", is_template=True,
                 needs_bloc=True, members=[])  # fmt: skip
    alone = fitted(form, need(level=Level.BILATERAL))
    assert not alone.table
    assert "Here is no union that could make it." in list(objections(alone, {}))
    assert fitted(form, need(level=Level.BILATERAL, bloc=True)).table
    assert "It is made between a union and a State." in list(merits(alone, {}))


def union_book() -> Edition:
    union = forum(id="union", kind="supranational_body", members=["DE", "FR"])
    template = forum(id="form", kind="bilateral_format_template", level="bilateral",
                     is_template=True, members=[])  # fmt: skip
    return edition(BILATERAL, fora=[union, template])


@pytest.mark.parametrize(
    ("answers", "pairs"),
    [
        ({"competence": "transferred"}, (("members_of:union", "MA"),)),
        ({"competence": "states"}, (("DE", "FR"), ("DE", "MA"))),
        ({}, (("DE", "FR"), ("DE", "MA"))),
    ],
)
def test_a_union_that_holds_the_power_is_one_of_two_parties(
    answers: dict[str, str], pairs: tuple[tuple[str, str], ...]
) -> None:
    made = union_book()
    found = recommend(read_case(case(states="DE FR MA", alone="no", **answers), made), made)
    assert found.packages[0].pairs == pairs


def test_a_single_member_of_a_union_remains_a_party_by_itself() -> None:
    made = union_book()
    answers = case(states="DE MA", alone="no", competence="shared")
    assert recommend(read_case(answers, made), made).packages[0].pairs == (("DE", "MA"),)


def test_two_states_of_one_role_are_a_pair_and_three_are_none() -> None:
    made = union_book()
    document = case(states="DE FR", alone="no")
    for row in document["states"]:
        row["roles"] = ["receiving"]
    assert recommend(read_case(document, made), made).packages[0].pairs == (("DE", "FR"),)
    document["states"].append({"state": "US", "roles": ["receiving"]})
    assert recommend(read_case(document, made), made).packages[0].pairs == ()


def test_long_lists_of_names_are_cut_and_names_with_commas_are_parted_clearly() -> None:
    assert listed(["a"], {}) == "a"
    assert listed(["a", "b", "c"], {}) == "a, b and c"
    assert listed(["a", "b"], {"a": "bread and butter"}) == "bread and butter, and b"
    assert listed([str(n) for n in range(15)], {}).endswith("11 and 3 more")


def test_every_issue_finds_its_table_even_if_no_single_one_holds_all() -> None:
    both = [forum(id="one", members=["DE", "MA"]),
            forum(id="two", members=["DE", "MA"], mandate=["security"], mandate_core=["security"])]  # fmt: skip
    made = edition(fora=both).fora
    found = match(made, need(issues=("asylum", "security")))
    assert {each.forum.id for each in found.fits} == {"one", "two"}
    assert found.uncovered == ()


def test_western_mediterranean_states_are_sent_to_the_five_plus_five(advise: Advise) -> None:
    rows = [{"state": code, "roles": ["receiving"]} for code in ("ES", "FR", "IT", "MT", "PT")]
    rows += [{"state": code, "roles": ["sending"]} for code in ("DZ", "LY", "MA", "MR", "TN")]
    found = advise(
        "irregular_migration", states=rows, reach="corridor", extent="whole_state", solo="no",
        pair="partly", spillover="some", commitment="soft",
    )  # fmt: skip
    assert found.packages[0].match.fits[0].forum.id == "five-plus-five"
    assert found.headline.endswith(
        "start in the 5+5 Dialogue on Migration in the Western Mediterranean."
    )
