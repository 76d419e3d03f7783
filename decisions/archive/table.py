"""How does the present search leave as a table, be it long?"""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User

from decisions.models.search import find
from decisions.subsidiarity.edition import Edition

from .finding import Wanted, sought
from .listing import Row, names_in, rows

HEAD = ("Code", "Title", "Handling", "Level", "Worked out", "States", "Issues", "Status", "Owner",
        "Shared with teams", "Tags", "Edition", "Saved", "Put away")  # fmt: skip
MOST = 10_000
BATCH = 500
CUT = f"Only the latest {MOST:,} are in this file. Narrow the search to get the others."
Cells = tuple[object, ...]


def table(user: User, wanted: Wanted, edition: Edition) -> Iterator[Cells]:
    """A row of cells for each record, the latest first; a last one says where it was cut."""
    asked, names, last = sought(user, wanted), names_in(edition), 0
    for _ in range(0, MOST, BATCH):
        keys = find(asked, BATCH, older_than=last)
        for row in rows(user, keys, names):
            yield cells(row)
        if len(keys) < BATCH:
            return
        last = keys[-1]
    if find(asked, 1, older_than=last):
        yield (CUT,)


def cells(row: Row) -> Cells:
    saved = row.saved
    return (
        saved.code,
        saved.title,
        row.marking,
        row.level,
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
