"""How is a question changed or added?"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from decisions.house.keys import fresh_keys, sent_by
from decisions.house.requests import HouseRequest
from decisions.models import Draft, DraftItem, Kind
from decisions.subsidiarity.wire import Refused

from ..draft.acts import Wanted
from ..draft.order import standing
from ..frame import framed
from .item_saving import item_typed_over, part_of, put, revision_typed_over, save_item
from .known_to_core import FIXED, OPTIONS, why_kept
from .option_rows import OptionRows
from .question_form import QuestionForm, place_in_options
from .question_list import HERE
from .refusing import newly_refused
from .users import readers

CLOSED = "The interest map answers this question, so it takes no options but those it has."


def one(request: HouseRequest, draft: Draft, key: str) -> HttpResponse:
    """The form of a question that is there."""
    item = item_typed_over(request, draft, Kind.QUESTION, key)
    return QuestionPage(request, draft, item).respond()


def new(request: HouseRequest, draft: Draft) -> HttpResponse:
    """The form of a question to be added; no rule reads it yet."""
    return QuestionPage(request, draft, None).respond()


class QuestionPage:
    """One request for the form of a question."""

    def __init__(self, request: HouseRequest, draft: Draft, item: DraftItem | None) -> None:
        self.request, self.draft, self.item = request, draft, item
        self.more = "more" in request.POST
        self.content: dict[str, Any] | None = item.content if item else None
        data = request.POST if request.method == "POST" and not self.more else None
        typed = request.POST if self.more else None
        self.form = QuestionForm(data, draft=draft, content=self.content, typed=typed)
        self.rows = OptionRows(data, self.options, typed)

    def respond(self) -> HttpResponse:
        if self.request.method != "POST" or self.more:
            return self.page()
        sound = all([self.form.is_valid(), self.rows.is_valid()])
        return self.save() if sound and self.may_have_rows() else self.page(422)

    def may_have_rows(self) -> bool:
        if self.item and self.item.key in FIXED and len(self.rows.contents()) > len(self.options):
            self.rows.problem = CLOSED
        return not self.rows.problem

    @property
    def options(self) -> list[dict[str, str]]:
        return self.content["options"] if self.content else []

    def save(self) -> HttpResponse:
        revision = sent_by(self.request).revision if self.item else 0
        content = self.form.content_with(self.rows.contents())
        wanted = Wanted(Kind.QUESTION, content["key"], revision, content=content)
        problems = newly_refused(self.draft, wanted) if self.item else []
        if problems:
            said = "Some rules could not be read any more. Change them first."
            self.form.add_error("several", [said, *problems])
            return self.page(422)
        return save_item(
            self.request,
            self.draft,
            here=HERE,
            act="changed" if self.item else "added",
            wanted=wanted,
            tell=self.tell,
        )

    def tell(self, error: Refused) -> HttpResponse:
        """Show what was refused at its row, its field, or the top."""
        found = place_in_options(part_of(error, Kind.QUESTION))
        rows = self.rows.ordered()
        if found and found[0] < len(rows):
            form = rows[found[0]]
            form.add_error(found[1] if found[1] in form.fields else "label", error.problem)
        else:
            put(self.form, error, Kind.QUESTION)
        return self.page(422)

    def page(self, status: int = 200) -> HttpResponse:
        key = self.item.key if self.item else ""
        read_by = readers(item.content for item in standing(self.draft, Kind.RULE))
        context = framed(
            self.request,
            self.draft,
            HERE,
            form=self.form,
            rows=self.rows,
            row_errors=list(self.rows.errors()),
            wrong=status != 200,
            item=self.item,
            name=self.content["label"] if self.content else "",
            read_by=len(read_by.get(key, ())),
            kept=why_kept(Kind.QUESTION, key),
            kept_options=OPTIONS.get(key, frozenset()),
            closed=key in FIXED,
            form_keys=fresh_keys(revision_typed_over(self.request, self.item)),
        )
        return render(self.request, "rulebook/editing/question.html", context, status=status)
