"""What can be done to a draft? Each act is one step: one transaction, and safe to repeat.

Every item has its own revision, so two administrators on one draft never overwrite each other:
whoever saves over newer work gets ItemConflict, and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from decisions.house.sending import Sent, give_result, receipt_for
from decisions.models import Draft, DraftItem, DraftStep, EditionRecord, Kind, Proposal
from decisions.models.event import note
from decisions.subsidiarity.wire import Refused, read_edition, read_leniently

from .bases import Base, move_base
from .parts import KEY, KEYED_BY, SPACE, Document, assembled, parts, rest
from .rules_alone import read_rules_alone


class ItemConflict(Exception):
    """Somebody changed this item since the page was read, or it has gone. Has it as it is now."""

    def __init__(self, item: DraftItem | None) -> None:
        super().__init__(str(item) if item else "the item is not there")
        self.item = item


class Ended(Exception):
    """The draft is published or set aside: nothing in it can be changed any more."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an item shall be. `revision` is that of the item as it was read, 0 for a new one."""

    kind: Kind
    key: str
    revision: int
    content: Any = None
    place: float | None = None
    gone: bool = False


@transaction.atomic
def open_draft(
    *,
    user: User | None,
    sent: Sent,
    now: datetime,
    base: EditionRecord,
    name: str,
    document: Document | None = None,
) -> Draft:
    """A draft that starts as the base edition, or with another document (an import).

    Raises Refused where the document cannot be read.
    """
    receipt = None
    if user is not None:
        receipt, first = receipt_for(user, sent.key, ("draft", base.number, name, document), now)
        if not first:
            return Draft.objects.get(code=receipt.result)
    content = document or EditionRecord.objects.values_list("document", flat=True).get(pk=base.pk)
    if document is not None:
        read_edition(document)
    draft = Draft.objects.create(
        name=name, base=base, author=user, rest=rest(content), created_at=now, changed_at=now
    )
    DraftItem.objects.bulk_create(
        DraftItem(draft=draft, kind=p.kind, key=p.key, content=p.content, place=p.place)
        for p in parts(content)
    )
    if user is not None and receipt is not None:
        note(user, "opened a draft", draft.code, now)
        give_result(receipt, draft.code)
    return draft


@transaction.atomic
def change(
    *,
    user: User,
    draft: Draft,
    sent: Sent,
    now: datetime,
    act: str,
    wanted: Sequence[Wanted],
    undoes: DraftStep | None = None,
    base: Base | None = None,
) -> DraftStep | None:
    """Bring items into the state that is wanted: one step. None where they are in it already.

    `act` is one word for the kind of step (`changed`, `added`, `removed`, `moved`, `undid`). With
    `base` the draft moves to that edition, and only needs to be readable as a whole. Raises
    ItemConflict where one is newer than it was read, Refused where what it shall be cannot be read,
    and Ended. A proposal that waits is withdrawn: it was for the draft as it stood.
    """
    receipt, first = receipt_for(user, sent.key, ("step", draft.code, act, *wanted), now)
    if not first:
        return DraftStep.objects.filter(draft=draft, number=int(receipt.result or 0)).first()
    held = Draft.objects.select_for_update().get(pk=draft.pk)
    if not held.open:
        raise Ended
    found = items_of(held, wanted)
    changes = [
        done for each in wanted if (done := bring(held, each, found.get((each.kind, each.key))))
    ]
    if moved := move_base(held, base):
        changes.insert(0, moved)
    if not changes:
        return None
    require_readable(held, wanted, whole=bool(moved))
    step = keep_step(user, held, now, act, changes, undoes)
    give_result(receipt, str(step.number))
    draft.steps, draft.state, draft.base = held.steps, held.state, held.base
    return step


def items_of(draft: Draft, wanted: Iterable[Wanted]) -> dict[tuple[str, str], DraftItem]:
    keys = {each.key for each in wanted}
    found = DraftItem.objects.filter(draft=draft, key__in=keys)
    return {(item.kind, item.key): item for item in found}


