"""How is a draft put before a second person, taken back by the first, or sent back by the other?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from decisions.house.sending import Sent, give_result, receipt_for
from decisions.models import Draft, EditionRecord, Proposal
from decisions.models.edition import current_edition
from decisions.models.event import note as note_event

from ..draft.acts import withdraw
from ..draft.reading import draft_reading
from .hindrances import require_free
from .refusals import DraftMoved, NotWaiting, Overtaken, OwnProposal


@transaction.atomic
def propose(
    *,
    user: User,
    draft: Draft,
    sent: Sent,
    now: datetime,
    note: str,
    accepted: Mapping[str, str],
    beside: int,
) -> Proposal:
    """Ask that the draft be published as it stands at step `sent.revision`.

    `accepted` has for each check that warns why that is accepted; `beside` is the number of the
    edition that the difference was shown to. Raises CannotPublish.
    """
    content = ("propose", draft.code, sent.revision, note, sorted(accepted.items()), beside)
    receipt, first = receipt_for(user, sent.key, content, now)
    if not first:
        return Proposal.objects.get(pk=int(receipt.result))
    held = locked(draft)
    in_force = require_as_shown(held, sent.revision, beside)
    read = draft_reading(held)
    warnings = {each.key for each in require_free(read, in_force, accepted).warnings}
    proposal = Proposal.objects.create(
        draft=held,
        at_step=held.steps,
        checksum=read.checksum,
        note=note,
        accepted={key: why for key, why in accepted.items() if key in warnings},
        in_force=in_force,
        by=user,
        at=now,
    )
    to_state(held, Draft.State.PROPOSED, now)
    note_event(user, "asked for approval", held.code, now)
    give_result(receipt, str(proposal.pk))
    return proposal


def locked(draft: Draft) -> Draft:
    """As it stands now, held until the transaction ends: no step comes between."""
    return Draft.objects.select_for_update().get(pk=draft.pk)


def require_as_shown(held: Draft, step: int, beside: int) -> EditionRecord:
    """The edition in force. Raises CannotPublish where the page that was read is no longer true."""
    if held.state != Draft.State.OPEN:
        raise NotWaiting("The draft is not under work: it waits for approval, or has ended.")
    if held.steps != step:
        raise DraftMoved(held)
    current = current_edition()
    if current.number != beside:
        raise Overtaken(current)
    return current


def to_state(draft: Draft, state: Draft.State, now: datetime) -> None:
    Draft.objects.filter(pk=draft.pk).update(state=state, changed_at=now)


@transaction.atomic
def take_back(*, user: User, draft: Draft, now: datetime) -> None:
    """Withdraw one's own proposal; the draft is under work again. Repeatable.

    Raises CannotPublish where the proposal that waits is somebody else's.
    """
    held = locked(draft)
    waiting = Proposal.objects.filter(draft=held, state=Proposal.State.OPEN).first()
    if waiting is None:
        return
    if waiting.by_id != user.pk:
        raise NotWaiting("Only the person who asked can withdraw it. You can send it back.")
    withdraw(user, held, now)
    to_state(held, Draft.State.OPEN, now)


@transaction.atomic
def send_back(*, user: User, proposal: Proposal, sent: Sent, now: datetime, reason: str) -> None:
    """Decline, with a reason; the draft is under work again. Raises CannotPublish."""
    receipt, first = receipt_for(user, sent.key, ("send back", proposal.pk, reason), now)
    if not first:
        return
    held = locked(proposal.draft)
    waiting = still_waiting(proposal)
    if waiting.by_id == user.pk:
        raise OwnProposal
    Proposal.objects.filter(pk=waiting.pk).update(
        state=Proposal.State.DECLINED, decided_by=user, decided_at=now, reason=reason
    )
    to_state(held, Draft.State.OPEN, now)
    note_event(user, "sent a draft back", held.code, now)
    give_result(receipt, held.code)


def still_waiting(proposal: Proposal) -> Proposal:
    """The proposal as it stands now; its draft is the caller's to lock. Raises NotWaiting."""
    found = Proposal.objects.filter(pk=proposal.pk, state=Proposal.State.OPEN).first()
    if found is None:
        raise NotWaiting
    return found
