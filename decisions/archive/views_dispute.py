"""Where does a reviewer say why one point is disputed, and take that back?"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from decisions.house.keys import sent_by
from decisions.house.requests import HouseRequest
from decisions.models import Dispute, SavedRecommendation
from decisions.models.dossier import Status

from . import reviewing
from .disputable import NotDisputable, checked
from .drafts import keep_draft
from .hands import reviewable
from .judging import open_in
from .pages import acting, keys_of
from .points import ANSWER, Key, Point, label_of, name_of_point
from .review_forms import DisputeForm, as_shown

TAKEN_BACK = "dispute taken back"
"""Session key: what a reviewer has just taken back, to be undone."""
NAMED_BY = ("kind", "key", "issue")


def dispute_url(saved: SavedRecommendation, name: Key) -> str:
    return f"{reverse('archive:dispute', args=[saved.code])}?{query_of(name)}"


def query_of(name: Key) -> str:
    return urlencode(dict(zip(NAMED_BY, name, strict=True)))


@acting(reviewable)
def dispute(request: HouseRequest, saved: SavedRecommendation) -> HttpResponse:
    """One point: why it is disputed and, for an answer, which one the reviewer would give."""
    if saved.dossier.status != Status.SUBMITTED and request.method != "POST":
        return redirect("archive:review", saved.code)
    kind, key, issue = name = named_in(request)
    try:
        point = checked(saved, saved.dossier, name)
    except NotDisputable as refused:
        return not_disputable(request, saved, str(refused))
    own = open_in(saved.dossier).filter(by=request.user)
    mine = own.filter(kind=kind, key=key, issue=issue).first()
    if "take_back" in request.POST:
        keep_draft(request, saved)
        return taken_back(request, saved, mine)
    form = dispute_form(request, saved, point, mine)
    if request.method == "POST" and form.is_valid() and disputed(request, saved, form, name):
        return redirect(f"{reverse('archive:review', args=[saved.code])}#disputed")
    context = {"saved": saved, "point": point, "form": form, "mine": mine}
    context["form_keys"] = keys_of(saved)
    return render(request, "archive/dispute.html", context, status=422 if form.errors else 200)


def named_in(request: HouseRequest) -> Key:
    kind, key, issue = (request.GET.get(field, "") for field in NAMED_BY)
    return kind, key, issue


def dispute_form(
    request: HouseRequest, saved: SavedRecommendation, point: Point, mine: Dispute | None
) -> DisputeForm:
    questions = saved.edition.ready().book.question_by_key
    question = questions[point.key] if point.kind == ANSWER else None
    initial = {"reason": mine.reason, "proposed": as_shown(question, mine.proposed)} if mine else {}
    data = request.POST if request.method == "POST" else None
    return DisputeForm(point, question, data, initial=initial)


def disputed(
    request: HouseRequest, saved: SavedRecommendation, form: DisputeForm, name: Key
) -> bool:
    try:
        reviewing.dispute(
            user=request.user,
            saved=saved,
            name=name,
            reason=form.cleaned_data["reason"],
            proposed=form.cleaned_data.get("proposed"),
            sent=sent_by(request),
            now=timezone.now(),
        )
    except NotDisputable as refused:
        form.add_error(None, str(refused))
        return False
    return True


def taken_back(
    request: HouseRequest, saved: SavedRecommendation, mine: Dispute | None
) -> HttpResponse:
    """What was taken back is kept for one page, so that it can be undone."""
    gone = mine and reviewing.take_back(
        user=request.user, saved=saved, key=mine.pk, sent=sent_by(request), now=timezone.now()
    )
    if gone:
        request.session[TAKEN_BACK] = to_undo(saved, gone)
    return redirect(f"{reverse('archive:review', args=[saved.code])}#disputed")


def just_taken_back(request: HouseRequest, saved: SavedRecommendation) -> dict[str, Any] | None:
    """What was taken back on this very record, told once."""
    gone: dict[str, Any] | None = request.session.pop(TAKEN_BACK, None)
    return gone if gone and gone["record"] == saved.code else None


def to_undo(saved: SavedRecommendation, gone: Dispute) -> dict[str, Any]:
    """What the form of a dispute would send, to raise it again."""
    edition, name = saved.edition.ready(), name_of_point(gone)
    question = edition.book.question_by_key[gone.key] if gone.kind == ANSWER else None
    proposed = as_shown(question, gone.proposed) or []
    return {
        "record": saved.code,
        "label": label_of(name, edition),
        "url": dispute_url(saved, name),
        "reason": gone.reason,
        "proposed": [proposed] if isinstance(proposed, str) else proposed,
    }


def not_disputable(request: HouseRequest, saved: SavedRecommendation, why: str) -> HttpResponse:
    context = {"saved": saved, "why": why, "reason": request.POST.get("reason", "")}
    return render(request, "archive/not_disputable.html", context, status=422)
