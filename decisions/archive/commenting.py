"""How does somebody comment on a recommendation, and take a comment back?"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from decisions.house.notices import notify
from decisions.house.sending import Sent, receipt_for
from decisions.models import Comment, SavedRecommendation
from decisions.models.event import note
from decisions.models.indexing import index
from decisions.models.recommendation import right_to
from decisions.models.sharing import Right


@transaction.atomic
def comment(
    *,
    user: User,
    saved: SavedRecommendation,
    anchor: str,
    key: str,
    text: str,
    sent: Sent,
    now: datetime,
    address: str,
) -> None:
    """Say something on the whole or on one thing. The owner and those in this talk are told."""
    if not receipt_for(user, sent.key, ("comment", saved.code, anchor, key, text), now)[1]:
        return
    talking = in_the_talk(saved)
    Comment.objects.create(recommendation=saved, by=user, at=now, anchor=anchor, key=key, text=text)
    note(user, "commented", saved.code, now)
    index([saved])
    notify(to=talking, saved=saved, act="commented", actor=user, address=address, now=now)


@transaction.atomic
def turn(
    *,
    user: User,
    saved: SavedRecommendation,
    key: int,
    back: bool,
    sent: Sent,
    now: datetime,
) -> None:
    """Take one's own comment back or, where not `back`, undo that."""
    act = "took back a comment" if back else "put a comment back"
    if not receipt_for(user, sent.key, (act, saved.code, key), now)[1]:
        return
    mine = Comment.objects.filter(recommendation=saved, by=user, pk=key, taken_back_at__isnull=back)
    if mine.update(taken_back_at=now if back else None):
        note(user, act, saved.code, now)
        index([saved])


def in_the_talk(saved: SavedRecommendation) -> list[User]:
    """The owner and whoever has a comment standing, as far as they may still read it."""
    said = Comment.objects.filter(recommendation=saved, taken_back_at__isnull=True)
    others = User.objects.filter(pk__in=said.values("by")).exclude(pk=saved.owner_id)
    return [saved.owner, *(each for each in others if right_to(each, saved) >= Right.READ)]
