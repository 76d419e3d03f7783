"""What does the list show of each recommendation?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.contrib.auth.models import User
from django.template.loader import render_to_string

from decisions.house.advice import strip
from decisions.house.answers import ALL_STATES
from decisions.house.document import row_name
from decisions.house.marking import marking_of
from decisions.models import SavedRecommendation
from decisions.models.listed import listed
from decisions.models.people import name_of
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.ladder import LABELS

NAMED = 3
"""So many States, or issues, a row names."""


@dataclass(frozen=True, slots=True)
class Row:
    """One recommendation as its reader may know it."""

    saved: SavedRecommendation
    level: str
    whole: bool
    """Whether the level is that of the full outcome."""
    strip: str
    """The small ladder, drawn."""
    departure: str
    """The level that the officer recommends instead, if one does."""
    states: list[str]
    issues: list[str]
    status: str
    owner: str
    teams: list[str]
    tags: list[str]
    marking: str
    away: bool
    may_edit: bool

    @property
    def states_in_short(self) -> str:
        return in_short(self.states, ", ")

    @property
    def issues_in_short(self) -> str:
        return in_short(self.issues, "; ")


def rows(user: User, keys: Sequence[int], names: Mapping[str, str]) -> list[Row]:
    """The records of these keys that the user may read, the latest first."""
    return [row(each, names) for each in listed(user).filter(pk__in=keys)]


def row(saved: Any, names: Mapping[str, str]) -> Row:
    """`saved` as `listed` gives it."""
    return Row(
        saved=saved,
        level=LABELS[saved.seen_level],
        whole=saved.seen_whole,
        strip=drawn_strip(saved.seen_level),
        departure=LABELS[saved.departed_to] if saved.departed_to else "",
        states=named(map(row_name, saved.case["states"]), saved, names),
        issues=named((issue["issue"] for issue in saved.case["issues"]), saved, names),
        status=saved.dossier.get_status_display(),
        owner=name_of(saved.owner),
        teams=sorted(saved.team_names or ()),
        tags=sorted(saved.tag_names or ()),
        marking=marking_of(saved.case_file),
        away=saved.dossier.put_away_at is not None,
        may_edit=saved.may_edit,
    )


@cache
def drawn_strip(level: str) -> str:
    """Drawn once for each level, for a page has many."""
    context = {"strip": strip(level), "level": LABELS[level]}
    return render_to_string("house/_ladder_strip.html", context)


def names_in(edition: Edition) -> dict[str, str]:
    """What parties and issues are called, by their keys."""
    states = {code: state.name or code for code, state in edition.states.items()}
    groups = {f"members_of:{each.id}": f"Members of {each.short_name}" for each in edition.fora}
    topics = {topic.key: topic.label for topic in edition.book.topics}
    return {"all_states": ALL_STATES, **states, **groups, **topics}


def named(keys: Iterable[str], saved: SavedRecommendation, names: Mapping[str, str]) -> list[str]:
    """By the edition in hand; that of the record is read only where the other knows no such."""
    found = list(keys)
    if any(key not in names for key in found):
        names = names_in(saved.edition.ready())
    return [names.get(key, key) for key in found]


def in_short(names: list[str], parted_by: str) -> str:
    """`Spain, Morocco, France and 3 more`."""
    rest = len(names) - NAMED
    return parted_by.join(names[:NAMED]) + (f" and {rest} more" if rest > 0 else "")
