"""What does a reviewer write: why a point is disputed, and what of the earlier ones is settled?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms

from decisions.house.asking import answer_field, cleaned, shown, stored
from decisions.house.fields import Words
from decisions.subsidiarity.rules import Question

from .points import Point, comparable
from .review import Said

REASON = 2000
SETTLED, DISAGREE = "settled", "disagree"


def reason_field(label: str, required: bool = True) -> Words:
    return Words(
        label=label,
        max_length=REASON,
        required=required,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Give a reason."},
    )


class DisputeForm(forms.Form):
    """Why one point is disputed and, for an answer, the answer that the reviewer would give."""

    reason = reason_field("Why do you dispute it?")

    def __init__(self, point: Point, question: Question | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.point, self.question = point, question
        if question:
            label = "The answer you would give"
            field = answer_field(question, required=False, label=label)
            field.help_text = f"{question.text} It is always marked as yours."
            self.fields["proposed"] = field

    def clean_proposed(self) -> Any:
        given = cleaned(self.question, self.cleaned_data["proposed"]) if self.question else ""
        if not given:
            return None
        if comparable(stored(given)) == comparable(self.point.given):
            raise forms.ValidationError(
                "This is the answer that was given. Choose another, or none."
            )
        return {"answer": stored(given)}


def as_shown(question: Question | None, proposed: dict[str, Any] | None) -> Any:
    """What a proposed answer looks like in the form again."""
    return shown(question, proposed["answer"]) if question and proposed else None


class VerdictForm(forms.Form):
    """Of each earlier dispute: settled, or disputed still and why."""

    def __init__(self, formers: Iterable[Said], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.formers = tuple(formers)
        for former in self.formers:
            key = former.dispute.pk
            self.fields[f"verdict_{key}"] = forms.ChoiceField(
                label=f"Is “{former.label}” settled?",
                choices=[(SETTLED, "Settled"), (DISAGREE, "I still disagree")],
                widget=forms.RadioSelect,
                error_messages={"required": "Say whether it is settled."},
            )
            why = reason_field("If you still disagree: why?", required=False)
            self.fields[f"reason_{key}"] = why

    def clean(self) -> dict[str, Any]:
        for former in self.formers:
            name = f"reason_{former.dispute.pk}"
            verdict = self.cleaned_data.get(f"verdict_{former.dispute.pk}")
            if verdict == DISAGREE and not self.cleaned_data.get(name):
                self.add_error(name, f"Say why you still disagree on “{former.label}”.")
        return self.cleaned_data

    @property
    def verdicts(self) -> dict[int, str]:
        return {
            key: self.cleaned_data[f"reason_{key}"] if disagree else ""
            for key in (former.dispute.pk for former in self.formers)
            for disagree in [self.cleaned_data[f"verdict_{key}"] == DISAGREE]
        }

    @property
    def rows(self) -> Iterator[tuple[Said, forms.BoundField, forms.BoundField]]:
        for former in self.formers:
            key = former.dispute.pk
            yield former, self[f"verdict_{key}"], self[f"reason_{key}"]
