"""What of an issue of the catalogue can be typed?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from decisions.house.fields import Words
from decisions.models import Draft, Kind

from ..draft.parts import KEY
from .item_saving import key_problem
from .question_form import LONG, NO_KEY, proposed, text_area

WORDED = ("label", "group", "definition", "source")


class IssueForm(forms.Form):
    """An issue; a new one has a key too, proposed from its label."""

    label = Words(label="Label", max_length=120)
    new_key = Words(
        label="Key",
        max_length=80,
        required=False,
        help_text="Given once and for all. Leave it empty, and it is made of the label.",
    )
    group = Words(
        label="Group",
        max_length=120,
        help_text="One that is there, or a new one. Lists show issues of a group together.",
        widget=forms.TextInput(attrs={"list": "groups", "autocomplete": "off", "dir": "auto"}),
    )
    definition = Words(label="Definition", max_length=LONG, widget=text_area(3))
    source = Words(label="Source", max_length=500, help_text="Cite the paper like B.1 §1.")

    def __init__(
        self, data: Any, *, draft: Draft, content: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial={key: content[key] for key in WORDED} if content else {})
        self.draft, self.content = draft, content
        if content:
            del self.fields["new_key"]

    @property
    def kept_key(self) -> str:
        if self.content:
            return str(self.content["key"])
        return self.cleaned_data.get("new_key") or proposed(self.cleaned_data.get("label", ""))

    def clean(self) -> dict[str, Any]:
        if not self.content and "label" in self.cleaned_data and "new_key" in self.cleaned_data:
            key = self.kept_key
            problem = key_problem(self.draft, Kind.ISSUE, key) if KEY.match(key) else NO_KEY
            if problem:
                self.add_error("new_key", problem)
        return self.cleaned_data

    def result(self) -> dict[str, Any]:
        """The issue as it shall be."""
        given = {key: self.cleaned_data[key] for key in WORDED}
        return {**(self.content or {}), "key": self.kept_key, **given}
