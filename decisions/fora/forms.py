"""What can be asked of the catalogue, and what is said of an answer that is not on the list?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from decisions.house.state_names import CannotAdd, members, resolve, resolve_state
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.fora import Forum
from decisions.subsidiarity.ladder import Level

from .words import INSTRUMENTS, STATUSES, kind_label, status_label

Options = Iterable[tuple[str, Any]]
SORTS = [("few", "Fewest members first"), ("many", "Most members first"), ("level", "By level")]
ECHOED = 40
"""How much of a strange value is repeated in the message."""
TOLD = 12
"""Of a longer list the message does not repeat what is on it."""


class Pick(forms.ChoiceField):
    """One of a list, or nothing; what is not on the list is named, with what is allowed."""

    def __init__(self, label: str, options: Options, every: str = "All") -> None:
        choices = [("", every), *options]
        super().__init__(label=label, choices=choices, required=False)
        allowed = list(flat(choices))
        self.allowed = (
            f"Allowed are {', '.join(allowed)}."
            if len(allowed) <= TOLD
            else "Choose from the list."
        )

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)
        if value and not self.valid_value(value):
            said = f"“{value[:ECHOED]}” is not on this list. {self.allowed}"
            raise forms.ValidationError(said)


def flat(choices: Iterable[tuple[Any, Any]]) -> Iterable[str]:
    """The values of a list of choices, those of its groups too."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from flat(label)
        elif value:
            yield str(value)


def topics(edition: Edition) -> list[tuple[str, list[tuple[str, str]]]]:
    """The issues, grouped as in the rule book."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for topic in edition.book.topics:
        groups.setdefault(topic.group, []).append((topic.key, topic.label))
    return list(groups.items())


def levels(edition: Edition) -> list[tuple[str, str]]:
    """The levels that have a forum, the widest first."""
    held = {forum.level for forum in edition.fora}
    return [(level.key, level.label) for level in sorted(held, reverse=True)]


class CatalogueForm(forms.Form):
    """What a reader looks for; everything may stay open."""

    q = forms.CharField(label="Search", max_length=100, required=False)
    state = forms.CharField(label="State", max_length=100, required=False)
    seat = Pick("Its seat", [("yes", "For certain")], "For certain, or perhaps")
    grip = Pick("The issue is", [("core", "In the main field")], "In the main or wider field")
    paper = Pick("In the paper", [("yes", "Named there"), ("no", "Not named there")])
    tool = Pick("What it does", list(INSTRUMENTS.items()))
    sort = Pick("Order", SORTS, "By name, or best match")

    main = ("q", "issue", "state", "level")
    """Those that are always in sight."""

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        kinds = {forum.kind: kind_label(forum.kind) for forum in edition.fora}
        here = {forum.status for forum in edition.fora}
        known = [key for key in STATUSES if key in here]
        statuses = known + sorted(here.difference(STATUSES))
        self.fields["issue"] = Pick("Issue", topics(edition))
        self.fields["level"] = Pick("Level", levels(edition))
        self.fields["kind"] = Pick("Kind", sorted(kinds.items(), key=lambda pair: pair[1]))
        self.fields["status"] = Pick("Status", [(key, status_label(key)) for key in statuses])
        self.fields["state"].widget.attrs |= {"list": "states", "autocomplete": "off"}
        self.order_fields(
            ["q", "issue", "state", "level", "kind", "status", "tool", "grip", "seat", "paper"]
        )

    def clean_state(self) -> str:
        """The code of the State, by whichever name; empty where none is asked for."""
        typed = self.cleaned_data["state"]
        try:
            return resolve_state(typed, self.edition) if typed else ""
        except CannotAdd as problem:
            raise forms.ValidationError(str(problem)) from problem

    @property
    def foremost(self) -> list[forms.BoundField]:
        return [self[name] for name in self.main]

    @property
    def further(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in self.main]

    @property
    def narrowed(self) -> bool:
        """Whether one of the further fields is in use, or has an error to show."""
        return any(field.value() or field.errors for field in self.further)


class WhoForm(forms.Form):
    """For which States, on which issues, is a table looked for?"""

    states = forms.CharField(
        label="States or groups",
        max_length=2500,
        help_text="Part several by semicolons: Spain; Morocco. A group counts as its members: "
        "members of ECOWAS.",
        error_messages={"required": "Type the name of a State or of a group."},
        widget=forms.TextInput(attrs={"list": "names", "autocomplete": "off"}),
    )
    working = Pick(
        "Which fora", [("yes", "Only those that surely work")], "All, those that ended set apart"
    )

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition
        self.fields["level"] = Pick("Level", levels(edition))
        self.fields["issue"] = forms.MultipleChoiceField(
            label="Issues that it must deal with",
            choices=topics(edition),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": "“%(value).40s” is not an issue of the list."},
        )

    def clean_states(self) -> list[str]:
        """Party keys of what was typed, each once."""
        try:
            return list(dict.fromkeys(resolve(self.cleaned_data["states"], self.edition)))
        except CannotAdd as problem:
            raise forms.ValidationError(str(problem)) from problem

    @property
    def codes(self) -> frozenset[str]:
        """The States that the parties stand for."""
        keys = self.cleaned_data["states"]
        return frozenset().union(*(members(key, self.edition) for key in keys))


class OverlapForm(forms.Form):
    """Which two fora are laid side by side?"""

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        seating = [forum for forum in edition.fora if forum.members]
        self.fields["a"] = Pick("First forum", by_level(seating), "Choose a forum")
        self.fields["b"] = Pick("Second forum", by_level(seating), "Choose a forum")
        for name, label in (("a", "first"), ("b", "second")):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = f"Choose the {label} forum."

    def clean(self) -> dict[str, Any]:
        first, second = (self.cleaned_data.get(name) for name in ("a", "b"))
        if first and first == second:
            self.add_error("b", "Choose another forum than the first.")
        return self.cleaned_data


def by_level(fora: Iterable[Forum]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Fora as grouped choices, the widest tables first."""
    groups: dict[Level, list[tuple[str, str]]] = {}
    for forum in sorted(fora, key=lambda forum: (-forum.level, forum.name.casefold())):
        short = "" if forum.short_name == forum.name else f" ({forum.short_name})"
        groups.setdefault(forum.level, []).append((forum.id, f"{forum.name}{short}"))
    return [(level.label, choices) for level, choices in groups.items()]
