"""How does the officer answer what is disputed?"""

from __future__ import annotations

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
from .judging import open_in
from .pages import acting, keys_of, sound, to_record
from .reopening import fixed_by, reopened_by
from .review import said, standing


@acting(editable_recommendation)
def answer(request: HouseRequest, saved: SavedRecommendation) -> HttpResponse:
    """Each disputed point with what it reopens; then it goes back to the reviewer."""
    form = answer_form(request, saved)
    if request.method == "POST" and sound(form, saved, Act.RESUBMIT):
        goes_on = sent_back(request, saved, form)
        if goes_on:
            return to_record(goes_on, "_review")
    context = {
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
        Asked(said(each, edition), reopened_by(each, saved), fixed_by(each, saved))
        for each in found
    ]
    return AnswerForm(asked, edition, request.POST if request.method == "POST" else None)


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
