"""Which page does each kind of item have: its list, one of them, a new one?"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from decisions.house.requests import HouseRequest
from decisions.house.roles import REVIEWER, RULE_ADMINISTRATOR, only
from decisions.models import Draft, Kind
from decisions.models.draft import editable_draft, readable_draft

from ..draft.order import standing
from ..frame import framed


class Pages(NamedTuple):
    """The pages of a kind: all of them, one of a key, a new one."""

    listed: Callable[[HouseRequest, Draft], HttpResponse]
    one: Callable[[HouseRequest, Draft, str], HttpResponse]
    new: Callable[[HouseRequest, Draft], HttpResponse]


def nothing(request: HouseRequest, draft: Draft, *_: str) -> HttpResponse:
    raise Http404


def plainly_listed(request: HouseRequest, draft: Draft) -> HttpResponse:
    context = framed(request, draft, "Rules", items=standing(draft, Kind.RULE))
    return render(request, "rulebook/draft/items.html", context)


PAGES: dict[str, Pages] = {
    Kind.RULE: Pages(plainly_listed, nothing, nothing),
    Kind.QUESTION: Pages(plainly_listed, nothing, nothing),
    Kind.ISSUE: Pages(plainly_listed, nothing, nothing),
    Kind.FORUM: Pages(plainly_listed, nothing, nothing),
}


def pages_of(kind: str) -> Pages:
    if kind not in PAGES:
        raise Http404
    return PAGES[kind]


@only(RULE_ADMINISTRATOR, REVIEWER)
@require_safe
def items(request: HouseRequest, code: str, kind: str) -> HttpResponse:
    """All items of a kind, for whoever may read the draft."""
    return pages_of(kind).listed(request, readable_draft(request.user, code))


@only(RULE_ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HouseRequest, code: str, kind: str, key: str) -> HttpResponse:
    """One item, to be changed."""
    return pages_of(kind).one(request, editable_draft(request.user, code), key)


@only(RULE_ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def new_item(request: HouseRequest, code: str, kind: str) -> HttpResponse:
    """An item to be added."""
    return pages_of(kind).new(request, editable_draft(request.user, code))
