"""What of an old case has a place under another edition, and what has none?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.wire import Refused, read_case

from .answers import answer_words
from .side import (
    Side,
    edition_name,
    inside,
    party_key,
    party_label,
    question_label,
    sentence,
    topic_label,
)

PART = re.compile(r"([^.\[\]]+)|\[(\d+)\]")
Path = list[str | int]


@dataclass(frozen=True, slots=True)
class Fitted:
    """The case without what has no place, and a sentence for each thing left out."""

    document: dict[str, Any]
    lost: tuple[str, ...]


class Unreadable(ValueError):
    """The case cannot be read there, whatever is left out; the message says why."""


def fitted(side: Side, edition: Edition, *, unfinished: bool = False) -> Fitted:
    """Raises Unreadable where more is wrong than single parts.

    No State or no issue left is wrong too, unless the case may be `unfinished`.
    """
    document, lost = deepcopy(dict(side.document)), []
    while True:
        try:
            read_case(document, edition, unfinished=unfinished)
        except Refused as error:
            words = left_out(document, error, side, edition)
            if words is None:
                where = edition_name(edition)
                raise Unreadable(f"The case cannot be read under {where}: {error}.") from error
            lost.append(words)
        else:
            return Fitted(document, tuple(lost))


def left_out(document: dict[str, Any], error: Refused, side: Side, edition: Edition) -> str | None:
    """Take out what was refused, and say what it was; None where that is not one part."""
    match parsed(error.place):
        case ["answers", str(key), *_] if key in document.get("answers", {}):
            answer = document["answers"].pop(key)
            return answer_lost(key, answer, "", side, edition)
        case ["issues", int(number), "answers", str(key), *_]:
            return own_answer_lost(document["issues"][number], key, side, edition)
        case ["issues", int(number), "issue"]:
            topic = topic_label(document["issues"].pop(number)["issue"], side)
            return sentence(f"{edition_name(edition)} has no issue “{topic}”; it is left out")
        case ["states", int(number), *_]:
            return party_lost(document, number, side, edition)
    return None


def parsed(place: str) -> Path:
    """`issues[1].answers.reach` -> ["issues", 1, "answers", "reach"]."""
    return list(parts(place))


def parts(place: str) -> Iterator[str | int]:
    for name, number in PART.findall(place):
        yield int(number) if number else name


def answer_lost(key: str, answer: Any, on: str, side: Side, edition: Edition) -> str:
    label = question_label(key, side)
    words = answer_words(answer, side.edition.book.question_by_key.get(key))
    where = edition_name(edition)
    if key not in edition.book.question_by_key:
        return sentence(f"{where} does not ask “{label}”; the answer {words}{on} is left out")
    return sentence(f"{where} does not take {words} on “{label}”; the answer{on} is left open")


def own_answer_lost(issue: dict[str, Any], key: str, side: Side, edition: Edition) -> str | None:
    """An issue's own answer is left open, so that the case's answer does not take its place."""
    if key not in issue.get("answers", {}):
        return None
    answer = issue["answers"].pop(key)
    if key in edition.book.question_by_key:
        issue["answers"][key] = None
    on = f" for {topic_label(issue['issue'], side)}"
    return answer_lost(key, answer, on, side, edition)


def party_lost(document: dict[str, Any], number: int, side: Side, edition: Edition) -> str:
    """A row of the States, with its stances."""
    row = document["states"].pop(number)
    for issue in document["issues"]:
        if "interests" in issue:
            kept = [each for each in issue["interests"] if party_key(each) != party_key(row)]
            issue["interests"] = kept
    who = inside(party_label(row, side)) if "state" not in row else party_label(row, side)
    return sentence(f"{who} has no place in {edition_name(edition)} and is left out")
