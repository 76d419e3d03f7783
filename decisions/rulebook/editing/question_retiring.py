"""What becomes of the rules when an option of a question is retired?"""

from __future__ import annotations

from collections.abc import Collection

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from decisions.house.keys import fresh_keys, sent_by
from decisions.house.requests import HouseRequest
from decisions.house.roles import RULE_ADMINISTRATOR, only
from decisions.models import Draft, DraftItem, Kind
from decisions.models.draft import editable_draft
from decisions.subsidiarity.wire import Refused

from ..draft.acts import Ended, ItemConflict, Wanted
from ..draft.reading import draft_reading
from ..frame import framed
from ..saving import save
from .item_saving import item_there, to_the_list
from .known_to_core import why_kept
from .question_list import HERE
from .removing import ENDED, MEANWHILE, problem_with
from .taking_out import Target
from .users import Uses, uses_of

LAST = "A question needs at least one option. Remove the whole question instead."


@only(RULE_ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def retire_option(request: HouseRequest, code: str, key: str) -> HttpResponse:
    """Show the rules that use an option, and retire it with them in one step."""
    draft = editable_draft(request.user, code)
    item = item_there(draft, Kind.QUESTION, key)
    option = request.GET.get("option", "")
    if all(each["key"] != option for each in item.content["options"]):
        if request.method == "POST":
            # Sent again: it is retired already.
            return redirect("rulebook:item", code, Kind.QUESTION.value, key)
        raise Http404
    uses = uses_of(draft, Target(Kind.QUESTION, key, option), draft_reading(draft).edition)
    if request.method != "POST":
        return ask(request, draft, item, uses)
    problem = why_kept(Kind.QUESTION, key, option) or (
        LAST if len(item.content["options"]) == 1 else problem_with(request, uses)
    )
    if problem:
        return ask(request, draft, item, uses, problem, 409 if problem == MEANWHILE else 422)
    return retired(request, draft, item, uses)


def retired(request: HouseRequest, draft: Draft, item: DraftItem, uses: Uses) -> HttpResponse:
    option, also = request.GET["option"], request.POST.getlist("also")
    kept = [each for each in item.content["options"] if each["key"] != option]
    content = {**item.content, "options": kept}
    revision = sent_by(request).revision
    question = Wanted(Kind.QUESTION, item.key, revision, content=content)
    try:
        step = save(request, draft, "retired", [question, *uses.wanted(also)])
    except ItemConflict:
        item.refresh_from_db()
        return ask(request, draft, item, uses, MEANWHILE, 409)
    except Refused as error:
        return ask(request, draft, item, uses, str(error), 422, also)
    except Ended:
        return ask(request, draft, item, uses, ENDED, 422, also)
    return to_the_list(request, draft, Kind.QUESTION, step)


def ask(
    request: HouseRequest,
    draft: Draft,
    item: DraftItem,
    uses: Uses,
    problem: str = "",
    status: int = 200,
    also: Collection[str] = (),
) -> HttpResponse:
    key = request.GET.get("option", "")
    options = item.content["options"]
    context = framed(
        request,
        draft,
        HERE,
        item=item,
        name=item.content["label"],
        option=next((each for each in options if each["key"] == key), {"key": key, "label": key}),
        uses=uses,
        kept=why_kept(Kind.QUESTION, item.key, key) or (LAST if len(options) == 1 else ""),
        also=also or request.POST.getlist("also"),
        problem=problem,
        form_keys=fresh_keys(item.revision),
    )
    return render(request, "rulebook/editing/retire.html", context, status=status)
