"""What waits for somebody: reviews, answers, news?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from decisions.house.notices import UNTIL_DONE, unread
from decisions.models import SavedRecommendation
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
}


def waiting_for(user: User) -> dict[str, Any]:
    """What the page of things that wait shows to this user."""
    mine = roles_of(user)
    review = list(to_review(user)[:SHOWN]) if REVIEWER in mine else []
    answer = list(to_answer(user)[:SHOWN]) if mine & {OFFICER, REVIEWER} else []
    return {"review": review, "answer": answer, "news": news(user, [*review, *answer])}


def news(user: User, to_do: list[SavedRecommendation]) -> list[dict[str, Any]]:
    """Notices not read yet, save those of what is listed as to be done.

    Of a record that the user may no longer read nothing is said but that there was something.
    """
    found = list(
        unread(user)
        .exclude(act__in=UNTIL_DONE, recommendation__in=[each.pk for each in to_do])
        .select_related("actor")[:SHOWN]
    )
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
