"""What is removed from a draft, who used it, and what becomes of those?"""

from __future__ import annotations

from collections.abc import Collection

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from decisions.house.keys import fresh_keys, sent_by
from decisions.house.requests import HouseRequest
from decisions.house.roles import RULE_ADMINISTRATOR, only
from decisions.models import Draft, DraftItem, Kind
from decisions.models.draft import editable_draft
from decisions.subsidiarity.wire import Refused

from ..draft.acts import Ended, ItemConflict, Wanted
from ..draft.parts import KEYED_BY
from ..draft.reading import draft_reading
from ..draft.words import ONE, name_of_item
from ..frame import framed
from ..saving import save
from .item_saving import to_the_list
from .known_to_core import why_kept
from .taking_out import Target
from .users import Uses, uses_of

MEANWHILE = "Somebody changed this, or what uses it, meanwhile. Nothing was removed; look again."
NOT_TICKED = (
    "Tick the rules of which nothing would be left: {names}. They go in the same step."
    " Or change them first."
)
ENDED = "This draft is no longer under work, so nothing was removed."


@only(RULE_ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def remove_item(request: HouseRequest, code: str, kind: str, key: str) -> HttpResponse:
    """Remove an item, in one step that can be undone; who uses it is shown first."""
    draft = editable_draft(request.user, code)
    if kind not in KEYED_BY:
        raise Http404
    item = DraftItem.objects.filter(draft=draft, kind=kind, key=key).first()
    if item is None or (item.gone and request.method != "POST"):
        raise Http404
    if item.gone:
        messages.info(request, "It is removed already.")
        return redirect("rulebook:items", code, kind)
    uses = uses_of_item(draft, item)
    if request.method != "POST":
        return ask(request, draft, item, uses)
    if reason := why_kept(kind, key):
        return ask(request, draft, item, uses, reason, 422)
    if uses.seen and "seen" not in request.POST:
        return redirect("rulebook:remove_item", code, kind, key)
    if problem := problem_with(request, uses):
        return ask(request, draft, item, uses, problem, 409 if problem == MEANWHILE else 422)
    return removed(request, draft, item, uses)


def uses_of_item(draft: Draft, item: DraftItem) -> Uses:
    """Nobody refers to a rule."""
    if item.kind == Kind.RULE:
        return Uses((), (), ())
    return uses_of(draft, Target(item.kind, item.key), draft_reading(draft).edition)


def problem_with(request: HouseRequest, uses: Uses) -> str:
    """Whether what was shown is still so, and whether every rule left with nothing is ticked."""
    if request.POST.get("seen", "") != uses.seen:
        return MEANWHILE
    ticked = request.POST.getlist("also")
    names = [f"“{use.name}”" for use in uses.nothing_left if use.item.key not in ticked]
    return NOT_TICKED.format(names=", ".join(names)) if names else ""


def removed(request: HouseRequest, draft: Draft, item: DraftItem, uses: Uses) -> HttpResponse:
    also = request.POST.getlist("also")
    gone = Wanted(Kind(item.kind), item.key, sent_by(request).revision, gone=True)
    try:
        step = save(request, draft, "removed", [gone, *uses.wanted(also)])
    except ItemConflict:
        item.refresh_from_db()
        if item.gone:
            return to_the_list(request, draft, item.kind, None)
        return ask(request, draft, item, uses_of_item(draft, item), MEANWHILE, 409)
    except Refused as error:
        return ask(request, draft, item, uses, str(error), 422, also)
    except Ended:
        return ask(request, draft, item, uses, ENDED, 422, also)
    return to_the_list(request, draft, item.kind, step)


def ask(
    request: HouseRequest,
    draft: Draft,
    item: DraftItem,
    uses: Uses,
    problem: str = "",
    status: int = 200,
    also: Collection[str] = (),
) -> HttpResponse:
    context = framed(
        request,
        draft,
        Kind(item.kind).label,
        item=item,
        one=ONE[Kind(item.kind)],
        name=name_of_item(item.kind, item.content),
        uses=uses,
        kept=why_kept(item.kind, item.key),
        also=also or request.POST.getlist("also"),
        problem=problem,
        form_keys=fresh_keys(item.revision),
    )
    return render(request, "rulebook/editing/remove.html", context, status=status)
