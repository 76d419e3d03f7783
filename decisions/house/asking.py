"""How is a question asked in a form, and which answer does a choice mean?"""

from __future__ import annotations

from typing import Any

from django import forms

from decisions.subsidiarity.facts import NO_ANSWER
from decisions.subsidiarity.rules import Question

from .answers import DO_NOT_KNOW
from .document import AS_THE_CASE
from .fields import OneOption, SeveralOptions

UNKNOWN = "unknown"
INHERIT = "inherit"
I_DO_NOT_KNOW = (UNKNOWN, DO_NOT_KNOW)
AS_FOR_THE_CASE = (INHERIT, "As for the whole case")


def choices_of(question: Question) -> list[tuple[str, str]]:
    """Its options in their order, then "I do not know"."""
    return [*((option.key, option.label) for option in question.options), I_DO_NOT_KNOW]


def answer_field(
    question: Question, required: bool, heading: str = "", label: str = ""
) -> OneOption | SeveralOptions:
    kind = SeveralOptions if question.several else OneOption
    field = kind(
        label=label or question.text,
        help_text=question.help,
        choices=choices_of(question),
        required=required,
        error_messages={"required": "Choose an answer, or “I do not know”."},
    )
    field.heading = heading
    field.option_help = {option.key: option.help for option in question.options if option.help}
    return field


def cleaned(question: Question, given: Any) -> Any:
    """Refuse what excludes itself: "none" or "I do not know" beside other options."""
    if question.several and len(given) > 1:
        for alone, words in ((UNKNOWN, "“I do not know”"), (NO_ANSWER, "“None”")):
            if alone in given:
                raise forms.ValidationError(f"{words} cannot stand beside other answers.")
    return given


def stored(given: Any) -> Any:
    return None if given in (UNKNOWN, [UNKNOWN]) else given


def override(given: Any) -> Any:
    return AS_THE_CASE if given in ("", INHERIT, []) else stored(given)


def shown(question: Question, answer: Any) -> Any:
    """A stored answer as its field shows it."""
    if answer is None:
        return [UNKNOWN] if question.several else UNKNOWN
    return answer
