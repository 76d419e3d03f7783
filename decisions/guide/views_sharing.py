"""With whom is a case shared, and how is it to be handled? For its owner alone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from decisions.house.keys import fresh_keys, sent_by
from decisions.house.marking import marking_label
from decisions.house.notices import address_of
from decisions.house.requests import HouseRequest
from decisions.models import CaseFile, Share, Team
from decisions.models.people import name_of

from .pages import own_case_page
from .sharing import CannotShare, Given, change_share, mark, share_case, take_back, with_whom
from .sharing_forms import (
    UNMARKED,
    WARNING,
    HandlingForm,
    ShareForm,
    WithColleagueForm,
    WithTeamForm,
)
from .taken_back import forget, given_then, remember, taken_back, told_once, who_was


@own_case_page
def sharing(request: HouseRequest, case_file: CaseFile) -> HttpResponse:
    """The list of shares; one POST gives, changes or takes back one, or marks the case."""
    forms = forms_of(request, case_file)
    if request.method == "POST":
        act = next((name for name in ACTS if name in request.POST), None)
        if act is None:
            raise Http404
        if ACTS[act](request, case_file, forms):
            return redirect("guide:sharing", case_file.code)
    context = {
        "case_file": case_file,
        "shares": listed(request, case_file),
        "forms": forms,
        "teams": Team.objects.exists(),
        "warning": WARNING,
        "taken_back": told_once(request, case_file),
        "form_keys": fresh_keys(case_file.revision),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "guide/sharing.html", context, status=status)


def forms_of(request: HouseRequest, case_file: CaseFile) -> dict[str, Any]:
    """Of the forms on the page, the one that was sent holds what was typed."""

    def data(act: str) -> Any:
        return request.POST if act in request.POST else None

    return {
        "colleague": WithColleagueForm(data("with_colleague"), auto_id="colleague_%s"),
        "team": WithTeamForm(data("with_team"), auto_id="team_%s"),
        "handling": HandlingForm(
            data("mark"), initial={"handling": case_file.handling or UNMARKED}
        ),
    }


def listed(request: HouseRequest, case_file: CaseFile) -> list[dict[str, Any]]:
    """Each share with its own small form; the one that was sent keeps what was chosen."""
    changed = request.POST.get("change", "")
    shares = case_file.shares.select_related("person", "team").prefetch_related("team__members")
    return [
        {
            "share": share,
            "who": with_whom(share),
            "form": ShareForm(share, request.POST if changed == str(share.pk) else None),
        }
        for share in shares
    ]


def with_colleague(request: HouseRequest, case_file: CaseFile, forms: dict[str, Any]) -> bool:
    form: WithColleagueForm = forms["colleague"]
    if not form.is_valid():
        return False
    return shared(request, case_file, form.meant, form.given, form, "name")


def with_team(request: HouseRequest, case_file: CaseFile, forms: dict[str, Any]) -> bool:
    form: WithTeamForm = forms["team"]
    if not form.is_valid():
        return False
    return shared(request, case_file, form.cleaned_data["team"], form.given, form, "team")


def shared(
    request: HouseRequest,
    case_file: CaseFile,
    who: User | Team,
    given: Given,
    form: Form,
    field: str,
) -> bool:
    """Whether it is shared now; else the form says why not."""
    try:
        share_case(
            user=request.user,
            case_file=case_file,
            who=who,
            given=given,
            sent=sent_by(request),
            now=timezone.now(),
            address=address_of(request),
        )
    except CannotShare as problem:
        form.add_error(field, str(problem))
        return False
    forget(request)
    messages.success(request, f"The case is shared with {name_of_either(who)}.")
    return True


def change(request: HouseRequest, case_file: CaseFile, forms: dict[str, Any]) -> bool:
    given = share_named(case_file, request.POST["change"])
    if given is None:
        return True
    form = ShareForm(given, request.POST)
    if not form.is_valid():
        return False
    try:
        change_share(
            user=request.user,
            case_file=case_file,
            share=given,
            given=form.given,
            sent=sent_by(request),
            now=timezone.now(),
        )
    except CannotShare as problem:
        forms["gone"] = str(problem)
        return False
    messages.success(request, f"Saved what {with_whom(given)} may do.")
    return True


def remove(request: HouseRequest, case_file: CaseFile, forms: dict[str, Any]) -> bool:
    """What is taken away is remembered in the session, so that it can be given back."""
    given = share_named(case_file, request.POST["remove"])
    if given is None:
        return True
    take_back(
        user=request.user,
        case_file=case_file,
        share=given,
        sent=sent_by(request),
        now=timezone.now(),
    )
    remember(request, case_file, given)
    return True


def undo(request: HouseRequest, case_file: CaseFile, forms: dict[str, Any]) -> bool:
    """The share as it was. Where there is one again already, that one stays."""
    gone = taken_back(request, case_file)
    if gone is None:
        return True
    with suppress(CannotShare, ObjectDoesNotExist):
        share_case(
            user=request.user,
            case_file=case_file,
            who=who_was(gone),
            given=given_then(gone),
            sent=sent_by(request),
            now=timezone.now(),
        )
    forget(request)
    return True


def handle(request: HouseRequest, case_file: CaseFile, forms: dict[str, Any]) -> bool:
    form: HandlingForm = forms["handling"]
    if not form.is_valid():
        return False
    mark(
        user=request.user,
        case_file=case_file,
        handling=form.marking,
        sent=sent_by(request),
        now=timezone.now(),
    )
    label = marking_label(form.marking)
    said = f"The case is marked “{label}”." if label else "The case has no marking."
    messages.success(request, said)
    return True


def name_of_either(who: User | Team) -> str:
    return name_of(who) if isinstance(who, User) else str(who)


def share_named(case_file: CaseFile, key: str) -> Share | None:
    """None where it is gone already: in another window, or by the same button."""
    found = case_file.shares.select_related("person", "team")
    return found.filter(pk=key).first() if key.isdecimal() and len(key) < 19 else None


Act = Callable[[HouseRequest, CaseFile, dict[str, Any]], bool]
ACTS: dict[str, Act] = {
    "with_colleague": with_colleague,
    "with_team": with_team,
    "change": change,
    "remove": remove,
    "undo": undo,
    "mark": handle,
}
"""Name of a button -> what it does; whether it is done, else its form says what is wrong."""
