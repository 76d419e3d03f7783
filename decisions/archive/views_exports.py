"""How does one recommendation leave as a table?"""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from decisions.house.csv_cells import csv_text
from decisions.house.marking import file_name, part_name
from decisions.house.requests import HouseRequest
from decisions.house.roles import OFFICER, REVIEWER, only
from decisions.models.recommendation import may_see_all, outcome_for, readable_recommendation

from .issue_table import HEAD, issue_rows


@only(OFFICER, REVIEWER)
@require_safe
def as_csv(request: HouseRequest, code: str) -> HttpResponse:
    """One row an issue, of the outcome that the reader may see."""
    saved = readable_recommendation(request.user, code)
    _, outcome = outcome_for(request.user, saved)
    text = csv_text(HEAD, issue_rows(saved, outcome))
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    whole = may_see_all(request.user, saved)
    name = file_name(saved.case_file, part_name(f"recommendation-{code}.csv", whole))
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
