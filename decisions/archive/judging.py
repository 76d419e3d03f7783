"""How does each dispute end: settled, disputed again, or dissent for ever?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import QuerySet

from decisions.models import Dispute, Dossier, SavedRecommendation

from .points import Key, name_of_point

OPEN = Dispute.State.OPEN
AGREED = Dispute.State.AGREED
ANSWERED = (Dispute.State.UPHELD, AGREED, Dispute.State.CHANGED)
Verdicts = Mapping[int, str]
"""Key of an earlier dispute -> why it is disputed still; empty where it is settled."""


def judge(
    user: User, saved: SavedRecommendation, dossier: Dossier, verdicts: Verdicts, now: datetime
) -> int:
    """Settle what is settled; dispute again what is not. How many have no verdict is given back.

    What the officer agreed to stays told as that, for no answer shows it.
    """
    unanswered = 0
    for former in formers_in(dossier):
        said = verdicts.get(former.pk)
        if said is None:
            unanswered += 1
        elif said:
            again(former, user, saved, dossier, said, now)
        elif former.state != AGREED:
            former.state = Dispute.State.SETTLED
            former.save(update_fields=["state"])
    return unanswered


def again(
    former: Dispute,
    user: User,
    saved: SavedRecommendation,
    dossier: Dossier,
    reason: str,
    now: datetime,
) -> None:
    """The same point, disputed in this round too."""
    Dispute.objects.create(
        thread_id=dossier.thread_id,
        raised_on=saved,
        kind=former.kind,
        key=former.key,
        issue=former.issue,
        reason=reason,
        proposed=None if former.took_proposal else former.proposed,
        by=user,
        round=dossier.round,
        raised_at=now,
    )


def close(dossier: Dossier) -> None:
    """What is disputed still is dissent, in all its rounds; everything else is settled."""
    open_in(dossier).update(state=Dispute.State.DISSENT)
    last: dict[Key, str] = {}
    rows = list(Dispute.objects.filter(thread=dossier.thread_id).order_by("round", "pk"))
    for row in rows:
        last[name_of_point(row)] = row.state
    for row in rows:
        if row.state in ANSWERED:
            row.state = ended(row.state, last[name_of_point(row)])
            row.save(update_fields=["state"])


def ended(state: str, last: str) -> str:
    """How one round of a point ends whose last round stands so."""
    if last == Dispute.State.DISSENT:
        return Dispute.State.DISSENT
    return AGREED if state == last == AGREED else Dispute.State.SETTLED


def open_in(dossier: Dossier) -> QuerySet[Dispute]:
    """What is disputed in the round that runs."""
    return Dispute.objects.filter(thread=dossier.thread_id, round=dossier.round, state=OPEN)


def formers_in(dossier: Dossier) -> QuerySet[Dispute]:
    """What was disputed in the round before, and answered since."""
    return Dispute.objects.filter(
        thread=dossier.thread_id, round=dossier.round - 1, state__in=ANSWERED
    )
