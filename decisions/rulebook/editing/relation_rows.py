"""What of the relations of a forum can be chosen, row by row?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from decisions.house.forum_words import RELATIONS
from decisions.subsidiarity.fora import Forum

MOST = 60
BLANK = 2


class RelationForm(forms.Form):
    """One relation: what, and to which forum. A row of which nothing is chosen is none."""

    def __init__(self, data: Any, number: int, row: Mapping[str, str], fora: Any) -> None:
        super().__init__(data, prefix=f"relation-{number}", initial=dict(row))
        self.number = number
        types = [("", "–"), *RELATIONS.items()]
        self.fields["type"] = forms.ChoiceField(label="Relation", choices=types, required=False)
        self.fields["id"] = forms.ChoiceField(label="Forum", choices=fora, required=False)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        for one, other in (("type", "id"), ("id", "type")):
            if given.get(one) and other in given and not given[other]:
                self.add_error(other, "Choose one here too, or none in the whole row.")
        return given


class RelationRows:
    """All relations of a forum, with some empty rows below."""

    def __init__(
        self, data: Any, relations: Sequence[Mapping[str, str]], fora: Iterable[Forum], own: str
    ) -> None:
        named = [(forum.id, forum.name) for forum in fora if forum.id != own]
        choices = [("", "–"), *sorted(named, key=lambda each: each[1].casefold())]
        asked = data.get("rows", "") if data is not None else ""
        count = int(asked) if asked.isdecimal() and len(asked) < 4 else 0
        self.count = max(min(count, MOST), len(relations) + BLANK)
        known = [*relations, *[{}] * (self.count - len(relations))]
        self.forms = [RelationForm(data, n, row, choices) for n, row in enumerate(known)]
        self.problem = ""

    def is_valid(self) -> bool:
        # Every row, so that all errors are told at once.
        return not [form for form in self.forms if not form.is_valid()]

    def contents(self) -> list[dict[str, str]]:
        """The rows in which something is chosen."""
        given = (form.cleaned_data for form in self.forms)
        return [{"type": each["type"], "id": each["id"]} for each in given if each["type"]]

    def errors(self) -> Iterable[forms.BoundField]:
        return (field for form in self.forms for field in form if field.errors)
