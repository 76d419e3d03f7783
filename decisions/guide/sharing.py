"""How does an owner share a case, change what was shared, and say how it is to be handled?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from decisions.house.notices import notify
from decisions.house.sending import Sent, give_result, receipt_for
from decisions.models import CaseFile, Right, Share, Team
from decisions.models.event import note
from decisions.models.indexing import index_case
from decisions.models.people import name_of

GONE = "This share was taken back meanwhile. Nothing was changed."


class CannotShare(Exception):
    """The share would say nothing new; the message says why."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is given: a right and, to a person alone, sight of assessed interests."""

    right: Right
    assessed: bool = False


def with_whom(share: Share) -> str:
    """The name of a person or a team."""
    return name_of(share.person) if share.person else str(share.team)


@transaction.atomic
def share_case(
    *,
    user: User,
    case_file: CaseFile,
    who: User | Team,
    given: Given,
    sent: Sent,
    now: datetime,
    address: str = "",
) -> Share | None:
    """Give a colleague or a team a right. Raises CannotShare for the owner and where there is one.

    Assessed interests go to persons only: a team changes its members. With the `address` of this
    server a person is told, once something of the case is saved. None where a repeat comes after
    the share was taken back.
    """
    kind = "person" if isinstance(who, User) else "team"
    content = ("share", case_file.code, kind, who.pk, given)
    receipt, first = receipt_for(user, sent.key, content, now)
    here = case_file.shares.filter(**{kind: who})
    if not first:
        return here.first()
    if who == case_file.owner:
        raise CannotShare("This case is yours already.")
    assessed = given.assessed and kind == "person"
    share, made = case_file.shares.get_or_create(
        **{kind: who},
        defaults={
            "right": given.right,
            "assessed": assessed,
            "given_by": user,
            "given_at": now,
        },
    )
    if not made:
        raise CannotShare(f"It is shared with {with_whom(share)} already. Change it in the list.")
    kept(user, case_file, "shared", now)
    if address:
        tell(user, share, address, now)
    give_result(receipt, case_file.code)
    return share


def tell(user: User, share: Share, address: str, now: datetime) -> None:
    """A notice is on something saved: the latest record of the case, where there is one."""
    saved = share.case_file.recommendations.order_by("-pk").first()
    if share.person and saved:
        notify(to=[share.person], saved=saved, act="shared", actor=user, address=address, now=now)


@transaction.atomic
def change_share(
    *, user: User, case_file: CaseFile, share: Share, given: Given, sent: Sent, now: datetime
) -> Share:
    """Another right, or sight of assessed interests given or taken.

    Raises CannotShare where the share was taken back meanwhile.
    """
    content = ("change share", case_file.code, share.pk, given)
    receipt, first = receipt_for(user, sent.key, content, now)
    assessed = given.assessed and share.person_id is not None
    if first and (share.right, share.assessed) != (given.right, assessed):
        share.right, share.assessed = given.right, assessed
        standing = Share.objects.filter(pk=share.pk)
        if not standing.update(right=share.right, assessed=share.assessed):
            raise CannotShare(GONE)
        kept(user, case_file, "changed a share", now)
        give_result(receipt, case_file.code)
    return share


@transaction.atomic
def take_back(*, user: User, case_file: CaseFile, share: Share, sent: Sent, now: datetime) -> None:
    """The share ends at once, for everything saved of the case too."""
    receipt, first = receipt_for(user, sent.key, ("take back", case_file.code, share.pk), now)
    gone, _ = case_file.shares.filter(pk=share.pk).delete()
    if first and gone:
        kept(user, case_file, "took back a share", now)
        give_result(receipt, case_file.code)


@transaction.atomic
def mark(*, user: User, case_file: CaseFile, handling: str, sent: Sent, now: datetime) -> None:
    """Say how the case is to be handled. Nothing that was answered changes, nor its revision."""
    receipt, first = receipt_for(user, sent.key, ("mark", case_file.code, handling), now)
    others = CaseFile.objects.filter(pk=case_file.pk).exclude(handling=handling)
    if first and others.update(handling=handling):
        note(user, "marked", case_file.code, now)
        give_result(receipt, case_file.code)


def kept(user: User, case_file: CaseFile, act: str, now: datetime) -> None:
    """The log and the search say so in the same transaction."""
    index_case(case_file.pk)
    note(user, act, case_file.code, now)
