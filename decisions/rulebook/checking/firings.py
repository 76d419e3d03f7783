"""How often does each rule fire in the saved recommendations?

Only the shared cases are looked at, and nothing is said of which one fires what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from time import monotonic

from decisions.models import Impact, SavedRecommendation
from decisions.rulebook.weighing.levels import levels_of
from decisions.rulebook.weighing.masks import places
from decisions.rulebook.weighing.standing import standing_of
from decisions.subsidiarity.edition import Edition

BUDGET = 1.5
"""Seconds that a page may wait for it."""


@dataclass(frozen=True, slots=True)
class Firings:
    """Rule -> saved recommendations of those looked at in which it fires on some issue.

    `unreadable` of them have no reading under the book, as when a draft is weighed. `in_time`: they
    were looked at while the page was waited for, the newest first; else when the draft was weighed.
    """

    looked_at: int
    saved: int
    unreadable: int
    times: Mapping[str, int]
    in_time: bool = True

    @property
    def readable(self) -> int:
        return self.looked_at - self.unreadable


@dataclass(frozen=True, slots=True)
class Sought:
    """Books of one checksum fire alike; a new recommendation is counted with the next look."""

    checksum: str
    saved: int
    newest: int
    edition: Edition = field(compare=False)


def firings(edition: Edition, checksum: str) -> Firings:
    """From the weighing of this very book, where there is one; else as far as the time goes."""
    return weighed(checksum) or looked_through(edition, checksum)


def weighed(checksum: str) -> Firings | None:
    impact = Impact.objects.filter(checksum=checksum).first()
    found = standing_of(impact) if impact else None
    if found is None or not found.finished:
        return None
    return Firings(found.done, found.total, found.unreadable, found.fired, in_time=False)


def looked_through(edition: Edition, checksum: str) -> Firings:
    saved = SavedRecommendation.objects.count()
    newest = SavedRecommendation.objects.order_by("-pk").values_list("pk", flat=True).first()
    return counted(Sought(checksum, saved, newest or 0, edition))


@lru_cache(maxsize=16)
def counted(sought: Sought) -> Firings:
    cases = SavedRecommendation.objects.order_by("-pk").values_list("case", flat=True)
    until, looked_at, unreadable = monotonic() + BUDGET, 0, 0
    times = Counter[int]()
    for document in cases.iterator(chunk_size=100):
        if monotonic() > until:
            break
        looked_at += 1
        found = levels_of(document, sought.edition)
        times.update(places(found.certain))
        unreadable += not found.issues
    rules = sought.edition.book.rules
    by_key = {rules[place].key: number for place, number in times.items()}
    return Firings(looked_at, sought.saved, unreadable, by_key)
