"""Which items has a draft, and what does one of them say?"""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from decisions.house.requests import HouseRequest
from decisions.house.roles import REVIEWER, RULE_ADMINISTRATOR, only
from decisions.models import Kind
from decisions.models.draft import readable_draft

from ..draft.order import standing
from ..frame import framed


@only(RULE_ADMINISTRATOR, REVIEWER)
@require_safe
def items(request: HouseRequest, code: str, kind: str) -> HttpResponse:
    held = readable_draft(request.user, code)
    if kind not in Kind.values:
        raise Http404
    context = framed(request, held, Kind(kind).label, items=standing(held, Kind(kind)))
    return render(request, "rulebook/draft/items.html", context)


@only(RULE_ADMINISTRATOR)
@require_safe
def item(request: HouseRequest, code: str, kind: str, key: str) -> HttpResponse:
    raise Http404
