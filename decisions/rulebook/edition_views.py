"""Which editions are there, what does one say, and what differs between two?"""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from decisions.house.requests import HouseRequest
from decisions.house.roles import ROLES, RULE_ADMINISTRATOR, only, roles_of
from decisions.models import EditionRecord
from decisions.models.draft import readable_drafts


@only(*ROLES)
@require_safe
def editions(request: HouseRequest) -> HttpResponse:
    """Every edition with its status, and the drafts that the reader may open."""
    context = {
        "editions": EditionRecord.objects.defer("document").select_related(
            "author", "approver", "based_on"
        ),
        "drafts": readable_drafts(request.user),
        "administers": RULE_ADMINISTRATOR in roles_of(request.user),
    }
    return render(request, "rulebook/editions/list.html", context)


@only(*ROLES)
@require_safe
def edition(request: HouseRequest, number: int) -> HttpResponse:
    raise Http404


@only(*ROLES)
@require_safe
def difference(request: HouseRequest) -> HttpResponse:
    raise Http404
