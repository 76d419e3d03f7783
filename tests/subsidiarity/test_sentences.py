"""Is every piece of an explanation told, in exactly these sentences?

The table `sentences.toml` holds the whole explanation of a few small cases, sentence by sentence.
Whatever piece is taken out of the explanation, the table no longer fits.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from decisions.house.advice import present
from decisions.subsidiarity.changes import change_words
from decisions.subsidiarity.ladder import LABELS, Level
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.rules import GRADES
from decisions.subsidiarity.smallest import smallest_change
from decisions.subsidiarity.wire import read_case, write_recommendation

from .told_cases import CASES, EDITION

pytestmark = pytest.mark.core

TABLE = tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))
EXPECTED = {row.pop("case"): row for row in TABLE["cases"]}


def telling(document: Any) -> dict[str, Any]:
    """Everything that a reader is told, in the order of the page."""
    case = read_case(document, EDITION)
    found = recommend(case, EDITION)
    page = present(write_recommendation(found), document, EDITION)
    return {
        "headline": page["headline"],
        "reasons": page["reasons"],
        "scope": [f"{heading}: {', '.join(topics)}" for heading, topics in page["scope"]],
        "together": page["portfolio"]["lifts"] if page["portfolio"] else "",
        "gaps": [gap["text"] for gap in page["gaps"]],
        "tracks": [f"{track['heading']}: {track['text']}" for track in page["tracks"]],
        "warnings": [warning["text"] for warning in page["warnings"]],
        "issues": [about(issue) for issue in page["issues"]],
        "smallest": [least(case, level) for level in Level],
    }


def about(issue: Any) -> dict[str, Any]:
    return {
        "label": issue.label,
        "lower": [f"{rung['label']}: {line}" for rung in issue.lower for line in rung["reasons"]],
        "higher": [f"{rung['label']}: {line}" for rung in issue.higher for line in rung["reasons"]],
        "depth": [f"{rung['label']}: {line}" for rung in issue.deeper for line in rung["reasons"]],
        "fired": [fired(each) for each in issue.fired],
        "yielded": list(issue.yielded),
        "may_fire": [
            f"{each['rule'].key}: {'; '.join(each['failing'])}" for each in issue.may_fire
        ],
        "blocked": [f"{each['rule'].key}: {'; '.join(each['failing'])}" for each in issue.blocked],
        "unknowns": list(issue.unknowns),
        "idle": list(issue.idle),
        "firmness": [issue.changes.firmness, issue.depth_changes.firmness],
        "openings": [opening(each) for each in issue.changes.openings],
        "elsewhere": [
            f"{each['rule'].key}: {'; '.join(each['failing'])}" for each in issue.elsewhere
        ],
        "flips": [flip["text"] for flip in issue.changes.flips],
        "depth_flips": [flip["text"] for flip in issue.depth_changes.flips],
    }


def opening(each: Any) -> str:
    leads = (f"{answer['label']}: {answer['leads_to']}" for answer in each["answers"])
    return f"{each['question'].label}? {'; '.join(leads)}"


def fired(each: Any) -> str:
    answers = "; ".join(f"{label}: {words}" for label, words in each.answers)
    return f"{each.rule.title}: {each.says}. {answers}. {each.grade}."


def least(case: Any, level: Level) -> str:
    found = smallest_change(EDITION, case, case.issues[0], level)
    if found.changes is None:
        return f"{LABELS[level.key]}: out of reach"
    words = [change_words(EDITION, case.issues[0], each) for each in found.changes]
    return f"{LABELS[level.key]}: {'; '.join(words) or 'as it is'}"


@pytest.mark.parametrize("name", CASES)
def test_the_whole_explanation_is_told_in_exactly_these_sentences(name: str) -> None:
    assert telling(CASES[name]) == EXPECTED[name]


NONE: Any = lambda *given, **named: ()  # noqa: E731
EMPTY: Any = lambda *given, **named: ""  # noqa: E731
PIECES: list[tuple[str, Any]] = [
    ("decisions.subsidiarity.explain.floor_reasons", NONE),
    ("decisions.subsidiarity.explain.cap_reasons", NONE),
    ("decisions.subsidiarity.explain.is_words", EMPTY),
    ("decisions.subsidiarity.explain.open_words", EMPTY),
    ("decisions.subsidiarity.explain.left", EMPTY),
    ("decisions.subsidiarity.explain.cap_words", EMPTY),
    ("decisions.subsidiarity.explain.because", EMPTY),
    ("decisions.subsidiarity.explain.failed", lambda *given: {}),
    ("decisions.subsidiarity.recommend.why_not_lower", NONE),
    ("decisions.subsidiarity.recommend.why_not_higher", NONE),
    ("decisions.subsidiarity.recommend.blocked", NONE),
    ("decisions.subsidiarity.recommend.flips", NONE),
    ("decisions.subsidiarity.recommend.openings", NONE),
    ("decisions.subsidiarity.recommend.decisive_unknowns", NONE),
    ("decisions.subsidiarity.recommend.idle_questions", NONE),
    ("decisions.subsidiarity.recommend.gaps", NONE),
    ("decisions.subsidiarity.recommend.tracks", NONE),
    ("decisions.subsidiarity.recommend.warnings", NONE),
    ("decisions.subsidiarity.recommend.together", lambda *given: None),
    ("decisions.subsidiarity.gaps.willingness_gaps", NONE),
    ("decisions.subsidiarity.gaps.capacity_gaps", NONE),
    ("decisions.subsidiarity.gaps.remedy_words", EMPTY),
    ("decisions.subsidiarity.tracks.principles", EMPTY),
    ("decisions.subsidiarity.tracks.closing_condition", EMPTY),
    ("decisions.subsidiarity.tracks.FIRST", ""),
    ("decisions.subsidiarity.tracks.NOW", ""),
    ("decisions.subsidiarity.tracks.ALONE", ""),
    ("decisions.subsidiarity.tracks.CONCRETE", ""),
    ("decisions.subsidiarity.tracks.LIGHTER", ""),
    ("decisions.subsidiarity.wording.grounds", lambda *given: {}),
    ("decisions.subsidiarity.wording.fact_label", EMPTY),
    ("decisions.subsidiarity.wording.option_words", EMPTY),
    ("decisions.subsidiarity.wording.GRADES", dict.fromkeys(GRADES, "")),
    ("decisions.subsidiarity.weigh.losers", NONE),
    ("decisions.subsidiarity.weigh.holders", NONE),
    ("decisions.subsidiarity.wire.recommendations.change_words", EMPTY),
    ("decisions.subsidiarity.wire.recommendations.rung_words", EMPTY),
    ("decisions.subsidiarity.changes.option_words", EMPTY),
    ("decisions.house.changes.firmness_words", EMPTY),
    ("decisions.house.advice.short_reasons", NONE),
    ("decisions.house.advice.scope_page", NONE),
    ("decisions.house.advice.track_heading", EMPTY),
    ("decisions.house.advice.depth_reasons", NONE),
    ("decisions.house.advice.yielded_words", EMPTY),
    ("decisions.house.rule_words.says", EMPTY),
    ("decisions.house.rule_words.needed_words", EMPTY),
    ("decisions.house.changes.at_words", EMPTY),
    ("decisions.subsidiarity.scope.at_words", EMPTY),
    ("decisions.house.advice.failing_words", NONE),
]


@pytest.mark.parametrize(("piece", "nothing"), PIECES, ids=[piece for piece, _ in PIECES])
def test_whatever_piece_is_taken_out_the_table_no_longer_fits(
    piece: str, nothing: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(piece, nothing)
    assert not all(fits(name) for name in CASES)


def fits(name: str) -> bool:
    """A page that breaks where a piece is missing does not fit either."""
    try:
        return telling(CASES[name]) == EXPECTED[name]
    except (IndexError, KeyError, ValueError):
        return False
