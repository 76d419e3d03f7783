"""How does a case look with other answers, tried out and not saved?"""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from decisions.subsidiarity.changes import STANCE
from decisions.subsidiarity.rules import RuleBook
from decisions.subsidiarity.wire import Refused

from .document import Document


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
    for change in changes:
        key, *row, options = change.split(":")
        if key == STANCE:
            restance(issue, row, options)
        else:
            answer(issue, key, options.split(","), book)
    return tried


def answer(issue: dict[str, Any], key: str, options: list[str], book: RuleBook) -> None:
    question = book.question_by_key.get(key)
    if question is None:
        raise Refused("change", "there is no such question")
    issue.setdefault("answers", {})[key] = options if question.several else ",".join(options)


def restance(issue: dict[str, Any], row: list[str], stance: str) -> None:
    """The stance that counts is the assessed one, where there is one."""
    number = row[0] if len(row) == 1 else ""
    rows = issue.get("interests", [])
    if not (number.isdecimal() and int(number[:6]) < len(rows)):
        raise Refused("change", "there is no such stance")
    of = rows[int(number)]
    of["assessed" if of.get("assessed") else "stated"] = stance
