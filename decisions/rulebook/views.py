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
from decisions.subsidiarity.rules import GRADES, Condition, Rule
from decisions.subsidiarity.wording import fact_label, option_label

from .disputed import disagreed
from .printing import KINDS, printed_questionnaire
from .record import record_page


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


def conditions(rule: Rule, edition: Edition) -> list[tuple[str, str]]:
    """Each fact that the rule names, with the options that it accepts."""
    return [
        (
            fact_label(edition, fact),
            ("none of: " if condition.none_of else "")
            + " or ".join(
                option_label(edition, fact, key) for key in in_order(edition, fact, condition)
            ),
        )
        for fact, condition in rule.when.items()
    ]


def in_order(edition: Edition, fact: str, condition: Condition) -> list[str]:
    """The options of a condition as the question lists them; of a derived fact as they sort."""
    question = edition.book.question_by_key.get(fact)
    listed = [option.key for option in question.options] if question else []
    return [key for key in listed if key in condition.options] or sorted(condition.options)
