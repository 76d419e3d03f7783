"""What do people say of a recommendation, thing by thing?

A comment hangs on a point of the shared outcome, since every reader sees it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from decisions.models import Comment, SavedRecommendation
from decisions.models.people import name_of
from decisions.models.sharing import Right

from .comment_form import WHOLE, CommentForm
from .points import ANSWER, FORUM, RULE, Point, label_of, points_of

PLACES = {ANSWER: "_answers", FORUM: "where"}
"""Where on the page the things of a kind are."""


@dataclass(frozen=True, slots=True)
class Remark:
    comment: Comment
    by: str
    mine: bool
    earlier: bool = False
    """Said on an earlier record of the same review: to be read here, no more."""


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
    found = list(said_on(saved))
    may = right >= Right.COMMENT
    return {
        "talks": talks(found, points, user, saved),
        "count": len([each for each in found if not each.taken_back_at]),
        "form": CommentForm(points, initial={"on": on}) if may else None,
        "open": bool(on),
        "rules": frozenset(point.key for point in points if point.kind == RULE and may),
    }


def said_on(saved: SavedRecommendation) -> QuerySet[Comment]:
    """What was said on it, and what stands on the records whose place it took."""
    here, thread = Q(recommendation=saved), saved.dossier.thread_id
    if thread != saved.pk:
        before = {"recommendation__dossier__thread": thread, "recommendation__lt": saved.pk}
        here |= Q(taken_back_at__isnull=True, **before)
    return Comment.objects.filter(here).select_related("by")


def talks(
    found: list[Comment], points: tuple[Point, ...], user: User, saved: SavedRecommendation
) -> list[Talk]:
    """By thing, in the order of the page; the whole first. What was taken back only its author
    sees, to undo it."""
    by_thing: dict[tuple[str, str], list[Remark]] = {}
    for each in found:
        mine = each.by_id == user.pk
        if mine or not each.taken_back_at:
            earlier = each.recommendation_id != saved.pk
            remark = Remark(each, name_of(each.by), mine and not earlier, earlier)
            by_thing.setdefault((each.anchor, each.key), []).append(remark)
    things = {(WHOLE, ""): ("The whole recommendation", "main"), **things_of(points)}
    for kind, key in by_thing:
        gone = label_of((kind, key, ""), saved.edition.ready()) if (kind, key) not in things else ""
        things.setdefault((kind, key), (gone, "main"))
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
