"""How does a proposed draft become the one edition in force?

All of it is one transaction. That one edition is in force, and no two, is for the database to see
to (`one_current_edition`): of approvals at the very same time the first one retires the edition
that was in force and puts its own there; the others wait for that row, and then the index refuses
theirs. They are told the same as whoever comes later: look at the difference, and ask again.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Max

from decisions.house.sending import Sent, give_result, receipt_for
from decisions.models import Draft, EditionRecord, Proposal
from decisions.models.edition import current_edition
from decisions.models.event import note
from decisions.subsidiarity.wire import checksum

from ..draft.parts import Document, assembled
from ..draft.reading import draft_reading
from .hindrances import require_free
from .proposing import locked, still_waiting
from .refusals import DraftMoved, Overtaken, OwnProposal


def approve(*, user: User, proposal: Proposal, sent: Sent, now: datetime) -> EditionRecord:
    """Publish what was proposed: the new edition in force. Raises CannotPublish."""
    try:
        with transaction.atomic():
            return publish(user, proposal, sent, now)
    except IntegrityError as error:
        current = current_edition()
        if current.pk == proposal.in_force_id:
            raise
        raise Overtaken(current) from error


def publish(user: User, proposal: Proposal, sent: Sent, now: datetime) -> EditionRecord:
    receipt, first = receipt_for(user, sent.key, ("approve", proposal.pk), now)
    if not first:
        return EditionRecord.objects.defer("document").get(number=int(receipt.result))
    draft = locked(proposal.draft)
    held = still_waiting(proposal)
    if held.by_id == user.pk:
        raise OwnProposal
    document = require_as_proposed(held, draft)
    edition = put_in_force(held, draft, document, user, now)
    Draft.objects.filter(pk=draft.pk).update(
        state=Draft.State.PUBLISHED, edition=edition, changed_at=now
    )
    Proposal.objects.filter(pk=held.pk).update(
        state=Proposal.State.APPROVED, decided_by=user, decided_at=now
    )
    note(user, "approved and published", draft.code, now)
    give_result(receipt, str(edition.number))
    return edition


def require_as_proposed(held: Proposal, draft: Draft) -> Document:
    """The draft's document, if it is the one that was proposed and nothing stands in its way."""
    document = assembled(draft.rest, draft.items.all())
    if draft.steps != held.at_step or checksum(document) != held.checksum:
        raise DraftMoved(draft)
    current = current_edition()
    if current.pk != held.in_force_id:
        raise Overtaken(current)
    require_free(draft_reading(draft), current, held.accepted)
    return document


def put_in_force(
    held: Proposal, draft: Draft, document: Document, user: User, now: datetime
) -> EditionRecord:
    """The number is looked for last: whoever had to wait for the others finds theirs taken."""
    retire(held.in_force_id, now)
    highest = EditionRecord.objects.aggregate(highest=Max("number"))["highest"] or 0
    return EditionRecord.objects.create(
        number=highest + 1,
        document=document,
        checksum=held.checksum,
        status=EditionRecord.Status.PUBLISHED,
        current=True,
        note=held.note,
        created_at=draft.created_at,
        published_at=now,
        based_on_id=draft.base_id,
        author_id=held.by_id,
        approver=user,
        accepted=held.accepted,
    )


def retire(edition: int, now: datetime) -> None:
    """The edition of this key is in force no more. Whoever does the same at once waits here."""
    EditionRecord.objects.filter(pk=edition).update(
        status=EditionRecord.Status.RETIRED, current=False, retired_at=now
    )
