"""Which parts of a forum's entry does its form show, and by which field?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from django import forms

from decisions.house import forum_words as words
from decisions.house.fields import SeveralOptions, Words
from decisions.subsidiarity.ladder import LABELS
from decisions.subsidiarity.wire import forum_keys as keys

from .question_form import text_area

MEMBERSHIP = {
    "listed": "Those on the list",
    "un_members": "All members of the UN",
    "un_members_except": "All members of the UN but some",
    "template": "Whoever uses this form",
    "none": "No States",
}
COUNTED = {
    "members": "Members",
    "uncertain": "In doubt",
    "observers": "Observers",
    "departed": "Departed",
    "excluded": "Left out",
    "members_non_iso": "Members that ISO does not list",
}
MARKS = {
    "is_template": "A form for any two parties, not a body of its own",
    "involves_subnational": "Cities or districts take part",
    "needs_bloc": "Between a union and a State only",
    "small_group": "A small group on purpose",
}
STATE_LISTS = {
    "members": "Members",
    "observers": "Observers",
    "suspended": "Suspended members",
    "departing": "Members that have given notice",
    "uncertain": "In doubt, member or not",
    "departed": "Departed",
    "excluded": "Left out of what is otherwise everybody’s",
}
NOTES = {
    "binding_note": "Note on what binds",
    "status_note": "Note on the status",
    "observers_note": "Note on observers",
    "suspended_note": "Note on the suspended",
    "departing_note": "Note on those that have given notice",
    "uncertain_note": "Note on those in doubt",
}
LINES = {
    "aliases": "Other names",
    "named_in_paper": "Named in the paper at",
    "member_organisations": "Members that are no States",
}
NUMBERS = {
    "active_from": "At work since (year)",
    "active_to": "At work until (year)",
    "as_of": "Facts as of (year)",
    "published_count": "Members that a source counts",
    "count_extra": "Counted beside States, such as a union",
    "count_gap": "Counted, but not named by the source",
}
BOXES = ("mandate", "mandate_core", "instruments", "count_parts", "membership_routes")
SHORT = {"secretariat": "Secretariat", "members_sense": "What a member is"}
CHOSEN: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "kind": ("Kind", {key: label for key, (label, _) in words.KINDS.items()}),
    "level": ("Level", {key: LABELS[key] for key in keys.WORDS["level"][1]}),
    "scope": ("Scope", {key: label for key, (label, _) in words.SCOPES.items()}),
    "binding": ("What binds", {
        "binding": "Binding law", "soft_law": "Soft law", "consultative_only": "Consultation only",
    }),
    "status": ("Status", {key: label for key, (label, _) in words.STATUSES.items()}),
    "membership_rule": ("Who belongs to it", MEMBERSHIP),
    "membership_confidence": ("How sure the members are", {
        "high": "High", "medium": "Medium", "low": "Low", "n/a": "It has no list",
    }),
}  # fmt: skip


class Group(NamedTuple):
    """Fields under one heading; the further ones are folded away while they say nothing."""

    heading: str
    first: tuple[str, ...]
    further: tuple[str, ...] = ()
    about: str = ""


GROUPS = (
    Group("What it is", (
        "new_id", "name", "short_name", "aliases", "kind", "level", "scope", "binding",
        "binding_note", "secretariat", "seat_country", "marks",
    )),
    Group("Whether it works", ("status", "status_note", "active_from", "active_to")),
    Group(
        "Who belongs to it",
        ("membership_rule", "members_sense", "members", "observers", "observers_note"),
        (
            "suspended", "suspended_note", "departing", "departing_note", "uncertain",
            "uncertain_note", "departed", "excluded", "member_organisations",
        ),
        "Suspended, leaving, in doubt, departed, left out, or no States",
    ),
    Group(
        "How sure that is",
        ("membership_confidence", "as_of", "last_evidence", "membership_routes", "named_in_paper"),
        ("published_count", "count_parts", "count_extra", "count_gap"),
        "Against how many members a source counts",
    ),
)  # fmt: skip
"""The form in its order; mandate and instruments stand after the second, relations at the end."""


def pick(label: str, options: Mapping[str, str]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=[("", "Choose"), *options.items()],
        error_messages={"required": "Choose one of these."},
    )


def boxes(label: str, options: Mapping[str, str], hint: str = "") -> SeveralOptions:
    return SeveralOptions(
        label=label, choices=list(options.items()), required=False, help_text=hint
    )


def note(label: str) -> Words:
    return Words(label=label, max_length=1_000, required=False, widget=text_area(2))


def several_lines(label: str, rows: int = 3) -> Words:
    return Words(
        label=label,
        max_length=20_000,
        required=False,
        widget=text_area(rows),
        help_text="One a line.",
    )


def whole_number(label: str, key: str) -> forms.IntegerField:
    least, most = keys.YEAR if key in keys.YEARS else keys.COUNT
    return forms.IntegerField(label=label, min_value=least, max_value=most, required=False)


def fields() -> dict[str, forms.Field]:
    """Every field but those of the mandate, which need the issues of the draft."""
    found: dict[str, forms.Field] = {
        "name": Words(label="Name", max_length=300),
        "short_name": Words(label="Short name", max_length=120),
        "seat_country": Words(
            label="State of its seat", max_length=200, required=False, help_text="Name or code."
        ),
        "last_evidence": Words(
            label="Last sign of life",
            max_length=7,
            required=False,
            help_text="A year, or a month such as 2025-08.",
        ),
        "marks": boxes("What else is true of it", MARKS),
        "instruments": boxes("What it does", words.INSTRUMENTS),
        "count_parts": boxes("Lists that the count covers", COUNTED),
        "membership_routes": boxes("Where the members are from", words.ROUTES),
    }
    found |= {key: pick(label, options) for key, (label, options) in CHOSEN.items()}
    found |= {key: note(label) for key, label in NOTES.items()}
    found |= {
        key: Words(label=label, max_length=1_000, required=False) for key, label in SHORT.items()
    }
    found |= {key: several_lines(label) for key, label in LINES.items()}
    found |= {key: whole_number(label, key) for key, label in NUMBERS.items()}
    found |= {
        key: several_lines(label, 10 if key == "members" else 3)
        for key, label in STATE_LISTS.items()
    }
    return found
