"""Which fields has a rule, and what of them does not go together?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.text import slugify

from decisions.house.fields import OneOption, SeveralOptions, Words
from decisions.rulebook.draft.parts import KEY
from decisions.subsidiarity.rules import BOUNDS, Effect, Strength
from decisions.subsidiarity.wire.rules import values_of

from .rule_facts import Fact
from .rule_words import EFFECTS, GRADED, HOW, STRENGTHS, VALUE_LABELS, VALUES

NO_CONDITION = "Tick at least one answer: a rule looks at one fact or more."
NO_KEY = "Write a key: up to 80 letters, digits, hyphens and underscores."
KEPT_FOR_PAGES = {"new-one"}
"""What stands where a key stands in the address of other pages."""


def radios(label: str, choices: Mapping[Any, tuple[str, str]], hint: str = "") -> OneOption:
    """Radios that are each explained."""
    field = OneOption(
        label=label,
        choices=[(str(key), words) for key, (words, _) in choices.items()],
        help_text=hint,
        error_messages={"required": "Choose one of these."},
    )
    field.option_help = {str(key): each for key, (_, each) in choices.items()}
    return field


def line(label: str, most: int, hint: str, **options: Any) -> Words:
    return Words(label=label, max_length=most, help_text=hint, **options)


class Unjudged:
    """A form that can be shown as it was typed before anybody says what is missing."""

    def leave_unjudged(self) -> None:
        self._errors = ErrorDict()


class RuleForm(Unjudged, forms.Form):
    """One rule without its examples. For each fact: `when-<fact>`, and `how-<fact>` beside it."""

    title = line("Title", 200, "What the rule says, as a short sentence that people can quote.")
    rule_key = line(
        "Key",
        80,
        "Its name in addresses and files, given once and for all."
        " Left empty, it is made from the title.",
        required=False,
    )
    theme = line(
        "Theme",
        100,
        "The heading under which it stands: one that is there, or a new one.",
        widget=forms.TextInput(attrs={"list": "themes", "autocomplete": "off"}),
    )
    effect = radios("Effect", EFFECTS)
    value = forms.ChoiceField(
        label="Level, depth, form or warning",
        choices=[("", "Choose"), *VALUES],
        help_text="What the effect names. It has to go with the effect above.",
        error_messages={"required": "Choose what the effect names."},
    )
    strength = radios("Strength", STRENGTHS)
    rationale = line(
        "Rationale",
        2000,
        "Why, in one or two plain sentences. Readers see it.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why: no rule stands without a rationale."},
    )
    source = line(
        "Source",
        400,
        "A paragraph of the paper such as B.1 §1, or another source.",
        error_messages={"required": "Name the source: no rule stands without one."},
    )
    grade = radios("Grade", GRADED, "Whose statement it is. Readers always see it.")

    def __init__(
        self, facts: Iterable[Fact], taken: Mapping[str, bool] | None, *args: Any, **kwargs: Any
    ) -> None:
        """`taken` has the keys of all rules with whether each was removed; None: no new rule."""
        super().__init__(*args, **kwargs)
        self.facts = tuple(facts)
        self.taken = taken or {}
        if taken is None:
            del self.fields["rule_key"]
        for fact in self.facts:
            self.fields[f"when-{fact.key}"] = SeveralOptions(
                label=fact.label, choices=fact.options, required=False
            )
            self.fields[f"how-{fact.key}"] = OneOption(
                label="The rule accepts it where", choices=HOW, required=False
            )

    def ticked(self, fact: Fact) -> list[str]:
        """What is ticked of a fact, known or not, judged or not."""
        return [str(each) for each in self[f"when-{fact.key}"].value() or ()]

    def named(self) -> set[str]:
        """The facts of which something is ticked."""
        return {fact.key for fact in self.facts if self.ticked(fact)}

    def clean(self) -> dict[str, Any]:
        for name, problem in self.problems():
            self.add_error(name, problem)
        return self.cleaned_data

    def problems(self) -> Iterator[tuple[str | None, str]]:
        effect = self.cleaned_data.get("effect", "")
        value = self.cleaned_data.get("value", "")
        if effect and value and value not in values_of(Effect(effect)):
            yield "value", does_not_go(Effect(effect), value)
        decisive = self.cleaned_data.get("strength") == Strength.DECISIVE
        if effect and decisive and effect not in BOUNDS - {Effect.NOT_NEEDED_ABOVE}:
            yield "strength", always_presumed(Effect(effect))
        if not self.named():
            yield None, NO_CONDITION
        if "rule_key" in self.fields and "title" in self.cleaned_data:
            yield from self.problems_of_key()

    def problems_of_key(self) -> Iterator[tuple[str, str]]:
        """A key that is typed must be free; one that is made from the title always is."""
        key = self.cleaned_data.get("rule_key") or self.proposed(self.cleaned_data["title"])
        if not KEY.match(key) or key in KEPT_FOR_PAGES:
            yield "rule_key", NO_KEY
        elif key in self.taken:
            yield "rule_key", taken_words(key, self.taken[key])
        self.cleaned_data["rule_key"] = key

    def proposed(self, title: str) -> str:
        """The title as a key; with a number behind it where another rule has that."""
        stem = slugify(title)[:70].strip("-_")
        keys = (f"{stem}-{number}" if number > 1 else stem for number in range(1, 1000))
        return next((key for key in keys if key not in self.taken), "") if stem else ""


def does_not_go(effect: Effect, value: str) -> str:
    allowed = ", ".join(VALUE_LABELS[each] for each in values_of(effect))
    words = EFFECTS[effect][0].lower()
    return f"“{VALUE_LABELS[value]}” does not go with “{words}”. Allowed: {allowed}."


def always_presumed(effect: Effect) -> str:
    words = EFFECTS[effect][0]
    return (
        f"“{words}” is always a presumption."
        " Only “not below” and “not achievable above” can be decisive."
    )


def taken_words(key: str, removed: bool) -> str:
    if removed:
        return (
            f"A rule that was removed had the key “{key}”."
            " It can be brought back under Steps, by undoing; or choose another key."
        )
    return f"Another rule has the key “{key}”. Choose another."
