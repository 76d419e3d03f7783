"""Where does a draft take over what another edition brought since it was begun?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from decisions.house.keys import fresh_keys, sent_by
from decisions.house.requests import HouseRequest
from decisions.house.roles import RULE_ADMINISTRATOR, only
from decisions.models import Draft, EditionRecord
from decisions.models.draft import editable_draft
from decisions.models.edition import current_edition
from decisions.subsidiarity.wire import Refused

from .draft.acts import Ended
from .draft.merging import (
    MINE,
    THEIRS,
    NotChosen,
    PlanChanged,
    common_edition,
    document_of,
    plan_merge,
    take_over,
)
from .draft.parts import rest
from .frame import framed
from .merging_words import ChoiceForm, asked, editions_of, shown_kept, shown_taken

NEWER = (
    "The draft, or the edition in force, has changed since you opened this page. "
    "Nothing was taken over. Look again, and choose again."
)
ENDED = "The draft is no longer under work."


@only(RULE_ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HouseRequest, code: str) -> HttpResponse:
    """What the newer edition changed, what the draft changed, and what both did."""
    draft = editable_draft(request.user, code)
    common = asked_edition(request.GET.get("since", "")) or common_edition(draft)
    if request.method != "POST":
        return page(request, draft, common)
    try:
        take(request, draft)
    except NotChosen:
        return page(request, draft, common, chosen=request.POST, status=422)
    except PlanChanged:
        return page(request, draft, common, refused=NEWER, status=409)
    except (Refused, Ended) as error:
        refused = str(error) or ENDED
        return page(request, draft, common, chosen=request.POST, refused=refused, status=422)
    messages.success(request, "It is taken over. That is one step, and can be undone.")
    return redirect("rulebook:steps", draft.code)


def take(request: HouseRequest, draft: Draft) -> None:
    """As the form says; nothing of it is looked up anew, so that a repeat is the same again."""
    common, newer = (asked_edition(request.POST.get(name, "")) for name in ("common", "newer"))
    if common is None or newer is None:
        raise PlanChanged
    take_over(
        user=request.user,
        draft=draft,
        sent=sent_by(request),
        now=timezone.now(),
        newer=newer.number,
        common=common,
        choices={name: said for name, said in request.POST.items() if said in (MINE, THEIRS)},
    )


def asked_edition(number: str) -> EditionRecord | None:
    """An edition that was ever published; None where none is asked for. Raises Http404."""
    if not number:
        return None
    if not (number.isdecimal() and len(number) < 8):
        raise Http404
    editions = EditionRecord.objects.defer("document").exclude(status="draft")
    return get_object_or_404(editions, number=number)


def page(
    request: HouseRequest,
    draft: Draft,
    common: EditionRecord,
    *,
    chosen: Mapping[str, Any] | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    plan = plan_merge(draft, current_edition(), common)
    editions, form = editions_of(draft, plan), ChoiceForm(plan, chosen)
    context = framed(
        request,
        draft,
        "Overview",
        plan=plan,
        form=form,
        both=[asked(each, editions, form, plan.newer.number) for each in plan.both],
        taken=[shown_taken(each, editions) for each in plan.taken],
        kept=[shown_kept(each) for each in plan.kept],
        behind=plan.common.pk != plan.newer.pk,
        goes_back=draft.base_id != plan.newer.pk,
        states_differ=rest(document_of(plan.newer)) != draft.rest,
        refused=refused,
        form_keys=fresh_keys(plan.step),
    )
    return render(request, "rulebook/draft/merge.html", context, status=status)
