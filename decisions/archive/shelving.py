"""What do people do so that they find things again? Each act is one transaction, safe to repeat."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import F

from decisions.house.notices import notify
from decisions.house.sending import Conflict, Sent, receipt_for
from decisions.models import CaseFile, Dossier, SavedRecommendation, SavedView, Tag
from decisions.models.event import note
from decisions.models.indexing import index, index_case
from decisions.models.search import folded

MOST_TAGS = 20
MOST_VIEWS = 50


class CannotShelve(Exception):
    """It cannot be kept so; the message says why."""


@transaction.atomic
def put_away(
    *,
    user: User,
    saved: SavedRecommendation,
    away: bool,
    sent: Sent,
    now: datetime,
    address: str,
) -> None:
    """Out of the lists, or back into them, for everybody. The owner is told where another puts
    it away. Raises Conflict."""
    if not receipt_for(user, sent.key, ("put away", saved.code, away), now)[1]:
        return
    held = Dossier.objects.filter(pk=saved.pk, put_away_at__isnull=away)
    if not held.exists():
        return
    at = now if away else None
    if not held.filter(revision=sent.revision).update(put_away_at=at, revision=F("revision") + 1):
        raise Conflict
    note(user, "put it away" if away else "brought it back", saved.code, now)
    index([saved])
    if away:
        to, act = [saved.owner], "put away"
        notify(to=to, saved=saved, act=act, actor=user, address=address, now=now)


@transaction.atomic
def add_tag(*, user: User, case_file: CaseFile, name: str, sent: Sent, now: datetime) -> bool:
    """A tag on the case; one that differs in accents and case only is there already.

    Whether it is there anew, or was sent again. Raises CannotShelve.
    """
    if not receipt_for(user, sent.key, ("tag", case_file.code, name), now)[1]:
        return True
    CaseFile.objects.select_for_update().get(pk=case_file.pk)
    held = list(Tag.objects.filter(case_file=case_file).values_list("name", flat=True))
    if folded(name) in map(folded, held):
        return False
    if len(held) >= MOST_TAGS:
        raise CannotShelve(f"A case has at most {MOST_TAGS} tags. Take one off first.")
    Tag.objects.create(case_file=case_file, name=name)
    note(user, "added a tag", case_file.code, now)
    index_case(case_file.pk)
    return True


@transaction.atomic
def take_off_tag(*, user: User, case_file: CaseFile, name: str, sent: Sent, now: datetime) -> bool:
    """Whether there was one."""
    if not receipt_for(user, sent.key, ("untag", case_file.code, name), now)[1]:
        return False
    gone, _ = Tag.objects.filter(case_file=case_file, name=name).delete()
    if gone:
        note(user, "took a tag off", case_file.code, now)
        index_case(case_file.pk)
    return bool(gone)


@transaction.atomic
def save_view(*, user: User, name: str, query: str, sent: Sent, now: datetime) -> None:
    """A search under a name of one's own. Raises CannotShelve."""
    if not receipt_for(user, sent.key, ("view", name, query), now)[1]:
        return
    if SavedView.objects.filter(user=user).count() >= MOST_VIEWS:
        raise CannotShelve(f"You have {MOST_VIEWS} views already. Delete one first.")
    with new_name():
        SavedView.objects.create(user=user, name=name, query=query)


@transaction.atomic
def rename_view(*, user: User, view: SavedView, name: str, sent: Sent, now: datetime) -> None:
    """Raises CannotShelve."""
    if receipt_for(user, sent.key, ("rename view", view.pk, name), now)[1]:
        with new_name():
            SavedView.objects.filter(user=user, pk=view.pk).update(name=name)


@contextmanager
def new_name() -> Iterator[None]:
    """No two views of one person have the same name; the database sees to it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise CannotShelve("You have a view of this name. Choose another name.") from error


@transaction.atomic
def delete_view(*, user: User, view: SavedView, sent: Sent, now: datetime) -> None:
    if receipt_for(user, sent.key, ("delete view", view.pk), now)[1]:
        SavedView.objects.filter(user=user, pk=view.pk).delete()
