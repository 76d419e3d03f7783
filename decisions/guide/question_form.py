"""How is one question asked, for the case and for an issue that differs, and what was answered?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from decisions.house.asking import (
    AS_FOR_THE_CASE,
    INHERIT,
    answer_field,
    choices_of,
    cleaned,
    override,
    shown,
    stored,
)
from decisions.house.document import AS_IT_WAS, NO_ANSWER_GIVEN
from decisions.subsidiarity.rules import Question

from .fields import Words
from .shown import was_shown

HIDDEN_INTERESTS = "hidden"
"""The question whose answer is secret. Evidence stands in the shared part, so it takes none."""
CERTAINTY = [
    ("", "Not said"),
    ("high", "High: documented"),
    ("medium", "Medium: one source or informed judgement"),
    ("low", "Low: a guess"),
]
EVIDENCE = ("note", "source", "certainty")


class QuestionForm(forms.Form):
    """One question: an option or several, "I do not know", evidence, and where issues differ."""

    note = Words(
        label="Evidence or remark",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    source = Words(label="Source", required=False, max_length=300)
    certainty = forms.ChoiceField(label="How certain is it?", choices=CERTAINTY, required=False)

    def __init__(
        self,
        question: Question,
        issues: Iterable[tuple[str, str]],
        *args: Any,
        required: bool = True,
        heading: str = "h1",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        self.issues = tuple(issues)
        self.fields["answer"] = answer_field(question, required, heading)
        for topic, label in self.issues:
            self.fields[f"issue_{topic}"] = override_field(question, label)
        self.order_fields(["answer"])
        if question.key == HIDDEN_INTERESTS:
            for name in EVIDENCE:
                del self.fields[name]

    def clean_answer(self) -> Any:
        return cleaned(self.question, self.cleaned_data["answer"])

    def clean(self) -> dict[str, Any]:
        for topic, _ in self.issues:
            name = f"issue_{topic}"
            if name in self.cleaned_data:
                try:
                    self.cleaned_data[name] = cleaned(self.question, self.cleaned_data[name])
                except forms.ValidationError as error:
                    self.add_error(name, error)
        return self.cleaned_data

    @property
    def answer(self) -> Any:
        """An option, a list, None for "I do not know", or that nothing is said.

        Radios cannot be emptied, so none of them chosen says nothing new; boxes can.
        """
        given = self.cleaned_data["answer"]
        if given:
            return stored(given)
        return NO_ANSWER_GIVEN if self.question.several and self.was_shown("answer") else AS_IT_WAS

    @property
    def per_issue(self) -> dict[str, Any]:
        """The answers of the issues that differ, for the issues that the page showed."""
        given = {
            topic: self.cleaned_data[f"issue_{topic}"]
            for topic, _ in self.issues
            if self.was_shown(f"issue_{topic}")
        }
        return {topic: override(answer) for topic, answer in given.items()}

    def was_shown(self, field: str) -> bool:
        """Whether the page that was sent had the field: boxes without a tick send nothing."""
        return was_shown(self.data, self.add_prefix(field))  # type: ignore[arg-type]

    @property
    def differs(self) -> bool:
        """Whether the page opens with the part for single issues unfolded."""
        fields = (self[f"issue_{topic}"] for topic, _ in self.issues)
        return any(field.value() not in (None, "", [], INHERIT) or field.errors for field in fields)

    @property
    def overrides(self) -> list[forms.BoundField]:
        return [self[f"issue_{topic}"] for topic, _ in self.issues]

    @property
    def evidence(self) -> dict[str, str]:
        return {key: self.cleaned_data[key] for key in EVIDENCE if self.cleaned_data.get(key)}


def override_field(question: Question, label: str) -> forms.Field:
    options = choices_of(question)
    if question.several:
        return forms.MultipleChoiceField(
            label=label,
            choices=options,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text="Tick nothing where it is as for the whole case.",
        )
    return forms.ChoiceField(label=label, choices=[AS_FOR_THE_CASE, *options], required=False)


def initial_answers(
    question: Question, document: Mapping[str, Any], evidence: Mapping[str, Any]
) -> dict[str, Any]:
    """What the form shows at first: only what was answered. Nothing is ever preselected."""
    initial: dict[str, Any] = dict(evidence.get(question.key, {}))
    if question.key in document["answers"]:
        initial["answer"] = shown(question, document["answers"][question.key])
    for issue in document["issues"]:
        if question.key in issue.get("answers", {}):
            initial[f"issue_{issue['issue']}"] = shown(question, issue["answers"][question.key])
    return initial
