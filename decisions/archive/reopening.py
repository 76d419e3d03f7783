"""Which answers does a dispute reopen, and what does the record become when one is changed?

Only the disputed part: the very question, or the asked answers that made the disputed rule fire.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from decisions.house.answers import words
from decisions.house.document import AS_IT_WAS, AS_THE_CASE, Document, with_answer
from decisions.models import Dispute, SavedRecommendation
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.rules import Question
from decisions.subsidiarity.wording import fact_label

from .points import ANSWER, RULE

SECRET = "hidden"  # noqa: S105  (the key of a question)
WHOLE_CASE = "As for the whole case"


@dataclass(frozen=True, slots=True)
class Reopened:
    """One question that may be answered anew, for an issue or, where `issue` is empty, the case."""

    question: Question
    issue: str
    given: Any
    inherited: bool
    """The answer stands for the whole case: it may be changed there, or for the issue alone."""
    now: str


@dataclass(frozen=True, slots=True)
class Change:
    """A new answer to a question; for one issue it may be that it no longer differs."""

    key: str
    issue: str
    answer: Any


@dataclass(frozen=True, slots=True)
class Reply:
    """What the officer says to one dispute, and what changes."""

    text: str
    changes: tuple[Change, ...] = ()
    took_proposal: bool = False
    agrees: bool = False
    """That what is disputed is not so, though no answer changes: a table to start with."""


def reopened_by(dispute: Dispute, saved: SavedRecommendation) -> tuple[Reopened, ...]:
    """The questions that this dispute reopens; none for a forum."""
    edition = saved.edition.ready()
    keys: Iterable[str] = ()
    if dispute.kind == ANSWER:
        keys = (dispute.key,)
    elif dispute.kind == RULE:
        keys = grounds(dispute, saved.outcome)
    found = (reopened(key, dispute.issue, saved.case, edition) for key in in_order(keys, edition))
    return tuple(each for each in found if each)


def in_order(keys: Iterable[str], edition: Edition) -> list[str]:
    """Questions as the book asks them, then what is no question."""
    asked = [question.key for question in edition.book.questions]
    known = set(keys)
    return [key for key in asked if key in known] + sorted(known.difference(asked))


def grounds(dispute: Dispute, outcome: Mapping[str, Any]) -> tuple[str, ...]:
    """The facts that made the rule fire, as the database has them: in any order."""
    for issue in outcome["issues"]:
        for fired in issue["fired"]:
            if issue["issue"] == dispute.issue and fired["rule"] == dispute.key:
                return tuple(fired["because"])
    return ()


def reopened(key: str, topic: str, case: Mapping[str, Any], edition: Edition) -> Reopened | None:
    """None for what no single answer says: it is derived, or follows from the stances."""
    question = edition.book.question_by_key.get(key)
    if question is None or key == SECRET:
        return None
    for issue in case["issues"] if topic else ():
        own = issue.get("answers", {})
        if issue["issue"] == topic and key in own:
            return Reopened(question, topic, own[key], False, words(question, own))
    answers = case["answers"]
    if key not in answers:
        return None
    several = bool(topic) and len(case["issues"]) > 1
    return Reopened(
        question, topic if several else "", answers[key], several, words(question, answers)
    )


def fixed_by(dispute: Dispute, saved: SavedRecommendation) -> tuple[str, ...]:
    """What else made the rule fire and cannot be changed in review, in words."""
    if dispute.kind != RULE:
        return ()
    edition = saved.edition.ready()
    open_here = {each.question.key for each in reopened_by(dispute, saved)}
    facts = in_order(grounds(dispute, saved.outcome), edition)
    return tuple(fact_label(edition, key) for key in facts if key not in open_here)


def with_changes(document: Document, changes: Iterable[Change]) -> Document:
    for change in changes:
        if change.issue:
            document = with_answer(document, change.key, AS_IT_WAS, {change.issue: change.answer})
        else:
            document = with_answer(document, change.key, change.answer)
    return document


def change_words(change: Change, before: Reopened, edition: Edition) -> str:
    """`One State alone, changed from Partly to Yes.`"""
    of = f" ({edition.book.topic_by_key[change.issue].label})" if change.issue else ""
    question = before.question
    same = change.answer is AS_THE_CASE
    now = WHOLE_CASE if same else words(question, {question.key: change.answer})
    return f"{question.label}{of}: changed from {before.now} to {now}."
