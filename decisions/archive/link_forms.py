"""What does an owner say to make a read-only link?"""

from __future__ import annotations

from django import forms

from decisions.house.fields import Words

DAYS = [(7, "7 days"), (30, "30 days"), (90, "90 days")]


class LinkForm(forms.Form):
    """For whom a link is, and for how long."""

    for_whom = Words(
        label="For whom is it?",
        max_length=120,
        help_text="Only you see this. It tells your links apart.",
        error_messages={"required": "Say for whom it is."},
    )
    days = forms.TypedChoiceField(
        label="For how long?",
        choices=DAYS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose for how long."},
    )
