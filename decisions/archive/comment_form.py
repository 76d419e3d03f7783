"""On what does somebody comment, and what do they say?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from decisions.house.fields import Words
from decisions.models import Comment

from .points import ANSWER, FORUM, RULE, Point

WHOLE = Comment.Anchor.WHOLE
LONGEST = 4000
GROUPS = {RULE: "Rules that fired", ANSWER: "Answers", FORUM: "Where to go"}
SAY_SOMETHING = "Write what you want to say."
NOT_THERE = "Choose the whole recommendation, or something that it shows."


class CommentForm(forms.Form):
    """A thing that every reader sees, and a text."""

    text = Words(
        label="Comment",
        help_text="Everyone who may read this recommendation sees the comment.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": SAY_SOMETHING},
    )

    def __init__(self, points: Iterable[Point], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        by_kind: dict[str, dict[str, str]] = {kind: {} for kind in GROUPS}
        for point in points:
            label = point.label
            by_kind[point.kind].setdefault(f"{point.kind}:{point.key}", label)
        groups = ((GROUPS[kind], list(some.items())) for kind, some in by_kind.items() if some)
        self.fields["on"] = forms.ChoiceField(
            label="On what?",
            choices=[(WHOLE.value, WHOLE.label), *groups],
            error_messages={"required": NOT_THERE, "invalid_choice": NOT_THERE},
        )
        self.order_fields(["on"])

    @property
    def anchor(self) -> tuple[str, str]:
        """(anchor, key)"""
        anchor, _, key = self.cleaned_data["on"].partition(":")
        return anchor, key
