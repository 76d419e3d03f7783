"""How is a step taken back, and which later steps would go with it?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from decisions.house.sending import Sent, receipt_for
from decisions.models import Draft, DraftItem, DraftStep, Kind

from .acts import Wanted, change
from .bases import base_before, is_base
from .parts import Document


class LaterSteps(Exception):
    """Later steps changed the same items: they would be taken back too. Has them, newest first."""

    def __init__(self, steps: list[DraftStep]) -> None:
        super().__init__(f"{len(steps)} later steps")
        self.steps = steps


@transaction.atomic
def undo(
    *,
    user: User,
    draft: Draft,
    step: DraftStep,
    sent: Sent,
    now: datetime,
    with_later: bool = False,
) -> DraftStep | None:
    """Every item of the step, and the base, as before. Raises LaterSteps, unless they shall go too.

    They go too where `with_later` is set and `sent.revision` is the draft's last step, so that
    nobody takes back what they have not seen. None where nothing changes, or it was sent before.
    """
    if not receipt_for(user, sent.key, ("undo", draft.code, step.number, with_later), now)[1]:
        return None
    # Held, so that no step comes between looking for later ones and reading the items.
    held = Draft.objects.select_for_update().get(pk=draft.pk)
    later = later_steps(draft, step)
    if later and not (with_later and sent.revision == held.steps):
        raise LaterSteps(later)
    items = {(item.kind, item.key): item for item in draft.items.all()}
    wanted = [
        as_before(each, items[each["kind"], each["key"]])
        for each in step.changes
        if not is_base(each)
    ]
    return change(
        user=user,
        draft=draft,
        sent=sent,
        now=now,
        act="undid",
        wanted=wanted,
        undoes=step,
        base=base_before(step.changes),
    )


def later_steps(draft: Draft, step: DraftStep) -> list[DraftStep]:
    """The steps after this one that changed what it changed, newest first."""
    touched = keys_of(step.changes)
    after = DraftStep.objects.filter(draft=draft, number__gt=step.number).select_related("by")
    return [each for each in after if keys_of(each.changes) & touched]


def keys_of(changes: Iterable[Document]) -> set[tuple[str, str]]:
    return {(each["kind"], each["key"]) for each in changes}


def as_before(done: Document, item: DraftItem) -> Wanted:
    """The item's state before a change; one that was not there is gone again."""
    before = done["before"] or {**item.state, "gone": True}
    return Wanted(
        Kind(item.kind),
        item.key,
        item.revision,
        content=before["content"],
        place=before["place"],
        gone=before["gone"],
    )
