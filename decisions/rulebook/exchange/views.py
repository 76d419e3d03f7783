"""How does an edition or a draft leave as a file, and how does a file become a draft?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from decisions.house.keys import fresh_keys, sent_by
from decisions.house.requests import HouseRequest
from decisions.house.roles import REVIEWER, ROLES, RULE_ADMINISTRATOR, only
from decisions.models import Draft, EditionRecord
from decisions.models.draft import readable_draft, readable_drafts
from decisions.rulebook.draft.acts import open_draft
from decisions.rulebook.draft.reading import draft_reading
from decisions.rulebook.draft_views import base_of
from decisions.rulebook.edition_views import listed_editions
from decisions.subsidiarity.edition import Edition

from .dmn import Dialect
from .files import TYPES, Form, file_text
from .forms import ImportForm
from .preview import preview
from .reading_in import words_of
from .takeover import NotTaken, take_over

UNDER_WORK = (Draft.State.OPEN, Draft.State.PROPOSED)


@only(*ROLES)
@require_safe
def edition_file(request: HouseRequest, number: str, kind: str) -> HttpResponse:
    """Any edition as TOML, JSON or DMN."""
    record = get_object_or_404(EditionRecord.objects.exclude(status="draft"), number=int(number))
    return as_file(request, record.document, record.ready(), f"edition-{number}", kind)


@only(RULE_ADMINISTRATOR, REVIEWER)
@require_safe
def draft_file(request: HouseRequest, code: str, kind: str) -> HttpResponse:
    """A draft as it stands. DMN leaves out rules that cannot be read at the moment."""
    read = draft_reading(readable_draft(request.user, code))
    return as_file(request, read.document, read.edition, f"draft-{code}", kind)


def as_file(
    request: HouseRequest, document: Mapping[str, Any], edition: Edition, name: str, kind: str
) -> HttpResponse:
    """`?dialect=spiff` gives a DMN file in SpiffWorkflow's. Raises Http404 for any other."""
    try:
        dialect = Dialect(request.GET.get("dialect", Dialect.OMG))
    except ValueError as error:
        raise Http404 from error
    form = Form(kind)
    response = HttpResponse(file_text(document, edition, form, dialect), content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="subsidium-{name}.{form}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@only(RULE_ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def import_draft(request: HouseRequest) -> HttpResponse:
    """A file becomes a new draft, or a step of one, wholly or not at all."""
    base, numbers = base_of(request), listed_editions().values_list("number", flat=True)
    drafts = readable_drafts(request.user).filter(state__in=UNDER_WORK)
    if request.method != "POST":
        return page(request, ImportForm(base, numbers, drafts))
    form = ImportForm(base, numbers, drafts, request.POST, request.FILES)
    if form.is_valid() and "make" in request.POST and (made := brought_in(request, form)):
        return redirect("rulebook:draft", made.code)
    shown = None if form.errors else preview(form.found, base, form.draft)
    form.keep_text()
    return page(request, form, status=422 if form.errors else 200, shown=shown)


def brought_in(request: HouseRequest, form: ImportForm) -> Draft | None:
    """The draft that the file is in now; None where it is refused, and the form says why."""
    try:
        draft = form.draft
        made, said = into_draft(request, form, draft) if draft else into_new(request, form)
    except NotTaken as refused:
        form.add_error("into", str(refused))
        return None
    messages.success(request, said)
    return made


def into_draft(request: HouseRequest, form: ImportForm, draft: Draft) -> tuple[Draft, str]:
    """One step of a draft under work. Raises NotTaken."""
    step = take_over(
        user=request.user,
        draft=draft,
        at_step=form.at_step,
        sent=sent_by(request),
        now=timezone.now(),
        document=form.found.document,
    )
    if step is None:
        return draft, "The draft says all that the file says. Nothing was changed."
    return draft, f"Step {step.number} took over what differs. It can be undone."


def into_new(request: HouseRequest, form: ImportForm) -> tuple[Draft, str]:
    draft = open_draft(
        user=request.user,
        sent=sent_by(request),
        now=timezone.now(),
        base=form.base_record,
        name=form.chosen_name,
        document=form.found.document,
    )
    left = words_of(form.found.left_out)
    taken = f" From edition {form.base_record.number} it has {left}." if left else ""
    return draft, f"The draft says what the file says.{taken}"


def page(request: HouseRequest, form: ImportForm, status: int = 200, **more: Any) -> HttpResponse:
    context = {"form": form, "form_keys": fresh_keys(), **more}
    return render(request, "rulebook/exchange/import.html", context, status=status)
