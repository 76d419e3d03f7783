"""Where are the rules of a draft read as a list?"""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse

from decisions.house.keys import fresh_keys
from decisions.house.parts import page_or_part
from decisions.house.requests import HouseRequest
from decisions.models import Draft
from decisions.rulebook.draft.reading import draft_reading
from decisions.rulebook.frame import framed

from .rule_facts import facts_of
from .rule_filter import RuleFilter
from .rule_list import entries_of, grouped, removed

HERE = "Rules"


def listed(request: HouseRequest, draft: Draft) -> HttpResponse:
    """All rules by effect and theme; for a reviewer without what edits them."""
    edition, entries = draft_reading(draft).edition, entries_of(draft)
    themes = list(dict.fromkeys(entry.rule.theme for entry in entries))
    form = RuleFilter(facts_of(edition), themes, request.GET)
    found = form.found(entries)
    context = framed(
        request,
        draft,
        HERE,
        form=form,
        groups=grouped(found),
        found=len(found),
        total=len(entries),
        removed=removed(draft),
        comments_at=reverse("rulebook:draft_comments", args=[draft.code]),
        form_keys=fresh_keys(draft.steps),
    )
    status = 422 if form.errors else 200
    return page_or_part(request, "rulebook/editing/rules.html", context, {"_rules"}, status)
