"""Where among the others of its kind shall an item stand?"""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from decisions.house.keys import fresh_keys, sent_by
from decisions.house.requests import HouseRequest
from decisions.house.roles import RULE_ADMINISTRATOR, only
from decisions.models import Draft, DraftItem, DraftStep, Kind
from decisions.models.draft import editable_draft
from decisions.subsidiarity.wire import Refused

from ..draft.acts import Ended, ItemConflict
from ..draft.order import move, standing
from ..draft.parts import KEYED_BY
from ..draft.words import ONE, name_of_item
from ..frame import framed

GROUPED_BY = {Kind.RULE: "theme", Kind.QUESTION: "step", Kind.ISSUE: "group"}
"""Lists are shown in groups; up and down are among those of the same one."""
MEANWHILE = "Somebody changed it since you opened the page. Nothing was moved; look again."
NOT_THERE = "That place is not there any more. Nothing was moved; look again."
JUST_NOW = "You moved it just now; this is where it stands."
ENDED = "This draft is no longer under work, so nothing was moved."


@only(RULE_ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def move_item(request: HouseRequest, code: str, kind: str, key: str) -> HttpResponse:
    """Move an item up, down, to the front, or behind another that is chosen."""
    draft = editable_draft(request.user, code)
    if kind not in KEYED_BY:
        raise Http404
    items = standing(draft, Kind(kind))
    item = next((each for each in items if each.key == key), None)
    if item is None:
        raise Http404
    if request.method != "POST":
        return ask(request, draft, item, items)
    after = place_asked(request, item, items)
    if after is None:
        return ask(request, draft, item, items, NOT_THERE, 422)
    if after == stands_behind(item, items):
        messages.info(request, f"“{name_of_item(kind, item.content)}” stands there already.")
        return back_to(draft, item)
    return moved(request, draft, item, after)


def moved(request: HouseRequest, draft: Draft, item: DraftItem, after: str) -> HttpResponse:
    kind = Kind(item.kind)
    try:
        step = move(
            user=request.user,
            draft=draft,
            sent=sent_by(request),
            now=timezone.now(),
            kind=kind,
            key=item.key,
            after=after,
        )
    except ItemConflict as conflict:
        if not moved_twice(request, draft, conflict.item):
            return ask(request, draft, item, standing(draft, kind), MEANWHILE, 409)
        step = None
        messages.info(request, JUST_NOW)
    except Refused as error:
        return ask(request, draft, item, standing(draft, kind), str(error), 422)
    except Ended:
        return ask(request, draft, item, standing(draft, kind), ENDED, 422)
    if step:
        messages.success(request, f"“{name_of_item(kind, item.content)}” is moved.")
    return back_to(draft, item)


def moved_twice(request: HouseRequest, draft: Draft, item: DraftItem | None) -> bool:
    """Whether a second click met nothing but the first: the last step is this person's move."""
    if item is None or item.revision != sent_by(request).revision + 1:
        return False
    last = DraftStep.objects.filter(draft=draft).first()
    touched = [each["key"] for each in last.changes] if last and last.act == "moved" else []
    return last is not None and last.by_id == request.user.pk and item.key in touched


def back_to(draft: Draft, item: DraftItem) -> HttpResponse:
    """The item in its list."""
    return redirect(f"{reverse('rulebook:items', args=[draft.code, item.kind])}#item-{item.key}")


def stands_behind(item: DraftItem, items: Sequence[DraftItem]) -> str:
    at = [each.key for each in items].index(item.key)
    return items[at - 1].key if at else ""


def place_asked(request: HouseRequest, item: DraftItem, items: Sequence[DraftItem]) -> str | None:
    """The key behind which the item shall stand, empty for the front; None for no such place."""
    others = [each for each in items if each.key != item.key]
    to = request.POST.get("to", "")
    if to in ("up", "down"):
        return beside(item, items, to)
    after = request.POST.get("after", "")
    return after if not after or any(each.key == after for each in others) else None


def beside(item: DraftItem, items: Sequence[DraftItem], to: str) -> str:
    """Behind which it stands one further up, or down, in its group; where it is at an end of it."""
    keys = [each.key for each in items]
    fellows = [each.key for each in items if group_of(each) == group_of(item)]
    at = fellows.index(item.key)
    if to == "down" and at + 1 < len(fellows):
        return fellows[at + 1]
    before = keys.index(fellows[at - 1] if to == "up" and at else item.key)
    return keys[before - 1] if before else ""


def group_of(item: DraftItem) -> str:
    return str(item.content.get(GROUPED_BY.get(Kind(item.kind), ""), ""))


def ask(
    request: HouseRequest,
    draft: Draft,
    item: DraftItem,
    items: Sequence[DraftItem],
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """Where it stands, and all the places where it may stand."""
    named = [(each, name_of_item(each.kind, each.content)) for each in items]
    at = [each.key for each in items].index(item.key) if item in items else 0
    context = framed(
        request,
        draft,
        Kind(item.kind).label,
        item=item,
        one=ONE[Kind(item.kind)],
        name=name_of_item(item.kind, item.content),
        others=[(each.key, name) for each, name in named if each.key != item.key],
        before=stands_behind(item, items) if item in items else "",
        place=at + 1,
        of=len(items),
        problem=problem,
        form_keys=fresh_keys(next((each.revision for each in items if each == item), 0)),
    )
    return render(request, "rulebook/editing/move.html", context, status=status)
