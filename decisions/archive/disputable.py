"""What may still be disputed in this round?

In the first round everything that the shared outcome shows. After that only what was disputed
before, and what is new or changed in the record since.
"""

from __future__ import annotations

from decisions.models import Dispute, Dossier, SavedRecommendation

from .judging import ANSWERED
from .points import Key, Point, name_of_point, named, new_or_changed, points_of

REFUSED = (
    "This cannot be disputed here. In a later round only what was disputed before, or what is new"
    " or changed since, is open to dispute."
)
NO_SUCH = "There is no such point in this recommendation."
AT_ITS_PLACE = "Say at the earlier dispute whether you still disagree."


class NotDisputable(Exception):
    """The point is not open to dispute; the message says why in words."""


def disputable(saved: SavedRecommendation, dossier: Dossier) -> tuple[Point, ...]:
    """The points that may be disputed in this round, save those that wait for a verdict."""
    points = points_of(saved)
    if dossier.round <= 1:
        return points
    earlier = list(
        Dispute.objects.filter(thread=dossier.thread_id, round__lt=dossier.round).order_by("round")
    )
    fresh = {point.name for point in new_or_changed(points, points_before(saved, earlier))}
    known = {name_of_point(each) for each in earlier}
    waiting = {name_of_point(each) for each in earlier if waits(each, dossier)}
    return tuple(point for point in points if point.name in (fresh | known) - waiting)


def checked(saved: SavedRecommendation, dossier: Dossier, name: Key) -> Point:
    """The point of that name. Raises NotDisputable."""
    found = named(name, disputable(saved, dossier))
    if found:
        return found
    earlier = Dispute.objects.filter(thread=dossier.thread_id, round=dossier.round - 1)
    waiting = any(name_of_point(each) == name and waits(each, dossier) for each in earlier)
    if waiting:
        raise NotDisputable(AT_ITS_PLACE)
    raise NotDisputable(REFUSED if named(name, points_of(saved)) else NO_SUCH)


def points_before(saved: SavedRecommendation, earlier: list[Dispute]) -> tuple[Point, ...]:
    """The points of the record on which the last round was held, perhaps this very one."""
    if not earlier:
        return points_of(saved)
    last = SavedRecommendation.objects.select_related("kept").get(pk=earlier[-1].raised_on_id)
    return points_of(last)


def waits(each: Dispute, dossier: Dossier) -> bool:
    return each.round == dossier.round - 1 and each.state in ANSWERED
