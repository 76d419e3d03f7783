"""What does a merge show of each item, and what is asked where both sides changed it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from django import forms
from django.utils.html import format_html

from decisions.house.fields import OneOption
from decisions.models import Draft
from decisions.subsidiarity.edition import Edition

from .draft.merging import MINE, THEIRS, Plan, Three
from .draft.reading import draft_reading
from .draft.words import NOTHING, ONE, Changed, changed_lines, lines, name_of_item

WHICH = 'Which shall stand<span class="visually-hidden"> of the {}</span>'


class Row(NamedTuple):
    """One line of an item in the common edition, in the draft and in the newer edition."""

    label: str
    common: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An item by its name, what the newer edition did to it, and the lines that differ."""

    three: Three
    name: str
    did: str
    changed: tuple[Changed, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """An item that both changed; `field` is its choice in the form."""

    name: str
    says: str
    rows: tuple[Row, ...]
    field: forms.BoundField


class Editions(NamedTuple):
    """Who knows what facts and options are called: on each side."""

    common: Edition
    mine: Edition
    theirs: Edition


def editions_of(draft: Draft, plan: Plan) -> Editions:
    return Editions(plan.common.ready(), draft_reading(draft).edition, plan.newer.ready())


class ChoiceForm(forms.Form):
    """For each item that both changed: which of the two shall stand. Nothing is chosen at first."""

    def __init__(self, plan: Plan, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        number = plan.newer.number
        for three in plan.both:
            name = named(three)
            missing = f"Choose this draft or edition {number}."
            self.fields[three.name] = OneOption(
                label=format_html(WHICH, name),
                choices=[
                    (MINE, f"{as_it_is(three.mine)} in this draft"),
                    (THEIRS, f"{as_it_is(three.theirs)} in edition {number}"),
                ],
                error_messages=dict.fromkeys(("required", "invalid_choice"), missing),
            )


def as_it_is(content: Any) -> str:
    return "As it is" if content is not None else "Leave it out, as"


def named(three: Three) -> str:
    """`rule “Quotas stay bilateral”`, by the newest name that it has."""
    content = next(each for each in (three.theirs, three.mine, three.common) if each is not None)
    return f"{ONE[three.kind]} “{name_of_item(three.kind, content)}”"


def did(before: Any, after: Any) -> str:
    if after is None:
        return "removed"
    return "added" if before is None else "changed"


def shown_taken(three: Three, editions: Editions) -> Shown:
    """What the newer edition did to it."""
    changed: list[Changed] = []
    if three.common is not None and three.theirs is not None:
        before = lines(three.kind, three.common, editions.common)
        changed = changed_lines(before, lines(three.kind, three.theirs, editions.theirs))
    return Shown(three, named(three), did(three.common, three.theirs), tuple(changed))


def shown_kept(three: Three) -> Shown:
    """What the draft did to it."""
    return Shown(three, named(three), did(three.common, three.mine))


def asked(three: Three, editions: Editions, form: ChoiceForm, newer: int) -> Asked:
    here, there = did(three.common, three.mine), did(three.common, three.theirs)
    says = (
        f"{here.capitalize()} in this draft and in edition {newer}, in different ways."
        if here == there
        else f"{here.capitalize()} in this draft, {there} in edition {newer}."
    )
    return Asked(named(three), says, tuple(rows_of(three, editions)), form[three.name])


def rows_of(three: Three, editions: Editions) -> list[Row]:
    """The lines on which draft and newer edition differ; where one has it not, what changed."""
    common, mine, theirs = (
        dict(lines(three.kind, content, edition)) if content is not None else {}
        for content, edition in zip((three.common, three.mine, three.theirs), editions, strict=True)
    )
    one, other = (mine or common), (theirs or common)
    return [
        Row(label, *(side.get(label) or NOTHING for side in (common, mine, theirs)))
        for label in dict.fromkeys([*theirs, *mine, *common])
        if one.get(label) != other.get(label)
    ]
