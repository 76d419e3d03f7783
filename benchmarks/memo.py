"""How long does it take to print a recommendation, and how large is what comes out?

`make bench-memo` prints the gold cases as Word and PDF, on one page and in full, each beside an
empty document made in the same run, and writes MEMO.md.
"""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any, NamedTuple

import django
import typst
from docx import Document

ROUNDS = 3
BAR = 2.0
"""Seconds within which every paper must be there."""
GOLD, FURTHER = Path(__file__).parent.parent / "tests" / "subsidiarity" / "fora_golden.toml", 2
HERE = Path(__file__).parent
NOTHING = b'#set document(title: "Empty")\n'


class Made(NamedTuple):
    """Median of the rounds, in seconds, and bytes."""

    seconds: float
    size: int


def gold_cases() -> dict[str, dict[str, Any]]:
    """The ten worked cases, and the first further ones: id -> document."""
    from decisions.seeds import worked_cases

    further = tomllib.loads(GOLD.read_text(encoding="utf-8"))["golden"][:FURTHER]
    return {case["id"]: case["document"] for case in (*worked_cases(), *further)}


def record_of(document: dict[str, Any]) -> Any:
    from decisions.memo.record import Record
    from decisions.seeds import shipped_edition
    from decisions.subsidiarity.recommend import recommend
    from decisions.subsidiarity.wire import checksum, read_case, write_recommendation

    edition = shipped_edition()
    outcome = write_recommendation(recommend(read_case(document, edition), edition))
    return Record(
        code="benchmark0",
        title=document["title"],
        summary="",
        aim="",
        document=document,
        evidence={},
        outcome=outcome,
        edition=edition,
        owner="Anna",
        saved_at=datetime(2026, 5, 3, 14, 2, tzinfo=UTC),
        checksum=checksum(outcome),
        whole=False,
    )


def printers() -> dict[tuple[str, str], Callable[[Any], bytes]]:
    """(kind, format) -> from a record to a file, everything in between included."""
    from decisions.memo.formats import printed

    return {
        (kind, form): lambda record, kind=kind, form=form: printed(record, kind, form).content
        for kind in ("one-page", "full")
        for form in ("docx", "pdf")
    }


def empty_docx(_: Any) -> bytes:
    out = BytesIO()
    Document().save(out)
    return out.getvalue()


def empty_pdf(_: Any) -> bytes:
    return typst.compile(NOTHING, pdf_standards=["ua-1"], ignore_system_fonts=True)


def made(act: Callable[[Any], bytes], what: Any) -> Made:
    times, size = [], 0
    for _ in range(ROUNDS):
        start = perf_counter()
        size = len(act(what))
        times.append(perf_counter() - start)
    return Made(median(times), size)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    rows: dict[str, list[Made]] = {}
    empties: list[list[Made]] = []
    for case, document in gold_cases().items():
        print(case, file=sys.stderr)
        record = record_of(document)
        rows[case] = [made(act, record) for act in printers().values()]
        empties.append([made(act, None) for act in (empty_docx, empty_pdf)])
    report = in_words(rows, [typical(several) for several in zip(*empties, strict=True)])
    (HERE / "MEMO.md").write_text(report, encoding="utf-8")
    print(report)
    if slowest(rows) > BAR:
        sys.exit("A paper took longer than the bar.")


def slowest(rows: dict[str, list[Made]]) -> float:
    return max(each.seconds for row in rows.values() for each in row)


def cell(each: Made) -> str:
    return f"{each.size / 1000:.0f} kB, {each.seconds:.2f} s"


def typical(several: Sequence[Made]) -> Made:
    return Made(median(each.seconds for each in several), several[0].size)


def in_words(rows: dict[str, list[Made]], empties: list[Made]) -> str:
    lines = "\n".join(f"| {case} | {' | '.join(map(cell, row))} |" for case, row in rows.items())
    empty = " | ".join(map(cell, empties * 2))
    met = "met" if slowest(rows) <= BAR else "NOT met"
    return f"""# Recommendations on paper

Written by `make bench-memo`: from a saved outcome to a finished file, {len(rows)} cases, median of
{ROUNDS} rounds. The last row is an empty document by the same library, made between the cases.

| case | Word, one page | PDF, one page | Word, in full | PDF, in full |
|---|--:|--:|--:|--:|
{lines}
| *an empty document* | {empty} |

Bar: every paper within {BAR:.0f} s. Slowest: {slowest(rows):.2f} s, {met}.
"""


if __name__ == "__main__":
    main()
