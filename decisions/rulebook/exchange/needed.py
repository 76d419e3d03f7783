"""Does a book have the questions and options that the reasoning itself reads, beside its rules?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decisions.models import Kind
from decisions.rulebook.editing.known_to_core import FIXED, OPTIONS, QUESTIONS, why_kept
from decisions.subsidiarity.wire import Refused
from decisions.subsidiarity.wire.reading import shown


def refuse_lacking(document: Mapping[str, Any]) -> None:
    """The document has been read. Raises Refused where something is gone that must stay."""
    asked = {question["key"] for question in document["questions"]}
    for key in sorted(QUESTIONS - asked):
        raise Refused("questions", f"lack {shown(key)}. {why_kept(Kind.QUESTION, key)}")
    for number, question in enumerate(document["questions"]):
        refuse_lacking_options(question, f"questions[{number}].options")


def refuse_lacking_options(question: Mapping[str, Any], place: str) -> None:
    key, options = question["key"], [option["key"] for option in question["options"]]
    for option in sorted(OPTIONS.get(key, frozenset()) - set(options)):
        raise Refused(place, f"lack {shown(option)}. {why_kept(Kind.QUESTION, key, option)}")
    for number, option in enumerate(options):
        if key in FIXED and option not in OPTIONS[key]:
            allowed = ", ".join(sorted(OPTIONS[key]))
            raise Refused(f"{place}[{number}].key", f"{shown(option)} is new; allowed: {allowed}")
