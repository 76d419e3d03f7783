"""How do an officer and a reviewer pass a recommendation to each other?"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone

from decisions.house.keys import sent_by
from decisions.house.notices import address_of
from decisions.house.requests import HouseRequest
from decisions.house.review_states import Act, Missing
from decisions.models import SavedRecommendation
from decisions.models.dossier import Status
from decisions.models.recommendation import editable_recommendation
from decisions.models.sharing import Right

from . import reviewing
from .departure import departure_part
from .disputable import disputable
from .drafts import draft_of, drop_draft, keep_draft
from .hands import reviewable
from .judging import formers_in, open_in
from .pages import acting, keys_of, sound, to_record
from .points import Key, name_of_point
from .review import said, standing
from .review_forms import VerdictForm
from .telling import tell
from .views_dispute import NAMED_BY, dispute_url, just_taken_back, query_of

ACTS = {"accept": Act.ACCEPT, "return": Act.RETURN}
ENDED = {
    Act.ACCEPT: "Accepted. The officer is told, and the review is closed.",
    Act.RETURN: "Returned. The officer is told what you dispute.",
}


@acting(editable_recommendation)
def submit(request: HouseRequest, saved: SavedRecommendation) -> HttpResponse:
    if request.method == "POST":
        reviewing.submit(
            user=request.user,
            saved=saved,
            sent=sent_by(request),
            now=timezone.now(),
            address=address_of(request),
        )
    return to_record(saved, "_review")


@acting(editable_recommendation)
def withdraw(request: HouseRequest, saved: SavedRecommendation) -> HttpResponse:
    if request.method == "POST":
        reviewing.withdraw(
            user=request.user, saved=saved, sent=sent_by(request), now=timezone.now()
        )
    return to_record(saved, "_review")


@acting(reviewable)
def review(request: HouseRequest, saved: SavedRecommendation) -> HttpResponse:
    """Everything that may be disputed, what is disputed so far, and the decision."""
    edition = saved.edition.ready()
    before = formers_in(saved.dossier).select_related("by", "replied_by", "raised_on")
    formers = [said(each, edition) for each in before]
    if "lead_to" in request.POST:
        keep_draft(request, saved)
        return redirect(lead_to(request, saved))
    data = request.POST if request.method == "POST" else None
    form = VerdictForm(formers, data, initial=draft_of(request, saved))
    if (
        request.method == "POST"
        and sound(form, saved, Act.ACCEPT)
        and decided(request, saved, form)
    ):
        drop_draft(request, saved)
        return redirect("archive:recommendation", saved.code)
    context = {
        "saved": saved,
        "waits": saved.dossier.status == Status.SUBMITTED,
        "sentence": standing(saved, saved.dossier),
        "form": form,
        "form_keys": keys_of(saved),
        "departure": departure_part(saved, Right.READ, whole=False),
        "taken_back": just_taken_back(request, saved),
        **what_to_dispute(request, saved),
    }
    return render(request, "archive/review.html", context, status=422 if form.errors else 200)


def decided(request: HouseRequest, saved: SavedRecommendation, form: VerdictForm) -> bool:
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        form.add_error(None, "Choose: accept it, or return it to the officer.")
        return False
    try:
        reviewing.decide(
            user=request.user,
            saved=saved,
            act=act,
            verdicts=form.verdicts,
            sent=sent_by(request),
            now=timezone.now(),
            address=address_of(request),
        )
    except Missing as missing:
        form.add_error(None, str(missing))
        return False
    tell(request, saved, ENDED[act])
    return True


def lead_to(request: HouseRequest, saved: SavedRecommendation) -> str:
    """The page of the point that a button of the review names."""
    named = QueryDict(request.POST["lead_to"])
    kind, key, issue = (named.get(field, "") for field in NAMED_BY)
    return dispute_url(saved, (kind, key, issue))


def what_to_dispute(request: HouseRequest, saved: SavedRecommendation) -> dict[str, Any]:
    """The points, each with the address where it is disputed, and what is disputed so far."""
    dossier, edition = saved.dossier, saved.edition.ready()
    drafts = [said(each, edition) for each in open_in(dossier).select_related("by", "raised_on")]
    taken = {name_of_point(each.dispute) for each in drafts}
    points = [
        {**places(saved, point.name), "point": point, "disputed": point.name in taken}
        for point in disputable(saved, dossier)
    ]
    return {
        "points": points,
        "drafts": [
            {
                **places(saved, name_of_point(each.dispute)),
                "said": each,
                "mine": each.dispute.by_id == request.user.pk,
            }
            for each in drafts
        ],
    }


def places(saved: SavedRecommendation, name: Key) -> dict[str, str]:
    """Where a point is disputed, and how a button names it."""
    return {"url": dispute_url(saved, name), "query": query_of(name)}
