"""Which two of the editions and drafts that one may read shall be held against each other?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.models import User

from decisions.house.picking import Pick
from decisions.models import EditionRecord
from decisions.models.draft import readable_drafts

from .differing import Stand, stand_of_draft, stand_of_edition

NEEDED = "Choose an edition or a draft."


class DifferenceForm(forms.Form):
    """From `a` to `b`: numbers of editions, codes of drafts."""

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        editions = EditionRecord.objects.exclude(status="draft").values_list("number", "current")
        numbered = [
            (str(number), f"Edition {number}{', in force' if current else ''}")
            for number, current in editions
        ]
        drafts = [(draft.code, draft.name) for draft in readable_drafts(user)]
        groups: list[tuple[str, Any]] = [("Editions", numbered)]
        if drafts:
            groups.append(("Drafts", drafts))
        for name, label in (("a", "From"), ("b", "To")):
            self.fields[name] = Pick(label, groups, "Choose")

    def clean(self) -> dict[str, Any]:
        for name in ("a", "b"):
            if name not in self.errors and not self.cleaned_data.get(name):
                self.add_error(name, NEEDED)
        return self.cleaned_data

    def stands(self) -> tuple[Stand, Stand]:
        return self.stand(self.cleaned_data["a"]), self.stand(self.cleaned_data["b"])

    def stand(self, chosen: str) -> Stand:
        """Codes of drafts have ten characters; no number of an edition has."""
        draft = readable_drafts(self.user).filter(code=chosen).first()
        if draft is not None:
            return stand_of_draft(draft)
        return stand_of_edition(EditionRecord.objects.get(number=int(chosen)))
