"""On which saved recommendations does a rule fire, and which of them would a change move?

Only shared documents are read. Nothing is stored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from django.contrib.auth.models import User

from decisions.models import SavedRecommendation
from decisions.models.recommendation import readable_recommendations
from decisions.rulebook.weighing.levels import Levels, levels_of
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.ladder import Level

NEWEST = 1000
"""Records that a preview looks at, the newest first: 0.1 s on a machine at rest."""
SECONDS = 0.6
AT_LEAST = 200
"""So many are looked at however long it takes."""
NAMED = 5


@dataclass(slots=True)
class Cases:
    """What the newest records say; `total` is how many there are. `moved` counts (from, to)."""

    total: int
    seen: int = 0
    before: int = 0
    now: int = 0
    unreadable: int = 0
    moved: Counter[tuple[Level, Level]] = field(default_factory=Counter)
    fires_on: list[int] = field(default_factory=list)
    named: list[SavedRecommendation] = field(default_factory=list)

    @property
    def moves(self) -> int:
        return self.moved.total()

    @property
    def all_seen(self) -> bool:
        return self.seen == self.total

    @property
    def total_words(self) -> str:
        return f"{self.total:,}"

    @property
    def steps(self) -> list[tuple[Level, Level, int]]:
        """From, to, how many: the most frequent first."""
        return [(*step, number) for step, number in self.moved.most_common()]


def cases_under(before: Edition, after: Edition, key: str, user: User) -> Cases:
    """The newest records under a draft without a change of the rule `key`, and with it."""
    cases = Cases(SavedRecommendation.objects.count())
    bits = bit_of(before, key), bit_of(after, key)
    for pk, document in newest():
        take(cases, pk, bits, levels_of(document, before), levels_of(document, after))
    readable = readable_recommendations(user).filter(pk__in=cases.fires_on)
    cases.named = list(readable[:NAMED]) if cases.fires_on else []
    return cases


def bit_of(edition: Edition, key: str) -> int:
    """The rule's place in the masks; 0, which nothing meets, where the edition has it not."""
    keys = [rule.key for rule in edition.book.rules]
    return 1 << keys.index(key) if key in keys else 0


def newest() -> Iterator[tuple[int, Any]]:
    """Key and shared document of the newest records, as many as the time allows."""
    began = perf_counter()
    rows = SavedRecommendation.objects.order_by("-pk").values_list("pk", "case")[:NEWEST]
    for number, row in enumerate(rows.iterator(chunk_size=AT_LEAST)):
        if number >= AT_LEAST and perf_counter() - began > SECONDS:
            return
        yield row


def take(cases: Cases, pk: int, bits: Iterable[int], before: Levels, after: Levels) -> None:
    old, new = bits
    cases.seen += 1
    if before.level is None or after.level is None:
        cases.unreadable += 1
        return
    cases.before += bool(before.certain & old)
    if after.certain & new:
        cases.now += 1
        cases.fires_on.append(pk)
    if before.level != after.level:
        cases.moved[before.level, after.level] += 1
