"""How is a table written as CSV that no spreadsheet takes for formulas?"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "−")
"""What a cell must not begin with: signs of formulas, wide ones too, and what hides them."""
BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheets take UTF-8 for an older code."""


def guarded(value: object) -> str:
    """The cell's text; an apostrophe before what a spreadsheet would work out."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The whole table, with its byte order mark and CRLF line ends (RFC 4180)."""
    return "".join(csv_lines(head, rows))


def csv_lines(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The same line by line, for tables that are long."""
    writer = csv.writer(Echo())
    yield BYTE_ORDER_MARK
    for row in chain((head,), rows):
        yield writer.writerow([guarded(cell) for cell in row])


class Echo:
    """A file that keeps nothing: each line is given back to whoever writes it."""

    def write(self, line: str) -> str:
        return line
