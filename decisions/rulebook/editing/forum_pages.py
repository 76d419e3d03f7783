"""How is a forum changed or added?"""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from decisions.house.keys import fresh_keys, sent_by
from decisions.house.requests import HouseRequest
from decisions.models import Draft, DraftItem, Kind
from decisions.subsidiarity.wire import Refused

from ..draft.acts import Wanted
from ..draft.reading import draft_reading
from ..frame import framed
from .forum_form import ForumForm
from .forum_list import HERE
from .item_saving import item_typed_over, part_of, put, revision_typed_over, save_item
from .relation_rows import RelationRows


def one(request: HouseRequest, draft: Draft, key: str) -> HttpResponse:
    """The form of a forum that is there."""
    return ForumPage(request, draft, item_typed_over(request, draft, Kind.FORUM, key)).respond()


def new(request: HouseRequest, draft: Draft) -> HttpResponse:
    """The form of a forum to be added."""
    return ForumPage(request, draft, None).respond()


class ForumPage:
    """One request for the form of a forum."""

    def __init__(self, request: HouseRequest, draft: Draft, item: DraftItem | None) -> None:
        self.request, self.draft, self.item = request, draft, item
        data = request.POST if request.method == "POST" else None
        edition = draft_reading(draft).edition
        content: dict[str, Any] = item.content if item else {}
        self.form = ForumForm(data, draft=draft, edition=edition, content=content or None)
        self.rows = RelationRows(
            data, content.get("relations", []), edition.fora, content.get("id", "")
        )

    def respond(self) -> HttpResponse:
        if self.request.method != "POST":
            return self.page()
        sound = all([self.form.is_valid(), self.rows.is_valid()])
        return self.save() if sound else self.page(422)

    def save(self) -> HttpResponse:
        content = self.form.entry(self.rows.contents())
        revision = sent_by(self.request).revision if self.item else 0
        return save_item(
            self.request,
            self.draft,
            here=HERE,
            act="changed" if self.item else "added",
            wanted=Wanted(Kind.FORUM, content["id"], revision, content=content),
            tell=self.tell,
        )

    def tell(self, error: Refused) -> HttpResponse:
        """Show what was refused at its row, its field, or the top."""
        relation = re.match(r"relations\[(\d+)\]", part_of(error, Kind.FORUM))
        chosen = [form for form in self.rows.forms if form.cleaned_data["type"]]
        if relation and int(relation[1]) < len(chosen):
            chosen[int(relation[1])].add_error("id", error.problem)
        else:
            put(self.form, error, Kind.FORUM)
        return self.page(422)

    def page(self, status: int = 200) -> HttpResponse:
        context = framed(
            self.request,
            self.draft,
            HERE,
            form=self.form,
            rows=self.rows,
            row_errors=list(self.rows.errors()),
            wrong=status != 200,
            item=self.item,
            name=self.item.content["name"] if self.item else "",
            beyond=self.item.content.get("members_non_iso", []) if self.item else [],
            form_keys=fresh_keys(revision_typed_over(self.request, self.item)),
        )
        return render(self.request, "rulebook/editing/forum.html", context, status=status)
