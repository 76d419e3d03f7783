"""Is a recommendation written with every key, and each with what it promises?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.changes import Change
from decisions.subsidiarity.ladder import Depth, Level
from decisions.subsidiarity.recommend import Recommendation, recommend
from decisions.subsidiarity.whatif import Flip
from decisions.subsidiarity.wire import read_case, write_change, write_recommendation
from decisions.subsidiarity.wire.recommendations import write_flip

from .small_books import document, edition, forum, rule

pytestmark = pytest.mark.core

D = "decisive"
LABELLED = [{**each, "label": each["key"].title()} for each in document()["questions"]]
BOOK = edition(
    rule("lift", "not_below", "regional", D, alone=["no"]),
    rule("more", "not_below", "global", wide=["yes"]),
    rule("spare", "not_needed_above", "bilateral", hardness=["hard"]),
    rule("deep", "not_below", "operations", D, capacity=["unequal"]),
    rule("shy", "not_achievable_above", "coordination", D, interest=["conflicting"]),
    rule("body", "form", "limited_body", alone=["no"], tools=["hands", "funds"]),
    rule("soft", "not_below", "bilateral", D, hidden=["yes"], competence=["shared"]),
    fora=[
        forum(members=["DE", "MA"]),
        forum(id="far", name="Far", members=["DE", "MA"], mandate=["asylum", "security"], uncertain=["MA"]),
    ],
    questions=LABELLED,
)  # fmt: skip
CASE: dict[str, Any] = {
    "title": "T",
    "states": [{"state": "DE", "roles": ["receiving"]}, {"state": "MA", "roles": ["sending"]}],
    "answers": {"alone": "no", "wide": "yes", "capacity": "unequal", "tools": ["hands", "funds"]},
    "issues": [
        {
            "issue": "asylum",
            "interests": [
                {"state": "DE", "stated": "seeks"},
                {"state": "MA", "role": "sending", "stated": "opposes"},
            ],
        },
        {"issue": "security", "answers": {"alone": "yes", "wide": None, "capacity": None}},
    ],
}


def found() -> Recommendation:
    return recommend(read_case(CASE, BOOK), BOOK)


def written() -> dict[str, Any]:
    return write_recommendation(found())


def issue(place: int) -> Any:
    return written()["issues"][place]


def test_the_whole_bears_the_lead_its_level_and_its_edition() -> None:
    plain = {key: written()[key] for key in ("level", "depth", "lead", "scope", "edition")}
    assert plain == {
        "level": "regional",
        "depth": "coordination",
        "lead": "asylum",
        "scope": {
            "level": "regional",
            "open": ["asylum"],
            "lower": ["security"],
            "prepared": [],
            "higher": [],
        },
        "edition": {"number": 0, "checksum": BOOK.checksum},
    }
    assert written()["headline"] == found().headline
    assert written()["together"] == {
        "level": "regional", "lifted": ["security"], "text": found().together and found().together.text,
    }  # fmt: skip
    assert written()["gaps"][0] == {
        "kind": "willingness", "issue": "asylum", "text": found().gaps[0].text,
    }  # fmt: skip
    assert written()["tracks"] == [
        {
            "when": when,
            "level": "regional",
            "depth": depth,
            "text": track.text,
        }
        for when, depth, track in zip(
            ("now", "prepare"), ("coordination", "operations"), found().tracks, strict=True
        )
    ]


def test_an_issue_bears_its_range_its_gaps_and_its_open_questions() -> None:
    keys = (
        "issue", "level", "range", "range_exact", "depth", "depth_range", "depth_range_exact",
        "ambition", "depth_ambition", "tension", "hardness", "forms", "gap", "decisive_unknowns",
    )  # fmt: skip
    assert [issue(0)[key] for key in keys] == [
        "asylum", "regional", ["regional", "regional"], True, "coordination",
        ["coordination", "coordination"], True, None, "operations", False, "hard",
        ["limited_body"], None, [],
    ]  # fmt: skip
    assert [issue(1)[key] for key in keys] == [
        "security", "local", ["local", "global"], True, "exchange", ["exchange", "operations"],
        True, None, None, False, None, [], None, list(found().issues[1].decisive_unknowns),
    ]  # fmt: skip
    assert issue(0)["idle_questions"] == list(found().issues[0].idle_questions) != []


def test_fired_yielded_and_blocked_rules_are_written() -> None:
    assert issue(0)["fired"][2:6] == [
        {
            "rule": key, "effect": effect, "value": value, "strength": strength,
            "grade": "assumption", "because": because,
        }
        for key, effect, value, strength, because in (
            ("spare", "not_needed_above", "bilateral", "presumption", {"hardness": "hard"}),
            ("deep", "not_below", "operations", "decisive", {"capacity": "unequal"}),
            ("shy", "not_achievable_above", "coordination", "decisive", {"interest": "conflicting"}),
            ("body", "form", "limited_body", "presumption", {"alone": "no", "tools": ["funds", "hands"]}),
        )
    ]  # fmt: skip
    assert issue(0)["yielded"] == [
        {"rule": "more", "to": ["spare"]},
        {"rule": "spare", "to": ["lift"]},
    ]
    assert issue(0)["blocked"] == [
        {
            "rule": "soft",
            "possible": True,
            "failing": {
                "hidden": {"has": None, "needs": ["yes"]},
                "competence": {"has": None, "needs": ["shared"]},
            },
        }
    ]
    failing = {each["rule"]: each["failing"] for each in issue(1)["blocked"]}
    assert failing["body"] == {"alone": {"has": "yes", "needs": ["no"]}}


def test_reasons_are_written_rung_by_rung() -> None:
    for key, scale, reasons in (
        ("why_not_lower", "level", found().issues[0].on_level.lower),
        ("why_not_higher", "level", found().issues[0].on_level.higher),
        ("depth_why_not_lower", "depth", found().issues[0].on_depth.lower),
        ("depth_why_not_higher", "depth", found().issues[0].on_depth.higher),
    ):
        assert issue(0)[key] == [
            {scale: each.rung.key, "reasons": list(each.reasons)} for each in reasons
        ]
        assert issue(0)[key] != []


def test_what_would_change_it_is_written_on_both_scales() -> None:
    level, depth = found().what_if[0]
    assert [flip["leads_to"] for flip in issue(0)["flips"]] == [
        flip.rung.key for flip in level.flips
    ]
    assert [flip["leads_to"] for flip in issue(0)["depth_flips"]] == [
        f.rung.key for f in depth.flips
    ]
    assert issue(0)["firmness"] == {"same": 1, "of": 1, "exact": True}
    assert issue(1)["firmness"]["of"] > issue(1)["firmness"]["same"] > 0
    assert issue(1)["depth_firmness"] == {"same": 8, "of": 12, "exact": True}
    assert issue(0)["flips"][0] == {
        "question": "alone",
        "from": "no",
        "to": "yes",
        "leads_to": "bilateral",
        "text": "Alone: Yes instead of No would lead to the bilateral level.",
    }


def of(*keys: str) -> frozenset[str]:
    return frozenset(keys)


@pytest.mark.parametrize(
    ("change", "written"),
    [
        (
            Change("tools", of("hands"), of("hands", "funds")),
            {"question": "tools", "from": "hands", "to": ["funds", "hands"], "text": "Tools: Funds, Hands instead of Hands."},
        ),
        (
            Change("wide", None, of("yes")),
            {"question": "wide", "from": None, "to": "yes", "text": "Wide: Yes."},
        ),
        (
            Change("stance", of("seeks"), of("neutral"), 0),
            {"question": "stance", "row": 0, "state": "DE", "from": "seeks", "to": "neutral", "text": "Germany: neutral instead of seeks."},
        ),
        (
            Change("stance", of("opposes"), of("neutral"), 1),
            {"question": "stance", "row": 1, "state": "MA", "role": "sending", "from": "opposes", "to": "neutral",
             "text": "Morocco (sending): neutral instead of opposes."},
        ),
    ],
)  # fmt: skip
def test_a_change_is_written_with_its_place_and_in_words(change: Change, written: Any) -> None:
    assert write_change(BOOK, found().case.issues[0], change) == written
    flip = write_flip(BOOK, found().case.issues[0], Flip(change, Level.GLOBAL))
    text = written["text"].removesuffix(".")
    assert flip == {
        **written,
        "leads_to": "global",
        "text": f"{text} would lead to the global level.",
    }
    deep = write_flip(BOOK, found().case.issues[0], Flip(change, Depth.STANDARDS))
    assert deep["text"].endswith(" would lead to standards.")
