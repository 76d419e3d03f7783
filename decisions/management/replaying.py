"""Does a stored recommendation still follow from its own record, to the byte?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from decisions.house.difference import same_outcome, top_places
from decisions.models import EditionRecord, FullOutcome, SavedRecommendation
from decisions.models.edition import ready_edition
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.wire import (
    Refused,
    checksum,
    parse_json,
    read_case,
    to_json,
    write_recommendation,
)

KEPT = 1024
"""Outcomes of which the checksum is remembered: many records hold the same case."""
AT_ONCE = 50
"""Records that are loaded at once."""

Stored = SavedRecommendation | FullOutcome


@dataclass(frozen=True, slots=True)
class Replayed:
    """One record. Both are empty where it is equal; what is said of the full outcome never tells
    more than the outermost places, since assessed interests lie under them."""

    code: str
    shared: tuple[str, ...]
    full: tuple[str, ...]

    @property
    def equal(self) -> bool:
        return not (self.shared or self.full)


def records(codes: Sequence[str]) -> QuerySet[SavedRecommendation]:
    """Those of these codes, or all of them, the oldest first."""
    found = SavedRecommendation.objects.select_related("kept", "edition").defer("edition__document")
    return (found.filter(code__in=codes) if codes else found).order_by("pk")


def replay(found: QuerySet[SavedRecommendation]) -> Iterator[Replayed]:
    """Every record worked out again, a few in memory at a time."""
    fulls = FullOutcome.objects.select_related("kept").filter(recommendation__in=found.values("pk"))
    waiting = fulls.order_by("recommendation_id").iterator(AT_ONCE)
    full = next(waiting, None)
    for saved in found.iterator(AT_ONCE):
        while full and full.recommendation_id < saved.pk:
            full = next(waiting, None)
        mine = full if full and full.recommendation_id == saved.pk else None
        yield replayed(saved, mine)


def replayed(saved: SavedRecommendation, full: FullOutcome | None) -> Replayed:
    shared = differences(saved, saved.edition, openly=True)
    if full is None:
        return Replayed(saved.code, tuple(shared), ("is missing",))
    return Replayed(saved.code, tuple(shared), tuple(differences(full, saved.edition, False)))


def differences(stored: Stored, edition: EditionRecord, openly: bool) -> Iterator[str]:
    """What is wrong with one stored outcome. `openly` names the very places and values."""
    outcome = stored.outcome
    found = checksum(outcome)
    if {stored.checksum, stored.kept.checksum} != {found}:
        yield "the stored checksum is not that of the stored outcome"
    if stored.level != (outcome.get("level") if isinstance(outcome, dict) else None):
        yield "the level beside it is not the level in it"
    try:
        if worked_out(edition.number, edition.checksum, to_json(stored.case)) != found:
            now = document(edition.ready(), stored.case)
            yield from named(outcome, now, openly)
    except Refused as error:
        yield f"cannot be read any more: {error if openly else outermost(error)}"


def named(stored: Any, now: dict[str, Any], openly: bool) -> list[str]:
    if openly:
        return same_outcome(stored, now)
    return [f"differs in {', '.join(top_places(stored, now))}"]


def outermost(error: Refused) -> str:
    """Where something was refused, and never what: it may be an assessed interest."""
    return error.place.partition(".")[0].partition("[")[0] or "the whole"


@lru_cache(maxsize=KEPT)
def worked_out(edition: int, edition_checksum: str, case: str) -> str:
    """The checksum of what a stored edition makes of a case, written as JSON.

    Raises Refused where the case or the edition itself cannot be read any more.
    """
    return checksum(document(ready_edition(edition, edition_checksum), parse_json(case)))


def document(edition: Edition, case: Any) -> dict[str, Any]:
    return write_recommendation(recommend(read_case(case, edition), edition))
