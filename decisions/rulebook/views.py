"""What does the rule book in force say?"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from decisions.house.requests import HouseRequest
from decisions.house.roles import ROLES, RULE_ADMINISTRATOR, only, roles_of
from decisions.house.rule_words import says
from decisions.models.edition import current_edition
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.rules import GRADES, Rule

from .disputed import disagreed
from .printing import KINDS, printed_questionnaire
from .record import record_page
from .sentences import conditions


@only(*ROLES)
@require_safe
def book(request: HouseRequest) -> HttpResponse:
    """The current edition as a book: every rule as a sentence, with its source and grade."""
    record = current_edition()
    edition = record.ready()
    administers = RULE_ADMINISTRATOR in roles_of(request.user)
    times = {each.key: each.total for each in disagreed(edition)} if administers else {}
    themes: dict[str, list[dict[str, Any]]] = {}
    for rule in edition.book.rules:
        each = {**entry(rule, edition), "disagreed": times.get(rule.key, 0)}
        themes.setdefault(rule.theme, []).append(each)
    context = {
        "record": record,
        "title": edition.book.title,
        "themes": themes,
        "edition": edition,
        "administers": administers,
    }
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


def entry(rule: Rule, edition: Edition) -> dict[str, Any]:
    return {
        "rule": rule,
        "conditions": conditions(rule, edition),
        "says": says(rule),
        "grade": GRADES[rule.grade],
    }
