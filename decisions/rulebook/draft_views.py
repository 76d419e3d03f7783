"""Where does a draft begin, what was done to it, how is a step undone, how does it end?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from decisions.house.keys import fresh_keys, sent_by
from decisions.house.requests import HouseRequest
from decisions.house.roles import REVIEWER, RULE_ADMINISTRATOR, only, roles_of
from decisions.models import Draft, DraftStep, EditionRecord, Kind
from decisions.models.draft import editable_draft, readable_draft
from decisions.subsidiarity.wire import Refused

from .draft.acts import Ended, ItemConflict, open_draft, rename, set_aside, take_up
from .draft.merging import behind
from .draft.reading import draft_reading
from .draft.steps import step_entries
from .draft.undoing import LaterSteps, undo
from .draft_forms import NameForm
from .draft_tasks import tasks
from .frame import framed

PAGE = 50
"""Steps on one page."""


@only(RULE_ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HouseRequest) -> HttpResponse:
    """A new draft from any edition that was ever published: also the way back to an older one."""
    base = base_of(request)
    name = f"{'After' if base.current else 'Back to'} edition {base.number}"
    form = NameForm(request.POST or None, initial={"name": name})
    if request.method == "POST" and form.is_valid():
        draft = open_draft(
            user=request.user,
            sent=sent_by(request),
            now=timezone.now(),
            base=base,
            name=form.cleaned_data["name"],
        )
        messages.success(request, f"The draft starts as edition {base.number}.")
        return redirect("rulebook:draft", draft.code)
    context = {"form": form, "base": base, "form_keys": fresh_keys()}
    status = 422 if form.errors else 200
    return render(request, "rulebook/draft/new.html", context, status=status)


def base_of(request: HouseRequest) -> EditionRecord:
    """The edition that was asked for, else the one in force. Raises Http404."""
    number = request.GET.get("base", "") or request.POST.get("base", "")
    editions = EditionRecord.objects.defer("document").exclude(status="draft")
    if not number:
        return get_object_or_404(editions, current=True)
    if not (number.isdecimal() and len(number) < 8):
        raise Http404
    return get_object_or_404(editions, number=number)


@only(RULE_ADMINISTRATOR, REVIEWER)
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HouseRequest, code: str) -> HttpResponse:
    """What a draft holds and how far it is from being published; it is renamed here, and ended."""
    if request.method == "POST":
        return manage(request, editable_draft(request.user, code))
    held = readable_draft(request.user, code)
    return overview(request, held, NameForm(initial={"name": held.name}))


def overview(request: HouseRequest, held: Draft, form: NameForm, status: int = 200) -> HttpResponse:
    read = draft_reading(held)
    context = framed(
        request,
        held,
        "Overview",
        edition=read.edition,
        refused=read.read.unknown + read.read.unsourced,
        counts=counts(held),
        behind=behind(held),
        tasks=tasks(held) if may_work(request) else [],
        form=form,
        form_keys=fresh_keys(),
    )
    return render(request, "rulebook/draft/overview.html", context, status=status)


def may_work(request: HouseRequest) -> bool:
    return RULE_ADMINISTRATOR in roles_of(request.user)


def counts(held: Draft) -> list[dict[str, Any]]:
    """How many items of each kind there are, and how many of them a step has touched."""
    items = list(held.items.exclude(kind=Kind.TITLE).values_list("kind", "gone", "revision"))
    return [
        {
            "kind": kind,
            "label": kind.label,
            "there": sum(each == kind and not gone for each, gone, _ in items),
            "touched": sum(each == kind and revision > 1 for each, _, revision in items),
            "gone": sum(each == kind and gone for each, gone, _ in items),
        }
        for kind in Kind
        if kind is not Kind.TITLE
    ]


def manage(request: HouseRequest, held: Draft) -> HttpResponse:
    """Rename it, set it aside, or take it up again."""
    by: dict[str, Any] = {"user": request.user, "draft": held, "now": timezone.now()}
    form = NameForm(request.POST)
    try:
        if "set_aside" in request.POST:
            set_aside(**by)
            messages.success(request, "The draft is set aside. Nothing of it is lost.")
        elif "take_up" in request.POST:
            take_up(**by)
            messages.success(request, "The draft is under work again.")
        elif form.is_valid():
            rename(**by, name=form.cleaned_data["name"])
            messages.success(request, "The draft has its new name.")
        else:
            return overview(request, held, form, status=422)
    except Ended:
        messages.error(request, "The draft is published. Nothing was changed.")
    return redirect("rulebook:draft", held.code)


@only(RULE_ADMINISTRATOR, REVIEWER)
@require_safe
def steps(request: HouseRequest, code: str) -> HttpResponse:
    """Everything that was done to a draft, the last first; each step can be undone."""
    held = readable_draft(request.user, code)
    before = request.GET.get("before", "")
    found = DraftStep.objects.filter(draft=held).select_related("by", "undoes")
    if before.isdecimal() and len(before) < 9:
        found = found.filter(number__lt=int(before))
    listed = list(found[: PAGE + 1])
    context = framed(
        request,
        held,
        "Steps",
        entries=step_entries(listed[:PAGE], draft_reading(held).edition),
        earlier=listed[PAGE - 1].number if len(listed) > PAGE else None,
        form_keys=fresh_keys(held.steps),
    )
    return render(request, "rulebook/draft/steps.html", context)


@only(RULE_ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def undo_step(request: HouseRequest, code: str, number: int) -> HttpResponse:
    """Take a step back; where later ones built on it, they are shown first."""
    held = editable_draft(request.user, code)
    step = get_object_or_404(DraftStep.objects.select_related("undoes"), draft=held, number=number)
    if request.method != "POST":
        return ask_undo(request, held, step, [])
    try:
        undo(
            user=request.user,
            draft=held,
            step=step,
            sent=sent_by(request),
            now=timezone.now(),
            with_later="with_later" in request.POST,
        )
    except LaterSteps as later:
        return ask_undo(request, held, step, later.steps, status=409)
    except ItemConflict:
        return ask_undo(request, held, step, [], status=409)
    except (Refused, Ended) as error:
        return ask_undo(request, held, step, [], refused=str(error) or ENDED, status=422)
    messages.success(request, f"Step {number} is undone. That is a step too, and can be undone.")
    return redirect("rulebook:steps", held.code)


ENDED = "The draft is no longer under work."


def ask_undo(
    request: HouseRequest,
    held: Draft,
    step: DraftStep,
    later: list[DraftStep],
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    edition = draft_reading(held).edition
    context = framed(
        request,
        held,
        "Steps",
        entry=step_entries([step], edition)[0],
        later=step_entries(later, edition),
        refused=refused,
        form_keys=fresh_keys(held.steps),
    )
    return render(request, "rulebook/draft/undo.html", context, status=status)
