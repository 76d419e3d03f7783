"""What stands on the page of one rule: its form, its examples, what was left out, its preview?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.forms import BoundField
from django.http import QueryDict

from decisions.models import Draft, DraftItem, Kind
from decisions.rulebook.draft.reading import draft_reading
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.wire import Refused

from .example_form import PREFIX, Examples, ExampleSet, spread
from .rule_content import content_of, examples_of, initial_of, left_out
from .rule_facts import Fact, facts_of
from .rule_form import RuleForm
from .rule_refusals import place_refusal

Content = Mapping[str, Any]
NOTHING: Content = {"when": {}}


class Row(NamedTuple):
    """A fact with its check boxes; `how` stands beside them, `open` where the rule names it."""

    fact: Fact
    field: BoundField
    how: BoundField
    with_how: bool
    open: bool
    chosen: str


class Problem(NamedTuple):
    """One line of the error summary: the id of its field, and what is wrong."""

    anchor: str
    says: str


@dataclass(slots=True)
class RulePage:
    """One rule at work. `item` is None for a new one, `start` what a new one begins with."""

    draft: Draft
    item: DraftItem | None
    start: Content
    edition: Edition
    form: RuleForm
    examples: Examples
    left_out: list[str] = field(default_factory=list)
    judged: bool = True

    @property
    def before(self) -> Content:
        return self.item.content if self.item else self.start

    def valid(self) -> bool:
        # Both, so that all that is wrong is said at once.
        return all([self.form.is_valid(), self.examples.is_valid()])

    def content(self) -> dict[str, Any]:
        """The rule as it would be saved. Only once valid."""
        key = self.item.key if self.item else self.form.cleaned_data["rule_key"]
        return content_of(self.form, self.examples, key, self.before)

    def refuse(self, refusal: Refused) -> None:
        place_refusal(refusal, self.form, self.examples)

    def leave_unjudged(self) -> None:
        self.judged = False
        self.form.leave_unjudged()
        for example in self.examples:
            example.leave_unjudged()

    @property
    def groups(self) -> dict[str, list[Row]]:
        """All facts as rows, under the headings of the questionnaire."""
        found: dict[str, list[Row]] = {}
        for fact in self.form.facts:
            found.setdefault(fact.group, []).append(row_of(self.form, fact))
        return found

    @property
    def next_example(self) -> int:
        """The number of the next one for which room is made."""
        return len(self.examples.forms) + 1

    def problems(self) -> list[Problem]:
        """Everything that is wrong, from the top of the page to its end."""
        found = [Problem("conditions", str(each)) for each in self.form.non_field_errors()]
        found += [each for field in self.form for each in problems_at(field, "")]
        if self.judged:
            found += [Problem("examples", str(each)) for each in self.examples.non_form_errors()]
        for number, form in enumerate(self.examples, 1):
            where = f"Example {number}"
            found += [
                Problem(f"example-{number}", f"{where}: {e}") for e in form.non_field_errors()
            ]
            found += [each for field in form for each in problems_at(field, f"{where}, ")]
        return found


def problems_at(field: BoundField, where: str) -> list[Problem]:
    return [Problem(field.auto_id, f"{where}{field.label}: {message}") for message in field.errors]


def row_of(form: RuleForm, fact: Fact) -> Row:
    field, how = form[f"when-{fact.key}"], form[f"how-{fact.key}"]
    ticked = form.ticked(fact)
    excluding = how.value() == "none"
    words = " or ".join(label for key, label in fact.options if key in ticked)
    chosen = f"none of: {words}" if words and excluding else words
    wrong = bool(field.errors or how.errors)
    return Row(fact, field, how, fact.several or excluding, bool(ticked) or wrong, chosen)


def page_of(
    draft: Draft, item: DraftItem | None, start: Content = NOTHING, typed: QueryDict | None = None
) -> RulePage:
    """The page of a rule as it stands or, with what was `typed`, as it would be."""
    edition = draft_reading(draft).edition
    facts = facts_of(edition)
    content = item.content if item else start
    taken = None if item else taken_keys(draft)
    data = spread(typed) if typed is not None else None
    form = RuleForm(facts, taken, data, initial=initial_of(content, facts))
    examples = ExampleSet(
        data,
        prefix=PREFIX,
        initial=examples_of(content, facts) if data is None else None,
        form_kwargs={"facts": facts, "named": facts_for_examples(form)},
    )
    strange = left_out(content, facts)
    return RulePage(draft, item, start, edition, form, examples, strange)  # type: ignore[arg-type]


def facts_for_examples(form: RuleForm) -> set[str]:
    """Those that the rule names; hardness is answered by the interests from which it follows."""
    named = form.named()
    return {"interest" if fact == "hardness" else fact for fact in named}


def taken_keys(draft: Draft) -> dict[str, bool]:
    """The keys of all rules of a draft, with whether each was removed."""
    return dict(draft.items.filter(kind=Kind.RULE).values_list("key", "gone"))


def themes_of(edition: Edition) -> list[str]:
    """The headings that there are, in the order of the book."""
    return list(dict.fromkeys(rule.theme for rule in edition.book.rules))
