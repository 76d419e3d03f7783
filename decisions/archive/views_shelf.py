"""What is done so that a record is found again: tags on its case, and putting it away?"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from decisions.house.keys import sent_by
from decisions.house.marking import marking_of
from decisions.house.notices import address_of
from decisions.house.parts import page_or_part
from decisions.house.requests import HouseRequest
from decisions.models import Dossier, SavedRecommendation
from decisions.models.recommendation import editable_recommendation

from .forms import TagForm
from .pages import acting, keys_of, to_record
from .shelving import CannotShelve, add_tag, put_away, take_off_tag
from .tags import tags_part
from .undoing import offer_undo, undo_of


@acting(editable_recommendation)
def away(request: HouseRequest, saved: SavedRecommendation) -> HttpResponse:
    """Put a record away, or take it back; whoever comes by a link sees the record."""
    if request.method != "POST":
        return to_record(saved)
    gone = request.POST.get("away") == "1"
    put_away(
        user=request.user,
        saved=saved,
        away=gone,
        sent=sent_by(request),
        now=timezone.now(),
        address=address_of(request),
    )
    if not gone:
        return to_record(saved)
    revision = Dossier.objects.values_list("revision", flat=True).get(pk=saved.pk)
    says = f"“{saved.title}” is put away. Nothing of it is lost; lists leave it out."
    to = reverse("archive:away", args=[saved.code])
    undo = {"away": "0", "revision": str(revision)}
    offer_undo(request, says, to, undo, marking_of(saved.case_file))
    return redirect("archive:list")


@acting(editable_recommendation)
def tags(request: HouseRequest, saved: SavedRecommendation) -> HttpResponse:
    """The tags of a record's case; one POST adds one or takes one off."""
    form = TagForm(request.POST if "name" in request.POST else None)
    if request.method == "POST" and not form.is_bound:
        taken_off(request, saved, request.POST.get("take_off", "").replace("\0", ""))
    if form.is_valid() and added(request, saved, form):
        form = TagForm()
    if request.method == "POST" and not form.errors and not request.htmx:
        return redirect("archive:tags", saved.code)
    context = {
        "saved": saved,
        "tags": tags_part(saved, may=True, form=form),
        "undo": undo_of(request),
        "form_keys": keys_of(saved),
    }
    status = 422 if form.errors else 200
    return page_or_part(request, "archive/tags.html", context, ("_tags",), status)


def added(request: HouseRequest, saved: SavedRecommendation, form: TagForm) -> bool:
    """Whether it is done; else the form says why not."""
    name = form.cleaned_data["name"]
    try:
        new = add_tag(
            user=request.user,
            case_file=saved.case_file,
            name=name,
            sent=sent_by(request),
            now=timezone.now(),
        )
        if not new:
            messages.info(request, f"The case has the tag “{name}” already.")
    except CannotShelve as problem:
        form.add_error("name", str(problem))
    return not form.errors


def taken_off(request: HouseRequest, saved: SavedRecommendation, name: str) -> None:
    gone = take_off_tag(
        user=request.user,
        case_file=saved.case_file,
        name=name,
        sent=sent_by(request),
        now=timezone.now(),
    )
    if gone:
        to = reverse("archive:tags", args=[saved.code])
        offer_undo(request, f"The tag “{name}” is taken off.", to, {"name": name})
