"""Which fora does a draft name, and which of them should be looked up again?"""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from decisions.house.forum_words import kind_label, status_label
from decisions.house.picking import Pick
from decisions.house.requests import HouseRequest
from decisions.models import Draft, Kind
from decisions.subsidiarity.catalogue import freshness
from decisions.subsidiarity.fora import Forum

from ..draft.reading import draft_reading
from ..frame import framed
from .forum_fields import CHOSEN

HERE = Kind.FORUM.label


class FilterForm(forms.Form):
    """What is looked for; everything may stay open."""

    q = forms.CharField(label="Search", max_length=100, required=False)
    level = Pick("Level", CHOSEN["level"][1].items())
    kind = Pick("Kind", CHOSEN["kind"][1].items())
    stale = Pick("Upkeep", [("yes", "To be looked up again")])

    def found(self, forum: Forum, reasons: tuple[str, ...]) -> bool:
        """Whether a forum is what is looked for."""
        asked = self.cleaned_data
        names = " ".join([forum.id, forum.name, forum.short_name, *forum.aliases]).casefold()
        return (
            all(word in names for word in asked.get("q", "").casefold().split())
            and asked.get("level") in (None, "", forum.level.key)
            and asked.get("kind") in (None, "", forum.kind)
            and (not asked.get("stale") or bool(reasons))
        )


def listed(request: HouseRequest, draft: Draft) -> HttpResponse:
    """All fora of the draft, or those that are looked for; in the order of the catalogue."""
    fora = draft_reading(draft).edition.fora
    form = FilterForm(request.GET)
    form.is_valid()
    year = timezone.localdate().year
    told = [(forum, freshness(forum, year)) for forum in fora]
    rows = [row(forum, reasons) for forum, reasons in told if form.found(forum, reasons)]
    context = framed(request, draft, HERE, form=form, rows=rows, of=len(fora))
    status = 422 if form.errors else 200
    return render(request, "rulebook/editing/fora.html", context, status=status)


def row(forum: Forum, reasons: tuple[str, ...]) -> dict[str, Any]:
    return {
        "forum": forum,
        "kind": kind_label(forum.kind),
        "status": status_label(forum.status),
        "members": len(forum.members),
        "reasons": reasons,
    }
