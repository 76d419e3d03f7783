"""How does somebody recommend another level than the advice, and take it back?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, QuerySet

from decisions.house.sending import Conflict, Sent, receipt_for
from decisions.models import DepartedRule, Departure, Dossier, SavedRecommendation
from decisions.models.event import note
from decisions.models.recommendation import may_see_all

from .departure import visible


@transaction.atomic
def depart(
    *,
    user: User,
    saved: SavedRecommendation,
    level: str,
    reason: str,
    rules: Sequence[str],
    sent: Sent,
    now: datetime,
) -> None:
    """The departure that stands from now on; an earlier one is taken back. Raises Conflict."""
    content = ("depart", saved.code, level, reason, tuple(rules))
    if not receipt_for(user, sent.key, content, now)[1]:
        return
    hold(saved, sent)
    standing(saved).update(taken_back_at=now)
    made = Departure.objects.create(
        recommendation=saved, by=user, at=now, level=level, reason=reason
    )
    DepartedRule.objects.bulk_create(DepartedRule(departure=made, rule=rule) for rule in rules)
    note(user, "departed", subject_of(saved, made), now)


@transaction.atomic
def take_back(
    *, user: User, saved: SavedRecommendation, key: int, sent: Sent, now: datetime
) -> None:
    """This departure stands no more. Raises Conflict."""
    if not receipt_for(user, sent.key, ("take back departure", saved.code, key), now)[1]:
        return
    hold(saved, sent)
    held = known_to(user, saved).filter(pk=key, taken_back_at__isnull=True).first()
    if held:
        saved.departures.filter(pk=key).update(taken_back_at=now)
        note(user, "took back the departure", subject_of(saved, held), now)


@transaction.atomic
def put_back(
    *, user: User, saved: SavedRecommendation, key: int, sent: Sent, now: datetime
) -> None:
    """Undo: this departure stands again, in the place of any other. Raises Conflict."""
    if not receipt_for(user, sent.key, ("put back departure", saved.code, key), now)[1]:
        return
    hold(saved, sent)
    held = known_to(user, saved).filter(pk=key).first()
    if held:
        standing(saved).update(taken_back_at=now)
        saved.departures.filter(pk=key).update(taken_back_at=None)
        note(user, "departed", subject_of(saved, held), now)


def known_to(user: User, saved: SavedRecommendation) -> QuerySet[Departure]:
    return visible(saved, may_see_all(user, saved))


def standing(saved: SavedRecommendation) -> QuerySet[Departure]:
    return Departure.objects.filter(recommendation=saved, taken_back_at__isnull=True)


def hold(saved: SavedRecommendation, sent: Sent) -> None:
    held = Dossier.objects.filter(pk=saved.pk, revision=sent.revision)
    if not held.update(revision=F("revision") + 1):
        raise Conflict


def subject_of(saved: SavedRecommendation, departure: Departure) -> str:
    """Under whose code the act is logged.

    Every reader sees the acts on a record. That somebody departed to the very level of the shared
    outcome would tell them that the full one has another: such an act is logged with the case.
    """
    return saved.case_file.code if departure.level == saved.level else saved.code
