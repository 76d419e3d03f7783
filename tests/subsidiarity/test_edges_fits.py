"""Where do seats, strangers and doubt begin to count, and what do packages ask for beside seats?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.facts import Case
from decisions.subsidiarity.findings import READ_BY_CORE
from decisions.subsidiarity.ladder import Depth, Level
from decisions.subsidiarity.packages import fled
from decisions.subsidiarity.portfolio import OneForAll, asked_together
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.wire import read_case, write_recommendation

from .small_books import case, document, edition, forum, question, rule
from .small_parts import fitted, need

pytestmark = pytest.mark.core

ELEVEN = [f"S{number:02}" for number in range(11)]
NEAR = frozenset({"DE", "MA"})


@pytest.mark.parametrize(
    ("states", "uncertain", "doubtful"),
    [(10, 1, False), (9, 1, True), (11, 1, False), (11, 2, True), (2, 0, False)],
)
def test_one_seat_in_ten_may_be_in_doubt(states: int, uncertain: int, doubtful: bool) -> None:
    codes = ELEVEN[:states]
    asked = need(states=frozenset(codes))
    assert fitted(asked, members=codes, uncertain=codes[:uncertain]).doubtful_seats is doubtful


@pytest.mark.parametrize(("far", "strangers"), [(0, 0), (5, 0), (6, 1), (20, 1), (21, 2)])
def test_a_table_is_stranger_the_more_members_come_from_elsewhere(far: int, strangers: int) -> None:
    members = ["DE", "MA", *(f"X{number:02}" for number in range(far))]
    assert fitted(need(near=NEAR), members=members).strangers == strangers
    assert fitted(need(), members=members).strangers == 0


@pytest.mark.parametrize(("others", "hard"), [(10, False), (11, True)])
def test_a_doubtful_table_of_more_than_ten_others_is_hard_to_revive(
    others: int, hard: bool
) -> None:
    members = ["DE", "MA", *ELEVEN[:others]]
    assert fitted(members=members, status="uncertain").hard_to_revive is hard
    assert not fitted(members=members).hard_to_revive


def test_only_a_decider_is_spared_those_from_which_people_flee() -> None:
    asked = need(fled=frozenset({"MA"}), singly=frozenset({"MA", "DE"}))
    decider = {"kind": "supranational_body", "binding": "binding", "members": ["DE"]}
    assert fitted(asked, **decider).wanting == frozenset()
    assert fitted(asked, **decider).enough_seats
    assert fitted(asked, members=["DE"]).wanting == {"MA"}
    assert not fitted(asked, members=["DE"]).enough_seats


LIFT = rule("lift", "not_below", "regional", "decisive", alone=["no"])
TOPICS = ("asylum", "burden_sharing", "humanitarian_emergency", "security", "comprehensive_package")


def book(*rules: Any, fora: Any = (), level: str = "regional") -> Any:
    topic = document()["issues"][0]
    topics = [{**topic, "key": key, "label": key.title(), "group": key[:1]} for key in TOPICS]
    return edition({**LIFT, "value": level}, *rules, fora=fora, issues=topics)


def asked(*issues: str, **roles: list[str]) -> Case:
    rows = [{"state": code, "roles": held} for code, held in roles.items()]
    return read_case({**case(*issues, alone="no"), "states": rows}, book())


@pytest.mark.parametrize(
    ("issues", "roles", "states"),
    [
        (["asylum"], {"DE": ["receiving"], "MA": ["sending"]}, {"MA"}),
        (["burden_sharing"], {"DE": ["receiving"], "MA": ["sending"]}, {"MA"}),
        (["humanitarian_emergency"], {"DE": ["receiving"], "MA": ["sending"]}, {"MA"}),
        (["asylum", "security"], {"DE": ["receiving"], "MA": ["sending"]}, set()),
        (["security"], {"DE": ["receiving"], "MA": ["sending"]}, set()),
        (["asylum"], {"DE": ["receiving"], "MA": ["sending", "transit"]}, set()),
        (["asylum"], {"DE": [], "MA": ["receiving"]}, set()),
    ],
)
def test_states_of_origin_alone_are_spared_and_only_for_protection(
    issues: list[str], roles: dict[str, list[str]], states: set[str]
) -> None:
    assert fled(asked(*issues, **roles), tuple(issues)) == states
    found = recommend(asked(*issues, **roles), book())
    assert found.packages[0].need.fled == states


@pytest.mark.parametrize(
    ("level", "near"),
    [
        ("regional", {"DE", "FR", "MA", "TN"}),
        ("interregional", {"DE", "FR", "MA", "TN"}),
        ("global", set()),
    ],
)
def test_regions_matter_below_the_world(level: str, near: set[str]) -> None:
    made = book(level=level)
    found = recommend(read_case(case("asylum", alone="no"), made), made).packages[0].need
    assert found.near == near
    assert (found.regions["US"], found.regions["MA"]) == ("Americas", "Africa")


def test_the_whole_package_as_an_issue_asks_for_a_body_that_binds() -> None:
    made = book(fora=[forum(members=["DE", "MA"], mandate=list(TOPICS), mandate_core=list(TOPICS))])
    for issue, comprehensive in (("comprehensive_package", True), ("security", False)):
        found = recommend(read_case(case(issue, alone="no"), made), made).packages[0]
        assert (found.need.comprehensive, bool(found.match.uncovered)) == (
            comprehensive,
            comprehensive,
        )


def test_help_that_is_asked_for_is_a_question_that_matters_to_the_end() -> None:
    assert {
        "assistance", "body_capacity", "breadth", "capacity", "commitment", "competence", "urgency",
    } == READ_BY_CORE  # fmt: skip


def test_one_forum_for_all_asks_for_the_deepest_and_the_whole() -> None:
    """What the packages ask for apart is asked of one table together."""
    deep = rule("deep", "not_below", "standards", "decisive", issue=["security"])
    wide = rule("wide", "not_below", "global", "decisive", issue=["asylum"])
    talks = forum(
        id="talks",
        level="global",
        members=["DE", "MA"],
        mandate=list(TOPICS),
        mandate_core=list(TOPICS),
    )
    pact = {**talks, "id": "pact", "binding": "binding", "kind": "regional_organisation",
            "instruments": ["standards", "dialogue"], "members": ["DE", "MA", "US"]}  # fmt: skip
    made = book(deep, wide, fora=[talks, pact])

    def one(*issues: str) -> OneForAll:
        found = recommend(read_case(case(*issues, alone="no"), made), made).portfolio.one_for_all
        assert found
        return found

    shallow, deeper, whole = (
        one("asylum", "burden_sharing"),
        one("asylum", "security"),
        one("asylum", "comprehensive_package"),
    )
    assert shallow.forum and shallow.forum.id == "talks"
    assert deeper.forum and deeper.forum.id == "pact"
    assert whole.forum and whole.forum.id == "pact"
    assert (shallow.level, shallow.lifted) == (Level.GLOBAL, ("burden_sharing",))


def test_packages_and_the_portfolio_are_written_whole() -> None:
    table = forum(id="table", name="The Table", short_name="T", members=["DE", "MA"])
    far = forum(
        id="far",
        name="Far Away",
        short_name="F",
        members=["US"],
        mandate=["security"],
        mandate_core=[],
    )
    agency = forum(id="hands", name="Hands", short_name="H", kind="specialised_agency", level="global",
                   instruments=["operations"], members=["DE", "MA", "US"])  # fmt: skip
    made = book(fora=[table, far, agency])
    written = write_recommendation(
        recommend(read_case(case("asylum", "security", alone="no"), made), made)
    )
    package = written["packages"][0]
    assert [(each["forum"], each["chosen"], each["next"]) for each in package["fora"]] == [
        ("table", True, ["Bring the matter to its secretariat."]),
        ("hands", False, []),
    ]
    assert package["fora"][1]["reasons"] == [
        "It assists those who decide.",
        "It seats every State that is needed.",
        "It deals mainly with asylum.",
        "Its mandate does not cover security.",
    ]
    assert package["others"] == [
        {
            "forum": "far",
            "name": "Far Away",
            "role": "convenes",
            "for": ["It convenes: it brings the States together.", "It also deals with security.",
                    "It can reach exchange."],
            "against": ["2 States have no seat: Germany and Morocco.", "Its mandate does not cover asylum."],
        }
    ]  # fmt: skip
    assert package["new_forum"] == {
        "form": "consultation", "states": ["DE", "MA"], "issues": ["security"],
        "convener": None, "model": None, "prepare": None,
    }  # fmt: skip
    assert package["extend"] == {"forum": "table", "invite": [], "take_up": ["security"]}
    assert written["portfolio"] == {
        "fora": [{"forum": "table", "name": "The Table", "holds": [{"level": "regional", "issue": "asylum"}]}],
        "uncovered": [{"level": "regional", "issue": "security"}],
        "proof": "One table holds all that any table can hold.",
        "one_for_all": {"level": "regional", "forum": None, "lifted": []},
    }  # fmt: skip


def test_a_remedy_is_written_with_whoever_it_names() -> None:
    caller = forum(id="caller", kind="specialised_agency", level="global", instruments=["operations"],
                   members=["DE", "MA"])  # fmt: skip
    talks = forum(id="talks", members=["DE", "MA"])
    pact = forum(id="pact", kind="regional_organisation", binding="binding", members=["US"],
                 instruments=["standards", "dialogue"])  # fmt: skip
    form = rule("whole", "form", "comprehensive_negotiation", alone=["no"])
    made = book(form, fora=[caller, talks, pact])
    package = write_recommendation(recommend(read_case(case("asylum", alone="no"), made), made))[
        "packages"
    ][0]
    new = package["new_forum"]
    assert (new["convener"], new["model"], new["prepare"]) == ("caller", "pact", "talks")


COMMITMENT = ("none", "soft", "binding", "delegation")


@pytest.mark.parametrize(
    ("issue", "answer", "binds"),
    [
        ("security", "none", False),
        ("security", "soft", False),
        ("security", "binding", True),
        ("security", "delegation", True),
        ("security", None, True),
        ("comprehensive_package", "soft", True),
    ],
)
def test_a_package_of_soft_promises_needs_no_body_that_binds(
    issue: str, answer: str | None, binds: bool
) -> None:
    topic = document()["issues"][0]
    topics = [{**topic, "key": key} for key in TOPICS]
    asks = [*document()["questions"], question("commitment", *COMMITMENT)]
    looks = rule("looks", "warn", "any_issue", commitment=["none"])
    made = edition(LIFT, looks, issues=topics, questions=asks)
    given = {"commitment": answer} if answer else {}
    found = recommend(read_case(case(issue, alone="no", **given), made), made)
    assert found.packages[0].need.binds is binds


def test_a_book_that_never_asks_how_far_states_bind_themselves_takes_it_for_binding() -> None:
    found = recommend(asked("security", DE=["receiving"], MA=["sending"]), book())
    assert found.packages[0].need.binds


def test_where_only_soft_answers_exist_an_open_one_asks_for_nothing_that_binds() -> None:
    asks = [*document()["questions"], question("commitment", "none", "soft")]
    looks = rule("looks", "warn", "any_issue", commitment=["none"])
    made = edition(LIFT, looks, questions=asks)
    found = recommend(read_case(case("security", alone="no"), made), made)
    assert not found.packages[0].need.binds


def test_who_is_chosen_or_helps_is_written_without_what_comes_before_it() -> None:
    table = forum(id="table", members=["DE", "MA"])
    agency = forum(id="hands", kind="specialised_agency", level="global", instruments=["operations"],
                   members=["DE", "MA"])  # fmt: skip
    made = book(fora=[table, agency])
    written = write_recommendation(recommend(read_case(case("asylum", alone="no"), made), made))
    seats, field = "It seats every State that is needed.", "It deals mainly with asylum."
    assert [each["reasons"] for each in written["packages"][0]["fora"]] == [
        ["It convenes: it brings the States together.", seats, field, "It can reach exchange."],
        ["It assists those who decide.", seats, field],
    ]


def test_one_table_for_all_must_meet_what_any_package_asks_and_spares_whom_all_spare() -> None:
    plain, other = need(fled=frozenset({"DE", "MA"})), need(fled=frozenset({"MA"}))
    got = asked_together(plain, [plain, other], ("asylum",))
    assert (got.issues, got.fled) == (("asylum",), {"MA"})
    assert not (got.comprehensive or got.binds or got.crisis)
    for key in ("comprehensive", "binds", "crisis"):
        assert getattr(asked_together(plain, [plain, need(**{key: True})], ("asylum",)), key), key
    deep = need(depth=Depth.OPERATIONS, kin=frozenset({"travel"}))
    assert asked_together(plain, [plain, deep], ()).depth is Depth.OPERATIONS
    assert asked_together(plain, [plain, deep], ()).kin == {"travel"}
