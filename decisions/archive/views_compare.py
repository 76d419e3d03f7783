"""How do two recommendations differ, what would this one be today, and how did the case change?"""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from decisions.house.difference import Voice, compare, today
from decisions.house.marking import strictest
from decisions.house.requests import HouseRequest
from decisions.house.roles import OFFICER, REVIEWER, only
from decisions.models import SavedRecommendation
from decisions.models.edition import current_edition
from decisions.models.recommendation import readable_recommendation

from .compare_form import CompareForm
from .sides import SHOWN, Record, head, record, records_of_case


@only(OFFICER, REVIEWER)
@require_safe
def compared(request: HouseRequest) -> HttpResponse:
    """Two records side by side; whoever comes from one record's page has chosen it already."""
    asked = request.GET
    sent = "compare" in asked or bool(asked.get("a") and asked.get("b"))
    form = CompareForm(request.user, asked if sent else None, initial=asked.dict())
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        context |= beside(request.user, form.cleaned_data["a"], form.cleaned_data["b"])
    return render(request, "archive/compare.html", context, status=422 if form.errors else 200)


def beside(user: User, a: SavedRecommendation, b: SavedRecommendation) -> dict[str, Any]:
    one, other = record(user, a), record(user, b)
    return {
        "pair": [("A", one), ("B", other)],
        "marking": strictest(a.case_file, b.case_file),
        "difference": compare(one.side, other.side),
        "one_sided": one.whole != other.whole,
        "whole": one.whole,
    }


@only(OFFICER, REVIEWER)
@require_safe
def as_of_today(request: HouseRequest, code: str) -> HttpResponse:
    """The stored record worked out again under the current edition."""
    mine = record(request.user, readable_recommendation(request.user, code))
    current = current_edition()
    found = today(mine.side, current.ready())
    context = {
        "record": mine,
        "saved": mine.saved,
        "current": current,
        "own_edition": current.pk == mine.saved.edition_id,
        "found": found,
        "now": found.now and head(found.now),
        "difference": found.difference,
    }
    return render(request, "archive/today.html", context)


@only(OFFICER, REVIEWER)
@require_safe
def history(request: HouseRequest, code: str) -> HttpResponse:
    """Every record of the case, the newest first, with what changed since the one before."""
    saved = readable_recommendation(request.user, code)
    records, more = records_of_case(request.user, saved)
    context = {"saved": saved, "steps": steps(records), "more": more, "shown": SHOWN}
    return render(request, "archive/history.html", context)


def steps(records: list[Record]) -> list[dict[str, Any]]:
    """Each record that is shown with the difference from the one before it, if there is one."""
    shown = records[:SHOWN]
    return [
        {
            "record": later,
            "before": earlier,
            "difference": earlier and compare(earlier.side, later.side, Voice.THEN),
        }
        for later, earlier in zip_longest(shown, records[1 : SHOWN + 1])
    ]
