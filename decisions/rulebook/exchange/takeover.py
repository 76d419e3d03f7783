"""What of a file is new to a draft, and how does the draft take it over as one step?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from decisions.house.sending import Sent
from decisions.models import Draft, DraftItem, DraftStep, Kind
from decisions.rulebook.draft.acts import Ended, ItemConflict, Wanted, change
from decisions.rulebook.draft.parts import KEYED_BY, Document, parts, rest
from decisions.subsidiarity.wire import Refused

QUICKER = "Somebody changed that draft meanwhile. Look at what differs now, and send it again."
ENDED = "That draft is no longer under work."


class NotTaken(Exception):
    """The draft cannot take the file over; the message says why. Nothing is changed."""


@transaction.atomic
def take_over(
    *, user: User, draft: Draft, at_step: int, sent: Sent, now: datetime, document: Document
) -> DraftStep | None:
    """Every item that differs, in one step; None where nothing does. Raises NotTaken.

    What the file leaves out stands in the document as it was at a step, which must be the last.
    """
    if Draft.objects.select_for_update().get(pk=draft.pk).steps != at_step:
        raise NotTaken(QUICKER)
    try:
        wanted = wanted_of(draft, document)
        return change(
            user=user, draft=draft, sent=sent, now=now, act="took from a file", wanted=wanted
        )
    except ItemConflict as conflict:
        raise NotTaken(QUICKER) from conflict
    except Ended as ended:
        raise NotTaken(ENDED) from ended
    except Refused as refused:
        raise NotTaken(str(refused)) from refused


def wanted_of(draft: Draft, document: Document) -> list[Wanted]:
    """Each item that differs: changed, added, or gone. Raises Refused where States differ.

    Items keep their places unless the file has them in another order.
    """
    if rest(document) != draft.rest:
        raise Refused(
            "states",
            "differ from those of the draft, where nobody can change them; leave them out, or make"
            " a new draft of this file",
        )
    kinds = (*KEYED_BY, Kind.TITLE)
    return [each for kind in kinds for each in wanted_of_kind(draft, document, kind)]


def wanted_of_kind(draft: Draft, document: Document, kind: Kind) -> Iterator[Wanted]:
    items = {item.key: item for item in draft.items.filter(kind=kind)}
    sent = {part.key: part for part in parts(document) if part.kind == kind}
    standing = [key for key, item in items.items() if not item.gone]
    for key in standing:
        if key not in sent:
            yield Wanted(kind, key, items[key].revision, gone=True)
    moved = not in_place(items, standing, [*sent])
    for key, part in sent.items():
        item = items.get(key)
        if moved or item is None or item.content != part.content:
            revision, place = item.revision if item else 0, part.place if moved else None
            yield Wanted(kind, key, revision, content=part.content, place=place)


def in_place(items: Mapping[str, DraftItem], standing: list[str], sent: list[str]) -> bool:
    """Whether what stands can stay where it is, and what is new comes behind it."""
    staying = [key for key in standing if key in sent]
    new = sent[len(staying) :]
    return sent[: len(staying)] == staying and not any(key in items for key in new)
