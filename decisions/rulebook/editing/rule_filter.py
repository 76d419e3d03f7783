"""Which rules of a draft does a reader want to see?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from decisions.house.fields import Words
from decisions.house.picking import Pick
from decisions.models.search import folded

from .rule_facts import Fact
from .rule_list import TOUCHED, Entry
from .rule_words import EFFECTS, GRADED

WORKED_ON = [("only", "Worked on"), ("ill", "With a check result")]


class RuleFilter(forms.Form):
    """What is looked for; everything may stay open."""

    q = Words(label="Search", max_length=100, required=False)
    effect = Pick("Effect", [(key.value, words) for key, (words, _) in EFFECTS.items()])
    grade = Pick("Grade", [(key, words) for key, (words, _) in GRADED.items()])

    def __init__(self, facts: Iterable[Fact], themes: Iterable[str], *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["theme"] = Pick("Theme", [(theme, theme) for theme in themes])
        self.fields["fact"] = Pick("Looks at", [(fact.key, fact.label) for fact in facts])
        self.fields["only"] = Pick("Which", WORKED_ON, "All")

    @property
    def asked(self) -> bool:
        """Whether anything narrows the list."""
        return any(self.cleaned_data.values()) if self.is_valid() else False

    def found(self, entries: Iterable[Entry]) -> list[Entry]:
        """Those that are looked for; all while something asked for is not allowed."""
        return [entry for entry in entries if not self.is_valid() or self.wants(entry)]

    def wants(self, entry: Entry) -> bool:
        data, rule = self.cleaned_data, entry.rule
        return (
            all(word in entry.words for word in folded(data["q"]))
            and data["effect"] in ("", rule.effect)
            and data["grade"] in ("", rule.grade)
            and data["theme"] in ("", rule.theme)
            and (not data["fact"] or data["fact"] in rule.when)
            and wanted_state(data["only"], entry)
        )


def wanted_state(only: str, entry: Entry) -> bool:
    if only == "ill":
        return entry.health is not None
    return not only or entry.worked_on not in ("", TOUCHED)
