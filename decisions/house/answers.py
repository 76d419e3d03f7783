"""What was answered, in words?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.rules import Question
from decisions.subsidiarity.wording import party_words

ALL_STATES = "All States"
SECTIONS = {"issues": "Hidden interests", "level": "Level", "scope": "Scope"}
"""What the sections of the questionnaire are called, in the order in which they are asked."""
MAPPED = frozenset({"interest"})
"""Questions that the interest map answers."""
DO_NOT_KNOW = "I do not know"


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its answer; empty where there is none."""

    question: Question
    answer: str
    differing: tuple[tuple[str, str], ...]
    """(issue, answer) for each issue that differs."""
    evidence: Mapping[str, str]


def questions_of(step: str, edition: Edition) -> list[Question]:
    return [q for q in edition.book.questions if q.step == step and q.key not in MAPPED]


def answered(
    question: Question, document: Mapping[str, Any], evidence: Mapping[str, Any], edition: Edition
) -> Answered:
    """The answer to one question in a case document."""
    differing = (
        (edition.book.topic_by_key[issue["issue"]].label, words(question, issue["answers"]))
        for issue in document["issues"]
        if question.key in issue.get("answers", {})
    )
    return Answered(
        question,
        words(question, document["answers"]),
        tuple(differing),
        evidence.get(question.key, {}),
    )


def words(question: Question, answers: Mapping[str, Any]) -> str:
    """The answer in words; empty where there is none."""
    if question.key not in answers:
        return ""
    given = answers[question.key]
    if given is None:
        return DO_NOT_KNOW
    options = given if isinstance(given, list) else [given]
    return ", ".join(question.option(option).label for option in options)


def row_label(row: Mapping[str, Any], edition: Edition) -> str:
    """What a row of a case's States is called."""
    if "state" in row:
        return party_words(edition, row["state"])
    return party_words(edition, f"members_of:{row['members_of']}" if "members_of" in row else "")


def case_in_words(
    document: Mapping[str, Any], evidence: Mapping[str, Any], edition: Edition
) -> dict[str, Any]:
    """A whole case as it was answered: States with roles, issues with stances, answers."""
    return {
        "states": [
            (row_label(row, edition), ", ".join(row.get("roles", []))) for row in document["states"]
        ],
        "issues": [
            (edition.book.topic_by_key[issue["issue"]].label, stances(issue, edition))
            for issue in document["issues"]
        ],
        "answers": [
            each
            for step in SECTIONS
            for question in questions_of(step, edition)
            for each in [answered(question, document, evidence, edition)]
            if each.answer or each.differing
        ],
    }


def stances(issue: Mapping[str, Any], edition: Edition) -> list[str]:
    """One word for the issue, or what each State wants of it."""
    if "interest" in issue.get("answers", {}):
        return [issue["answers"]["interest"] or DO_NOT_KNOW]
    return [stance(row, edition) for row in issue.get("interests", [])]


def stance(row: Mapping[str, Any], edition: Edition) -> str:
    role = f" ({row['role']})" if row.get("role") else ""
    said = [row["stated"]] if row.get("stated") else []
    if row.get("assessed"):
        said.append(f"assessed: {row['assessed']}")
    return f"{row_label(row, edition)}{role}: {', '.join(said)}"