def bring(draft: Draft, wanted: Wanted, item: DraftItem | None) -> Document | None:
    """Write one item; the change as a step keeps it. Raises ItemConflict."""
    if (item.revision if item else 0) != wanted.revision:
        raise ItemConflict(item)
    if item is None:
        made = DraftItem(draft=draft, kind=wanted.kind, key=wanted.key, content=wanted.content)
        made.place = last_place(draft, wanted.kind) if wanted.place is None else wanted.place
        made.gone = wanted.gone
        made.save()
        return {"kind": made.kind, "key": made.key, "before": None, "after": made.state}
    before = item.state
    item.content = item.content if wanted.content is None else wanted.content
    item.place = item.place if wanted.place is None else wanted.place
    item.gone = wanted.gone
    if item.state == before:
        return None
    item.revision += 1
    item.save()
    return {"kind": item.kind, "key": item.key, "before": before, "after": item.state}


def last_place(draft: Draft, kind: Kind) -> float:
    """Behind everything of its kind."""
    last = DraftItem.objects.filter(draft=draft, kind=kind).order_by("-place").first()
    return (last.place if last else 0.0) + SPACE


def require_readable(draft: Draft, wanted: Sequence[Wanted], *, whole: bool) -> None:
    """Raises Refused, with the place in the whole document, or in the rule alone.

    `whole` lets a rule stand that cannot be read: the overview names it, and it is mended there.
    """
    for each in wanted:
        if not KEY.match(each.key):
            raise Refused("key", "is no key: up to 80 letters, digits, hyphens and underscores")
        name = KEYED_BY.get(each.kind)
        if name and isinstance(each.content, dict) and each.content.get(name) != each.key:
            raise Refused(name, "is given once and for all")
    items = list(draft.items.all())
    if not whole and all(each.kind == Kind.RULE for each in wanted):
        written = {each.key for each in wanted if each.content is not None and not each.gone}
        read_rules_alone(draft.rest, items, written)
    else:
        read_leniently(assembled(draft.rest, items))


def keep_step(
    user: User,
    draft: Draft,
    now: datetime,
    act: str,
    changes: list[Document],
    undoes: DraftStep | None,
) -> DraftStep:
    withdraw(user, draft, now)
    draft.steps += 1
    draft.changed_at = now
    draft.state = Draft.State.OPEN
    draft.save(update_fields=["steps", "changed_at", "state", "base", "rest"])
    note(user, f"{act} in a draft", draft.code, now)
    return DraftStep.objects.create(
        draft=draft, number=draft.steps, by=user, at=now, act=act, changes=changes, undoes=undoes
    )


def withdraw(user: User, draft: Draft, now: datetime) -> None:
    """The proposal that waits, if there is one. The draft is the caller's to lock and to save."""
    waiting = Proposal.objects.filter(draft=draft, state=Proposal.State.OPEN)
    if waiting.update(state=Proposal.State.WITHDRAWN, decided_at=now, decided_by=user):
        note(user, "withdrew a proposal", draft.code, now)


@transaction.atomic
def set_aside(*, user: User, draft: Draft, now: datetime) -> None:
    """End the work on a draft without publishing it; it can be taken up again. Repeatable.

    Raises Ended, as what follows does too, where it is published.
    """
    held = unpublished(draft)
    if held.open:
        withdraw(user, held, now)
        Draft.objects.filter(pk=held.pk).update(state=Draft.State.SET_ASIDE, changed_at=now)
        note(user, "set a draft aside", held.code, now)


@transaction.atomic
def take_up(*, user: User, draft: Draft, now: datetime) -> None:
    """Work on a draft again that was set aside. Repeatable."""
    held = unpublished(draft)
    if held.state == Draft.State.SET_ASIDE:
        Draft.objects.filter(pk=held.pk).update(state=Draft.State.OPEN, changed_at=now)
        note(user, "took a draft up again", held.code, now)


@transaction.atomic
def rename(*, user: User, draft: Draft, name: str, now: datetime) -> None:
    """Call it otherwise: no step, for nothing that it says changes. Repeatable."""
    held = unpublished(draft)
    if held.name != name:
        Draft.objects.filter(pk=held.pk).update(name=name)
        note(user, "renamed a draft", held.code, now)


def unpublished(draft: Draft) -> Draft:
    """As it stands now, locked. Raises Ended."""
    held = Draft.objects.select_for_update().get(pk=draft.pk)
    if held.state == Draft.State.PUBLISHED:
        raise Ended
    return held
