"""Where do people comment, and see what waits for them?"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from decisions.house.keys import fresh_keys, sent_by
from decisions.house.notices import address_of
from decisions.house.requests import HouseRequest
from decisions.house.roles import OFFICER, REVIEWER, only
from decisions.models import SavedRecommendation
from decisions.models.recommendation import commentable_recommendation

from . import commenting
from .comment_form import CommentForm
from .pages import acting, to_record
from .points import points_of
from .waiting import mark_read, waiting_for


@acting(commentable_recommendation)
def comment(request: HouseRequest, saved: SavedRecommendation) -> HttpResponse:
    """Take a comment, or take one's own back; they stand on the page of the record."""
    if request.method != "POST" or turned(request, saved):
        return to_record(saved, "_comments")
    form = CommentForm(points_of(saved), request.POST)
    if not form.is_valid():
        context = {"saved": saved, "form": form, "form_keys": fresh_keys()}
        return render(request, "archive/comment.html", context, status=422)
    anchor, key = form.anchor
    commenting.comment(
        user=request.user,
        saved=saved,
        anchor=anchor,
        key=key,
        text=form.cleaned_data["text"],
        sent=sent_by(request),
        now=timezone.now(),
        address=address_of(request),
    )
    return to_record(saved, "_comments")


def turned(request: HouseRequest, saved: SavedRecommendation) -> bool:
    """Whether the request took a comment back or put it back."""
    for name, back in (("take_back", True), ("put_back", False)):
        key = request.POST.get(name, "")
        if key.isdecimal() and len(key) < 19:
            commenting.turn(
                user=request.user,
                saved=saved,
                key=int(key),
                back=back,
                sent=sent_by(request),
                now=timezone.now(),
            )
            return True
    return False


@only(OFFICER, REVIEWER)
@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: HouseRequest) -> HttpResponse:
    """What somebody must do, and what they should know of."""
    if request.method == "POST":
        mark_read(request.user, request.POST.get("notice", ""), timezone.now())
        return redirect("archive:waiting")
    context = {**waiting_for(request.user), "form_keys": fresh_keys()}
    return render(request, "archive/waiting.html", context)
