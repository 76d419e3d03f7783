"""What does the officer do with what a reviewer disputes?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from decisions.house.notices import notify
from decisions.house.records import keep_again
from decisions.house.review_states import MOVES, Act, Hand, moved, require, round_after
from decisions.house.sending import Conflict, Sent, give_result, receipt_for
from decisions.models import CaseFile, Dispute, Dossier, FullOutcome, SavedRecommendation
from decisions.models.casefile import with_title
from decisions.models.dossier import Status
from decisions.models.event import note
from decisions.models.indexing import index
from decisions.models.secrecy import apart, merged
from decisions.subsidiarity.wire import Refused, read_case

from .carrying import carry_over
from .judging import open_in
from .reopening import Change, Reply, with_changes
from .reviewing import reviewers_of, step


@transaction.atomic
def resubmit(
    *,
    user: User,
    saved: SavedRecommendation,
    replies: Mapping[int, Reply],
    sent: Sent,
    now: datetime,
    address: str,
) -> SavedRecommendation:
    """Answer every open dispute and send it back to the reviewer.

    The record that goes on is given back: a new one where an answer was changed. Raises Missing,
    NotNow, Conflict, or Refused where the changed answers do not go together.
    """
    receipt, first = receipt_for(user, sent.key, ("answer", saved.code), now)
    if not first:
        return SavedRecommendation.objects.get(code=receipt.result)
    changes = tuple(change for reply in replies.values() for change in reply.changes)
    act = Act.REPLACE if changes else Act.RESUBMIT
    fields = {} if changes else {"submitted_at": now}
    if changes:
        # Whoever tags or shares a case locks it before its records: so does an answer.
        CaseFile.objects.select_for_update().get(pk=saved.case_file_id)
    disputed = list(open_in(saved.dossier))
    dossier = step(user=user, saved=saved, act=act, sent=sent, now=now, fields=fields)
    require(Act.RESUBMIT, 0, len([each for each in disputed if each.pk not in replies]))
    for each in disputed:
        answer(each, replies[each.pk], user, now)
    goes_on = saved
    if changes:
        goes_on = replace(user=user, saved=saved, dossier=dossier, changes=changes, now=now)
    to = reviewers_of(dossier, goes_on)
    notify(to=to, saved=goes_on, act="resubmitted", actor=user, address=address, now=now)
    give_result(receipt, goes_on.code)
    return goes_on


def answer(dispute: Dispute, reply: Reply, user: User, now: datetime) -> None:
    dispute.state = state_after(reply)
    dispute.reply, dispute.took_proposal = reply.text, reply.took_proposal
    dispute.replied_by, dispute.replied_at = user, now
    dispute.save()


def state_after(reply: Reply) -> Dispute.State:
    if reply.changes:
        return Dispute.State.CHANGED
    return Dispute.State.AGREED if reply.agrees else Dispute.State.UPHELD


def replace(
    *,
    user: User,
    saved: SavedRecommendation,
    dossier: Dossier,
    changes: tuple[Change, ...],
    now: datetime,
) -> SavedRecommendation:
    """A new record with the changed answers, in the same review, one round further.

    What everybody sees is changed and may be refused; the secret part of the old record joins it
    as far as it has its place there. So nobody learns of it by a refusal. Raises Refused.
    """
    shared = with_changes(saved.case, changes)
    read_case(shared, saved.edition.ready())
    _, secret = apart(FullOutcome.objects.get(recommendation=saved).case)
    document = merged(shared, secret)
    revision = change_case_file(user, saved, changes, now)
    made = keep_again(user=user, saved=saved, document=document, revision=revision, now=now)
    Dossier.objects.create(
        recommendation=made,
        thread_id=dossier.thread_id,
        status=moved(Act.RESUBMIT, Hand.OFFICER, Status.RETURNED),
        round=round_after(Act.RESUBMIT, dossier.round),
        reviewer=dossier.reviewer,
        submitted_at=now,
    )
    note(user, MOVES[Act.RESUBMIT].noted, made.code, now)
    carry_over(user, saved, made, now)
    index([made])
    return made


def change_case_file(
    user: User,
    saved: SavedRecommendation,
    changes: tuple[Change, ...],
    now: datetime,
) -> int:
    """Put the same answers into the case, which may have gone on; its secret part stays.

    The revision that the new record is of: that of the case where everybody sees the same in both
    again, else that of the old record. A case that has lost the issue, or cannot take the answer,
    stays. What is assessed has no say in any of this.
    """
    held = CaseFile.objects.select_for_update().get(pk=saved.case_file_id)
    before = with_title(held, held.document)
    try:
        read_case(with_changes(before, changes), held.edition.ready(), unfinished=True)
    except Refused:
        return saved.revision
    updated = CaseFile.objects.filter(pk=held.pk, revision=held.revision).update(
        document=with_changes(held.document, changes),
        revision=F("revision") + 1,
        changed_at=now,
        changed_from="",
    )
    if not updated:
        raise Conflict
    note(user, "answered", held.code, now)
    return held.revision + 1 if apart(before)[0] == saved.case else saved.revision
