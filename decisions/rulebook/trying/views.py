"""What would this draft, or this edition, say of a case? Nothing is saved."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from decisions.house.requests import HouseRequest
from decisions.house.roles import REVIEWER, ROLES, RULE_ADMINISTRATOR, only
from decisions.models import EditionRecord
from decisions.models.draft import readable_draft
from decisions.models.edition import current_edition
from decisions.rulebook.draft.reading import draft_reading
from decisions.rulebook.frame import framed

from .page import trial_page


@only(RULE_ADMINISTRATOR, REVIEWER)
@require_http_methods(["GET", "HEAD", "POST"])
def trial(request: HouseRequest, code: str) -> HttpResponse:
    """Any case under a draft, beside the edition in force."""
    draft = readable_draft(request.user, code)
    read = draft_reading(draft).read
    page, status = trial_page(request, read.edition, current_edition())
    context = framed(
        request,
        draft,
        "Trial",
        frame="rulebook/draft/_frame.html",
        under="the draft",
        refused=read.unknown + read.unsourced,
        # Its rules and fora have no page in the rule book in force.
        stranger=True,
        **page,
    )
    return render(request, "rulebook/trying/trial.html", context, status=status)


@only(*ROLES)
@require_http_methods(["GET", "HEAD", "POST"])
def edition_trial(request: HouseRequest, number: int) -> HttpResponse:
    """Any case under an edition that was published, beside the one in force."""
    published = EditionRecord.objects.defer("document").exclude(status="draft")
    record = get_object_or_404(published, number=number)
    page, status = trial_page(request, record.ready(), current_edition())
    context = {
        "frame": "rulebook/checking/_edition.html",
        "record": record,
        "here": "Trial",
        "under": f"edition {number}",
        **page,
    }
    return render(request, "rulebook/trying/trial.html", context, status=status)
