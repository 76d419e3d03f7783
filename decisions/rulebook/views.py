"""What does the rule book in force say?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from decisions.house.requests import HouseRequest
from decisions.house.roles import ROLES, RULE_ADMINISTRATOR, only, roles_of
from decisions.models.edition import current_edition

from .book_page import book_page
from .disputed import disagreed
from .printing import KINDS, printed_questionnaire
from .publishing.waiting import waiting_for
from .record import record_page


@only(*ROLES)
@require_safe
def book(request: HouseRequest) -> HttpResponse:
    """The current edition as a book: every rule as a sentence, with its source and grade."""
    context = book_page(current_edition(), RULE_ADMINISTRATOR in roles_of(request.user))
    context["waiting_proposals"] = waiting_for(request.user)
    return render(request, "rulebook/book.html", context)


@only(*ROLES)
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """How well the current edition does on real instruments, with every miss explained."""
    current = current_edition()
    context = {"edition": current, **record_page(current.number, current.checksum)}
    return render(request, "rulebook/record.html", context)


@only(*ROLES)
@require_safe
def questionnaire(request: HttpRequest, kind: str) -> HttpResponse:
    """The blank questionnaire of the current edition, to be printed and filled in by hand."""
    current = current_edition()
    printed = printed_questionnaire(current.pk, current.checksum, kind)
    response = HttpResponse(printed, content_type=KINDS[kind].mime)
    name = f"questionnaire-edition-{current.number}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
@only(RULE_ADMINISTRATOR)
def disputed(request: HttpRequest) -> HttpResponse:
    """How often each rule was disputed in review, or departed from; counts only."""
    context = {"disagreed": disagreed(current_edition().ready())}
    return render(request, "rulebook/disputed.html", context)
