"""How is a table written as CSV that no spreadsheet takes for formulas?"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

FORMULA = re.compile(
    r"""(^|[;,]|(?!^)[\t\r\n\u2028\u2029])  # where a cell begins, or may begin once it is parted
    (?=[\s\u00ad\u200b-\u200f\u2060-\u2064\ufeff"']*[=+\-@＝＋－＠−])
    | ^(?=[\t\r\n])""",
    re.VERBOSE,
)
"""Before signs of formulas, wide ones too, whatever hides them: also behind a separator."""
BYTE_ORDER_MARK = "\ufeff"
"""Without it, spreadsheets take UTF-8 for an older code."""


def guarded(value: object) -> str:
    """The cell's text; an apostrophe before what a spreadsheet would work out, or would once it
    takes a separator within the text for the end of the cell."""
    text = "" if value is None else str(value)
    return FORMULA.sub(r"\1'", text)


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
