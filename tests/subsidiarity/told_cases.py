"""Which small cases have their whole explanation written down, and under which rules?"""

from __future__ import annotations

from typing import Any

from decisions.subsidiarity.wire import read_edition

from . import small_books
from .small_books import rule

RULES = [
    {**rule("one-cannot", "not_below", "bilateral", "decisive", alone=["no"]), "source": "B.1 §1",
     "grade": "paper_implies", "title": "One State cannot do it"},
    {**rule("it-spreads", "not_below", "regional", wide=["yes"]), "title": "It spreads"},
    {**rule("few-agree", "not_achievable_above", "bilateral", issue=["security"]),
     "title": "Few agree on it", "grade": "paper_states", "source": "B.2 §1"},
    {**rule("one-can", "not_needed_above", "local", alone=["yes"]), "title": "One State can do it"},
    {**rule("refused", "not_achievable_above", "local", "decisive", capacity=["overstretched"]),
     "title": "A State refuses", "source": "A note"},
    {**rule("pairs-fail", "not_below", "regional", "decisive", tools=["funds"]),
     "title": "Pairs fail"},
    {**rule("only-two", "not_achievable_above", "bilateral", "decisive", capacity=["unequal"]),
     "title": "A State wants two at the table"},
    {**rule("hands-needed", "not_below", "operations", "decisive", tools=["hands"]),
     "title": "Hands are needed"},
    {**rule("no-hands", "not_achievable_above", "coordination", "decisive",
            competence=["transferred"]), "title": "Nobody lends hands"},
    {**rule("rules-needed", "not_below", "standards", body_capacity=["able"]),
     "title": "Rules are needed"},
    {**rule("rules-rare", "not_achievable_above", "coordination", competence=["shared"]),
     "title": "Rules are rare"},
    {**rule("talk", "form", "consultation", hidden=["yes"]), "title": "Talk first"},
    {**rule("text", "form", "agreement", alone=["no"]), "title": "A text will do"},
    {**rule("soft", "warn", "every_issue", hardness=["soft"]), "title": "All is soft",
     "rationale": "Only soft matters lie here."},
]  # fmt: skip


def labelled(document: dict[str, Any]) -> dict[str, Any]:
    """Each question under a name of its own, as sentences need it."""
    questions = [
        {**question, "label": question["key"].replace("_", " ").capitalize()}
        for question in document["questions"]
    ]
    return {**document, "questions": questions}


EDITION = read_edition(labelled(small_books.document(*RULES)))

CASES: dict[str, Any] = {
    "a pair, held down by what few agree on": {
        **small_books.case("security", alone="no", wide="yes", hidden="yes"),
    },
    "one State, because it can": small_books.case("asylum", alone="yes", interest="common"),
    "a gap on both scales": small_books.case(
        "asylum", alone="no", tools=["hands"], competence="transferred", capacity="overstretched"
    ),
    "a gap of depth and a tension of depth, issue by issue": {
        **small_books.case("asylum", "security", alone="no", wide="yes", body_capacity="able"),
        "issues": [
            {"issue": "asylum", "answers": {"competence": "shared"}},
            {"issue": "security", "answers": {"tools": ["hands"], "competence": "transferred"},
             "interests": [{"state": "DE", "stated": "seeks"},
                           {"state": "MA", "stated": "opposes"}]},
        ],
    },
    "a gap of level between what is needed and two at the table": small_books.case(
        "asylum", tools=["funds"], capacity="unequal", alone="no"
    ),
    "one State, and a question that is idle": small_books.case(
        "asylum", alone="yes", capacity="able", tools=["none"], interest="common"
    ),
    "nothing known": small_books.case("asylum"),
}  # fmt: skip
