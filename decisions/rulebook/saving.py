"""How does a form of a draft save, and what does it show where somebody was quicker?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from decisions.house.keys import fresh_keys, sent_by, typed_in
from decisions.house.requests import HouseRequest
from decisions.models import Draft, DraftItem, DraftStep

from .draft.acts import ItemConflict, Wanted, change
from .draft.reading import draft_reading
from .draft.words import ONE, changed_lines, lines, name_of_item
from .frame import framed


def save(
    request: HouseRequest, draft: Draft, act: str, wanted: Sequence[Wanted]
) -> DraftStep | None:
    """One step by the person who sent the form. Raises ItemConflict, Refused and Ended."""
    return change(
        user=request.user,
        draft=draft,
        sent=sent_by(request),
        now=timezone.now(),
        act=act,
        wanted=wanted,
    )


def conflict_page(
    request: HouseRequest, draft: Draft, here: str, mine: Any, conflict: ItemConflict
) -> HttpResponse:
    """Mine beside theirs; what was typed goes along, with the revision that is there now.

    `mine` is the content that was sent. Where the item is gone there is nothing beside it.
    """
    item = conflict.item
    theirs = item if item and not item.gone else None
    context = framed(
        request,
        draft,
        here,
        item=item,
        theirs=theirs,
        changed=apart(draft, theirs, mine) if theirs else [],
        last=last_step(draft, item) if item else None,
        typed=typed_in(request),
        form_keys=fresh_keys(item.revision if item else 0),
        one=ONE.get(item.kind, "item") if item else "item",  # type: ignore[call-overload]
        name=name_of_item(item.kind, item.content) if item else "",
    )
    return render(request, "rulebook/draft/conflict.html", context, status=409)


def apart(draft: Draft, theirs: DraftItem, mine: Any) -> list[Any]:
    """The lines in which the two differ: what is there now, and what was sent."""
    edition = draft_reading(draft).edition
    there, sent = (lines(theirs.kind, content, edition) for content in (theirs.content, mine))
    return changed_lines(there, sent)


def last_step(draft: Draft, item: DraftItem) -> DraftStep | None:
    """The last step that touched an item: who was quicker, and when."""
    steps = DraftStep.objects.filter(draft=draft).select_related("by")
    touched = (
        step
        for step in steps.iterator()
        if any((each["kind"], each["key"]) == (item.kind, item.key) for each in step.changes)
    )
    return next(touched, None)
