"""What can be asked of the catalogue?"""

from __future__ import annotations

from typing import Any

from django import forms

from decisions.house.forum_words import INSTRUMENTS, STATUSES, kind_label, status_label
from decisions.house.picking import Pick, by_level, topics
from decisions.house.state_names import CannotAdd, members, resolve, resolve_state
from decisions.subsidiarity.edition import Edition

SORTS = [("few", "Fewest members first"), ("many", "Most members first"), ("level", "By level")]


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
