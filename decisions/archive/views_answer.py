"""How does the officer answer what is disputed?"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from decisions.house.keys import sent_by
from decisions.house.notices import address_of
from decisions.house.requests import HouseRequest
from decisions.house.review_states import Act, Missing
from decisions.models import SavedRecommendation
from decisions.models.dossier import Status
from decisions.models.recommendation import editable_recommendation
from decisions.subsidiarity.wire import Refused

from .answer_forms import AnswerForm, Asked
from .answering import resubmit
from .effect import effect_of, levels_moved
from .judging import open_in
from .pages import acting, keys_of, sound, to_record
from .points import RULE
from .reopening import fixed_by, reopened_by
from .review import said, standing
from .telling import tell


@acting(editable_recommendation)
def answer(request: HouseRequest, saved: SavedRecommendation) -> HttpResponse:
    """Each disputed point with what it reopens; then it goes back to the reviewer."""
    form, effect = answer_form(request, saved), None
    if request.method == "POST" and sound(form, saved, Act.RESUBMIT):
        if form.looking:
            effect = seen_effect(request, saved, form)
        elif goes_on := sent_back(request, saved, form):
            if goes_on != saved:
                tell(request, goes_on, levels_moved(request.user, saved, goes_on))
                return to_record(goes_on)
            return to_record(goes_on, "_review")
    context = {
        "effect": effect,
        "saved": saved,
        "waits": saved.dossier.status == Status.RETURNED,
        "sentence": standing(saved, saved.dossier),
        "form": form,
        "edited_since": saved.case_file.revision != saved.revision,
        "form_keys": keys_of(saved),
    }
    return render(request, "archive/answer.html", context, status=422 if form.errors else 200)


def answer_form(request: HouseRequest, saved: SavedRecommendation) -> AnswerForm:
    edition = saved.edition.ready()
    returned = saved.dossier.status == Status.RETURNED
    found = open_in(saved.dossier).select_related("by", "raised_on") if returned else ()
    asked = [
        Asked(
            said(each, edition),
            reopened_by(each, saved),
            fixed_by(each, saved),
            edition.book.rule_by_key[each.key] if each.kind == RULE else None,
        )
        for each in found
    ]
    data = request.POST if request.method == "POST" else None
    return AnswerForm(asked, edition, data, looking="look" in request.POST)


def seen_effect(
    request: HouseRequest, saved: SavedRecommendation, form: AnswerForm
) -> dict[str, Any] | None:
    """What the answers would lead to; None where they do not go together."""
    try:
        return effect_of(request.user, saved, form.changes)
    except Refused as error:
        form.add_error(None, str(error))
        return None


def sent_back(
    request: HouseRequest, saved: SavedRecommendation, form: AnswerForm
) -> SavedRecommendation | None:
    """The record that goes on; None where the form must say something more."""
    try:
        return resubmit(
            user=request.user,
            saved=saved,
            replies=form.replies,
            sent=sent_by(request),
            now=timezone.now(),
            address=address_of(request),
        )
    except (Missing, Refused) as error:
        form.add_error(None, str(error))
        return None
