"""What does one write who proposes a draft, approves it, or sends it back?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django import forms

from decisions.house.fields import Words
from decisions.subsidiarity.checks import Check

NOTE, WHY = 2000, 1000
"""Characters that a change note, and a reason beside a warning, may have."""


class AcceptedWarning(NamedTuple):
    """A check that warns, with its box and its reason."""

    check: Check
    tick: forms.BoundField
    why: forms.BoundField


class ProposeForm(forms.Form):
    """A change note and, for each check that warns, a tick and why that is accepted."""

    note = Words(
        label="Change note",
        help_text="What changes and why. It stands beside the edition for good.",
        max_length=NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Say what changes and why."},
    )

    def __init__(self, warnings: Sequence[Check], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.warnings = warnings
        for check in warnings:
            self.fields[f"tick_{check.key}"] = forms.BooleanField(
                label=f"I accept this: {check.title}",
                error_messages={"required": "Tick the box if you accept this warning."},
            )
            self.fields[f"why_{check.key}"] = Words(
                label=f"Why it is accepted: {check.title}",
                max_length=WHY,
                widget=forms.Textarea(attrs={"rows": 2}),
                error_messages={"required": "Say why this warning is accepted."},
            )

    def to_accept(self) -> Iterator[AcceptedWarning]:
        for check in self.warnings:
            tick, why = self[f"tick_{check.key}"], self[f"why_{check.key}"]
            yield AcceptedWarning(check, tick, why)

    @property
    def accepted(self) -> dict[str, str]:
        """Check -> why it is accepted."""
        return {check.key: self.cleaned_data[f"why_{check.key}"] for check in self.warnings}


def as_written(note: str, accepted: Mapping[str, str]) -> dict[str, Any]:
    """What an earlier proposal said, to begin with; boxes are ticked anew each time."""
    return {"note": note, **{f"why_{key}": why for key, why in accepted.items()}}


class ApproveForm(forms.Form):
    """The password of whoever approves."""

    password = forms.CharField(
        label="Your password",
        help_text="So that nobody approves at a screen that you left open.",
        strip=False,
        max_length=4096,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Give your password."},
    )


class SendBackForm(forms.Form):
    """Why a draft goes back."""

    reason = Words(
        label="Why do you send it back?",
        max_length=NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Give a reason."},
    )
