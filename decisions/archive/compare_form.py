"""Which two recommendations are compared?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import Http404
from django.utils.formats import date_format
from django.utils.timezone import localtime

from decisions.house.fields import Words
from decisions.house.marking import marking_of
from decisions.models import SavedRecommendation
from decisions.models.people import name_of
from decisions.models.recommendation import readable_recommendation, readable_recommendations

IN_ADDRESS = re.compile(r"/archive/([^/?#\s]+)")
LONGEST = 500
UNKNOWN = "No recommendation that you may read has this code."


SIDES = {"a": "first (A)", "b": "second (B)"}
LATEST = 20
"""So many recommendations there are to choose from."""


class CompareForm(forms.Form):
    """Two codes, or the addresses in which they stand; each becomes the recommendation."""

    a = Words(
        label="First recommendation (A)",
        max_length=LONGEST,
        error_messages={"required": "Enter the code or the address of the first."},
    )
    b = Words(
        label="Second recommendation (B)",
        max_length=LONGEST,
        error_messages={"required": "Enter the code or the address of the second."},
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        if self.is_bound:
            self.data = with_chosen(self.data)
        for name, which in SIDES.items():
            field = self.fields[name]
            field.help_text = "A code such as k3m9x2abcd, or the address of its page."
            field.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
            self.fields[f"from_{name}"] = latest_field(f"Or choose the {which}", user)

    def clean_a(self) -> SavedRecommendation:
        return self.found("a")

    def clean_b(self) -> SavedRecommendation:
        return self.found("b")

    def found(self, name: str) -> SavedRecommendation:
        typed = self.cleaned_data[name].strip()
        address = IN_ADDRESS.search(typed)
        try:
            return readable_recommendation(self.user, address[1] if address else typed)
        except Http404:
            raise forms.ValidationError(UNKNOWN) from None

    def clean(self) -> dict[str, Any]:
        first, second = self.cleaned_data.get("a"), self.cleaned_data.get("b")
        if first and first == second:
            self.add_error("b", "This is the first one again. Enter another.")
        return self.cleaned_data


def with_chosen(data: Mapping[str, Any]) -> dict[str, Any]:
    """What was chosen from a list stands for a code that was not typed."""
    chosen = {name: data.get(name) or data.get(f"from_{name}", "") for name in SIDES}
    return {**{key: data[key] for key in data}, **chosen}


def latest_field(label: str, user: User) -> forms.CharField:
    """The latest that the user may read; none of them has to be chosen."""
    found = readable_recommendations(user)[:LATEST]
    choices = [("", "–"), *((each.code, option(each)) for each in found)]
    return forms.CharField(label=label, required=False, widget=forms.Select(choices=choices))


def option(saved: SavedRecommendation) -> str:
    """`Workers, 3 May 2026, 14:05, Anna (Confidential)`"""
    marking = marking_of(saved.case_file)
    at = date_format(localtime(saved.saved_at), "j M Y, H:i")
    said = f"{saved.title}, {at}, {name_of(saved.owner)}"
    return f"{said} ({marking})" if marking else said
