"""How does a case look with other answers, tried out and not saved?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from copy import deepcopy
from typing import Any, NamedTuple

from decisions.subsidiarity.changes import STANCE
from decisions.subsidiarity.rules import RuleBook
from decisions.subsidiarity.wire import Refused

from .document import Document

ROW = re.compile(r"\d{1,5}")


def with_changes(
    document: Document, topic: str, changes: Iterable[str], book: RuleBook
) -> Document:
    """A copy with changes on one issue, as `house.changes.as_address` writes them.

    Raises Refused where there is no such issue, question or stance. Whether the answers are
    allowed is for the reader of cases to say.
    """
    tried = deepcopy(document)
    issue = next((each for each in tried["issues"] if each["issue"] == topic), None)
    if issue is None:
        raise Refused("issue", "the case has no such issue")
    for change in map(parsed, changes):
        if change.row is None:
            answer(issue, change, book)
        else:
            restance(issue, change)
    return tried


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
    question = book.question_by_key.get(change.key)
    if question is None:
        raise Refused("change", "there is no such question")
    options = change.options.split(",") if question.several else change.options
    issue.setdefault("answers", {})[change.key] = options


def restance(issue: dict[str, Any], change: Tried) -> None:
    """The stance that counts is the assessed one, where there is one."""
    rows = issue.get("interests", [])
    if change.row is None or change.row >= len(rows):
        raise Refused("change", "there is no such stance")
    cell = rows[change.row]
    cell["assessed" if cell.get("assessed") else "stated"] = change.options
