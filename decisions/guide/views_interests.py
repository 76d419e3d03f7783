"""How do the States stand on each issue: the interest map, or one word an issue?"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect

from decisions.house.asking import UNKNOWN
from decisions.house.document import with_interest_map, with_interest_words
from decisions.house.requests import HouseRequest
from decisions.models import CaseFile
from decisions.models.casefile import assessed_set_aside
from decisions.models.secrecy import stances_in
from decisions.subsidiarity.interests import INTEREST
from decisions.subsidiarity.wire import Refused

from . import interest_map
from .pages import COMPACT, case_page, guide_page, load
from .progress import Progress, after_section
from .views import save


@case_page
def interests(request: HouseRequest, case_file: CaseFile) -> HttpResponse:
    """The interest map or, on the short path, one word per issue."""
    progress = load(request, case_file)
    if not progress.complete:
        return redirect("guide:task_list", case_file.code)
    error = ""
    if request.method == "POST":
        try:
            case_file = keep_interests(request, case_file, progress)
        except Refused as refused:
            error = f"{refused}."
        progress = load(request, case_file)
        if "continue" in request.POST and not error:
            compact = bool(request.session.get(COMPACT))
            return redirect(after_section(progress, "map", compact))
    words = "words" in request.GET or ("map" not in request.GET and has_words(progress))
    by_role = interest_map.role_rows(progress.document, progress.edition)
    context = {
        "words": words,
        "rows": interest_map.rows(progress.document, progress.edition),
        "role_rows": by_role,
        "differs": any(cell.value for row in by_role for cell in (*row.stated, *row.assessed)),
        "derived": interest_map.words_on_issues(progress.document, progress.case, progress.edition),
        "stances": interest_map.STANCE_CHOICES,
        "short": [short_row(issue, progress) for issue in progress.document["issues"]],
        "interest": INTEREST,
        "aside": stances_in(assessed_set_aside(request.user, case_file)),
        "error": error,
        "saved": request.method == "POST" and not error,
    }
    status, parts = 422 if error else 200, ("_interests", "_saved")
    return guide_page(request, "guide/interests.html", progress, context, parts, status)


def has_words(progress: Progress) -> bool:
    return any("interest" in issue.get("answers", {}) for issue in progress.document["issues"])


def short_row(issue: dict[str, Any], progress: Progress) -> dict[str, Any]:
    answers = issue.get("answers", {})
    word = answers["interest"] or UNKNOWN if "interest" in answers else ""
    label = progress.edition.book.topic_by_key[issue["issue"]].label
    return {"topic": issue["issue"], "label": label, "word": word}


def keep_interests(request: HouseRequest, case_file: CaseFile, progress: Progress) -> CaseFile:
    if "words" in request.POST:
        given = {
            issue["issue"]: request.POST.get(f"word {issue['issue']}", "")
            for issue in progress.document["issues"]
        }
        words = {topic: None if word == UNKNOWN else word for topic, word in given.items() if word}
        return save(
            request,
            case_file,
            "named interests",
            lambda document: with_interest_words(document, words),
            careful=True,
        )
    kinds = interest_map.KINDS if progress.whole else ("stated",)
    return save(
        request,
        case_file,
        "mapped interests",
        lambda d: with_interest_map(d, interest_map.posted_map(request.POST, d, kinds)),
    )
