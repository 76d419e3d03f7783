"""Which recommendations does a reader find, on the page and as a table?"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from decisions.house.csv_cells import csv_lines
from decisions.house.keys import fresh_keys
from decisions.house.marking import marked_name
from decisions.house.parts import page_or_part
from decisions.house.requests import HouseRequest
from decisions.house.roles import OFFICER, REVIEWER, only
from decisions.house.state_names import state_names
from decisions.models import EditionRecord
from decisions.subsidiarity.edition import Edition

from .finding import COUNTED, Found, page_of
from .forms import FindForm, ViewForm
from .listing import Row, names_in, rows
from .shelf import shelf_of
from .table import HEAD, handling_in, table
from .undoing import undo_of

NOTHING = Found([], 0, older=False, newer=False)


@only(OFFICER, REVIEWER)
@require_safe
def recommendations(request: HouseRequest) -> HttpResponse:
    """One page of what meets every filter, the latest first; with htmx only the list is sent."""
    return list_page(request, *asked_of(request))


def asked_of(request: HouseRequest) -> tuple[FindForm, Edition]:
    """What is asked, and the current edition, which says what there is to choose from."""
    records = list(EditionRecord.objects.defer("document").exclude(status="draft"))
    edition = next(each for each in records if each.current).ready()
    return FindForm(edition, [each.number for each in records], request.GET), edition


def list_page(request: HouseRequest, form: FindForm, edition: Edition) -> HttpResponse:
    found, listed = found_by(request, form, edition)
    context: dict[str, Any] = {
        "form": form,
        "found": found,
        "rows": listed,
        "count_words": count_words(found.count),
        "states": state_names(edition),
        "shelf": SimpleLazyObject(lambda: shelf_of(request.user)),
        "view_form": ViewForm(initial={"query": form.query}, auto_id="view_%s"),
        "form_keys": fresh_keys(),
        "undo": None if request.htmx else undo_of(request),
    }
    status = 422 if form.errors else 200
    return page_or_part(request, "archive/list.html", context, ("_results",), status)


def found_by(request: HouseRequest, form: FindForm, edition: Edition) -> tuple[Found, list[Row]]:
    """Nothing where it is not clear what is asked."""
    if not form.is_valid():
        return NOTHING, []
    before, after = (request.GET.get(name, "")[:20] for name in ("before", "after"))
    found = page_of(request.user, form.cleaned_data, before, after)
    return found, rows(request.user, found.keys, names_in(edition))


def count_words(count: int) -> str:
    """`1,000+ recommendations`: more are not counted."""
    if count > COUNTED:
        return f"{COUNTED:,}+ recommendations"
    return f"{count:,} recommendation{'' if count == 1 else 's'}"


@only(OFFICER, REVIEWER)
@require_safe
def as_table(request: HouseRequest) -> HttpResponseBase:
    """Everything that meets every filter, as CSV, sent while it is read."""
    form, edition = asked_of(request)
    if not form.is_valid():
        return list_page(request, form, edition)
    lines = csv_lines(HEAD, table(request.user, form.cleaned_data, edition))
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    handling = handling_in(request.user, form.cleaned_data)
    name = marked_name(handling, f"recommendations-{timezone.localdate():%Y-%m-%d}.csv")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
