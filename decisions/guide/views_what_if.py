"""What if an answer were another, and what would have to be true for another level?"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from decisions.house.advice import present, strip
from decisions.house.answers import row_label
from decisions.house.changes import as_address
from decisions.house.requests import HouseRequest
from decisions.models import CaseFile
from decisions.subsidiarity.changes import Change
from decisions.subsidiarity.facts import Issue
from decisions.subsidiarity.ladder import LABELS, LEVELS
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.smallest import smallest_change
from decisions.subsidiarity.wire import (
    Refused,
    read_case,
    write_change,
    write_recommendation,
)
from decisions.subsidiarity.wording import at_words

from .colleagues import askable, may_try
from .forms import OtherLevelForm
from .pages import case_page, guide_page, load
from .progress import Progress
from .trying import Tried, kept_for_all, parsed, shareable, with_changes
from .views import save


@case_page
def trying(request: HouseRequest, case_file: CaseFile) -> HttpResponse:
    """The recommendation as it would be with other answers on one issue.

    Nothing is saved unless the officer keeps them, for this issue or for the whole case.
    """
    progress = complete_or_404(load(request, case_file))
    edition, topic = progress.edition, request.GET.get("issue", "")
    wanted = request.GET.getlist("change")[:5]
    try:
        tried = [parsed(change) for change in wanted]
        if not may_try((change.key for change in tried), progress):
            raise Http404
        document = with_changes(progress.document, topic, tried, edition.book)
        case = read_case(document, edition)
    except Refused as error:
        raise Http404(str(error)) from error
    for_all = len(case.issues) > 1 and all(shareable(change) for change in tried)
    if request.method == "POST":
        whole = for_all and request.POST.get("keep") == "all"
        make = kept_for_all if whole else with_changes
        edit = partial(make, topic=topic, changes=tried, book=edition.book)
        save(request, case_file, "kept a tried answer", edit)
        return redirect("guide:recommendation", case_file.code)
    outcome = askable(write_recommendation(recommend(case, edition)), progress)
    context = {
        "advice": present(outcome, document, edition),
        "tried": [said(progress, topic, change) for change in tried],
        "effect": effect(progress, outcome, topic),
        "for_all": for_all,
    }
    return guide_page(request, "guide/trying.html", progress, context)


def effect(progress: Progress, outcome: dict[str, Any], topic: str) -> dict[str, Any]:
    """Level and depth of the issue as they are and as they would be."""
    before = next(each for each in progress.findings if each.topic == topic)
    after = next(each for each in outcome["issues"] if each["issue"] == topic)
    return {
        "issue": progress.edition.book.topic_by_key[topic].label,
        "level": [strip(before.level.key), strip(after["level"])],
        "levels": [before.level.label, LABELS[after["level"]]],
        "depths": [before.depth.label, LABELS[after["depth"]]],
    }


def complete_or_404(progress: Progress) -> Progress:
    if not progress.complete:
        raise Http404
    return progress


def said(progress: Progress, topic: str, change: Tried) -> dict[str, Any]:
    """One change in words."""
    question = progress.edition.book.question_by_key.get(change.key)
    if question is None:
        issue = next(each for each in progress.document["issues"] if each["issue"] == topic)
        cell = issue["interests"][change.row or 0]
        return {"label": row_label(cell, progress.edition), "to": change.options}
    labels = (question.option(option).label for option in change.options.split(","))
    return {"label": question.label, "to": ", ".join(labels)}


@case_page
@require_safe
def other_level(request: HouseRequest, case_file: CaseFile) -> HttpResponse:
    """The fewest answers that would have to be others for a level; worked out on request."""
    progress = complete_or_404(load(request, case_file))
    topics = [
        (issue.topic, progress.edition.book.topic_by_key[issue.topic].label)
        for issue in progress.case.issues
    ]
    form = OtherLevelForm(request.GET or None, topics=topics)
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        context |= worked_out(progress, **form.cleaned_data)
    status = 422 if form.errors else 200
    return guide_page(request, "guide/other_level.html", progress, context, ("_smallest",), status)


def worked_out(progress: Progress, issue: str, level: str) -> dict[str, Any]:
    edition, wanted = progress.edition, LEVELS[level]
    place = next(n for n, each in enumerate(progress.case.issues) if each.topic == issue)
    about = progress.case.issues[place]
    found = smallest_change(edition, progress.case, about, wanted)
    return {
        "found": found,
        "now": progress.findings[place].level == wanted,
        "wanted": at_words(wanted),
        "issue": edition.book.topic_by_key[issue].label,
        "issue_key": issue,
        "name": edition.names[issue],
        "changes": list(rows(progress, about, found.changes or ())),
        "may_try": may_try((change.key for change in found.changes or ()), progress),
    }


def rows(progress: Progress, issue: Issue, changes: Iterable[Change]) -> Iterable[dict[str, Any]]:
    for change in changes:
        written = write_change(progress.edition, issue, change)
        yield {**written, "change": as_address(written), "open": change.before is None}
