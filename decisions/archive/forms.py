"""What can be asked of the archive?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import QueryDict

from decisions.house.fields import Words
from decisions.house.picking import Pick, by_level, topics
from decisions.house.state_names import CannotAdd, resolve_state
from decisions.models.dossier import Status
from decisions.models.search import folded
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.ladder import LEVELS

MOST_WORDS = 12
FIRST = ("q", "level", "issue", "state", "status")
"""Fields that are always in sight."""
FURTHER = ("forum", "tag", "edition", "whose", "away")
WHOSE = [("mine", "My own"), ("shared", "Shared with me")]
AWAY = [("only", "Only those put away"), ("also", "Those put away as well")]


class FindForm(forms.Form):
    """What a reader looks for; everything may stay open."""

    q = Words(label="Search", max_length=100, required=False)
    level = Pick("Level", [(level.key, level.label) for level in LEVELS.values()])
    state = forms.CharField(label="State", max_length=100, required=False)
    status = Pick("Status", Status.choices)
    tag = Words(label="Tag", max_length=40, required=False)
    whose = Pick("Whose", WHOSE, "All that I may read")
    away = Pick("Put away", AWAY, "Leave out")

    def __init__(self, edition: Edition, numbers: Iterable[int], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition_read = edition
        numbered = [(str(number), f"Edition {number}") for number in numbers]
        self.fields["issue"] = Pick("Issue", topics(edition))
        self.fields["forum"] = Pick("Forum", by_level(edition.fora))
        self.fields["edition"] = Pick("Edition", numbered)
        for name, suggestions in (("state", "states"), ("tag", "tags")):
            self.fields[name].widget.attrs |= {"list": suggestions, "autocomplete": "off"}
        self.order_fields([*FIRST, *FURTHER])

    def clean_q(self) -> str:
        typed: str = self.cleaned_data["q"]
        words = folded(typed)
        if typed and not words:
            raise forms.ValidationError("Type letters or digits: signs alone find nothing.")
        if len(words) > MOST_WORDS:
            raise forms.ValidationError(f"Search for at most {MOST_WORDS} words.")
        return typed

    def clean_state(self) -> str:
        """The code of the State, by whichever name; empty where none is asked for."""
        typed = self.cleaned_data["state"]
        try:
            return resolve_state(typed, self.edition_read) if typed else ""
        except CannotAdd as problem:
            raise forms.ValidationError(str(problem)) from problem

    def clean_tag(self) -> str:
        return with_a_letter(self.cleaned_data["tag"])

    @property
    def foremost(self) -> list[forms.BoundField]:
        return [self[name] for name in FIRST]

    @property
    def further(self) -> list[forms.BoundField]:
        return [self[name] for name in FURTHER]

    @property
    def narrowed(self) -> bool:
        """Whether one of the further fields is in use, or has an error to show."""
        return any(field.value() or field.errors for field in self.further)

    @property
    def query(self) -> str:
        """What was asked, as an address carries it, without what stayed open."""
        return asked_in(self.data)


class TagForm(forms.Form):
    """A word to be put on a case."""

    name = Words(
        label="Add a tag",
        max_length=40,
        help_text="A word or two. Everybody who may read the case sees it.",
        error_messages={"required": "Type the tag to add."},
    )

    def clean_name(self) -> str:
        return with_a_letter(" ".join(self.cleaned_data["name"].split()))


class ViewForm(forms.Form):
    """What a search is kept as."""

    name = Words(
        label="Name of the view",
        max_length=60,
        error_messages={"required": "Give the view a name."},
    )
    query = forms.CharField(
        max_length=1_000,
        required=False,
        widget=forms.HiddenInput,
        error_messages={"max_length": "This search is too long to be kept."},
    )


def asked_in(query: Mapping[str, str] | str) -> str:
    """Of a query no more than what is asked of the archive, for an address."""
    asked = QueryDict(query) if isinstance(query, str) else query
    return urlencode([(name, value) for name in (*FIRST, *FURTHER) if (value := asked.get(name))])


def with_a_letter(tag: str) -> str:
    if tag and not folded(tag):
        raise forms.ValidationError("A tag needs a letter or a digit.")
    return tag
