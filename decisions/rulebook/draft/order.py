"""How does an item move among those of its kind?"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from decisions.house.sending import Sent
from decisions.models import Draft, DraftItem, DraftStep, Kind

from .acts import ItemConflict, Wanted, change
from .parts import SPACE


def standing(draft: Draft, kind: Kind) -> list[DraftItem]:
    """The items of a kind that are there, in their order."""
    return list(draft.items.filter(kind=kind, gone=False).order_by("place", "key"))


@transaction.atomic
def move(
    *, user: User, draft: Draft, sent: Sent, now: datetime, kind: Kind, key: str, after: str
) -> DraftStep | None:
    """Put an item behind another of its kind, or first where `after` is empty. ItemConflict."""
    # Held, so that nobody else places anything meanwhile.
    Draft.objects.select_for_update().get(pk=draft.pk)
    others = [item for item in standing(draft, kind) if item.key != key]
    item = next((item for item in standing(draft, kind) if item.key == key), None)
    keys = [other.key for other in others]
    if item is None or (after and after not in keys):
        raise ItemConflict(item)
    at = keys.index(after) + 1 if after else 0
    place = between(others, at)
    if place is None:
        wanted = spread_around(others, at, Wanted(kind, key, sent.revision))
    else:
        wanted = [Wanted(kind, key, sent.revision, place=place)]
    return change(user=user, draft=draft, sent=sent, now=now, act="moved", wanted=wanted)


def between(others: list[DraftItem], at: int) -> float | None:
    """A place before the item number `at`; None where there is no room left."""
    low = others[at - 1].place if at else 0.0
    high = others[at].place if at < len(others) else low + 2 * SPACE
    middle = (low + high) / 2
    return middle if low < middle < high else None


def spread_around(others: list[DraftItem], at: int, moved: Wanted) -> list[Wanted]:
    """The same order with all places far apart, and the moved item among them, as one step.

    So undoing an older step never meets places of another scale.
    """
    kept = [Wanted(Kind(each.kind), each.key, each.revision) for each in others]
    kept.insert(at, moved)
    return [replace(each, place=SPACE * (number + 1)) for number, each in enumerate(kept)]
