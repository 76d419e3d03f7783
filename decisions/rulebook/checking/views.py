"""Is a draft, or an edition, sound and in good health?"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from decisions.house.requests import HouseRequest
from decisions.house.roles import REVIEWER, RULE_ADMINISTRATOR, only, roles_of
from decisions.models import EditionRecord
from decisions.models.draft import readable_draft
from decisions.models.edition import current_edition
from decisions.rulebook.check_results import checks_of_edition, checks_of_reading
from decisions.rulebook.draft.reading import draft_reading
from decisions.rulebook.frame import framed

from .examples import examples_page
from .health import health_page
from .instruments import instruments_page
from .page import check_page
from .places import Places

OF_DRAFT = "rulebook/draft/_frame.html"
OF_EDITION = "rulebook/checking/_edition.html"


@only(RULE_ADMINISTRATOR, REVIEWER)
@require_safe
def checks(request: HouseRequest, code: str) -> HttpResponse:
    """What is wrong with a draft, whether its examples hold, and what it makes of the record."""
    draft = readable_draft(request.user, code)
    read = draft_reading(draft)
    edits = RULE_ADMINISTRATOR in roles_of(request.user)
    places = Places(read.edition, draft=draft, edits=edits)
    page = {
        "of_draft": True,
        **check_page(checks_of_reading(read), places),
        **examples_page(places, "examples" in request.GET),
        **instruments_page(read.edition, current_edition().ready()),
    }
    context = framed(request, draft, "Checks", frame=OF_DRAFT, in_force=current_edition(), **page)
    return render(request, "rulebook/checking/checks.html", context)


@only(RULE_ADMINISTRATOR)
@require_safe
def edition_checks(request: HouseRequest, number: int) -> HttpResponse:
    """The same for an edition that was published."""
    record = published(number)
    edition, current = record.ready(), current_edition()
    places = Places(edition, record=record)
    context: dict[str, Any] = {
        "frame": OF_EDITION,
        "record": record,
        "here": "Checks",
        "in_force": current,
        **check_page(checks_of_edition(edition), places),
        **examples_page(places, "examples" in request.GET),
        **instruments_page(edition, current.ready()),
    }
    return render(request, "rulebook/checking/checks.html", context)


def published(number: int) -> EditionRecord:
    """Raises Http404."""
    found = EditionRecord.objects.defer("document").exclude(status="draft")
    return get_object_or_404(found, number=number)


@only(RULE_ADMINISTRATOR)
@require_safe
def draft_health(request: HouseRequest, code: str) -> HttpResponse:
    """What a draft should have looked after."""
    draft = readable_draft(request.user, code)
    read = draft_reading(draft)
    places = Places(read.edition, draft=draft, edits=True)
    page = health_page(checks_of_reading(read), places, read.checksum, timezone.now().year)
    context = framed(request, draft, "Health", frame=OF_DRAFT, of_draft=True, **page)
    return render(request, "rulebook/checking/health.html", context)


@only(RULE_ADMINISTRATOR)
@require_safe
def health(request: HouseRequest) -> HttpResponse:
    """What the edition in force should have looked after."""
    record = current_edition()
    edition = record.ready()
    places = Places(edition, record=record)
    context = {
        "frame": OF_EDITION,
        "record": record,
        "here": "Health",
        **health_page(checks_of_edition(edition), places, record.checksum, timezone.now().year),
    }
    return render(request, "rulebook/checking/health.html", context)
