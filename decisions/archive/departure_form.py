"""To which level does somebody depart from the advice, over which rules, and why?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from decisions.house.fields import OneOption, SeveralOptions
from decisions.house.rule_words import says
from decisions.subsidiarity.ladder import Level

from .departure import FiredRule
from .review_forms import reason_field

ONLY_WHOLE = "Fires only with assessed interests: readers of the shared outcome do not see it."


class DepartureForm(forms.Form):
    """Another level, at least one rule that fired, and a reason.

    A departure that every reader sees names a rule that every reader sees.
    """

    reason = reason_field("Why do you depart from the advice?")

    def __init__(
        self, advice: str, shared: str, fired: Sequence[FiredRule], *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.shared, self.fired = shared, tuple(fired)
        self.fields["level"] = OneOption(
            label="Which level do you recommend instead?",
            choices=[(level.key, level.label) for level in Level if level.key != advice],
            error_messages={"required": "Choose a level."},
        )
        self.fields["rules"] = rules_field(self.fired)
        self.order_fields(["level", "rules", "reason"])

    def clean(self) -> dict[str, Any]:
        level, rules = self.cleaned_data.get("level"), self.cleaned_data.get("rules")
        seen = {each.rule.key for each in self.fired if each.shared}
        if level and rules and level != self.shared and not seen.intersection(rules):
            self.add_error(
                "rules",
                "Choose a rule as well that fires without assessed interests: every reader sees"
                " this departure.",
            )
        return self.cleaned_data


def rules_field(fired: Sequence[FiredRule]) -> SeveralOptions:
    field = SeveralOptions(
        label="Which rules do you disagree with?",
        help_text="Rules that fired for this case.",
        choices=[(each.rule.key, each.rule.title) for each in fired],
        error_messages={"required": "Choose at least one rule."},
    )
    field.option_help = {
        each.rule.key: says(each.rule).capitalize() + ("" if each.shared else f". {ONLY_WHOLE}")
        for each in fired
    }
    return field
