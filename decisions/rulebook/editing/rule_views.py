"""Where is a rule of a draft changed and added, and where is asked what that would mean?"""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from decisions.house.keys import fresh_keys, sent_by
from decisions.house.requests import HouseRequest
from decisions.house.roles import OFFICER, REVIEWER, RULE_ADMINISTRATOR, only, roles_of
from decisions.models import Draft, DraftItem, Kind
from decisions.models.draft import editable_draft
from decisions.rulebook.draft.acts import Wanted
from decisions.rulebook.draft.parts import KEY
from decisions.rulebook.frame import framed
from decisions.subsidiarity.wire import Refused

from .example_form import with_one_more
from .item_saving import item_typed_over, revision_typed_over, save_item
from .preview import Preview, preview_of, standing_preview
from .rule_listing import HERE
from .rule_page import NOTHING, Content, RulePage, page_of, themes_of


def one(request: HouseRequest, draft: Draft, key: str) -> HttpResponse:
    """A rule to be changed; of a draft that has ended it is shown in the list alone."""
    item = item_typed_over(request, draft, Kind.RULE, key)
    if not draft.open and request.method != "POST":
        url = reverse("rulebook:items", args=[draft.code, Kind.RULE.value])
        return redirect(f"{url}#item-{key}")
    return worked_on(request, draft, item, NOTHING)


def new(request: HouseRequest, draft: Draft) -> HttpResponse:
    """A rule to be added, perhaps as a copy of another."""
    return worked_on(request, draft, None, copied(draft, request.GET.get("from", "")))


def copied(draft: Draft, key: str) -> Content:
    item = rule_of(draft, key)
    return item.content if item else NOTHING


def rule_of(draft: Draft, key: str) -> DraftItem | None:
    """One that stands or was removed; none where there never was one, or no key can be so."""
    return draft.items.filter(kind=Kind.RULE, key=key).first() if KEY.match(key) else None


def worked_on(
    request: HouseRequest, draft: Draft, item: DraftItem | None, start: Content
) -> HttpResponse:
    if request.method != "POST":
        page = page_of(draft, item, start)
        return shown(request, page, standing(page))
    if "add_example" in request.POST:
        page = page_of(draft, item, start, with_one_more(request.POST.copy()))
        page.leave_unjudged()
        return shown(request, page)
    page = page_of(draft, item, start, request.POST)
    if not page.valid():
        return shown(request, page, status=422)
    return previewed(request, page) if "preview" in request.POST else saved(request, page)


def standing(page: RulePage) -> Preview | None:
    """Of the rule as it stands, where it can be read."""
    rule = page.edition.book.rule_by_key.get(page.item.key) if page.item else None
    return standing_preview(page.edition, rule) if rule else None


def previewed(request: HouseRequest, page: RulePage) -> HttpResponse:
    """The whole page again, as it was typed, with what that would mean."""
    try:
        return shown(request, page, preview_of(request.user, page.draft, page.content()))
    except Refused as refusal:
        return refused(request, page, refusal)


def refused(request: HouseRequest, page: RulePage, refusal: Refused) -> HttpResponse:
    page.refuse(refusal)
    return shown(request, page, status=422)


def saved(request: HouseRequest, page: RulePage) -> HttpResponse:
    content = page.content()
    revision = sent_by(request).revision if page.item else 0
    return save_item(
        request,
        page.draft,
        here=HERE,
        act="changed" if page.item else "added",
        wanted=Wanted(Kind.RULE, content["key"], revision, content=content),
        tell=lambda refusal: refused(request, page, refusal),
    )


def shown(
    request: HouseRequest, page: RulePage, preview: Preview | None = None, status: int = 200
) -> HttpResponse:
    context = framed(
        request,
        page.draft,
        HERE,
        page=page,
        form=page.form,
        item=page.item,
        name=page.before.get("title", "") if page.item else "",
        themes=themes_of(page.edition),
        problems=page.problems(),
        preview=preview,
        may_open=may_open(request),
        form_keys=fresh_keys(revision_typed_over(request, page.item)),
    )
    return render(request, "rulebook/editing/rule.html", context, status=status)


@only(RULE_ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def preview_rule(request: HouseRequest, code: str) -> HttpResponse:
    """What the rule being typed would mean: `?of=` its key, or none for a new one. Only reads.

    Opened by itself it leads to the form.
    """
    draft = editable_draft(request.user, code)
    key = request.GET.get("of", "")
    item = rule_of(draft, key)
    if key and item is None:
        raise Http404
    if request.method != "POST":
        return redirect(*form_of(draft, item))
    page = page_of(draft, item, copied(draft, request.GET.get("from", "")), request.POST)
    context = {
        "draft": draft,
        "item": item,
        "part": True,
        "may_open": may_open(request),
        **weighed(request, page),
    }
    return render(request, "rulebook/editing/_preview.html", context)


def form_of(draft: Draft, item: DraftItem | None) -> tuple[str, ...]:
    """The name and arguments of the address of a rule's form, or of that of a new one."""
    if item is None:
        return "rulebook:new_item", draft.code, Kind.RULE.value
    return "rulebook:item", draft.code, Kind.RULE.value, item.key


def weighed(request: HouseRequest, page: RulePage) -> dict[str, Any]:
    """The preview, or what stands in its way."""
    if page.valid():
        try:
            return {"preview": preview_of(request.user, page.draft, page.content())}
        except Refused as refusal:
            page.refuse(refusal)
    return {"problems": page.problems()}


def may_open(request: HouseRequest) -> bool:
    """Whether the pages of saved recommendations are for this user at all."""
    return bool(roles_of(request.user) & {OFFICER, REVIEWER})
