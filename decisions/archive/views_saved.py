"""Which searches has somebody kept under a name?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from decisions.house.keys import fresh_keys, sent_by
from decisions.house.requests import HouseRequest
from decisions.house.roles import OFFICER, REVIEWER, only
from decisions.models import SavedView

from .forms import ViewForm, asked_in
from .shelving import CannotShelve, delete_view, rename_view, save_view
from .undoing import offer_undo, undo_of

Done = tuple[HttpResponse | None, ViewForm | None]
"""Where to go on or, where something is wrong, the form that says what."""


@only(OFFICER, REVIEWER)
@require_http_methods(["GET", "HEAD", "POST"])
def views(request: HouseRequest) -> HttpResponse:
    """One's own views; one POST keeps, renames or deletes one."""
    act = next((name for name in ACTS if name in request.POST), "")
    if request.method == "POST" and not act:
        raise Http404
    done, wrong = ACTS[act](request) if act else (None, None)
    if done:
        return done
    context = {
        "views": listed(request, wrong if act == "rename" else None),
        "save_form": wrong if act == "save" else None,
        "wrong": wrong,
        "query": asked_in(request.POST.get("query", "")),
        "undo": undo_of(request),
        "form_keys": fresh_keys(),
    }
    return render(request, "archive/views.html", context, status=422 if wrong else 200)


def listed(request: HouseRequest, wrong: ViewForm | None) -> list[dict[str, Any]]:
    """Each view with its own small form; the one that was sent keeps what was typed."""
    sent = request.POST.get("rename", "")
    return [
        {
            "view": view,
            "form": wrong if wrong and sent == str(view.pk) else rename_form(view),
        }
        for view in SavedView.objects.filter(user=request.user)
    ]


def rename_form(view: SavedView, data: Any = None) -> ViewForm:
    return ViewForm(data, initial={"name": view.name}, auto_id=f"view-{view.pk}-%s")


def keep(request: HouseRequest) -> Done:
    form, query = ViewForm(request.POST), asked_in(request.POST.get("query", ""))
    if not form.is_valid() or refused(request, form, save_view, query=query):
        return None, form
    messages.success(request, f"The view “{form.cleaned_data['name']}” is kept above the list.")
    return redirect(f"{reverse('archive:list')}?{query}"), None


def rename(request: HouseRequest) -> Done:
    view = own_view(request, request.POST["rename"])
    form = rename_form(view, request.POST)
    if not form.is_valid() or refused(request, form, rename_view, view=view):
        return None, form
    return redirect("archive:views"), None


def delete(request: HouseRequest) -> Done:
    view = own_view(request, request.POST["delete"])
    delete_view(user=request.user, view=view, sent=sent_by(request), now=timezone.now())
    undo = {"save": "1", "name": view.name, "query": view.query}
    offer_undo(request, f"The view “{view.name}” is deleted.", reverse("archive:views"), undo)
    return redirect("archive:views"), None


def refused(
    request: HouseRequest, form: ViewForm, act: Callable[..., None], **what: object
) -> bool:
    """Whether the act is refused; the form says why."""
    name = form.cleaned_data["name"]
    try:
        act(user=request.user, name=name, sent=sent_by(request), now=timezone.now(), **what)
    except CannotShelve as problem:
        form.add_error("name", str(problem))
    return bool(form.errors)


def own_view(request: HouseRequest, key: str) -> SavedView:
    number = int(key) if key.isdecimal() and len(key) < 19 else 0
    return get_object_or_404(SavedView, pk=number, user=request.user)


ACTS: dict[str, Callable[[HouseRequest], Done]] = {
    "save": keep,
    "rename": rename,
    "delete": delete,
}
"""Name of a button -> what it does."""
