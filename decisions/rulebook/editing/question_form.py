"""What of a question can be typed, and what does its form make of it?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.text import slugify

from decisions.house.fields import OneOption, Words
from decisions.models import Draft, Kind

from ..draft.parts import KEY
from .item_saving import key_problem
from .known_to_core import DERIVED, QUESTIONS

STEPS = [
    ("level", "How high: what the matter needs and what States accept"),
    ("issues", "About each issue: interests and will"),
    ("scope", "How wide: breadth and help"),
]
"""In which part of the guide a question is asked."""
NUMBER = [("one", "One answer"), ("several", "Several answers together")]
WORDED = ("label", "text", "why", "help", "source")
LONG = 2_000
NO_KEY = "A key has up to 80 letters, digits, hyphens and underscores, and begins with one of them."


def proposed(label: str, by: str = "_") -> str:
    """A key made of a label: `Common standards` -> `common_standards`."""
    return slugify(label).replace("-", by)[:80].strip("_-")


def text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "dir": "auto"})


class QuestionForm(forms.Form):
    """A question without its options; a new one has a key too, proposed from its label."""

    label = Words(label="Label", max_length=120, help_text="How rules and lists name it.")
    new_key = Words(
        label="Key",
        max_length=80,
        required=False,
        help_text="Given once and for all. Leave it empty, and it is made of the label.",
    )
    text = Words(label="Question", max_length=500, widget=text_area(2))
    why = Words(label="Why it is asked", max_length=LONG, widget=text_area(3))
    help = Words(label="Help", max_length=LONG, required=False, widget=text_area(3))
    source = Words(label="Source", max_length=500, help_text="Cite the paper like B.1 §1.")
    step = OneOption(label="Part of the guide", choices=STEPS)
    several = OneOption(label="How many answers it takes", choices=NUMBER)

    order: ClassVar[tuple[str, ...]] = ("label", "new_key", *WORDED[1:], "step", "several")

    def __init__(
        self,
        data: Any,
        *,
        draft: Draft,
        content: Mapping[str, Any] | None = None,
        typed: QueryDict | None = None,
    ) -> None:
        """`typed` is shown as it is, without being checked."""
        initial = initial_of(content) if content else {"several": "one"}
        super().__init__(data, initial={**initial, **(typed.dict() if typed else {})})
        self.draft, self.content = draft, content
        if content:
            del self.fields["new_key"]

    @property
    def kept_key(self) -> str:
        """The key that the question has, or shall have."""
        if self.content:
            return str(self.content["key"])
        return self.cleaned_data.get("new_key") or proposed(self.cleaned_data.get("label", ""))

    def clean_several(self) -> bool:
        several: bool = self.cleaned_data["several"] == "several"
        content = self.content or {}
        if content.get("key") in QUESTIONS and several != bool(content.get("several")):
            said = "The reasoning itself reads this question and counts on it as it is."
            raise forms.ValidationError(said)
        return several

    def clean(self) -> dict[str, Any]:
        new = not self.content and {"label", "new_key"} <= self.cleaned_data.keys()
        if new and (problem := self.problem_of_key(self.kept_key)):
            self.add_error("new_key", problem)
        return self.cleaned_data

    def problem_of_key(self, key: str) -> str:
        if not KEY.match(key):
            return NO_KEY
        if key in DERIVED:
            return f"“{key}” is what the reasoning calls a fact of its own. Choose another key."
        return key_problem(self.draft, Kind.QUESTION, key)

    def content_with(self, options: list[dict[str, str]]) -> dict[str, Any]:
        """The question as it shall be; only once both the form and the options are valid."""
        given = {name: self.cleaned_data[name] for name in (*WORDED, "step")}
        found = {**(self.content or {}), "key": self.kept_key, **given, "options": options}
        if self.cleaned_data["several"] or "several" in found:
            found["several"] = self.cleaned_data["several"]
        return found


def initial_of(content: Mapping[str, Any]) -> dict[str, Any]:
    several = "several" if content.get("several") else "one"
    return {**{name: content[name] for name in (*WORDED, "step")}, "several": several}


def place_in_options(part: str) -> tuple[int, str] | None:
    """`options[2].label` -> (2, "label")."""
    found = re.fullmatch(r"options\[(\d+)\](?:\.(\w+))?", part)
    return (int(found[1]), found[2] or "label") if found else None
