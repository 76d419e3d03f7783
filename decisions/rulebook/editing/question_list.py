"""Which questions are asked, in which order, and which rules read them?"""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from decisions.house.requests import HouseRequest
from decisions.models import Draft, DraftItem, Kind

from ..draft.order import standing
from ..frame import framed
from .known_to_core import QUESTIONS
from .question_form import STEPS
from .users import readers

HERE = Kind.QUESTION.label


def listed(request: HouseRequest, draft: Draft) -> HttpResponse:
    """All questions in the order asked, part by part of the guide."""
    read_by = readers(item.content for item in standing(draft, Kind.RULE))
    rows = [row(item, read_by) for item in standing(draft, Kind.QUESTION)]
    groups = [
        (label, [each for each in rows if each["item"].content["step"] == step])
        for step, label in STEPS
    ]
    context = framed(request, draft, HERE, groups=groups, count=len(rows))
    return render(request, "rulebook/editing/questions.html", context)


def row(item: DraftItem, read_by: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "item": item,
        "content": item.content,
        "rules": len(read_by.get(item.key, ())),
        "core": item.key in QUESTIONS,
    }
