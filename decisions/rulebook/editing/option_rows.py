"""What of the options of a question can be typed, row by row, and in which order are they?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from decisions.house.fields import Words

from ..draft.parts import KEY
from .question_form import NO_KEY, proposed

MOST = 40
"""Options of one question. Every combination of a several-choice question counts, so few is fit."""
BLANK = 2
"""Empty rows below the options that are there; a new question begins with more."""


GO_BY_RETIRING = "Give the option a label. To take it away, retire it."


class OptionForm(forms.Form):
    """One option. The key of one that is there stays; a new one's is proposed from the label."""

    label = Words(label="Label", max_length=200, required=False)
    help = Words(label="Help", max_length=500, required=False)
    place = forms.IntegerField(label="Place", min_value=1, max_value=1000, required=False)
    new_key = Words(label="Key", max_length=80, required=False)

    def __init__(self, data: Any, number: int, was: str, initial: Mapping[str, Any]) -> None:
        """`was` is the key of an option that is there; empty for a new one."""
        super().__init__(data, prefix=f"option-{number}", initial=dict(initial))
        self.number, self.was = number, was
        if was:
            self.fields["label"].required = True
            self.fields["label"].error_messages["required"] = GO_BY_RETIRING
            del self.fields["new_key"]
        for field in self.fields.values():
            field.widget.attrs |= {"dir": "auto"}

    @property
    def empty(self) -> bool:
        """A new row in which nothing was typed."""
        typed = (self.data.get(self.add_prefix(name), "").strip() for name in self.fields)
        return not self.was and not any(typed)

    @property
    def kept_key(self) -> str:
        given = self.cleaned_data.get("new_key") or proposed(self.cleaned_data.get("label", ""))
        return self.was or str(given)

    def clean(self) -> dict[str, Any]:
        if self.was or self.empty:
            return self.cleaned_data
        if not self.cleaned_data.get("label"):
            self.add_error("label", "Give the option a label.")
        elif not KEY.match(self.kept_key):
            self.add_error("new_key", NO_KEY)
        return self.cleaned_data

    def order(self) -> tuple[int, int]:
        return (self.cleaned_data["place"] or 1001, self.number)

    def content(self, there: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
        """What stands in the document; help only where there is some or was."""
        key = self.kept_key
        found = {**there.get(key, {}), "key": key, "label": self.cleaned_data["label"]}
        if self.cleaned_data["help"] or "help" in found:
            found["help"] = self.cleaned_data["help"]
        return found


class OptionRows:
    """All options of a question as rows, with some empty ones below.

    A row that is sent names its option by its key, never by its number: whoever was quicker may
    have moved the others. An option that no row names stays as it is.
    """

    def __init__(
        self, data: Any, options: Sequence[Mapping[str, str]], typed: QueryDict | None = None
    ) -> None:
        """`typed` is shown as it is, unchecked and with more empty rows."""
        self.there = {option["key"]: option for option in options}
        self.problem = ""
        sent = data if data is not None else typed
        if sent is None:
            self.count = len(options) + (BLANK if options else 2 * BLANK)
            self.forms = [self.stored(number) for number in range(self.count)]
            return
        self.count = rows_asked(sent) + (BLANK if typed is not None else 0)
        self.forms = [self.sent(data, sent, number) for number in range(self.count)]

    def stored(self, number: int) -> OptionForm:
        key = [*self.there, *[""] * self.count][number]
        initial = {**self.there[key], "place": number + 1} if key else {}
        return OptionForm(None, number, key, initial)

    def sent(self, data: Any, sent: QueryDict, number: int) -> OptionForm:
        names = (*OptionForm.base_fields, "was")
        given = {name: sent.get(f"option-{number}-{name}", "") for name in names}
        was = given["was"] if given["was"] in self.there or KEY.match(given["was"]) else ""
        return OptionForm(data, number, was, given)

    def is_valid(self) -> bool:
        """Whether each row is sound, no key stands twice, and there is an option at all."""
        if [form for form in self.forms if not form.is_valid()]:
            return False
        seen: set[str] = set()
        for form in self.filled:
            if form.kept_key in seen:
                name = "label" if form.was else "new_key"
                form.add_error(name, f"There is an option “{form.kept_key}” already.")
            seen.add(form.kept_key)
        if not seen and not self.there:
            self.problem = "A question needs at least one option."
        return not self.problem and not any(form.errors for form in self.forms)

    @property
    def retirable(self) -> bool:
        """Whether more than one option is there, so that one of them may go."""
        return len(self.there) > 1

    @property
    def filled(self) -> list[OptionForm]:
        return [form for form in self.forms if not form.empty]

    def ordered(self) -> list[OptionForm]:
        """By the places typed; who has none stays behind, in the order of the rows."""
        return sorted(self.filled, key=OptionForm.order)

    def contents(self) -> list[dict[str, str]]:
        """The options as they shall be; those that no row names come last."""
        told = {form.kept_key for form in self.filled}
        others = [dict(option) for key, option in self.there.items() if key not in told]
        return [form.content(self.there) for form in self.ordered()] + others

    def errors(self) -> Iterable[forms.BoundField]:
        return (field for form in self.forms for field in form if field.errors)


def rows_asked(sent: QueryDict) -> int:
    """How many rows a form says that it has."""
    asked = sent.get("rows", "")
    return min(int(asked), MOST) if asked.isdecimal() and len(asked) < 4 else 0
