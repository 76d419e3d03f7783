"""Which recommendations may this reader see, and what does one say?"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from decisions.house.advice import present, strip
from decisions.house.answers import case_in_words
from decisions.house.requests import HouseRequest
from decisions.house.roles import OFFICER, REVIEWER, only
from decisions.models.casefile import OWN_VIEWS
from decisions.models.people import name_of
from decisions.models.recommendation import (
    full_levels,
    may_see_all,
    outcome_for,
    readable_recommendation,
    readable_recommendations,
)
from decisions.subsidiarity.ladder import LABELS
from decisions.subsidiarity.wire import to_json


@only(OFFICER, REVIEWER)
@require_safe
def recommendations(request: HouseRequest) -> HttpResponse:
    """The reading list, newest first, each with its strip ladder."""
    found = list(readable_recommendations(request.user)[:50])
    levels = full_levels(request.user, found)
    listed = [
        {"saved": each, "level": LABELS[level], "strip": strip(level)}
        for each in found
        for level in [levels.get(each.pk, each.level)]
    ]
    return render(request, "archive/list.html", {"listed": listed})


@only(OFFICER, REVIEWER)
@require_safe
def recommendation(request: HouseRequest, code: str) -> HttpResponse:
    """One saved recommendation, word for word as it was saved, under its own edition."""
    user = request.user
    saved = readable_recommendation(user, code)
    document, outcome = outcome_for(user, saved)
    edition = saved.edition.ready()
    context = {
        "saved": saved,
        "advice": present(outcome, document, edition, request.GET.get("seats", "")),
        "answers": case_in_words(document, saved.evidence, edition),
        "own_view": dict(OWN_VIEWS).get(saved.own_view_level, ""),
        "own_view_key": saved.own_view_level,
        "own_view_reason": saved.own_view_reason,
        "own_view_of": "" if saved.owner == user else f"The view of {name_of(saved.owner)}",
        "whole": may_see_all(user, saved),
        "checksum": saved.checksum,
    }
    return render(request, "archive/recommendation.html", context)


@only(OFFICER, REVIEWER)
@require_safe
def as_json(request: HouseRequest, code: str) -> HttpResponse:
    """The outcome's public document, to the byte as `manage.py recommend` prints it."""
    saved = readable_recommendation(request.user, code)
    _, outcome = outcome_for(request.user, saved)
    response = HttpResponse(to_json(outcome) + "\n", content_type="application/json")
    part = "full" if may_see_all(request.user, saved) else "shared"
    response["Content-Disposition"] = f'attachment; filename="recommendation-{code}-{part}.json"'
    return response
