"""Own view, check answers, recommendation: what follows, and is it kept?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from decisions.house.advice import present
from decisions.house.answers import SECTIONS, answered
from decisions.house.difference.fitting import Unreadable
from decisions.house.requests import HouseRequest
from decisions.models import CaseFile
from decisions.models.casefile import OWN_VIEWS
from decisions.models.edition import current_edition
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.rules import Question
from decisions.subsidiarity.wire import write_recommendation

from .actions import copy_case_file, save_recommendation
from .colleagues import askable
from .forms import OwnViewForm
from .interest_map import words_on_issues
from .pages import (
    case_page,
    guide_page,
    load,
    own_case_page,
    said_of,
    sent,
    sent_data,
)
from .placing import left_out
from .progress import Progress
from .states import as_rows
from .views import save


@own_case_page
def own_view(request: HouseRequest, case_file: CaseFile) -> HttpResponse:
    """What the officer expects, asked before the result; it may be skipped."""
    initial = {key: getattr(case_file, key) for key in ("own_view_level", "own_view_reason")}
    form = OwnViewForm(sent_data(request), initial=initial)
    if request.method == "POST" and "skip" in request.POST:
        none = {"own_view_level": "", "own_view_reason": "", "own_view_asked": True}
        save(request, case_file, "gave no own view", fields=none)
        return redirect("guide:check", case_file.code)
    if request.method == "POST" and form.is_valid():
        fields = {**form.cleaned_data, "own_view_asked": True}
        case_file = save(request, case_file, "gave an own view", fields=fields)
        if not request.htmx:
            return redirect("guide:check", case_file.code)
    progress = load(request, case_file)
    context = {"form": form, "result_hidden": True, **said_of(request, form)}
    status = 422 if form.errors else 200
    return guide_page(request, "guide/own_view.html", progress, context, ("_saved",), status)


@case_page
def check(request: HouseRequest, case_file: CaseFile) -> HttpResponse:
    """Everything answered, by section, with what is missing and what would still matter."""
    progress = load(request, case_file)
    sections = [section_rows(progress, step) for step in SECTIONS]
    rows = [row for each in sections for row in each.rows]
    context = {
        "sections": [each for each in sections if each.rows],
        "states": as_rows(progress.document["states"], progress.edition),
        "interests": words_on_issues(progress.document, progress.case, progress.edition),
        "complete": progress.complete,
        "telling": [row for row in rows if row["telling"]],
        "skipped": [row for row in rows if not row["open"] and not row["said"].answer],
        **view_in_advance(progress),
    }
    return guide_page(request, "guide/check.html", progress, context)


def view_in_advance(progress: Progress) -> dict[str, str]:
    """What the owner expected; nothing of it for colleagues."""
    if not progress.owned:
        return {}
    held = progress.case_file
    return {
        "own_view": dict(OWN_VIEWS).get(held.own_view_level, ""),
        "own_view_key": held.own_view_level,
        "own_view_reason": held.own_view_reason,
    }


@dataclass(frozen=True, slots=True)
class SectionRows:
    """One section of the check page."""

    label: str
    step: str
    rows: list[dict[str, Any]]


def section_rows(progress: Progress, step: str) -> SectionRows:
    rows = [answer_row(progress, question) for question in progress.questions(step)]
    return SectionRows(SECTIONS[step], step, rows)


def answer_row(progress: Progress, question: Question) -> dict[str, Any]:
    evidence = progress.case_file.evidence
    return {
        "said": answered(question, progress.document, evidence, progress.edition),
        "telling": question.key in progress.telling,
        "open": question.key in progress.open,
    }


@case_page
def recommendation(request: HouseRequest, case_file: CaseFile) -> HttpResponse:
    """The result for the answers as they stand; Save keeps it for good."""
    progress = load(request, case_file)
    if not progress.complete:
        return redirect("guide:task_list", case_file.code)
    if request.method == "POST":
        saved = save_recommendation(
            user=request.user,
            case_file=case_file,
            sent=sent(request),
            now=timezone.now(),
        )
        return redirect("archive:recommendation", saved.code)
    outcome = askable(write_recommendation(recommend(progress.case, progress.edition)), progress)
    context = {
        "advice": present(
            outcome, progress.document, progress.edition, request.GET.get("seats", "")
        ),
        **view_in_advance(progress),
        "try_on": case_file.code,
    }
    return guide_page(request, "guide/recommendation.html", progress, context)


@case_page
def copy(request: HouseRequest, case_file: CaseFile) -> HttpResponse:
    """A copy to try other answers on; by POST, so that a link cannot make one."""
    if request.method == "POST":
        try:
            made = copy_case_file(
                user=request.user, case_file=case_file, sent=sent(request), now=timezone.now()
            )
        except Unreadable as error:
            return copy_page(request, case_file, str(error), 422)
        return redirect("guide:task_list", made.code)
    return copy_page(request, case_file)


def copy_page(
    request: HouseRequest, case_file: CaseFile, refused: str = "", status: int = 200
) -> HttpResponse:
    """A copy is of the edition in force: what has no place there is named before."""
    progress, current = load(request, case_file), current_edition()
    lost: tuple[str, ...] = ()
    try:
        lost = left_out(case_file, progress.document, current.ready())
    except Unreadable as error:
        refused = str(error)
    context = {"current": current, "lost": lost, "refused": refused}
    return guide_page(request, "guide/copy.html", progress, context, status=status)
