"""How does the present search leave as a table, be it long?"""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User

from decisions.house.marking import strictest_key
from decisions.models.recommendation import readable_recommendations
from decisions.models.search import find
from decisions.subsidiarity.edition import Edition

from .finding import Wanted, sought
from .listing import Row, names_in, rows

HEAD = ("Code", "Title", "Handling", "Level", "Departure", "Worked out", "States", "Issues",
        "Status", "Owner", "Shared with teams", "Tags", "Edition", "Saved", "Put away")  # fmt: skip
MOST = 10_000
BATCH = 500
CUT = f"Only the latest {MOST:,} are in this file. Narrow the search to get the others."
Cells = tuple[object, ...]


def table(user: User, wanted: Wanted, edition: Edition) -> Iterator[Cells]:
    """A row of cells for each record, the latest first; a last one says where it was cut."""
    names, keys = names_in(edition), keys_of(user, wanted)
    for batch in batches(keys):
        for row in rows(user, batch, names):
            yield cells(row)
    if len(keys) > MOST:
        yield (CUT,)


def keys_of(user: User, wanted: Wanted) -> list[int]:
    """What the table is made of; one more than it holds where it is cut."""
    return find(sought(user, wanted), MOST + 1)


def batches(keys: list[int]) -> Iterator[list[int]]:
    for start in range(0, min(len(keys), MOST), BATCH):
        yield keys[start : min(start + BATCH, MOST)]


def handling_in(user: User, wanted: Wanted) -> str:
    """The key of the strictest marking among the rows of the table."""
    found: set[str] = set()
    for batch in batches(keys_of(user, wanted)):
        readable = readable_recommendations(user).filter(pk__in=batch).order_by()
        found |= set(readable.values_list("case_file__handling", flat=True).distinct())
    return strictest_key(found)


def cells(row: Row) -> Cells:
    saved = row.saved
    return (
        saved.code,
        saved.title,
        row.marking,
        row.level,
        row.departure,
        "with assessed interests" if row.whole else "as shared",
        "; ".join(row.states),
        "; ".join(row.issues),
        row.status,
        row.owner,
        "; ".join(row.teams),
        "; ".join(row.tags),
        saved.edition.number,
        saved.saved_at.isoformat(timespec="seconds"),
        "yes" if row.away else "",
    )
