"""How does the form of an item save, and where does it show what was refused?"""

from __future__ import annotations

import re
from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from decisions.house.keys import KEYS, sent_by
from decisions.house.requests import HouseRequest
from decisions.house.sending import has_receipt, receipt_for
from decisions.models import Draft, DraftItem, DraftStep, Kind
from decisions.subsidiarity.wire import Refused

from ..draft.acts import Ended, ItemConflict, Wanted
from ..saving import conflict_page, save

ENDED = "This draft is no longer under work, so nothing was changed. What you typed is kept here."
RESERVED = frozenset({"new-one"})
"""Keys whose address is taken by another page."""
Tell = Callable[[Refused], HttpResponse]


def item_there(draft: Draft, kind: str, key: str) -> DraftItem:
    """Raises Http404 where there is none, or none any more."""
    found = DraftItem.objects.filter(draft=draft, kind=kind, key=key, gone=False).first()
    if found is None:
        raise Http404
    return found


def item_typed_over(request: HouseRequest, draft: Draft, kind: str, key: str) -> DraftItem:
    """One that a form was opened for. Where it went meanwhile, what was sent is still looked at,
    so that saving it meets the conflict and nothing typed is lost. Raises Http404."""
    found = DraftItem.objects.filter(draft=draft, kind=kind, key=key).first()
    if found is None or (found.gone and request.method != "POST"):
        raise Http404
    return found


def revision_typed_over(request: HouseRequest, item: DraftItem | None) -> int:
    """What was typed was typed over the revision that was read, not over a newer one."""
    if item is None:
        return 0
    return max(sent_by(request).revision, 0) if request.method == "POST" else item.revision


def save_item(
    request: HouseRequest, draft: Draft, *, here: str, act: str, wanted: Wanted, tell: Tell
) -> HttpResponse:
    """Save one item and go to the list of its kind; `tell` shows the form with what was refused."""
    try:
        step = save(request, draft, act, [wanted])
    except ItemConflict as conflict:
        return conflict_page(request, draft, here, wanted.content, conflict)
    except Refused as error:
        return tell(error)
    except Ended:
        return tell(Refused("", ENDED))
    if not wanted.revision:
        receipt_for(request.user, sent_by(request).key, said(request, draft), timezone.now())
    return to_the_list(request, draft, wanted.kind, step)


def said(request: HouseRequest, draft: Draft) -> tuple[str, str, list[tuple[str, list[str]]]]:
    """Where a form was sent to, and all that it said."""
    typed = [(name, values) for name, values in request.POST.lists() if name not in KEYS]
    return request.path, draft.code, sorted(typed)


def added_before(request: HouseRequest, draft: Draft, kind: str) -> HttpResponse | None:
    """The list, where a form that adds was sent twice: its key is taken, but by itself."""
    key, content = sent_by(request).key, said(request, draft)
    if request.method != "POST" or not has_receipt(request.user, key, content):
        return None
    steps = DraftStep.objects.filter(draft=draft, by=request.user, act="added")
    return to_the_list(request, draft, kind, steps.first())


def to_the_list(
    request: HouseRequest, draft: Draft, kind: str, step: DraftStep | None
) -> HttpResponse:
    """The list says what was done, with a way to undo it."""
    if step is None:
        messages.info(request, "Nothing was changed: it says that already.")
    url = reverse("rulebook:items", args=[draft.code, kind])
    return redirect(f"{url}?done={step.number}#_done" if step else url)


def part_of(error: Refused, kind: str) -> str:
    """The part of the item that is refused: `options[1].label`; empty for another item's."""
    found = re.fullmatch(r"([a-z]+)\[\d+\]\.(.+)", error.place)
    return found[2] if found and found[1] == kind else ""


def put(form: forms.BaseForm, error: Refused, kind: str) -> None:
    """Show what was refused at its field, or at the top where the form has none for it."""
    name = re.split(r"[.\[]", part_of(error, kind))[0]
    if name in form.fields:
        form.add_error(name, error.problem)
    else:
        form.add_error(None, f"{error.place}: {error.problem}" if error.place else error.problem)


def key_problem(draft: Draft, kind: Kind, key: str) -> str:
    """Why a new item cannot have this key; empty where it can."""
    if key in RESERVED:
        return f"“{key}” is taken by a page. Choose another key."
    found = DraftItem.objects.filter(draft=draft, kind=kind, key=key).first()
    if found is None:
        return ""
    if found.gone:
        return (
            f"“{key}” is the key of one that was removed from this draft."
            " Undoing that under Steps brings it back; or choose another key."
        )
    return f"“{key}” is taken already. Choose another key."
