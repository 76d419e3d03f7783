"""Which two recommendations are compared?"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.http import Http404

from decisions.house.fields import Words
from decisions.models import SavedRecommendation
from decisions.models.recommendation import readable_recommendation

IN_ADDRESS = re.compile(r"/archive/([^/?#\s]+)")
LONGEST = 500
UNKNOWN = "No recommendation that you may read has this code."


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
        for field in self.fields.values():
            field.help_text = "A code such as k3m9x2abcd, or the address of its page."
            field.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

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
