"""What else was saved of this case, and what was done with this record?"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from decisions.house.advice import strip
from decisions.models import Event, SavedRecommendation
from decisions.models.people import name_of
from decisions.models.recommendation import full_levels, readable_recommendations
from decisions.subsidiarity.ladder import LABELS

SHOWN = 10
OWNERS = ("gave out a link", "revoked a link")
"""Acts that only the owner is told of."""
DONE = {
    "saved": "saved it",
    "submitted": "submitted it for review",
    "withdrew": "withdrew it from review",
    "accepted": "accepted it",
    "returned": "returned it with points to answer",
    "resubmitted": "answered the reviewer",
    "replaced": "answered the reviewer; a later record took its place",
    "departed": "departed from the advice",
    "took back the departure": "took back the departure from the advice",
    "commented": "wrote a comment",
    "put it away": "put it away",
    "brought it back": "brought it back into the list",
}
"""What an act is called to readers, where the log has another word."""


def past(user: User, saved: SavedRecommendation) -> dict[str, Any]:
    """Other records of the case, the latest first, and the acts on this one, the first first."""
    others = readable_recommendations(user).filter(case_file=saved.case_file_id)
    found = list(others.exclude(pk=saved.pk)[: SHOWN + 1])
    levels = full_levels(user, found)
    return {
        "others": [
            {"saved": each, "level": LABELS[level], "strip": strip(level)}
            for each in found[:SHOWN]
            for level in [levels.get(each.pk, each.level)]
        ],
        "before": next((each for each in found if each.pk < saved.pk), None),
        "more": len(found) > SHOWN,
        "events": [
            {"act": DONE.get(event.act, event.act), "by": name_of(event.actor), "at": event.at}
            for event in events_on(user, saved)
        ],
    }


def events_on(user: User, saved: SavedRecommendation) -> list[Event]:
    acts = Event.objects.filter(subject=saved.code).select_related("actor")
    return list(acts if saved.owner_id == user.pk else acts.exclude(act__in=OWNERS))
