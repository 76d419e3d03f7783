"""What do the pages of the guide ask for, questions apart, and what do they accept?"""

from __future__ import annotations

from typing import Any

from django import forms

from decisions.models.casefile import OWN_VIEWS
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.ladder import Level

from .fields import SeveralOptions, Words


class StartForm(forms.Form):
    """What the matter is, in the officer's words."""

    title = Words(max_length=200, help_text="As you would name it in a file note.")
    summary = Words(
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="What is the problem, and who is concerned?",
    )
    aim = Words(
        label="What should change, and for whom?",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="The aim decides which level is the lowest that can reach it.",
    )


class OwnViewForm(forms.Form):
    """What the officer expects, before the result is shown."""

    own_view_level = forms.ChoiceField(
        label="Which level do you expect?",
        choices=OWN_VIEWS,
        required=False,
        widget=forms.RadioSelect,
    )
    own_view_reason = Words(label="Why, in one line?", max_length=300, required=False)


CHOOSE_LEVEL = "Choose one of the levels."
CHOOSE_ISSUE = "Choose one of the issues of this case."


class OtherLevelForm(forms.Form):
    """For which issue, and which level, it is asked what would have to be true."""

    level = forms.ChoiceField(
        label="For which level?",
        choices=[(level.key, level.label) for level in Level],
        widget=forms.RadioSelect,
        error_messages={"required": CHOOSE_LEVEL, "invalid_choice": CHOOSE_LEVEL},
    )

    def __init__(self, *args: Any, topics: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["issue"] = forms.ChoiceField(
            label="For which issue?",
            choices=topics,
            error_messages={"required": CHOOSE_ISSUE, "invalid_choice": CHOOSE_ISSUE},
        )
        if len(topics) == 1:
            self.fields["issue"].widget = forms.HiddenInput()
            self.fields["issue"].initial = topics[0][0]
        self.order_fields(["issue", "level"])


class IssuesForm(forms.Form):
    """Which issues, and which one leads."""

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = [(topic.key, topic.label) for topic in edition.book.topics]
        self.fields["issues"] = SeveralOptions(
            choices=topics, error_messages={"required": "Choose at least one issue."}
        )
        self.fields["lead"] = forms.ChoiceField(
            choices=[("", "The first of those ticked, as listed here"), *topics], required=False
        )

    def clean(self) -> dict[str, Any]:
        lead, chosen = self.cleaned_data.get("lead"), self.cleaned_data.get("issues", [])
        if lead and chosen and lead not in chosen:
            self.add_error("lead", "The lead issue must be one of the chosen issues.")
        return self.cleaned_data

    @property
    def in_order(self) -> list[str]:
        """The chosen issues, the lead first."""
        lead = self.cleaned_data["lead"]
        return sorted(self.cleaned_data["issues"], key=lambda topic: topic != lead)
