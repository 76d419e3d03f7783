"""How does an owner give out a link to read one recommendation, and take it back?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Count, Max, Prefetch
from django.urls import reverse

from decisions.house.sending import Sent, give_result, receipt_for
from decisions.models import LinkView, ReadLink, SavedRecommendation
from decisions.models.event import note
from decisions.subsidiarity.wire import UNWRITABLE

VIEWS_SHOWN = 50
BROWSER = 120


@dataclass(frozen=True, slots=True)
class LinkRow:
    """One link as its owner sees it. `ended` is empty while it opens the page."""

    link: ReadLink
    address: str
    ended: str
    count: int
    last: datetime | None
    views: tuple[LinkView, ...]
    """The latest."""


@transaction.atomic
def make_link(
    *,
    user: User,
    saved: SavedRecommendation,
    for_whom: str,
    days: int,
    sent: Sent,
    now: datetime,
) -> ReadLink:
    """A link that opens the recommendation, as shared, for so many days."""
    content = ("make link", saved.code, for_whom, days)
    receipt, first = receipt_for(user, sent.key, content, now)
    if not first:
        return ReadLink.objects.get(code=receipt.result)
    link = ReadLink.objects.create(
        recommendation=saved,
        for_whom=for_whom,
        made_by=user,
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    note(user, "gave out a link", saved.code, now)
    give_result(receipt, link.code)
    return link


@transaction.atomic
def revoke_link(
    *, user: User, saved: SavedRecommendation, code: str, sent: Sent, now: datetime
) -> ReadLink | None:
    """The link ends for good. None where there is no such link that still opens."""
    code = UNWRITABLE.sub("", code)
    receipt, first = receipt_for(user, sent.key, ("revoke link", saved.code, code), now)
    standing = saved.links.filter(code=code, revoked_at__isnull=True)
    if first and standing.update(revoked_at=now):
        note(user, "revoked a link", saved.code, now)
        give_result(receipt, code)
    return saved.links.filter(code=code).first()


def links_of(saved: SavedRecommendation, server: str, now: datetime) -> Iterator[LinkRow]:
    """All links to a recommendation, the latest first. `server` is scheme and host."""
    latest = Prefetch("views", LinkView.objects.order_by("-pk")[:VIEWS_SHOWN], to_attr="latest")
    counted = saved.links.annotate(count=Count("views"), last=Max("views__at"))
    for link in counted.prefetch_related(latest):
        yield LinkRow(
            link,
            f"{server}{reverse('read', args=[link.token])}",
            ended(link, now),
            link.count,
            link.last,
            tuple(link.latest),
        )


def ended(link: ReadLink, now: datetime) -> str:
    """How a link came to its end; empty while it is open."""
    if link.revoked_at:
        return "Revoked"
    open_still = link.expires_at > now and link.recommendation.owner.is_active
    return "" if open_still else "Ended"


def note_view(link: ReadLink, browser: str, now: datetime) -> None:
    """One visit. Of the visitor nothing is kept but what the browser calls itself."""
    LinkView.objects.create(link=link, at=now, browser=UNWRITABLE.sub("", browser)[:BROWSER])
