"""On which rule does somebody comment, and what do they say?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from decisions.house.fields import Words
from decisions.models import DraftItem

LONGEST = 4000
NOT_THERE = "That rule is no longer in the draft. Choose another, or the whole draft."


class OnWhat(forms.ChoiceField):
    """A rule, or nothing for the whole draft: that is an answer too, and not left open."""

    def validate(self, value: str) -> None:
        if value and not self.valid_value(value):
            raise forms.ValidationError(NOT_THERE)


class CommentForm(forms.Form):
    """A rule of the draft, or the whole of it, and a text."""

    use_required_attribute = False
    rule = OnWhat(label="On what?")
    text = Words(
        label="Comment",
        help_text="Everyone who may read this draft sees the comment.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Write what you want to say."},
    )

    def __init__(
        self, rules: Iterable[DraftItem], data: Mapping[str, Any] | None = None, rule: str = ""
    ) -> None:
        """`rules` are those that stand, in their order; `rule` is the one to begin with."""
        themes: dict[str, list[tuple[str, str]]] = {}
        for item in rules:
            themes.setdefault(item.content.get("theme") or "Rules", []).append(
                (item.key, item.content["title"])
            )
        super().__init__(data, initial={"rule": rule})
        field = self.fields["rule"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", "The whole draft"), *themes.items()]
