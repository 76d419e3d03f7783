"""Which read-only links to a recommendation are there? For its owner alone."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from decisions.house.keys import fresh_keys, sent_by
from decisions.house.notices import address_of
from decisions.house.requests import HouseRequest
from decisions.house.roles import OFFICER, only
from decisions.models import SavedRecommendation
from decisions.models.recommendation import own_recommendation

from .link_forms import LinkForm
from .links import links_of, make_link, revoke_link

REVOKED = "link revoked"
"""Session key: for whom the last revoked link was, so that a new one is at hand."""


@only(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def links(request: HouseRequest, code: str) -> HttpResponse:
    """The links with their views; one POST makes or revokes one."""
    saved = own_recommendation(request.user, code)
    form = LinkForm(request.POST if "make" in request.POST else None, initial=again(request, saved))
    if "revoke" in request.POST:
        revoke(request, saved)
        return redirect("archive:links", saved.code)
    if "make" in request.POST and form.is_valid():
        make(request, saved, form.cleaned_data)
        return redirect("archive:links", saved.code)
    now = timezone.now()
    context = {
        "saved": saved,
        "form": form,
        "rows": list(links_of(saved, address_of(request), now)),
        "revoked": revoked(request, saved),
        "form_keys": fresh_keys(),
    }
    return render(request, "archive/links.html", context, status=422 if form.is_bound else 200)


def make(request: HouseRequest, saved: SavedRecommendation, given: dict[str, Any]) -> None:
    sent = sent_by(request)
    make_link(user=request.user, saved=saved, sent=sent, now=timezone.now(), **given)
    request.session.pop(REVOKED, None)


def revoke(request: HouseRequest, saved: SavedRecommendation) -> None:
    code = request.POST["revoke"]
    ended = revoke_link(
        user=request.user, saved=saved, code=code, sent=sent_by(request), now=timezone.now()
    )
    if ended:
        request.session[REVOKED] = {"of": saved.code, "for_whom": ended.for_whom}


def revoked(request: HouseRequest, saved: SavedRecommendation) -> str:
    """For whom the link was that was revoked last, on this very page."""
    last = request.session.get(REVOKED)
    return last["for_whom"] if last and last["of"] == saved.code else ""


def again(request: HouseRequest, saved: SavedRecommendation) -> dict[str, str]:
    return {"for_whom": revoked(request, saved)}
