"""What waits for somebody: reviews, answers, news?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet, Value
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from decisions.house.notices import UNTIL_DONE, unread
from decisions.models import Notice, SavedRecommendation
from decisions.models.people import OFFICER, REVIEWER, name_of, roles_of
from decisions.models.recommendation import readable_recommendations

from .hands import to_answer, to_review

SHOWN = 50
NEWS = {
    "submitted": "asked for a review of",
    "resubmitted": "answered what was disputed in",
    "returned": "returned",
    "accepted": "accepted",
    "commented": "commented on",
    "shared": "shared with you",
    "put away": "put away",
    "departed": "departed from the advice of",
}


def waiting_for(user: User) -> dict[str, Any]:
    """What the page of things that wait shows to this user."""
    review, answer = (list(each[:SHOWN]) for each in to_do(user))
    return {"review": review, "answer": answer, "news": news(user, [*review, *answer])}


def to_do(user: User) -> tuple[QuerySet[SavedRecommendation], QuerySet[SavedRecommendation]]:
    """What to review and what to answer. Nothing that is put away waits for anybody."""
    mine = roles_of(user)
    review, answer = to_review(user), to_answer(user)
    if REVIEWER not in mine:
        review = review.none()
    if not mine & {OFFICER, REVIEWER}:
        answer = answer.none()
    at_hand = {"dossier__put_away_at__isnull": True}
    return review.filter(**at_hand), answer.filter(**at_hand)


def waiting_count(request: HttpRequest) -> dict[str, Any]:
    """For the navigation of every page: asked of the database only where it shows."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"waiting_count": SimpleLazyObject(lambda: counted(user))}


def counted(user: User) -> str:
    """`3`, or `50+`: how much the page of things that wait shows, in one query; "" for nothing."""
    review, answer = map(first, to_do(user))
    listed = Q(recommendation__in=review.values("pk")) | Q(recommendation__in=answer.values("pk"))
    parts = (review, answer, first(other_news(user, listed)))
    rows = [part.values_list("pk", Value(place)) for place, part in enumerate(parts)]
    found = len(rows[0].union(*rows[1:], all=True)[: SHOWN + 1])
    return f"{SHOWN}+" if found > SHOWN else str(found or "")


def first(rows: QuerySet[Any]) -> QuerySet[Any]:
    """No more than tells whether there are too many to be counted."""
    some = rows.order_by().values("pk")[: SHOWN + 1]
    found: QuerySet[Any] = rows.model._default_manager.order_by().filter(pk__in=some)
    return found


def other_news(user: User, listed: Q) -> QuerySet[Notice]:
    """Notices not read yet, save those of what is listed as to be done or is put away."""
    away = Q(recommendation__dossier__put_away_at__isnull=False)
    return unread(user).exclude(listed | away, act__in=UNTIL_DONE)


def news(user: User, listed: list[SavedRecommendation]) -> list[dict[str, Any]]:
    """Notices not read yet, save those of what is listed as to be done.

    Of a record that the user may no longer read nothing is said but that there was something.
    """
    here = Q(recommendation__in=[each.pk for each in listed])
    found = list(other_news(user, here).select_related("actor")[:SHOWN])
    keys = {notice.recommendation_id for notice in found}
    readable = {each.pk: each for each in readable_recommendations(user).filter(pk__in=keys)}
    return [
        {
            "notice": notice,
            "by": name_of(notice.actor),
            "did": NEWS.get(notice.act, notice.act),
            "saved": readable.get(notice.recommendation_id),
        }
        for notice in found
    ]


def mark_read(user: User, which: str, now: datetime) -> None:
    """One notice by its key, or `all` of them; what is still to be done goes on waiting."""
    chosen = unread(user)
    if which != "all":
        chosen = chosen.filter(pk=int(which) if which.isdecimal() and len(which) < 19 else 0)
    to_do = Q(recommendation__in=to_answer(user).values("pk"))
    if REVIEWER in roles_of(user):
        to_do |= Q(recommendation__in=to_review(user).values("pk"))
    chosen.exclude(to_do, act__in=UNTIL_DONE).update(read_at=now)
