"""Which page does each kind of item have: its list, one of them, a new one?"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from decisions.house.requests import HouseRequest
from decisions.house.roles import REVIEWER, RULE_ADMINISTRATOR, only
from decisions.models import Draft, Kind
from decisions.models.draft import editable_draft, readable_draft

from . import (
    forum_list,
    forum_pages,
    issue_pages,
    question_list,
    question_pages,
    rule_listing,
    rule_views,
)
from .item_saving import added_before


class Pages(NamedTuple):
    """The pages of a kind: all of them, one of a key, a new one."""

    listed: Callable[[HouseRequest, Draft], HttpResponse]
    one: Callable[[HouseRequest, Draft, str], HttpResponse]
    new: Callable[[HouseRequest, Draft], HttpResponse]


PAGES: dict[str, Pages] = {
    Kind.RULE: Pages(rule_listing.listed, rule_views.one, rule_views.new),
    Kind.QUESTION: Pages(question_list.listed, question_pages.one, question_pages.new),
    Kind.ISSUE: Pages(issue_pages.listed, issue_pages.one, issue_pages.new),
    Kind.FORUM: Pages(forum_list.listed, forum_pages.one, forum_pages.new),
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
    draft, page = editable_draft(request.user, code), pages_of(kind)
    return added_before(request, draft, kind) or page.new(request, draft)
