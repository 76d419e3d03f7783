"""What stands around every page of a draft: its name, its state, the ways to its parts?"""

from __future__ import annotations

from typing import Any, NamedTuple

from django.urls import reverse

from decisions.house.keys import fresh_keys
from decisions.house.requests import HouseRequest
from decisions.house.roles import RULE_ADMINISTRATOR, roles_of
from decisions.models import Draft, DraftStep, Kind

from .draft.steps import heading


class Tab(NamedTuple):
    """A page of every draft: its label, the name of its address, whether only for administrators.

    `kind` is the argument of the pages that are alike for every kind of item.
    """

    label: str
    name: str
    administrators: bool = False
    kind: str = ""


TABS = (
    Tab("Overview", "draft"),
    Tab("Rules", "items", kind=Kind.RULE.value),
    Tab("Questions", "items", kind=Kind.QUESTION.value),
    Tab("Issues", "items", kind=Kind.ISSUE.value),
    Tab("Fora", "items", kind=Kind.FORUM.value),
    Tab("Checks", "checks"),
    Tab("Impact", "impact", administrators=True),
    Tab("Trial", "trial"),
    Tab("Health", "draft_health", administrators=True),
    Tab("Comments", "draft_comments"),
    Tab("Steps", "steps"),
    Tab("Publish", "publish", administrators=True),
)
"""In the order in which one works. Rooms of the desk add theirs here."""


def framed(request: HouseRequest, draft: Draft, here: str, **context: Any) -> dict[str, Any]:
    """The context of a page of a draft; `here` is the label of its tab."""
    administers = RULE_ADMINISTRATOR in roles_of(request.user)
    tabs = [
        {
            "label": tab.label,
            "url": reverse(
                f"rulebook:{tab.name}", args=[draft.code, *([tab.kind] * bool(tab.kind))]
            ),
            "current": tab.label == here,
        }
        for tab in TABS
        if administers or not tab.administrators
    ]
    return {
        "draft": draft,
        "tabs": tabs,
        "here": here,
        "administers": administers,
        "may_edit": administers and draft.open,
        **just_done(request, draft),
        **context,
    }


def just_done(request: HouseRequest, draft: Draft) -> dict[str, Any]:
    """The step that led here, to be undone at once; nothing where it is undone already."""
    number = request.GET.get("done", "")
    if not (number.isdecimal() and len(number) < 9):
        return {}
    step = DraftStep.objects.select_related("undoes").filter(draft=draft, number=number).first()
    if step is None or DraftStep.objects.filter(undoes=step).exists():
        return {}
    return {"done": step, "done_words": heading(step), "done_keys": fresh_keys(draft.steps)}
