"""How does a case look with other answers, tried out and not saved?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy
from typing import Any, NamedTuple

from decisions.house.document import AS_THE_CASE, Document, with_answer
from decisions.subsidiarity.changes import STANCE
from decisions.subsidiarity.rules import RuleBook
from decisions.subsidiarity.wire import Refused

INTEREST = "interest"
ROW = re.compile(r"\d{1,5}")


def with_changes(
    document: Document, topic: str, changes: Sequence[Tried], book: RuleBook
) -> Document:
    """A copy with changes on one issue.

    Raises Refused where there is no change, or no such issue, question or stance. Whether the
    answers are allowed is for the reader of cases to say.
    """
    if not changes:
        raise Refused("change", "is missing")
    tried = deepcopy(document)
    issue = next((each for each in tried["issues"] if each["issue"] == topic), None)
    if issue is None:
        raise Refused("issue", "the case has no such issue")
    for change in changes:
        if change.row is None:
            answer(issue, change, book)
        else:
            restance(issue, change)
    return tried


def kept_for_all(
    document: Document, topic: str, changes: Sequence[Tried], book: RuleBook
) -> Document:
    """The document with the answers given for the whole case; no issue differs in them."""
    for change in changes:
        everywhere = {issue["issue"]: AS_THE_CASE for issue in document["issues"]}
        document = with_answer(document, change.key, options_of(change, book), everywhere)
    return document


class Tried(NamedTuple):
    """One change as an address carries it: `solo:yes`, `stance:2:opposes`."""

    key: str
    options: str
    row: int | None


def parsed(change: str) -> Tried:
    """Raises Refused for anything else."""
    key, *rest = change.split(":")
    if key == STANCE and len(rest) == 2 and ROW.fullmatch(rest[0]):
        return Tried(key, rest[1], int(rest[0]))
    if key == STANCE or len(rest) != 1:
        raise Refused("change", "expected question:options, or stance:row:stance")
    return Tried(key, rest[0], None)


def answer(issue: dict[str, Any], change: Tried, book: RuleBook) -> None:
    issue.setdefault("answers", {})[change.key] = options_of(change, book)


def options_of(change: Tried, book: RuleBook) -> str | list[str]:
    question = book.question_by_key.get(change.key)
    if question is None:
        raise Refused("change", "there is no such question")
    return change.options.split(",") if question.several else change.options


def shareable(change: Tried) -> bool:
    """Whether a change can hold for the whole case: interests are each issue's own."""
    return change.key not in {STANCE, INTEREST}


def restance(issue: dict[str, Any], change: Tried) -> None:
    """The stance that counts is the assessed one, where there is one."""
    rows = issue.get("interests", [])
    if change.row is None or change.row >= len(rows):
        raise Refused("change", "there is no such stance")
    cell = rows[change.row]
    cell["assessed" if cell.get("assessed") else "stated"] = change.options
