"""How is a draft weighed against everything that was saved, and what is shown meanwhile?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from decisions.house.keys import fresh_keys
from decisions.house.requests import HouseRequest
from decisions.house.roles import RULE_ADMINISTRATOR, only
from decisions.models import Draft, Impact, Lane, SavedRecommendation
from decisions.models.draft import editable_draft

from .draft.reading import draft_reading
from .frame import framed
from .impact_page import MovedForm, by_rule, matrix, moved_page, never_fired, summary
from .weighing.run import Stale, begin, forget, go_on, go_on_anywhere, impact_of, reopen
from .weighing.standing import Standing, standing_of

SLICE, LONG_SLICE = 1.0, 5.0
"""Seconds of work for one request of a script, and of somebody who has none."""
QUARTERS = ("", "A quarter is weighed.", "Half is weighed.", "Three quarters are weighed.")


@only(RULE_ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def impact(request: HouseRequest, code: str) -> HttpResponse:
    """How far every saved recommendation would move under the draft; POST weighs a slice more."""
    draft = editable_draft(request.user, code)
    if request.method != "POST":
        return page(request, draft)
    if "lane" in request.POST and request.htmx:
        return one_slice(request, draft)
    return weigh_on(request, draft)


def page(request: HouseRequest, draft: Draft) -> HttpResponse:
    weighing = impact_of(draft)
    context: dict[str, Any] = {
        "waiting": SavedRecommendation.objects.count(),
        "refused": len({each.rules for each in draft_reading(draft).read.unknown}),
    }
    status = 200
    if weighing:
        standing = standing_of(weighing)
        context |= shown(draft, standing) | results(request, draft, standing)
        status = 422 if context["form"].errors else 200
    framed_context = framed(request, draft, "Impact", form_keys=fresh_keys(), **context)
    return render(request, "rulebook/weighing/impact.html", framed_context, status=status)


def shown(draft: Draft, standing: Standing) -> dict[str, Any]:
    """How far the weighing is."""
    return {
        "standing": standing,
        "stale": stale(standing.impact, draft),
        "summary": summary(standing),
        "percent": 100 * standing.done // (standing.total or 1),
    }


def results(request: HouseRequest, draft: Draft, standing: Standing) -> dict[str, Any]:
    """What the weighing found."""
    base, edition = draft.base.ready(), draft_reading(draft).edition
    rules = by_rule(standing, base, edition)
    form = MovedForm(rules, request.GET or None)
    listed, rows = moved_page(
        form.chosen(standing.impact), request.GET.get("page", ""), request.user, base, edition
    )
    query = request.GET.copy()
    query.pop("page", None)
    return {
        "matrix": matrix(standing),
        "rules": rules,
        "never_fired": never_fired(standing, edition),
        "form": form,
        "listed": listed,
        "rows": rows,
        "query": query.urlencode(),
    }


def weigh_on(request: HouseRequest, draft: Draft) -> HttpResponse:
    """Begin, begin again or go on, and show the page: what a button does.

    A beginning takes a first slice along, which is all where little is saved.
    """
    weighing = begin(user=request.user, draft=draft, now=timezone.now())
    try:
        weigh_longer(weighing, SLICE if "begin" in request.POST else LONG_SLICE)
    except Stale:
        messages.info(request, "The draft has just changed. Weigh it again.")
    return redirect("rulebook:impact", draft.code)


def weigh_longer(weighing: Impact, seconds: float) -> None:
    """So many seconds of slices, also of what was saved since all was weighed. Raises Stale."""
    before = standing_of(weighing)
    if before.since:
        reopen(weighing)
    go_on_anywhere(weighing, seconds=seconds, now=timezone.now)
    if before.since and standing_of(weighing).done == before.done:
        # A slow transaction came late: its records stand before the cursor. Begin afresh.
        forget(weighing)


def one_slice(request: HouseRequest, draft: Draft) -> HttpResponse:
    """A slice in one lane, for the page that asks for one after the other."""
    weighing = impact_of(draft)
    lane = weighing and lane_of(weighing, request.POST["lane"])
    if not weighing or not lane or stale(weighing, draft):
        return stopped(request, draft)
    before = quarter(standing_of(weighing))
    try:
        if lane.finished_at is None:
            lane = go_on(lane, seconds=SLICE, now=timezone.now)
    except Stale:
        return stopped(request, draft)
    standing = standing_of(weighing)
    context = shown(draft, standing) | {"draft": draft, "lane": lane.number, "part": True}
    if standing.finished:
        context |= results(request, draft, standing) | {"said": summary(standing)}
    elif (now := quarter(standing)) != before:
        context["said"] = QUARTERS[now]
    return render(request, "rulebook/weighing/_lane.html", context)


def stale(weighing: Impact, draft: Draft) -> bool:
    """Whether the draft has changed since its weighing began."""
    return weighing.checksum != draft_reading(draft).checksum


def lane_of(weighing: Impact, number: str) -> Lane | None:
    if not (number.isdecimal() and len(number) < 4):
        return None
    lanes = Lane.objects.select_related("impact__draft")
    return lanes.filter(impact=weighing, number=int(number)).first()


def stopped(request: HouseRequest, draft: Draft) -> HttpResponse:
    return render(request, "rulebook/weighing/_stale.html", {"draft": draft, "part": True})


def quarter(standing: Standing) -> int:
    return min(3, 4 * standing.done // (standing.total or 1))
