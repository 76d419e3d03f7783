"""What do pages share on which somebody acts: who may, and what if things have moved on?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib.auth.models import User
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from decisions.house.keys import fresh_keys, typed_in
from decisions.house.requests import HouseRequest
from decisions.house.review_states import MOVES, Act, NotNow, NotTheirs, moved
from decisions.house.roles import OFFICER, REVIEWER, only
from decisions.house.sending import Conflict
from decisions.models import Dispute, Dossier, SavedRecommendation

from .points import label_of, name_of_point
from .review import standing

View = Callable[..., HttpResponse]
Getter = Callable[[User, str], SavedRecommendation]
WRITTEN = {"reason": "Reason", "reply": "Reply", "text": "Comment"}
"""What people write at length, by the beginning of its field's name."""


def acting(getter: Getter) -> Callable[[View], View]:
    """A page on which somebody with the right that the getter grants does something.

    Where the review has moved on meanwhile, nothing is changed and what was typed is shown.
    """

    def decorate(view: View) -> View:
        @only(OFFICER, REVIEWER)
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def page(request: HouseRequest, code: str) -> HttpResponse:
            saved = getter(request.user, code)
            try:
                return view(request, saved)
            except NotTheirs as error:
                raise Http404 from error
            except NotNow as stopped:
                return moved_on(request, saved, str(stopped))
            except Conflict:
                return moved_on(request, saved, "")

        return page

    return decorate


def moved_on(request: HouseRequest, saved: SavedRecommendation, why: str) -> HttpResponse:
    """Why it cannot be done; where only somebody was faster, it may be sent once more."""
    dossier = Dossier.objects.select_related("reviewer").get(pk=saved.pk)
    typed = typed_in(request) if request.method == "POST" else []
    context = {
        "saved": saved,
        "why": why,
        "sentence": standing(saved, dossier),
        "written": [
            (written_label(name, saved), value)
            for name, value in typed
            if name.partition("_")[0] in WRITTEN
        ],
        "typed": [] if why else typed,
        "form_keys": fresh_keys(dossier.revision),
    }
    return render(request, "archive/moved_on.html", context, status=409)


def written_label(name: str, saved: SavedRecommendation) -> str:
    """`Reply on Extent`, for the field of one dispute; else `Comment`."""
    kind, _, key = name.partition("_")
    found = Dispute.objects.filter(thread=saved.dossier.thread_id)
    one = found.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None
    on = f" on {label_of(name_of_point(one), saved.edition.ready())}" if one else ""
    return f"{WRITTEN[kind]}{on}"


def sound(form: Form, saved: SavedRecommendation, act: Act) -> bool:
    """Whether the form can be acted on. Raises NotNow where what it lacks no longer matters."""
    if not form.is_valid():
        moved(act, MOVES[act].by, saved.dossier.status)
    return form.is_valid()


def keys_of(saved: SavedRecommendation) -> Mapping[str, Any]:
    return fresh_keys(saved.dossier.revision)


def to_record(saved: SavedRecommendation, part: str = "") -> HttpResponse:
    address = reverse("archive:recommendation", args=[saved.code])
    return redirect(f"{address}#{part}" if part else address)
