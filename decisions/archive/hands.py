"""On which side of a review does somebody stand?"""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import Http404

from decisions.house.review_states import Hand
from decisions.models import SavedRecommendation
from decisions.models.dossier import Status
from decisions.models.hands import worked_on_by
from decisions.models.people import REVIEWER, roles_of
from decisions.models.recommendation import (
    readable_recommendations,
    reviewable_recommendation,
    with_right,
)
from decisions.models.sharing import Right, right_on


def hand_of(user: User, saved: SavedRecommendation) -> Hand | None:
    """None for whoever has no part in the review."""
    return side(user, saved, right_on(user, saved.case_file_id, saved.owner_id))


def side(user: User, saved: SavedRecommendation, right: Right) -> Hand | None:
    """The same where the right on the case is known."""
    if right >= Right.EDIT:
        return Hand.OFFICER
    reviewer = REVIEWER in roles_of(user) and saved.saved_by_id != user.pk
    return Hand.REVIEWER if reviewer and not had_a_hand(user, saved) else None


def had_a_hand(user: User, saved: SavedRecommendation) -> bool:
    """Whether the user ever worked on the case, though the right may be gone since."""
    return SavedRecommendation.objects.filter(worked_on_by(user), pk=saved.pk).exists()


def reviewable(user: User, code: str) -> SavedRecommendation:
    """One that the user may review, and never had a hand in. Raises Http404."""
    saved = reviewable_recommendation(user, code)
    if had_a_hand(user, saved):
        raise Http404
    return saved


def to_review(user: User) -> QuerySet[SavedRecommendation]:
    """What waits for this reviewer, or for any reviewer."""
    mine = with_right(user, Right.EDIT) | Q(saved_by=user) | worked_on_by(user)
    waiting = readable_recommendations(user).filter(dossier__status=Status.SUBMITTED)
    return waiting.exclude(mine).order_by("dossier__submitted_at", "pk")


def to_answer(user: User) -> QuerySet[SavedRecommendation]:
    """What was returned to those who work on the case."""
    returned = readable_recommendations(user).filter(dossier__status=Status.RETURNED)
    return returned.filter(with_right(user, Right.EDIT)).order_by("dossier__decided_at", "pk")
