"""What does a draft ask for itself, its items apart?"""

from __future__ import annotations

from django import forms

from decisions.house.fields import Words


class NameForm(forms.Form):
    """What a draft is called among several."""

    name = Words(
        label="Name of the draft",
        max_length=120,
        help_text="What is it for? For example: Quotas after the spring review.",
    )
