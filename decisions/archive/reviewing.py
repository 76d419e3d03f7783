"""What do officer and reviewer do with each other? Each act is one transaction, safe to repeat."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from decisions.house.notices import done, notify, reviewers_for, workers_on
from decisions.house.review_states import MOVES, Act, moved, require, round_after
from decisions.house.sending import Conflict, Sent, receipt_for
from decisions.models import Dispute, Dossier, SavedRecommendation
from decisions.models.event import note
from decisions.models.indexing import index

from .disputable import NotDisputable, checked
from .hands import hand_of
from .judging import Verdicts, close, judge, open_in
from .points import Key


def step(
    *,
    user: User,
    saved: SavedRecommendation,
    act: Act,
    sent: Sent,
    now: datetime,
    fields: Mapping[str, Any] | None = None,
) -> Dossier:
    """Move the dossier, within the transaction of the act.

    Raises NotTheirs, NotNow where the status does not allow it, Conflict where somebody was faster.
    """
    dossier = Dossier.objects.get(pk=saved.pk)
    after = moved(act, hand_of(user, saved), dossier.status)
    changed = {"status": after, "round": round_after(act, dossier.round), **(fields or {})}
    held = Dossier.objects.filter(pk=saved.pk, revision=sent.revision, status=dossier.status)
    if not held.update(**changed, revision=F("revision") + 1):
        raise Conflict
    note(user, MOVES[act].noted, saved.code, now)
    if after != dossier.status:
        done(saved, now)
        index([saved])
    return Dossier.objects.get(pk=saved.pk)


@transaction.atomic
def submit(
    *, user: User, saved: SavedRecommendation, sent: Sent, now: datetime, address: str
) -> None:
    """Ask for a review: of any reviewer or, where one has begun it, of that one."""
    if not receipt_for(user, sent.key, ("submit", saved.code), now)[1]:
        return
    fields = {"submitted_at": now}
    dossier = step(user=user, saved=saved, act=Act.SUBMIT, sent=sent, now=now, fields=fields)
    to = reviewers_of(dossier, saved)
    notify(to=to, saved=saved, act="submitted", actor=user, address=address, now=now)


@transaction.atomic
def withdraw(*, user: User, saved: SavedRecommendation, sent: Sent, now: datetime) -> None:
    """Take it back from the reviewer. What the reviewer noted waits for the next time."""
    if receipt_for(user, sent.key, ("withdraw", saved.code), now)[1]:
        step(user=user, saved=saved, act=Act.WITHDRAW, sent=sent, now=now)


@transaction.atomic
def dispute(
    *,
    user: User,
    saved: SavedRecommendation,
    name: Key,
    reason: str,
    proposed: Any,
    sent: Sent,
    now: datetime,
) -> None:
    """Dispute one point in this round, or say it otherwise. Raises NotDisputable."""
    if not receipt_for(user, sent.key, ("dispute", saved.code, name, reason, proposed), now)[1]:
        return
    dossier = step(user=user, saved=saved, act=Act.DISPUTE, sent=sent, now=now)
    checked(saved, dossier, name)
    kind, key, issue = name
    said = {"reason": reason, "proposed": proposed, "raised_at": now, "raised_on": saved}
    point = {"kind": kind, "key": key, "issue": issue, "round": dossier.round}
    before = Dispute.objects.filter(thread=dossier.thread_id, **point)
    if before.exclude(by=user).exists():
        raise NotDisputable("Another reviewer has disputed this already.")
    if not before.update(**said):
        Dispute.objects.create(thread_id=dossier.thread_id, by=user, **point, **said)


@transaction.atomic
def take_back(
    *, user: User, saved: SavedRecommendation, key: int, sent: Sent, now: datetime
) -> Dispute | None:
    """One's own dispute of this round, as it was; None where there is none any more."""
    if not receipt_for(user, sent.key, ("take back", saved.code, key), now)[1]:
        return None
    dossier = step(user=user, saved=saved, act=Act.TAKE_BACK, sent=sent, now=now)
    mine = open_in(dossier).filter(pk=key, by=user).first()
    if mine:
        mine.delete()
    return mine


@transaction.atomic
def decide(
    *,
    user: User,
    saved: SavedRecommendation,
    act: Act,
    verdicts: Verdicts,
    sent: Sent,
    now: datetime,
    address: str,
) -> None:
    """Accept, or return to the officer. Raises Missing where something must be said first."""
    # What was said is no part of the receipt: once decided, the form has nothing left to say.
    if not receipt_for(user, sent.key, (act, saved.code), now)[1]:
        return
    fields = {"reviewer": user, "decided_at": now}
    dossier = step(user=user, saved=saved, act=act, sent=sent, now=now, fields=fields)
    unanswered = judge(user, saved, dossier, verdicts, now)
    require(act, open_in(dossier).count(), unanswered)
    if act is Act.ACCEPT:
        close(dossier)
    told = "accepted" if act is Act.ACCEPT else "returned"
    notify(to=workers_on(saved), saved=saved, act=told, actor=user, address=address, now=now)


def reviewers_of(dossier: Dossier, saved: SavedRecommendation) -> list[User]:
    """The reviewer who has begun, as long as they may review it; else all who may."""
    all_who_may = reviewers_for(saved)
    begun = [each for each in all_who_may if each.pk == dossier.reviewer_id]
    return begun or all_who_may
