"""How is a case typed for a trial, in a few lines?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from decisions.house.answers import SECTIONS
from decisions.house.asking import choices_of, cleaned, stored
from decisions.house.fields import SeveralOptions, Words
from decisions.house.picking import topics
from decisions.house.state_names import CannotAdd
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.rules import Question
from decisions.subsidiarity.wire import Refused, read_case

from .given import Given
from .typed import QUESTION, rows_of

NOT_SAID = "Not said"


class TypedForm(forms.Form):
    """A case in a few lines: States, issues, answers. Nothing is chosen beforehand."""

    states = Words(
        label="States",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One a line, as a name or a code. Roles stand after a colon: "
        "“Germany: receiving”. Without roles they count as not known.",
        error_messages={"required": "Name at least one State."},
    )

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        grouped = topics(edition)
        self.fields["lead"] = forms.ChoiceField(
            label="Lead issue",
            choices=[("", "Choose one"), *grouped],
            error_messages={"required": "Choose the issue that matters most."},
        )
        every = [each for _, group in grouped for each in group]
        self.fields["also"] = SeveralOptions(label="Other issues", choices=every, required=False)
        for question in edition.book.questions:
            self.fields[QUESTION + question.key] = answer_field(question)

    def clean(self) -> dict[str, Any]:
        answers, rows = self.answers(), self.rows()
        if not self.errors:
            self.read({"states": rows, "answers": answers, "issues": self.issues()})
        return self.cleaned_data

    def rows(self) -> list[dict[str, Any]]:
        try:
            return rows_of(self.cleaned_data.get("states", ""), self.edition)
        except CannotAdd as error:
            self.add_error("states", str(error))
            return []

    def issues(self) -> list[dict[str, Any]]:
        lead = self.cleaned_data["lead"]
        others = (key for key in self.cleaned_data.get("also", []) if key != lead)
        return [{"issue": key} for key in (lead, *others)]

    def answers(self) -> dict[str, Any]:
        found = {}
        for question in self.edition.book.questions:
            given = self.cleaned_data.get(QUESTION + question.key)
            if given:
                try:
                    found[question.key] = stored(cleaned(question, given))
                except forms.ValidationError as error:
                    self.add_error(QUESTION + question.key, error)
        return found

    def read(self, document: dict[str, Any]) -> None:
        try:
            read_case(document, self.edition)
        except Refused as refused:
            self.add_error("states" if refused.place.startswith("states") else None, str(refused))
        self.cleaned_data["given"] = Given(document, self.edition, "Typed in here")

    @property
    def further(self) -> bool:
        """Whether other issues than the lead are ticked, or were refused."""
        return bool(self["also"].value() or self["also"].errors)

    @property
    def sections(self) -> Iterable[tuple[str, list[forms.BoundField]]]:
        """The questions under the headings of the guide."""
        for step, label in SECTIONS.items():
            asked = [q for q in self.edition.book.questions if q.step == step]
            if asked:
                yield label, [self[QUESTION + question.key] for question in asked]


def answer_field(question: Question) -> forms.Field:
    """A list for one option, check boxes for several."""
    if question.several:
        field: forms.ChoiceField = SeveralOptions(choices=choices_of(question))
    else:
        field = forms.ChoiceField(choices=[("", NOT_SAID), *choices_of(question)])
    field.label, field.help_text, field.required = question.label, question.text, False
    return field
