"""The rule book has changed since a case was begun: what would differ, and does it move?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from decisions.house.advice import strip
from decisions.house.difference import Side, Today, today
from decisions.house.difference.fitting import Unreadable
from decisions.house.requests import HouseRequest
from decisions.house.sending import Conflict
from decisions.models import CaseFile, EditionRecord
from decisions.models.casefile import editable_case_file
from decisions.models.edition import current_edition
from decisions.subsidiarity.ladder import LABELS
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.wire import write_recommendation

from .moving import move, stay
from .pages import case_page, guide_page, load, sent
from .placing import evidence_lost, placed
from .progress import Progress

NEWER = "A newer edition has come into force since you opened this page."
CHANGED = "The case has changed since you opened this page, perhaps in another window."


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What moving would do. `today` is None while there is nothing to recommend.

    `lost` names what has no place; `unreadable` says why the case cannot move at all.
    """

    today: Today | None
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    lost: tuple[str, ...]
    unreadable: str = ""


@case_page
def edition(request: HouseRequest, case_file: CaseFile) -> HttpResponse:
    current = current_edition()
    if request.method != "POST":
        return edition_page(request, case_file, current)
    if request.POST.get("to") != str(current.number):
        return edition_page(request, case_file, current, NEWER, 409)
    if "stay" in request.POST:
        stay(user=request.user, case_file=case_file, now=timezone.now(), beside=current)
        messages.success(request, f"The case stays with edition {case_file.edition.number}.")
        return redirect("guide:task_list", case_file.code)
    try:
        move(
            user=request.user,
            case_file=case_file,
            sent=sent(request),
            now=timezone.now(),
            to=current,
        )
    except Conflict:
        now = editable_case_file(request.user, case_file.code)
        return edition_page(request, now, current_edition(), CHANGED, 409)
    except Unreadable:
        return edition_page(request, case_file, current, status=422)
    messages.success(request, f"The case is worked out under edition {current.number} from now on.")
    return redirect("guide:task_list", case_file.code)


def edition_page(
    request: HouseRequest,
    case_file: CaseFile,
    current: EditionRecord,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    progress = load(request, case_file)
    moved = case_file.edition_id == current.pk
    context = {
        "current": current,
        "foreseen": None if moved else foreseen(progress, current),
        "refused": refused,
        "news": None,
    }
    return guide_page(request, "guide/edition.html", progress, context, status=status)


def foreseen(progress: Progress, current: EditionRecord) -> Foreseen:
    """As far as the reader may see the case: both sides are of what this reader sees."""
    other, case_file = current.ready(), progress.case_file
    try:
        fit = placed(case_file, progress.document, other)
    except Unreadable as error:
        return Foreseen(None, None, None, (), str(error))
    lost = (*fit.lost, *evidence_lost(case_file, other))
    if not progress.complete or not (fit.document["states"] and fit.document["issues"]):
        return Foreseen(None, None, None, lost)
    outcome = write_recommendation(recommend(progress.case, progress.edition))
    before = Side(case_file.title, progress.document, case_file.evidence, outcome, progress.edition)
    found = today(before, other)
    after = head(found.now) if found.now else None
    return Foreseen(found, head(before), after, lost)


def head(side: Side) -> dict[str, Any]:
    """The headline under the small ladder."""
    level = side.outcome["level"]
    return {"headline": side.outcome["headline"], "level": LABELS[level], "strip": strip(level)}
