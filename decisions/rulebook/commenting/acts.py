"""What can be done about comments on a draft? Each act is safe to repeat."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from decisions.house.sending import Sent, receipt_for
from decisions.models import Draft, DraftComment
from decisions.models.event import note

from ..draft.acts import Ended


@transaction.atomic
def share(*, user: User, draft: Draft, shared: bool, sent: Sent, now: datetime) -> None:
    """Let reviewers read a draft and comment on it, or no longer.

    Raises Ended where it would be shared after its end; what was shared can always be closed.
    """
    act = "opened a draft to reviewers" if shared else "closed a draft to reviewers"
    if not receipt_for(user, sent.key, (act, draft.code), now)[1]:
        return
    held = Draft.objects.select_for_update().get(pk=draft.pk)
    if shared and not held.open:
        raise Ended
    if Draft.objects.filter(pk=held.pk, for_comment=not shared).update(for_comment=shared):
        note(user, act, held.code, now)


@transaction.atomic
def say(*, user: User, draft: Draft, rule: str, text: str, sent: Sent, now: datetime) -> None:
    """Comment on a rule, or on the whole where `rule` is empty. Raises Ended.

    `sent.revision` is the step at which the page was read: what changed while somebody was still
    writing counts as changed since.
    """
    if not receipt_for(user, sent.key, ("said", draft.code, rule, text), now)[1]:
        return
    held = held_open(draft)
    at_step = min(sent.revision, held.steps) if sent.revision >= 0 else held.steps
    DraftComment.objects.create(draft=held, rule=rule, at_step=at_step, by=user, at=now, text=text)
    note(user, "commented on a draft", held.code, now)


@transaction.atomic
def settle(*, user: User, draft: Draft, key: int, settled: bool, sent: Sent, now: datetime) -> None:
    """Say that a comment is dealt with or, where not `settled`, open again. Raises Ended."""
    act = "settled a comment" if settled else "reopened a comment"
    if not receipt_for(user, sent.key, (act, draft.code, key), now)[1]:
        return
    held = held_open(draft)
    found = DraftComment.objects.filter(
        draft=held, pk=key, taken_back_at__isnull=True, settled_by__isnull=settled
    )
    by, at = (user, now) if settled else (None, None)
    if found.update(settled_by=by, settled_at=at):
        note(user, act, held.code, now)


@transaction.atomic
def turn(*, user: User, draft: Draft, key: int, back: bool, sent: Sent, now: datetime) -> None:
    """Take one's own comment back or, where not `back`, undo that. Raises Ended."""
    act = "took back a comment" if back else "put a comment back"
    if not receipt_for(user, sent.key, (act, draft.code, key), now)[1]:
        return
    held = held_open(draft)
    mine = DraftComment.objects.filter(draft=held, by=user, pk=key, taken_back_at__isnull=back)
    if mine.update(taken_back_at=now if back else None):
        note(user, act, held.code, now)


def held_open(draft: Draft) -> Draft:
    """The draft, locked, so that nothing is said after its end. Raises Ended."""
    held = Draft.objects.select_for_update().get(pk=draft.pk)
    if not held.open:
        raise Ended
    return held
