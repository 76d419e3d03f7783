"""What does the headline say first, which tracks come when, and what does the plain reading keep?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.ladder import Level
from decisions.subsidiarity.recommend import Recommendation, first_step, outcomes, recommend
from decisions.subsidiarity.wire import read_case

from .small_books import case, document, edition, forum, question, rule

pytestmark = pytest.mark.core

D = "decisive"
FLOOR, CAP, BAR = "not_below", "not_needed_above", "not_achievable_above"


def advised(*rules: Any, given: Any = None, **changes: Any) -> Recommendation:
    made = edition(*rules, **changes)
    return recommend(read_case(given or case(alone="no"), made), made)


def at(level: str, **changes: Any) -> Recommendation:
    return advised(rule("lift", FLOOR, level, D, alone=["no"]), **changes)


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "nothing asks for more"),
        ([(CAP, "local")], "the rule r0"),
        ([(CAP, "bilateral")], "nothing asks for more"),
        ([(CAP, "local"), (BAR, "local")], "the rule r1"),
        ([(BAR, "local"), (CAP, "local")], "the rule r0"),
        ([(CAP, "local"), (CAP, "local")], "the rule r0"),
    ],
)
def test_a_local_headline_says_what_holds_it(rows: list[Any], why: str) -> None:
    rules = [rule(f"r{number}", *row, alone=["no"]) for number, row in enumerate(rows)]
    assert advised(*rules).headline == f"Local level: {why}."


def test_a_local_headline_is_for_now_under_a_gap_and_so_far_while_it_may_rise() -> None:
    need = rule("need", FLOOR, "regional", D, alone=["no"])
    will = rule("will", BAR, "local", D, alone=["no"])
    assert advised(need, will).headline == "Local level for now: the rule will."
    rise = rule("rise", FLOOR, "regional", D, wide=["yes"])
    assert advised(rise).headline == "Local level so far: nothing that is known asks for more."


TEMPLATE: dict[str, Any] = {
    "kind": "bilateral_format_template",
    "level": "bilateral",
    "is_template": True,
    "members": [],
}
STEPS: list[tuple[str, dict[str, Any], str]] = [
    ("regional", {"members": ["DE", "MA"]}, "start in the Table"),
    ("regional", {"members": ["DE"]}, "no forum is ready for it yet"),
    ("regional", {"members": ["DE", "MA"], "mandate": ["x"], "mandate_core": ["x"]}, "no forum is ready for it yet"),
    ("regional", {"members": ["DE", "MA"], "instruments": ["data"]}, "no forum is ready for it yet"),
    ("bilateral", {"level": "regional"}, "draft an agreement of your own"),
    ("bilateral", {**TEMPLATE, "name": "Labour agreement"}, "start with a labour agreement"),
    ("bilateral", {**TEMPLATE, "name": "Police cooperation"}, "start with police cooperation"),
    ("bilateral", {**TEMPLATE, "name": "Joint patrols"}, "start with joint patrols"),
    ("bilateral", {**TEMPLATE, "name": "State visit"}, "start with a State visit"),
]  # fmt: skip


@pytest.mark.parametrize(("level", "entry", "step"), STEPS)
def test_the_first_step_is_to_a_table_that_is_ready(
    level: str, entry: dict[str, Any], step: str
) -> None:
    found = at(level, fora=[forum(**entry)])
    assert first_step(found.packages[0], "asylum", {}) == step
    assert found.headline.endswith(f": {step}.")


def test_a_headline_without_a_table_names_the_issue_if_there_are_others() -> None:
    lift = rule("lift", "not_below", "regional", "decisive", alone=["no"])
    made = edition(lift, fora=[forum(members=["DE", "MA"], mandate=["security"], mandate_core=[])])
    both = recommend(read_case(case("asylum", "security", alone="no"), made), made)
    assert both.headline.endswith("no forum is ready for asylum yet.")
    one = recommend(read_case(case("asylum", alone="no"), made), made)
    assert one.headline.endswith("no forum is ready for it yet.")


@pytest.mark.parametrize(
    ("level", "begins"),
    [
        ("subregional", "Cross-border area, by exchange in an agreement: "),
        ("bilateral", "Bilateral level, by exchange in an agreement: "),
        ("regional", "Regional level, by exchange: "),
        ("global", "Global level, by exchange: "),
    ],
)
def test_a_headline_begins_with_level_depth_and_form(level: str, begins: str) -> None:
    assert at(level).headline.startswith(begins)


def test_the_headline_speaks_of_the_package_of_the_lead() -> None:
    rules = [
        rule("one", FLOOR, "regional", D, issue=["security"]),
        rule("two", FLOOR, "global", D, issue=["asylum"]),
        rule("body", "form", "limited_body", issue=["security"]),
    ]
    world = forum(id="world", name="World", level="global", members=["DE", "MA"])
    found = advised(*rules, given=case("asylum", "security"), fora=[world])
    assert found.headline == "Global level, by exchange: start in the World."
    turned = advised(*rules, given=case("security", "asylum"), fora=[world])
    assert (
        turned.headline
        == "Regional level, by exchange in a limited body: no forum is ready for it yet."
    )
    assert (turned.lead.topic, turned.level, turned.depth) == ("security", Level.REGIONAL, 0)


TALK = rule("talk", "form", "consultation", alone=["no"])
TENSE = [rule("wish", FLOOR, "global", alone=["no"]), rule("rare", BAR, "bilateral", alone=["no"])]
SHORT = [
    rule("need", FLOOR, "global", D, alone=["no"]),
    rule("will", BAR, "bilateral", D, alone=["no"]),
]
LOW = [rule("need", FLOOR, "global", D, alone=["no"]), rule("will", BAR, "local", D, alone=["no"])]
DEEP = [
    rule("lift", FLOOR, "bilateral", D, alone=["no"]),
    rule("deep", FLOOR, "operations", alone=["no"]),
    rule("shy", BAR, "coordination", alone=["no"]),
]
TRACKS: list[tuple[list[Any], list[tuple[str, str, str | None]]]] = [
    ([], []),
    ([TALK], []),
    ([*TENSE, TALK], [("first", "bilateral", None), ("now", "bilateral", None), ("prepare", "global", None)]),
    (SHORT, [("now", "bilateral", None), ("prepare", "global", None)]),
    ([*LOW, TALK], [("first", "global", None), ("now", "local", None), ("prepare", "global", None)]),
    (DEEP, [("now", "bilateral", "coordination"), ("prepare", "bilateral", "operations")]),
    (DEEP[1:], []),
    ([*TENSE, rule("must", FLOOR, "global", D, alone=["no"])], []),
]  # fmt: skip


@pytest.mark.parametrize(("rules", "tracks"), TRACKS)
def test_tracks_come_first_now_and_later_at_their_rungs(rules: list[Any], tracks: Any) -> None:
    found = advised(*rules).tracks
    assert [
        (track.when, track.level.key, track.depth.key if track.depth is not None else None)
        for track in found
    ] == tracks


def test_issues_with_the_same_advice_share_a_track_and_all_talks_come_first() -> None:
    given = case("asylum", "security", alone="no")
    talk = rule("talk", "form", "consultation", alone=["no"], issue=["security"])
    found = advised(*TENSE, talk, given=given).tracks
    assert [track.when for track in found] == ["first", "now", "prepare"]
    assert ["asylum and security" in track.text for track in found] == [False, True, True]
    assert ["security" in track.text for track in found] == [True, True, True]


def test_tracks_of_one_kind_stand_in_the_order_of_the_issues() -> None:
    rules = [
        *TENSE,
        rule("near", FLOOR, "global", issue=["security"], wide=["yes"]),
        rule("rarer", BAR, "subregional", issue=["security"]),
    ]
    given = case("asylum", "security", alone="no", wide="yes")
    found = [(track.when, track.level.key) for track in advised(*rules, given=given).tracks]
    assert found == [("now", "bilateral"), ("now", "subregional"), ("prepare", "global")]


def test_what_to_prepare_names_the_refusals_that_would_have_to_fall_and_no_others() -> None:
    more = [
        rule("usual", BAR, "local", alone=["no"]),
        rule("high", BAR, "global", D, alone=["no"]),
        rule("depth", BAR, "exchange", D, alone=["no"]),
        rule("spare", CAP, "local", alone=["no"]),
        rule("second", BAR, "regional", D, alone=["no"]),
    ]
    prepare = advised(*SHORT, *more).tracks[1].text
    assert prepare.endswith("no longer holds: the rule will; the rule second.")


def test_principles_rest_on_those_that_speak_for_them_and_those_that_refuse() -> None:
    def sourced(row: Any, source: str) -> Any:
        return {**row, "source": source}

    rules = [
        sourced(TENSE[0], "A"),
        sourced(TENSE[1], "B"),
        sourced(rule("less", FLOOR, "regional", alone=["no"]), "C"),
        sourced(rule("spare", CAP, "bilateral", alone=["no"]), "D"),
        sourced(rule("high", BAR, "global", alone=["no"]), "E"),
        sourced(rule("depth", BAR, "exchange", alone=["no"]), "F"),
        sourced(rule("more", BAR, "regional", alone=["no"]), "B"),
    ]
    assert advised(*rules).tracks[1].text.endswith("(A; B).")
    deep = [sourced(row, row["key"]) for row in DEEP]
    assert advised(*deep).tracks[1].text.endswith("(deep; shy).")


def test_warnings_are_for_some_issue_or_for_every_one() -> None:
    some = rule("some", "warn", "any_issue", hardness=["soft"])
    every = rule("every", "warn", "every_issue", hardness=["soft"])
    given = case("asylum", "security", interest="common")
    assert [each.rule for each in advised(some, every, given=given).warnings] == ["some", "every"]
    given["issues"][1]["answers"] = {"interest": "diverging"}
    assert [each.rule for each in advised(some, every, given=given).warnings] == ["some"]
    given["issues"][0]["answers"] = {"interest": "diverging"}
    assert advised(some, every, given=given).warnings == ()


def test_an_issue_for_which_nobody_asks_is_named() -> None:
    given = case("asylum", "security")
    given["issues"][1]["interests"] = [
        {"state": "DE", "stated": "neutral"}, {"state": "MA", "stated": "opposes"},
    ]  # fmt: skip
    (warning,) = advised(given=given).warnings
    assert warning.rule == "nobody-asks"
    assert "security" in warning.text
    assert "asylum" not in warning.text


def test_advice_keeps_its_case_and_every_part_of_each_issue() -> None:
    given = case(alone="no")
    made = edition(
        rule("lift", FLOOR, "regional", D, alone=["no"]),
        rule("shy", BAR, "exchange", D, wide=["yes"]),
    )
    read = read_case(given, made)
    found = recommend(read, made)
    assert (found.case, found.edition) == (read, made)
    (advice,), ((level, depth),) = found.issues, found.what_if
    assert [each.rule.key for each in advice.blocked] == ["shy"]
    assert (len(advice.on_level.lower), len(advice.on_level.higher)) == (3, 2)
    assert (len(advice.on_depth.lower), len(advice.on_depth.higher)) == (0, 4)
    assert (level.firmness.of, depth.firmness.of) == (1, 2)
    both = outcomes(read, made)
    assert (both.full.case, both.shared.case) == (read, read.shared())
    assert (both.full.edition, both.shared.edition) == (made, made)


def test_the_words_of_lifting_ask_for_a_reason() -> None:
    asked = [*document()["questions"], question("breadth", "comprehensive", "single")]
    rules = [rule("one", FLOOR, "regional", D, issue=["security"])]
    given = case("asylum", "security", breadth="comprehensive")
    (warning,) = advised(*rules, given=given, questions=asked).warnings
    assert warning.text.endswith(" Say why they must travel along (B.2 §§1, 4).")
