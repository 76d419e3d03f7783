"""Is there anything in a file that no rule book has, or more of it than can be worked out?

A rule book is made of texts, whole numbers and yes or no. What costs time is the number of rules
times the number of values that they are looked at under, so that product has a limit.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from decisions.rulebook.draft.parts import KEY
from decisions.subsidiarity.wire import Refused
from decisions.subsidiarity.wire.editions import SEVERAL
from decisions.subsidiarity.wire.reading import at, items, kind, shown

DEEPEST = 12
"""Objects and lists within each other; a rule's examples need five."""
NUMBER = 10**6
MOST: Mapping[str, int] = {
    "questions": 100, "issues": 300, "rules": 1_000, "fora": 1_000, "states": 500,
}  # fmt: skip
OPTIONS = 60
"""Of one question; fewer where it takes several."""
WORK = 1_000_000
"""Rules times values; the shipped book has about 25,000."""
RESERVED = ("issue", "states", "regions", "roles", "hardness")
"""Facts that follow from a case. No question may have their name."""


def refuse_strange(value: Any) -> None:
    """Dates, fractions, huge numbers and depth are in no book. Raises Refused with the place."""
    waiting = [("", value, 1)]
    while waiting:
        place, each, depth = waiting.pop()
        if depth > DEEPEST:
            raise Refused(place, f"is nested too deeply; allowed are {DEEPEST} levels")
        if isinstance(each, dict):
            waiting += [(at(place, key), inner, depth + 1) for key, inner in each.items()]
        elif isinstance(each, list):
            waiting += [(where, inner, depth + 1) for where, inner in items(each, place)]
        else:
            refuse_strange_leaf(each, place)


def refuse_strange_leaf(value: Any, place: str) -> None:
    if isinstance(value, date | time):
        raise Refused(place, f'is a date or a time; a text stands in quotation marks: "{value}"')
    if isinstance(value, float):
        raise Refused(place, "is no whole number; allowed are texts, whole numbers, true and false")
    if isinstance(value, int) and abs(value) > NUMBER:
        raise Refused(place, f"is not between -{NUMBER} and {NUMBER}")


def refuse_too_much(document: Mapping[str, Any]) -> None:
    """Before rules are put into tables. Only counts; wrong types are refused when it is read."""
    for part, most in MOST.items():
        rows = document[part]
        if not isinstance(rows, list):
            raise Refused(part, f"expected a list, got {kind(rows)}")
        if len(rows) > most:
            raise Refused(part, f"has {len(rows):,} entries, allowed are {most:,}")
    values = sum(values_of(document["questions"]), start=len(document["issues"]))
    if values * len(document["rules"]) > WORK:
        raise Refused(
            "rules",
            f"{len(document['rules']):,} rules over {values:,} values are more than can be worked"
            f" out; allowed are {WORK:,} of both multiplied",
        )


def values_of(questions: Any) -> Iterator[int]:
    """How many values each question has."""
    for place, question in items(questions, "questions"):
        options = question.get("options") if isinstance(question, dict) else None
        if not isinstance(options, list):
            continue
        several = question.get("several") is True
        most = SEVERAL if several else OPTIONS
        if len(options) > most:
            whose = "a question that takes several" if several else "a question"
            raise Refused(f"{place}.options", f"are {len(options)}; {whose} has at most {most}")
        yield 2 ** len(options) if several else len(options)


def refuse_bad_keys(document: Mapping[str, Any]) -> None:
    """Keys of questions and options, which stand in addresses and forms. The rest has been read."""
    for place, question in items(document["questions"], "questions"):
        if question["key"] in RESERVED:
            raise Refused(f"{place}.key", f"{shown(question['key'])} follows from the case itself")
        for where, option in items(question["options"], f"{place}.options"):
            if not KEY.match(option["key"]):
                raise Refused(
                    f"{where}.key",
                    f"{shown(option['key'])} is no key: up to 80 letters, digits, hyphens and"
                    " underscores",
                )
