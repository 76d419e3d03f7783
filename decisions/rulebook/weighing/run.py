"""How is a draft weighed, a slice at a time, so that no record is counted twice or left out?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import lru_cache
from time import monotonic
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from decisions.models import Draft, EditionRecord, Impact, Lane, Moved, SavedRecommendation
from decisions.models.event import note
from decisions.subsidiarity.edition import Edition

from ..draft.reading import draft_reading
from .comparing import Comparison, Weighed, comparison
from .levels import Same
from .tally import Tally, added, added_levels

BATCH = 250
"""Records read at a time."""
FEW = 5_000
"""Up to so many records one lane is enough."""
Row = tuple[int, int, str, dict[str, Any]]
Weigh = Callable[[int, dict[str, Any], str], Weighed]
Now = Callable[[], datetime]


class Stale(Exception):
    """The draft is no longer what the weighing began with."""


def impact_of(draft: Draft) -> Impact | None:
    """The last weighing of a draft, whether or not the draft has changed since."""
    return Impact.objects.filter(draft=draft).first()


@transaction.atomic
def begin(*, user: User | None, draft: Draft, now: datetime) -> Impact:
    """A weighing of the draft as it stands: the one under way, or a new one in place of others."""
    checksum = draft_reading(draft).checksum
    for other in Impact.objects.filter(draft=draft).exclude(checksum=checksum):
        forget(other)
    total = SavedRecommendation.objects.count()
    found, new = Impact.objects.get_or_create(
        draft=draft,
        checksum=checksum,
        defaults={"by": user, "total": total, "started_at": now},
    )
    if new:
        Lane.objects.bulk_create(lanes(found, now))
    if new and user:
        note(user, "draft weighed", draft.code, now)
    return found


@transaction.atomic
def forget(impact: Impact) -> None:
    """Lanes go first: whoever is about to add a slice then finds none, and adds nothing."""
    Lane.objects.filter(impact=impact).delete()
    Moved.objects.filter(impact=impact).delete()
    impact.delete()


def lanes(impact: Impact, now: datetime) -> Iterator[Lane]:
    """One, or two of as many records each; the last one has no end."""
    half = None
    if impact.total > FEW:
        keys = SavedRecommendation.objects.order_by("pk").values_list("pk", flat=True)
        half = keys[impact.total // 2]
        yield Lane(impact=impact, number=0, cursor=0, until=half, updated_at=now)
    yield Lane(impact=impact, number=1, cursor=half or 0, updated_at=now)


def go_on(lane: Lane, *, seconds: float, now: Now) -> Lane:
    """One more slice; what another has added meanwhile is left as it is. Raises Stale."""
    reading = draft_reading(lane.impact.draft)
    if reading.checksum != lane.impact.checksum:
        raise Stale
    tally, end = weighed_slice(lane, weigher(reading.edition), seconds)
    commit(lane, tally, reading.edition, now(), end=end)
    return Lane.objects.select_related("impact__draft").get(pk=lane.pk)


def weighed_slice(lane: Lane, weigh: Weigh, seconds: float) -> tuple[Tally, bool]:
    """(what was counted, whether the end is reached). At least one batch, whatever the time."""
    tally, until = Tally(cursor=lane.cursor), monotonic() + seconds
    while True:
        rows = batch_after(tally.cursor, lane.until)
        for key, edition, level, case in rows:
            tally.add(key, weigh(edition, case, level), lead_of(case))
        if len(rows) < BATCH:
            return tally, True
        if monotonic() > until:
            return tally, False


def batch_after(cursor: int, until: int | None) -> list[Row]:
    found = SavedRecommendation.objects.filter(pk__gt=cursor).order_by("pk")
    if until is not None:
        found = found.filter(pk__lte=until)
    return list(found.values_list("pk", "edition_id", "level", "case")[:BATCH])


def lead_of(case: dict[str, Any]) -> str:
    return str(case["issues"][0]["issue"])


def weigher(draft: Edition) -> Weigh:
    """Weighs a record by the key of its edition."""

    @lru_cache(maxsize=12)
    def beside(edition: int) -> Comparison:
        own = EditionRecord.objects.defer("document").get(pk=edition).ready()
        return comparison(Same(own), Same(draft))

    return lambda edition, case, level: beside(edition).weigh(case, level)


@transaction.atomic
def commit(lane: Lane, tally: Tally, draft: Edition, now: datetime, *, end: bool) -> bool:
    """Add a slice, if nobody has moved the cursor since it began; gives whether it was added."""
    mine = Lane.objects.filter(pk=lane.pk, cursor=lane.cursor, done=lane.done)
    taken = mine.update(
        cursor=tally.cursor,
        done=lane.done + tally.done,
        matrix=added_levels(lane.matrix, tally.levels),
        fired=added(lane.fired, tally.by_rule(draft)),
        moved_by=added(lane.moved_by, tally.moved_by),
        reasons=added(lane.reasons, tally.reasons),
        lost=F("lost") + tally.lost,
        others_moved=F("others_moved") + tally.others_moved,
        updated_at=now,
        finished_at=now if end else None,
    )
    if taken:
        for row in tally.rows:
            row.impact_id = lane.impact_id
        Moved.objects.bulk_create(tally.rows, batch_size=2_000)
    return bool(taken)


def open_lanes(impact: Impact) -> list[Lane]:
    """The lanes that are not at their end."""
    found = Lane.objects.filter(impact=impact, finished_at=None)
    return list(found.select_related("impact__draft"))


def go_on_anywhere(impact: Impact, *, seconds: float, now: Now) -> None:
    """Slices in any lanes for so long: what one does who has no script. Raises Stale."""
    until = monotonic() + seconds
    while (left := until - monotonic()) > 0 and (lanes := open_lanes(impact)):
        go_on(lanes[0], seconds=left, now=now)


def reopen(impact: Impact) -> None:
    """Let the last lane go on with what was saved since it ended."""
    Lane.objects.filter(impact=impact, until=None).update(finished_at=None)
