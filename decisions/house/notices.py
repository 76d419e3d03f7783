"""Who is told that something waits for them, and how?

A notice names an act and a record. The e-mail that goes with it holds a link and no word of the
case, its title or its people.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.db import transaction
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from decisions.models import Notice, SavedRecommendation, Share
from decisions.models.hands import workers_ever
from decisions.models.people import REVIEWER
from decisions.models.sharing import Right

SUBJECT = "Subsidium: something waits for you"
MAILED = {
    "submitted": "A recommendation waits for your review.",
    "resubmitted": "What you disputed is answered.",
    "returned": "A recommendation is returned with points to answer.",
    "accepted": "A recommendation is accepted.",
    "commented": "There is a new comment on a recommendation.",
    "shared": "A recommendation is shared with you.",
    "put away": "A recommendation of yours was put away.",
    "departed": "Another level than the advice is recommended.",
}
"""What a notice says in an e-mail, by its act."""
UNTIL_DONE = ("submitted", "resubmitted", "returned")
"""Notices of something to be done: they stand until it is done."""

logger = logging.getLogger(__name__)


def address_of(request: HttpRequest) -> str:
    """Where this server is to be found: as configured, else as it was just asked."""
    return settings.PUBLIC_ADDRESS or f"{request.scheme}://{request.get_host()}"


def notify(
    *,
    to: Iterable[User],
    saved: SavedRecommendation,
    act: str,
    actor: User,
    address: str,
    now: datetime,
) -> None:
    """A notice for each of them but the actor; an e-mail once the transaction is through."""
    told = {person.pk: person for person in to if person != actor and person.is_active}
    Notice.objects.bulk_create(
        Notice(to=person, recommendation=saved, act=act, actor=actor, at=now)
        for person in told.values()
    )
    addresses = [person.email for person in told.values() if person.email]
    link = f"{address}{reverse('archive:recommendation', args=[saved.code])}"
    transaction.on_commit(lambda: send(addresses, act, link))


def send(addresses: list[str], act: str, link: str) -> None:
    """One message each. An e-mail that cannot go never undoes the act."""
    body = f"{MAILED[act]}\n\n{link}\n\nThis message says nothing of the case on purpose.\n"
    messages = [mail.EmailMessage(SUBJECT, body, to=[address]) for address in addresses]
    if not messages:
        return
    try:
        mail.get_connection().send_messages(messages)
    except Exception as error:  # whatever a mail server may do
        logger.warning("E-mail could not be sent: %s", type(error).__name__)


def done(saved: SavedRecommendation, now: datetime) -> None:
    """What was to be done on a record is done: nobody needs to be told any more."""
    waiting = Notice.objects.filter(recommendation=saved, act__in=UNTIL_DONE, read_at=None)
    waiting.update(read_at=now)


def unread(user: User) -> QuerySet[Notice]:
    return Notice.objects.filter(to=user, read_at__isnull=True)


def workers_on(saved: SavedRecommendation) -> list[User]:
    """The owner and whoever may edit the case."""
    return list(User.objects.filter(Q(pk=saved.owner_id) | may_edit(saved), is_active=True))


def reviewers_for(saved: SavedRecommendation) -> list[User]:
    """Reviewers who never had a hand in the case."""
    hands = Q(pk__in=[saved.owner_id, saved.saved_by_id or saved.owner_id]) | may_edit(saved)
    hands |= workers_ever(saved)
    return list(User.objects.filter(groups__name=REVIEWER, is_active=True).exclude(hands))


def may_edit(saved: SavedRecommendation) -> Q:
    shares = Share.objects.filter(case_file=saved.case_file_id, right__gte=Right.EDIT)
    return Q(pk__in=shares.filter(person__isnull=False).values("person")) | Q(
        pk__in=shares.filter(team__members__isnull=False).values("team__members")
    )
