"""What do the pages on sharing and teams ask for, and what do they accept?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User

from decisions.house.colleagues import NobodyMeant, colleague_named
from decisions.house.fields import Words
from decisions.models import Right, Share, Team
from decisions.models.casefile import HANDLING
from decisions.models.sharing import GIVEN

from .sharing import Given

RIGHTS = [
    (1, "Read what is saved"),
    (2, "Read and comment"),
    (3, "Read, comment and edit the case"),
]
WARNING = "Only for somebody whom you trust with what you believe a State wants."
UNMARKED = "none"


def right_field() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label="What may they do?",
        choices=RIGHTS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they may do."},
    )


def assessed_field() -> forms.BooleanField:
    return forms.BooleanField(label="May see assessed interests", required=False, help_text=WARNING)


class NameForm(forms.Form):
    """A colleague, by user name or first name. `meant` is the user, once the form is valid."""

    name = Words(
        label="Name of the colleague",
        max_length=150,
        help_text="The user name or the first name.",
        error_messages={"required": "Type a name."},
    )

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        try:
            self.meant: User = colleague_named(name)
        except NobodyMeant as problem:
            raise forms.ValidationError(str(problem)) from problem
        return name


class WithColleagueForm(NameForm):
    """Share with a colleague."""

    right = right_field()
    assessed = assessed_field()

    @property
    def given(self) -> Given:
        return given_in(self.cleaned_data)


class WithTeamForm(forms.Form):
    """Share with a team, which never sees assessed interests."""

    team = forms.ModelChoiceField(
        Team.objects.none(),
        label="Team",
        empty_label="Choose a team",
        error_messages={"required": "Choose a team.", "invalid_choice": "Choose a team."},
    )
    right = right_field()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.all()  # type: ignore[attr-defined]

    @property
    def given(self) -> Given:
        return given_in(self.cleaned_data)


class ShareForm(forms.Form):
    """Another right for somebody who has one."""

    right = forms.TypedChoiceField(label="May", choices=GIVEN, coerce=int)
    assessed = forms.BooleanField(label="May see assessed interests", required=False)

    def __init__(self, share: Share, data: Any = None) -> None:
        initial = {"right": share.right, "assessed": share.assessed}
        super().__init__(data, initial=initial, auto_id=f"share_{share.pk}_%s")
        if share.team_id:
            del self.fields["assessed"]

    @property
    def given(self) -> Given:
        return given_in(self.cleaned_data)


def given_in(cleaned: dict[str, Any]) -> Given:
    return Given(Right(cleaned["right"]), bool(cleaned.get("assessed")))


class HandlingForm(forms.Form):
    """How the case is to be handled. A form without a choice never takes a marking away."""

    handling = forms.ChoiceField(
        label="How is this case to be handled?",
        choices=[(key or UNMARKED, label) for key, label in HANDLING],
        widget=forms.RadioSelect,
        help_text="The marking stands on every page, print and export of the case.",
        error_messages={"required": "Choose how the case is to be handled."},
    )

    @property
    def marking(self) -> str:
        chosen: str = self.cleaned_data["handling"]
        return "" if chosen == UNMARKED else chosen


class TeamForm(forms.Form):
    """A new team."""

    team_name = Words(
        label="Name of the team", max_length=80, error_messages={"required": "Give it a name."}
    )
