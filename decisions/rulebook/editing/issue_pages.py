"""Which issues does the catalogue hold, and how is one changed or added?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from decisions.house.keys import fresh_keys, sent_by
from decisions.house.requests import HouseRequest
from decisions.models import Draft, DraftItem, Kind
from decisions.subsidiarity.packages import HELP, PROTECTION, WHOLE
from decisions.subsidiarity.wire import Refused

from ..draft.acts import Wanted
from ..draft.order import standing
from ..frame import framed
from .issue_form import IssueForm
from .item_saving import item_typed_over, put, revision_typed_over, save_item

HERE = Kind.ISSUE.label
SPECIAL = PROTECTION | {WHOLE, *HELP.values()}
"""Issues that the reasoning knows by name: without them it only says less."""


def listed(request: HouseRequest, draft: Draft) -> HttpResponse:
    """The catalogue by group, with how many rules and fora name each issue."""
    named = naming(draft)
    groups: dict[str, list[dict[str, Any]]] = {}
    items = standing(draft, Kind.ISSUE)
    for item in items:
        row = {"item": item, "content": item.content, **named(item.key)}
        groups.setdefault(item.content["group"], []).append(row)
    context = framed(request, draft, HERE, groups=list(groups.items()), count=len(items))
    return render(request, "rulebook/editing/issues.html", context)


def naming(draft: Draft) -> Any:
    """A function: issue -> how many rules name it, and how many fora have it in their mandate."""
    rules: Counter[str] = Counter()
    fora: Counter[str] = Counter()
    for rule in standing(draft, Kind.RULE):
        rules.update(options_of(rule.content["when"].get("issue", [])))
    for forum in standing(draft, Kind.FORUM):
        fora.update(forum.content["mandate"])
    return lambda key: {"rules": rules[key], "fora": fora[key]}


def options_of(accepted: Any) -> list[str]:
    return list(accepted["none_of"] if isinstance(accepted, Mapping) else accepted)


def one(request: HouseRequest, draft: Draft, key: str) -> HttpResponse:
    return respond(request, draft, item_typed_over(request, draft, Kind.ISSUE, key))


def new(request: HouseRequest, draft: Draft) -> HttpResponse:
    return respond(request, draft, None)


def respond(request: HouseRequest, draft: Draft, item: DraftItem | None) -> HttpResponse:
    """The form of an issue, empty for a new one; a POST saves it."""
    data = request.POST if request.method == "POST" else None
    form = IssueForm(data, draft=draft, content=item.content if item else None)
    if request.method != "POST":
        return page(request, draft, item, form)
    if not form.is_valid():
        return page(request, draft, item, form, 422)
    revision = sent_by(request).revision if item else 0
    content = form.result()

    def tell(error: Refused) -> HttpResponse:
        put(form, error, Kind.ISSUE)
        return page(request, draft, item, form, 422)

    return save_item(
        request,
        draft,
        here=HERE,
        act="changed" if item else "added",
        wanted=Wanted(Kind.ISSUE, content["key"], revision, content=content),
        tell=tell,
    )


def page(
    request: HouseRequest, draft: Draft, item: DraftItem | None, form: IssueForm, status: int = 200
) -> HttpResponse:
    groups = dict.fromkeys(each.content["group"] for each in standing(draft, Kind.ISSUE))
    context = framed(
        request,
        draft,
        HERE,
        form=form,
        item=item,
        name=item.content["label"] if item else "",
        known_groups=list(groups),
        special=bool(item) and item.key in SPECIAL if item else False,
        wrong=status != 200,
        form_keys=fresh_keys(revision_typed_over(request, item)),
    )
    return render(request, "rulebook/editing/issue.html", context, status=status)
