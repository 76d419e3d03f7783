"""What do people say of a recommendation, thing by thing?

A comment hangs on a point of the shared outcome, since every reader sees it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from decisions.models import Comment, SavedRecommendation
from decisions.models.people import name_of
from decisions.models.sharing import Right

from .comment_form import WHOLE, CommentForm
from .points import ANSWER, FORUM, RULE, Point, points_of

PLACES = {ANSWER: "_answers", FORUM: "where"}
"""Where on the page the things of a kind are."""


@dataclass(frozen=True, slots=True)
class Remark:
    comment: Comment
    by: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Talk:
    """What is said of one thing; `place` is where it stands on the page."""

    label: str
    place: str
    remarks: tuple[Remark, ...]


def comments_part(
    user: User, saved: SavedRecommendation, right: Right, on: str = ""
) -> dict[str, Any]:
    """All talks, and the form, if this reader may comment; `on` is the thing it begins with."""
    points = points_of(saved)
    found = list(Comment.objects.filter(recommendation=saved).select_related("by"))
    may = right >= Right.COMMENT
    return {
        "talks": talks(found, points, user),
        "count": len([each for each in found if not each.taken_back_at]),
        "form": CommentForm(points, initial={"on": on}) if may else None,
        "open": bool(on),
        "rules": frozenset(point.key for point in points if point.kind == RULE and may),
    }


def talks(found: list[Comment], points: tuple[Point, ...], user: User) -> list[Talk]:
    """By thing, in the order of the page; the whole first. What was taken back only its author
    sees, to undo it."""
    by_thing: dict[tuple[str, str], list[Remark]] = {}
    for each in found:
        mine = each.by_id == user.pk
        if mine or not each.taken_back_at:
            remark = Remark(each, name_of(each.by), mine)
            by_thing.setdefault((each.anchor, each.key), []).append(remark)
    things = {(WHOLE, ""): ("The whole recommendation", "main"), **things_of(points)}
    return [
        Talk(label, place, tuple(by_thing[name]))
        for name, (label, place) in things.items()
        if name in by_thing
    ]


def things_of(points: Iterable[Point]) -> dict[tuple[str, str], tuple[str, str]]:
    """(kind, key) -> (label, place on the page); a rule of several issues counts once."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for point in points:
        place = PLACES.get(point.kind) or f"{point.issue}-{point.key}"
        found.setdefault((point.kind, point.key), (point.label, place))
    return found
