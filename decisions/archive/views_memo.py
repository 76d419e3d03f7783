"""How does one recommendation leave on paper?"""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from decisions.house.marking import file_name, marking_of, part_name
from decisions.house.requests import HouseRequest
from decisions.house.roles import OFFICER, REVIEWER, only
from decisions.memo.formats import FORMATS, KINDS, printed
from decisions.models.recommendation import may_see_all, readable_recommendation

from .paper import record_for


@only(OFFICER, REVIEWER)
@require_safe
def memo(request: HouseRequest, code: str, kind: str, form: str) -> HttpResponse:
    """One page, the whole, or the grid, as Word or PDF, of what the reader may see."""
    if kind not in KINDS or form not in FORMATS:
        raise Http404
    saved = readable_recommendation(request.user, code)
    record = record_for(request.user, saved, handling=marking_of(saved.case_file))
    paper = printed(record, kind, form)
    response = HttpResponse(paper.content, content_type=paper.content_type)
    name = file_name(saved.case_file, part_name(paper.name, may_see_all(request.user, saved)))
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
