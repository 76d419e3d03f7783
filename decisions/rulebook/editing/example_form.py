"""How is a worked example of a rule typed: what it says, whether it fires, on which answers?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.formsets import BaseFormSet, formset_factory
from django.http import QueryDict

from decisions.house.fields import OneOption, SeveralOptions, Words
from decisions.subsidiarity.facts import NO_ANSWER

from .rule_facts import Fact
from .rule_form import Unjudged
from .rule_words import FIRES

PREFIX = "examples"
MOST = 30
"""Examples that one rule may have."""
NO_ANSWERS = "Say at least one answer on which it rests."


class ExampleForm(Unjudged, forms.Form):
    """One example: an answer `fact-<fact>` for each fact shown, and `other` for one more.

    Shown are the facts that the rule names, and those of which the example says something.
    """

    fires = OneOption(
        label="On these answers", choices=FIRES, error_messages={"required": "Choose one of these."}
    )
    says = Words(
        label="What is it about?",
        max_length=300,
        help_text="A real matter in one sentence.",
        error_messages={"required": "Say in one sentence what it is about."},
    )

    def __init__(
        self, *args: Any, facts: Iterable[Fact], named: Collection[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        facts = [fact for fact in facts if fact.key != "hardness"]
        self.shown = [fact for fact in facts if fact.key in named or self.has(fact)]
        for fact in self.shown:
            self.fields[f"fact-{fact.key}"] = answer_field(fact)
        self.others = [(f.label, as_answers(f)) for f in facts if f not in self.shown]
        self.fields["other"] = forms.ChoiceField(
            label="One more answer", required=False, choices=[("", "None"), *self.others]
        )

    def has(self, fact: Fact) -> bool:
        name = f"fact-{fact.key}"
        return name in self.initial or self.add_prefix(name) in self.data

    def clean(self) -> dict[str, Any]:
        for fact in self.shown:
            given = self.cleaned_data.get(f"fact-{fact.key}") or []
            if fact.several and NO_ANSWER in given and len(given) > 1:
                self.add_error(f"fact-{fact.key}", "“None” cannot stand beside other answers.")
        if not self.errors and not self.answers():
            self.add_error(None, NO_ANSWERS)
        return self.cleaned_data

    def answers(self) -> dict[str, Any]:
        """Fact -> the option or, of a several-choice fact, the options."""
        given = {fact.key: self.cleaned_data.get(f"fact-{fact.key}") for fact in self.shown}
        return {fact: answer for fact, answer in given.items() if answer}

    @property
    def answer_fields(self) -> list[forms.BoundField]:
        return [self[f"fact-{fact.key}"] for fact in self.shown]


def as_answers(fact: Fact) -> list[tuple[str, str]]:
    """Each option by itself, as a choice among those of all facts."""
    return [(f"{fact.key}:{key}", f"{fact.label}: {word}") for key, word in fact.options]


def answer_field(fact: Fact) -> forms.ChoiceField | forms.MultipleChoiceField:
    if fact.several:
        return SeveralOptions(label=fact.label, choices=fact.options, required=False)
    choices = [("", "Not said"), *fact.options]
    return forms.ChoiceField(label=fact.label, choices=choices, required=False)


if TYPE_CHECKING:
    ExampleForms = BaseFormSet[ExampleForm]
else:
    ExampleForms = BaseFormSet


class Examples(ExampleForms):
    """The examples of one rule, each with the answers that the rule asks for."""

    def add_fields(self, form: ExampleForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = "Remove this example"

    def kept(self) -> list[tuple[int, ExampleForm]]:
        """Those that are filled in and stay, each with its number on the page. Once valid."""
        return [
            (number, form)
            for number, form in enumerate(self.forms)
            if form.has_changed() and not form.cleaned_data.get("DELETE")
        ]


ExampleSet = formset_factory(
    ExampleForm, formset=Examples, extra=1, can_delete=True, max_num=MOST, absolute_max=MOST + 1
)


def spread(typed: QueryDict) -> QueryDict:
    """What was sent, each "one more answer" being an answer like the others, with its own row."""
    data = typed.copy()
    for number in range(MOST + 1):
        fact, _, option = data.get(f"{PREFIX}-{number}-other", "").partition(":")
        if option:
            data.appendlist(f"{PREFIX}-{number}-fact-{fact}", option)
            data.pop(f"{PREFIX}-{number}-other")
    return data


def with_one_more(data: QueryDict) -> QueryDict:
    """The same with room for one more example."""
    name = f"{PREFIX}-TOTAL_FORMS"
    number = data.get(name, "")
    if number.isdecimal() and int(number[:4]) < MOST:
        data[name] = str(int(number) + 1)
    return data
