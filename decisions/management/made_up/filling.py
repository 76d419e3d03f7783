"""How are very many recommendations stored, a batch at a time?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from decisions.models import (
    AssessedInterests,
    CaseFile,
    Dispute,
    Dossier,
    FullOutcome,
    SavedRecommendation,
    SearchEntry,
    Share,
    Tag,
)
from decisions.models.edition import current_edition

from .people import people_of_the_demonstration
from .pool import POOL, fill_pool
from .rows import Made, Writer, entry

BATCH = 1_000
MOST = 5
"""How often a case is saved at most."""
BACK = timedelta(days=3 * 365)
Tell = Callable[[str, int, int], None]
"""Is told what is being done, how far it is, and of how many."""


def fill(wanted: int, seed: int, now: datetime, tell: Tell) -> int:
    """Add made-up recommendations until `wanted` are stored; gives how many were added."""
    before = SavedRecommendation.objects.count()
    missing = wanted - before
    if missing <= 0:
        return 0
    draw = Random(f"{seed} {before}")  # noqa: S311 - repeatable, not secret
    record, people = current_edition(), people_of_the_demonstration()
    size = min(POOL, missing)
    pool = fill_pool(draw, record, size, lambda done: tell("Worked out", done, size))
    writer, first = Writer(draw, record, pool, people), beginning(now)
    for done in range(0, missing, BATCH):
        tell("Stored", done, missing)
        number = min(BATCH, missing - done)
        store(writer, [first + (now - first) * (done + n) / missing for n in range(number)])
    tell("Stored", missing, missing)
    return missing


def beginning(now: datetime) -> datetime:
    """Three years ago, or when the last made-up one was saved: dates follow the keys."""
    made_up = SavedRecommendation.objects.filter(owner__username__startswith="officer-")
    last = made_up.order_by("-saved_at").values_list("saved_at", flat=True).first()
    return max(last, now - BACK) if last else now - BACK


@transaction.atomic
def store(writer: Writer, moments: list[datetime]) -> None:
    """One batch: cases first, then a record of one of them at each moment."""
    shared_out = in_turn(writer.draw, len(moments))
    when: dict[int, list[datetime]] = {}
    for number, at in zip(shared_out, moments, strict=True):
        when.setdefault(number, []).append(at)
    made = {number: writer.case(at) for number, at in when.items()}
    store_cases(list(made.values()))
    store_records(writer, [made[number] for number in shared_out], moments)


def in_turn(draw: Random, records: int) -> list[int]:
    """Numbers of cases, each as often as it is saved, in any order."""
    turns: list[int] = []
    while missing := records - len(turns):
        turns += [len(turns)] * min(draw.randint(1, MOST), missing)
    draw.shuffle(turns)
    return turns


def store_cases(cases: list[Made]) -> None:
    CaseFile.objects.bulk_create([made.case_file for made in cases])
    Tag.objects.bulk_create([tag for made in cases for tag in made.tags])
    Share.objects.bulk_create([share for made in cases for share in made.shares])
    AssessedInterests.objects.bulk_create([made.secret for made in cases if made.secret.document])


def store_records(writer: Writer, turns: list[Made], moments: list[datetime]) -> None:
    records = [writer.saved(made, at) for made, at in zip(turns, moments, strict=True)]
    SavedRecommendation.objects.bulk_create(records)
    full = [
        writer.full(saved, made.ways[saved.revision - 1])
        for saved, made in zip(records, turns, strict=True)
    ]
    FullOutcome.objects.bulk_create(full)
    dossiers = [writer.dossier(saved) for saved in records]
    Dossier.objects.bulk_create(dossiers)
    returned = [each for each in dossiers if each.status == "returned" and each.reviewer]
    Dispute.objects.bulk_create([writer.dispute(each) for each in returned])
    SearchEntry.objects.bulk_create(
        [entry(*each) for each in zip(records, full, turns, strict=True)]
    )
