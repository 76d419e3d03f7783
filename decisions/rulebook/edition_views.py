"""Which editions are there, what does one say, and what differs between two?"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from decisions.house.requests import HouseRequest
from decisions.house.roles import ROLES, RULE_ADMINISTRATOR, only, roles_of
from decisions.models import EditionRecord
from decisions.models.draft import readable_drafts

from .book_page import book_page
from .difference_form import DifferenceForm
from .differing import differences
from .differing_page import grouped
from .printing import KINDS, printed_book
from .publishing.waiting import waiting_for


@only(*ROLES)
@require_safe
def editions(request: HouseRequest) -> HttpResponse:
    """Every edition with its status, and the drafts that the reader may open."""
    drafts = readable_drafts(request.user)
    ended = (drafts.model.State.PUBLISHED, drafts.model.State.SET_ASIDE)
    context = {
        "editions": listed_editions().select_related("author", "approver", "based_on"),
        "waiting_proposals": waiting_for(request.user),
        "drafts": drafts.exclude(state__in=ended),
        "ended": drafts.filter(state=drafts.model.State.SET_ASIDE),
        "administers": RULE_ADMINISTRATOR in roles_of(request.user),
    }
    return render(request, "rulebook/editions/list.html", context)


def listed_editions() -> QuerySet[EditionRecord]:
    return EditionRecord.objects.defer("document", "based_on__document").exclude(status="draft")


@only(*ROLES)
@require_safe
def edition(request: HouseRequest, number: int) -> HttpResponse:
    """Any edition as a book: the one in force, or one that was."""
    record = get_object_or_404(
        listed_editions().select_related("author", "approver", "based_on"), number=number
    )
    context = book_page(record, RULE_ADMINISTRATOR in roles_of(request.user))
    return render(request, "rulebook/book.html", context | {"of_an_edition": True})


@only(*ROLES)
@require_safe
def edition_paper(request: HouseRequest, number: int, kind: str) -> HttpResponse:
    """Any edition on paper."""
    record = get_object_or_404(listed_editions(), number=number)
    printed = printed_book(record.pk, record.checksum, kind)
    response = HttpResponse(printed, content_type=KINDS[kind].mime)
    response["Content-Disposition"] = f'attachment; filename="edition-{number}.{kind}"'
    return response


@only(*ROLES)
@require_safe
def difference(request: HouseRequest) -> HttpResponse:
    """What differs between two editions or drafts, in sentences, with before and after."""
    form = DifferenceForm(request.user, request.GET or None)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        one, other = form.stands()
        found = differences(one, other)
        context |= {"one": one, "other": other, "groups": grouped(found), "count": len(found)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "rulebook/editions/difference.html", context, status=status)
