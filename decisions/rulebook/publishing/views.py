"""Where does one ask that a draft be published, and where does somebody else decide?"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from decisions.house.keys import fresh_keys, sent_by
from decisions.house.requests import HouseRequest
from decisions.house.roles import RULE_ADMINISTRATOR, only
from decisions.models import Draft, Proposal
from decisions.models.draft import editable_draft
from decisions.models.edition import current_edition

from ..draft.merging import behind
from ..frame import framed
from .approving import approve as approve_it
from .forms import ApproveForm, ProposeForm, SendBackForm, as_written
from .grounds import Grounds, grounds, last_proposal
from .passwords import NotConfirmed, confirm
from .proposing import propose, send_back, take_back
from .refusals import CannotPublish, NotWaiting

HERE = "Publish"


@only(RULE_ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HouseRequest, code: str) -> HttpResponse:
    """What would change and what stands in the way; here one asks, and withdraws."""
    draft = editable_draft(request.user, code)
    try:
        if request.method == "POST" and "withdraw" in request.POST:
            take_back(user=request.user, draft=draft, now=timezone.now())
            messages.success(request, "The proposal is withdrawn. The draft is under work again.")
            return redirect("rulebook:publish", code)
        if request.method == "POST":
            return ask(request, draft)
    except CannotPublish as refusal:
        draft = editable_draft(request.user, code)
        return publish_page(request, draft, refused=str(refusal), status=409)
    return publish_page(request, draft)


def ask(request: HouseRequest, draft: Draft) -> HttpResponse:
    """Raises CannotPublish."""
    found = grounds(draft, current_edition())
    form = ProposeForm(found.hindrances.warnings, request.POST)
    sent, beside = sent_by(request), request.POST.get("beside", "")
    if draft.steps == sent.revision and not form.is_valid():
        return publish_page(request, draft, form=form, status=422)
    propose(
        user=request.user,
        draft=draft,
        sent=sent,
        now=timezone.now(),
        note=form.cleaned_data.get("note", "") if form.is_valid() else "",
        accepted=form.accepted if form.is_valid() else {},
        beside=int(beside) if beside.isdecimal() and len(beside) < 10 else 0,
    )
    messages.success(request, "The draft waits for the approval of a second person.")
    return redirect("rulebook:publish", draft.code)


def publish_page(
    request: HouseRequest,
    draft: Draft,
    form: ProposeForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    """The page as the draft stands now; what was typed for an earlier step stays in its fields."""
    last = last_proposal(draft)
    found = grounds(draft, current_edition()) if draft.open else None
    context = framed(
        request,
        draft,
        HERE,
        last=last,
        found=found,
        behind=behind(draft),
        mine=bool(last and last.by_id == request.user.pk),
        form=form or (begun(request, found, last) if found else None),
        refused=refused,
        form_keys=fresh_keys(draft.steps),
    )
    return render(request, "rulebook/publishing/publish.html", context, status=status)


def begun(request: HouseRequest, found: Grounds, last: Proposal | None) -> ProposeForm:
    """With what was typed where a form came back, else with what an earlier proposal said."""
    if request.method == "POST" and "note" in request.POST:
        initial: dict[str, Any] = request.POST.dict()
    elif last and last.state != Proposal.State.APPROVED:
        initial = as_written(last.note, last.accepted)
    else:
        initial = as_written("", found.beside.accepted)
    return ProposeForm(found.hindrances.warnings, initial=initial)


@sensitive_post_parameters("password")
@only(RULE_ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HouseRequest, code: str) -> HttpResponse:
    """Everything that the first person saw; the second publishes, or sends it back."""
    draft = editable_draft(request.user, code)
    waiting = last_proposal(draft)
    if waiting is None or (request.method != "POST" and waiting.state != Proposal.State.OPEN):
        return redirect("rulebook:publish", code)
    try:
        if request.method == "POST":
            require_seen(request, waiting)
            act = give_back if "send_back" in request.POST else give_approval
            return act(request, draft, waiting)
    except CannotPublish as refusal:
        return refuse(request, code, str(refusal))
    return approve_page(request, draft, waiting)


def require_seen(request: HouseRequest, waiting: Proposal) -> None:
    """Raises NotWaiting where the page showed another proposal than the one that waits now."""
    if request.POST.get("proposal") != str(waiting.pk):
        raise NotWaiting("This is not what you looked at: it was asked anew since. Look again.")


def give_approval(request: HouseRequest, draft: Draft, waiting: Proposal) -> HttpResponse:
    """Raises CannotPublish."""
    form = ApproveForm(request.POST)
    now = timezone.now()
    if form.is_valid() and waiting.by_id != request.user.pk:
        try:
            confirm(request, form.cleaned_data["password"], draft.code, now)
        except NotConfirmed as problem:
            form.add_error("password", str(problem))
    if form.errors:
        return approve_page(request, draft, waiting, form=form, status=422)
    edition = approve_it(user=request.user, proposal=waiting, sent=sent_by(request), now=now)
    messages.success(request, f"Edition {edition.number} is in force.")
    return redirect("rulebook:publish", draft.code)


def give_back(request: HouseRequest, draft: Draft, waiting: Proposal) -> HttpResponse:
    """Raises CannotPublish."""
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return approve_page(request, draft, waiting, back=form, status=422)
    send_back(
        user=request.user,
        proposal=waiting,
        sent=sent_by(request),
        now=timezone.now(),
        reason=form.cleaned_data["reason"],
    )
    messages.success(request, "The draft is sent back, with your reason.")
    return redirect("rulebook:publish", draft.code)


def refuse(request: HouseRequest, code: str, says: str) -> HttpResponse:
    """The page as things are now; where nothing waits any more, the draft's own."""
    draft = editable_draft(request.user, code)
    waiting = last_proposal(draft)
    if waiting is None or waiting.state != Proposal.State.OPEN:
        return publish_page(request, draft, refused=says, status=409)
    back = SendBackForm(initial=request.POST.dict())
    return approve_page(request, draft, waiting, back=back, refused=says, status=409)


def approve_page(
    request: HouseRequest,
    draft: Draft,
    waiting: Proposal,
    form: ApproveForm | None = None,
    back: SendBackForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    found = grounds(draft, waiting.in_force)
    warnings = [(check, waiting.accepted.get(check.key, "")) for check in found.hindrances.warnings]
    context = framed(
        request,
        draft,
        HERE,
        waiting=waiting,
        found=found,
        warnings=warnings,
        mine=waiting.by_id == request.user.pk,
        overtaken=not waiting.in_force.current and current_edition(),
        form=form or ApproveForm(),
        back=back or SendBackForm(),
        refused=refused,
        form_keys=fresh_keys(draft.steps),
    )
    return render(request, "rulebook/publishing/approve.html", context, status=status)
