"""What did another edition bring since a draft was begun, and how does the draft take it over?

Each item is compared three ways: in the edition that was in force when the draft was begun (or last
merged), in the newer edition, and in the draft.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from decisions.house.sending import Sent, receipt_for
from decisions.models import Draft, DraftItem, DraftStep, EditionRecord, Kind
from decisions.models.edition import current_edition

from .acts import Ended, Wanted, change
from .bases import Base
from .merged_order import merged_order, new_places
from .parts import KEYED_BY, Document, Part, parts, rest

MINE, THEIRS = "mine", "theirs"
Name = tuple[str, str]
"""Kind and key."""


class PlanChanged(Exception):
    """The draft, or the edition in force, is newer than what was shown: look again."""


class NotChosen(Exception):
    """Of an item that both changed it was not said which shall stand."""


@dataclass(frozen=True, slots=True)
class Three:
    """One item in the common edition, in the newer one and in the draft; None: it has it not."""

    kind: Kind
    key: str
    revision: int
    common: Any
    theirs: Any
    mine: Any

    @property
    def name(self) -> str:
        """What its choice is called in a form."""
        return f"{self.kind}-{self.key}"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a merge would do at a step: items taken over, kept, and to be chosen."""

    step: int
    common: EditionRecord
    newer: EditionRecord
    taken: tuple[Three, ...]
    kept: tuple[Three, ...]
    both: tuple[Three, ...]


def behind(draft: Draft) -> EditionRecord | None:
    """The edition in force, if it came into force since the draft was begun or last merged.

    None also for a draft that was begun on an older edition on purpose: that is how one goes back.
    """
    if not draft.open:
        return None
    now = current_edition()
    return now if now.pk != common_edition(draft).pk else None


def common_edition(draft: Draft) -> EditionRecord:
    """The edition whose content the draft has dealt with: what changed later, it may lack.

    That is its base, if a merge set it; else the one in force when the draft was begun, which is
    not its base where somebody goes back to an older edition.
    """
    base, begun = draft.base, draft.created_at
    if base.published_at and base.published_at > begun:
        return base
    published = EditionRecord.objects.defer("document").filter(published_at__lte=begun)
    return published.order_by("-published_at", "-number").first() or base


def plan_merge(draft: Draft, newer: EditionRecord, common: EditionRecord) -> Plan:
    """Raises Refused where an item of the newer edition has a key that no address can hold."""
    found = list(threes(draft, newer, common))
    new = [each for each in found if each.theirs not in (each.common, each.mine)]
    return Plan(
        step=draft.steps,
        common=common,
        newer=newer,
        taken=tuple(each for each in new if each.mine == each.common),
        kept=tuple(each for each in found if each.theirs == each.common != each.mine),
        both=tuple(each for each in new if each.mine != each.common),
    )


def threes(draft: Draft, newer: EditionRecord, common: EditionRecord) -> Iterator[Three]:
    """Every item that any of the three has, those of the newer edition first and in its order."""
    before, after = (by_name(document_of(edition)) for edition in (common, newer))
    items: dict[Name, DraftItem] = {(item.kind, item.key): item for item in draft.items.all()}
    for kind, key in dict.fromkeys([*after, *before, *items]):
        item = items.get((kind, key))
        yield Three(
            Kind(kind),
            key,
            item.revision if item else 0,
            part.content if (part := before.get((kind, key))) else None,
            part.content if (part := after.get((kind, key))) else None,
            item.content if item and not item.gone else None,
        )


def by_name(document: Document) -> dict[Name, Part]:
    return {(part.kind, part.key): part for part in parts(document)}


def document_of(edition: EditionRecord) -> Document:
    found: Document = EditionRecord.objects.values_list("document", flat=True).get(pk=edition.pk)
    return found


@transaction.atomic
def take_over(
    *,
    user: User,
    draft: Draft,
    sent: Sent,
    now: datetime,
    newer: int,
    common: EditionRecord,
    choices: Mapping[str, str],
) -> DraftStep | None:
    """Bring in what edition `newer` changed since `common`: one step, and the base moves along.

    `choices` has MINE or THEIRS by name for each item that both changed; `sent.revision` is the
    step at which they were shown. Raises PlanChanged, NotChosen, Refused and Ended.
    """
    said = ("merge", draft.code, newer, common.number, *sorted(choices.items()))
    if not receipt_for(user, sent.key, said, now)[1]:
        return None
    held = Draft.objects.select_for_update().get(pk=draft.pk)
    edition = current_edition()
    if not held.open:
        raise Ended
    if (held.steps, edition.number) != (sent.revision, newer):
        raise PlanChanged
    plan = plan_merge(held, edition, common)
    if {each.name for each in plan.both} - choices.keys():
        raise NotChosen
    chosen = [each for each in plan.both if choices[each.name] == THEIRS]
    return change(
        user=user,
        draft=held,
        sent=sent,
        now=now,
        act="took over",
        wanted=wanted_after(held, plan, [*plan.taken, *chosen]),
        base=Base(edition.number, rest(document_of(edition))),
    )


def wanted_after(draft: Draft, plan: Plan, taken: list[Three]) -> list[Wanted]:
    """What is taken over, and the places that this asks for."""
    there = {(item.kind, item.key): item for item in draft.items.all()}
    places = places_after(there, plan, taken)
    gone = [
        Wanted(each.kind, each.key, each.revision, gone=True)
        for each in taken
        if each.theirs is None
    ]
    come = {(each.kind, each.key): each for each in taken if each.theirs is not None}
    return gone + [
        Wanted(
            Kind(name[0]),
            name[1],
            there[name].revision if name in there else 0,
            content=come[name].theirs if name in come else None,
            place=places.get(name),
        )
        for name in dict.fromkeys([*come, *places])
    ]


def places_after(
    there: Mapping[Name, DraftItem], plan: Plan, taken: list[Three]
) -> dict[Name, float]:
    """The new places, kind by kind."""
    common, newer = (list(by_name(document_of(each))) for each in (plan.common, plan.newer))
    gone = {(each.kind, each.key) for each in taken if each.theirs is None}
    come = {(each.kind, each.key) for each in taken} - gone
    standing = sorted((item.place, item.key, item.kind) for item in there.values() if not item.gone)
    found: dict[Name, float] = {}
    for kind in KEYED_BY:
        base, theirs = ([key for each, key in names if each == kind] for names in (common, newer))
        mine = {key: place for place, key, each in standing if each == kind}
        final = {
            key for each, key in {*((kind, key) for key in mine), *come} - gone if each == kind
        }
        order = merged_order(base, theirs, list(mine), final)
        found |= {(kind, key): place for key, place in new_places(order, mine).items()}
    return found
