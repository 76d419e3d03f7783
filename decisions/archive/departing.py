"""How does somebody recommend another level than the advice, and take it back?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from decisions.house.notices import notify
from decisions.house.sending import Conflict, Sent, receipt_for
from decisions.models import DepartedRule, Departure, Dossier, SavedRecommendation
from decisions.models.dossier import Status
from decisions.models.event import note
from decisions.models.recommendation import may_see_all

from .departure import visible
from .reviewing import reviewers_of


class Overtaken(Conflict):
    """Another hidden departure stands than the one that the page showed.

    Such a one is not guarded by the revision of the dossier, which everybody watches: nobody else
    may learn of it by a conflict of their own.
    """


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
    address: str,
    instead_of: int = 0,
) -> None:
    """The departure that stands from now on; an earlier one of its kind is taken back.

    `instead_of` is the key of the hidden one that the page showed. Raises Conflict, or Overtaken
    where the departure is hidden.
    """
    content = ("depart", saved.code, level, reason, tuple(rules))
    if not receipt_for(user, sent.key, content, now)[1]:
        return
    hidden = level == saved.level
    if hidden:
        hold_hidden(saved, instead_of)
    else:
        hold(saved, sent)
    standing(saved, hidden).update(taken_back_at=now)
    said = {"by": user, "at": now, "level": level, "reason": reason, "hidden": hidden}
    made = stand(saved, said)
    DepartedRule.objects.bulk_create(DepartedRule(departure=made, rule=rule) for rule in rules)
    note(user, "departed", subject_of(made), now)
    tell(made, address, now)


def stand(saved: SavedRecommendation, said: Mapping[str, Any]) -> Departure:
    """Raises Overtaken where another of its kind was made at the very same time."""
    try:
        with transaction.atomic():
            return Departure.objects.create(recommendation=saved, **said)
    except IntegrityError as error:
        raise Overtaken from error


def tell(made: Departure, address: str, now: datetime) -> None:
    """Reviewers learn that somebody departs from what they review; never of a hidden one."""
    saved, dossier = made.recommendation, Dossier.objects.get(pk=made.recommendation_id)
    if made.hidden or dossier.status not in (Status.SUBMITTED, Status.ACCEPTED):
        return
    to = reviewers_of(dossier, saved)
    notify(to=to, saved=saved, act="departed", actor=made.by, address=address, now=now)


@transaction.atomic
def take_back(
    *, user: User, saved: SavedRecommendation, key: int, sent: Sent, now: datetime
) -> None:
    """This departure stands no more. Raises Conflict."""
    if not receipt_for(user, sent.key, ("take back departure", saved.code, key), now)[1]:
        return
    held = known_to(user, saved).filter(pk=key).first()
    if held is None:
        return
    if not held.hidden:
        hold(saved, sent)
    if saved.departures.filter(pk=key, taken_back_at__isnull=True).update(taken_back_at=now):
        note(user, "took back the departure", subject_of(held), now)


@transaction.atomic
def put_back(
    *, user: User, saved: SavedRecommendation, key: int, sent: Sent, now: datetime
) -> None:
    """Undo: this departure stands again, in the place of any other of its kind. Raises Conflict.

    Where another hidden one stands meanwhile, that one stays.
    """
    if not receipt_for(user, sent.key, ("put back departure", saved.code, key), now)[1]:
        return
    held = known_to(user, saved).filter(pk=key).first()
    if held is None or (held.hidden and standing(saved, hidden=True).exists()):
        return
    if not held.hidden:
        hold(saved, sent)
        standing(saved, hidden=False).update(taken_back_at=now)
    saved.departures.filter(pk=key).update(taken_back_at=None)
    note(user, "departed", subject_of(held), now)


def known_to(user: User, saved: SavedRecommendation) -> QuerySet[Departure]:
    return visible(saved, may_see_all(user, saved))


def standing(saved: SavedRecommendation, hidden: bool) -> QuerySet[Departure]:
    """None or one."""
    found = Departure.objects.filter(recommendation=saved, taken_back_at__isnull=True)
    return found.filter(hidden=hidden)


def hold(saved: SavedRecommendation, sent: Sent) -> None:
    held = Dossier.objects.filter(pk=saved.pk, revision=sent.revision)
    if not held.update(revision=F("revision") + 1):
        raise Conflict


def hold_hidden(saved: SavedRecommendation, instead_of: int) -> None:
    stands = standing(saved, hidden=True).select_for_update().first()
    if (stands.pk if stands else 0) != instead_of:
        raise Overtaken


def subject_of(departure: Departure) -> str:
    """Under whose code the act is logged.

    Every reader sees the acts on a record. A hidden departure would tell them that the full outcome
    has another level than the shared one: such an act is logged with the case.
    """
    saved = departure.recommendation
    return saved.case_file.code if departure.hidden else saved.code
