"""How does a database look in which no two of many recommendations are answered alike?

`python -m benchmarks.impact_fill N` fills the database that the environment names, as
`demo --recommendations N` does, and then gives every record answers of its own, with the level that
follows. Only for measuring: it takes the triggers out that keep records as they are.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from random import Random
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
BATCH = 2_000
PER_MATTER = 5
"""Records that share States and issues, as the records of one case do."""


def main() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        call_command("migrate", verbosity=0)
        call_command("seed", stdout=nowhere)
        call_command("demo", "--recommendations", sys.argv[1], stdout=nowhere, stderr=nowhere)
    answer_otherwise()


def answer_otherwise() -> None:
    from django.db import connection

    from decisions.models import SavedRecommendation, immutable

    immutable.remove(connection, immutable.ALL)
    documents = drawn(Random(6))  # noqa: S311 - repeatable, not secret
    keys = list(SavedRecommendation.objects.order_by("pk").values_list("pk", flat=True))
    for first in range(0, len(keys), BATCH):
        rows = [(*next(documents), key) for key in keys[first : first + BATCH]]
        with connection.cursor() as cursor:
            cursor.executemany(
                'UPDATE decisions_savedrecommendation SET "case" = %s, level = %s WHERE id = %s',
                rows,
            )
    immutable.install(connection, immutable.ALL)


def drawn(draw: Random) -> Iterator[tuple[str, str]]:
    """(shared case document, its level), one after the other, no two drawn alike."""
    from decisions.management.made_up.cases import draw_document, draw_matter
    from decisions.models.secrecy import apart
    from decisions.rulebook.weighing.levels import levels_of
    from decisions.seeds import made_up_words, shipped_edition, worked_cases
    from decisions.subsidiarity.wire import Refused, read_case

    edition, worked, tables = shipped_edition(), worked_cases(), made_up_words()["tables"]
    while True:
        matter = draw_matter(draw, worked, tables, edition.book)
        for _ in range(PER_MATTER):
            document: dict[str, Any] = apart(draw_document(draw, matter, edition.book))[0]
            try:
                read_case(document, edition)
            except Refused:
                continue
            level = levels_of(document, edition).level
            if level is not None:
                yield json.dumps(document), level.key


if __name__ == "__main__":
    main()
