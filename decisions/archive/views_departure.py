"""Where does somebody say that they recommend another level than the advice?"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from decisions.house.keys import sent_by
from decisions.house.notices import address_of
from decisions.house.requests import HouseRequest
from decisions.models import SavedRecommendation
from decisions.models.recommendation import editable_recommendation, may_see_all, outcome_for
from decisions.models.sharing import Right
from decisions.subsidiarity.ladder import LABELS

from . import departing
from .departure import departure_part, rules_to_name
from .departure_form import DepartureForm
from .pages import acting, keys_of, to_record

OVERTAKEN = "Somebody departed or took it back meanwhile. See what stands now, then send it again."
TURNS = {"take_back": departing.take_back, "put_back": departing.put_back}


@acting(editable_recommendation)
def departure(request: HouseRequest, saved: SavedRecommendation) -> HttpResponse:
    """The form for a departure; by POST also its taking back and the undoing of that."""
    if turned(request, saved):
        return to_record(saved, "_departure")
    whole = may_see_all(request.user, saved)
    _, outcome = outcome_for(request.user, saved)
    fired = rules_to_name(request.user, saved)
    data = request.POST if request.method == "POST" else None
    form = DepartureForm(outcome["level"], saved.level, fired, data)
    if request.method == "POST" and form.is_valid() and departed(request, saved, form):
        return to_record(saved, "_departure")
    context = {
        "saved": saved,
        "advice": LABELS[outcome["level"]],
        "shared": LABELS[saved.level],
        "differs": whole and outcome["level"] != saved.level,
        "departure": departure_part(saved, Right.EDIT, whole),
        "form": form,
        "form_keys": keys_of(saved),
    }
    return render(request, "archive/departure.html", context, status=422 if form.errors else 200)


def departed(request: HouseRequest, saved: SavedRecommendation, form: DepartureForm) -> bool:
    """False where the form says what stands now instead of what its page showed."""
    shown = request.POST.get("instead_of", "")
    try:
        departing.depart(
            user=request.user,
            saved=saved,
            **form.cleaned_data,
            sent=sent_by(request),
            now=timezone.now(),
            address=address_of(request),
            instead_of=int(shown) if shown.isdecimal() and len(shown) < 19 else 0,
        )
    except departing.Overtaken:
        form.add_error(None, OVERTAKEN)
        return False
    return True


def turned(request: HouseRequest, saved: SavedRecommendation) -> bool:
    """Whether the request took a departure back or put it back."""
    for name, act in TURNS.items():
        key = request.POST.get(name, "")
        if key.isdecimal() and len(key) < 19:
            act(
                user=request.user,
                saved=saved,
                key=int(key),
                sent=sent_by(request),
                now=timezone.now(),
            )
            return True
    return False
