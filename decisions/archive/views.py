"""What does a saved recommendation say?"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from decisions.house.advice import present
from decisions.house.answers import case_in_words
from decisions.house.evidence import coverage
from decisions.house.marking import file_name, marked_json, part_name
from decisions.house.requests import HouseRequest
from decisions.house.roles import OFFICER, REVIEWER, only, roles_of
from decisions.models.casefile import OWN_VIEWS
from decisions.models.people import by_for, name_of
from decisions.models.recommendation import (
    may_see_all,
    outcome_for,
    readable_recommendation,
    right_to,
)
from decisions.models.sharing import Right

from .asides import asides
from .comments import comments_part
from .departure import departure_part
from .pages import keys_of
from .past import past
from .review import review_part
from .tags import tags_part
from .telling import told


@only(OFFICER, REVIEWER)
@require_safe
def recommendation(request: HouseRequest, code: str) -> HttpResponse:
    """One saved recommendation, word for word as it was saved, under its own edition."""
    user = request.user
    saved = readable_recommendation(user, code)
    document, outcome = outcome_for(user, saved)
    edition = saved.edition.ready()
    right, whole = right_to(user, saved), may_see_all(user, saved)
    editable = OFFICER in roles_of(user) and right >= Right.EDIT
    answers = case_in_words(document, saved.evidence, edition)
    review, departure = review_part(user, saved, right), departure_part(saved, right, whole)
    context = {
        "saved": saved,
        "advice": present(outcome, document, edition, request.GET.get("seats", "")),
        "answers": answers,
        "coverage": coverage(answers["answers"]),
        "own_view": dict(OWN_VIEWS).get(saved.own_view_level, ""),
        "own_view_key": saved.own_view_level,
        "own_view_reason": saved.own_view_reason,
        "own_view_of": "" if saved.owner == user else f"The view of {name_of(saved.owner)}",
        "whole": whole,
        "editable": editable,
        "checksum": saved.checksum,
        "saved_by": by_for(saved.saved_by, saved.owner),
        "form_keys": keys_of(saved),
        "tags": tags_part(saved, may=editable),
        "review": review,
        "departure": departure,
        "agreed": review["agreed"],
        "asides": list(asides(departure, review["agreed"].values())),
        "told": told(request, saved),
        "comments": comments_part(user, saved, right, request.GET.get("on", "")),
        "past": past(user, saved),
    }
    return render(request, "archive/recommendation.html", context)


@only(OFFICER, REVIEWER)
@require_safe
def as_json(request: HouseRequest, code: str) -> HttpResponse:
    """The outcome's public document, to the byte as `manage.py recommend` prints it.

    Where the case has a marking, that comes first, as `handling`.
    """
    saved = readable_recommendation(request.user, code)
    _, outcome = outcome_for(request.user, saved)
    text = marked_json(saved.case_file, outcome) + "\n"
    response = HttpResponse(text, content_type="application/json")
    whole = may_see_all(request.user, saved)
    name = file_name(saved.case_file, part_name(f"recommendation-{code}.json", whole))
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
