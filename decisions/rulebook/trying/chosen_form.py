"""Which case that is there already is tried?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.models import User

from decisions.house.fields import Words
from decisions.house.picking import Pick
from decisions.models.recommendation import readable_recommendations
from decisions.seeds import shipped_edition, worked_cases

from .given import Given

LISTED = 50
"""So many of the newest saved recommendations are offered; others are named by their code."""
NONE_CHOSEN = "Choose a worked case, or name a saved recommendation."


class ChosenForm(forms.Form):
    """A worked case that is shipped, or the shared case of a recommendation that one may read."""

    saved = Words(
        label="Code of a saved recommendation",
        required=False,
        max_length=20,
        help_text="Its case is taken as everybody sees it who may read it.",
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.readable = newest(user)
        self.fields["worked"] = Pick("Worked case", worked_options(), "Choose one")
        self.order_fields(["worked", "saved"])
        if not self.readable:
            del self.fields["saved"]
        else:
            self.fields["saved"].widget.attrs |= {"list": "readable", "autocomplete": "off"}

    def clean(self) -> dict[str, Any]:
        worked, code = self.cleaned_data.get("worked"), self.cleaned_data.get("saved")
        if code:
            self.take_saved(code)
        elif worked:
            self.cleaned_data["given"] = worked_case(worked)
        elif not self.errors:
            self.add_error("worked", NONE_CHOSEN)
        return self.cleaned_data

    def take_saved(self, code: str) -> None:
        found = readable_recommendations(self.user).filter(code=code.strip()).first()
        if found is None:
            self.add_error("saved", f"You can read no recommendation with the code “{code}”.")
        else:
            edition = found.edition.ready()
            self.cleaned_data["given"] = Given(found.case, edition, found.title)


def newest(user: User) -> Mapping[str, str]:
    """Code -> title."""
    found = readable_recommendations(user).values_list("code", "title")
    return dict(found[:LISTED])


def worked_options() -> list[tuple[str, str]]:
    return [
        (each["id"], f"{each['document']['title']} ({each['year']})") for each in worked_cases()
    ]


def worked_case(key: str) -> Given:
    document = next(each["document"] for each in worked_cases() if each["id"] == key)
    return Given(document, shipped_edition(), document["title"])
