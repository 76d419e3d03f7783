"""Which papers are there about a recommendation, and as which files do they come?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from .blocks import Paper
from .full import full
from .grid import grid
from .one_page import one_page
from .pdf import pdf
from .record import Record
from .word import word

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Format(NamedTuple):
    """What a file is called to a browser, and what prints a paper so."""

    content_type: str
    printed: Callable[[Paper, datetime | None], bytes]


class Printed(NamedTuple):
    content: bytes
    content_type: str
    name: str


KINDS: dict[str, Callable[[Record], Paper]] = {
    "one-page": one_page,
    "full": full,
    "grid": grid,
}
FORMATS: dict[str, Format] = {
    "docx": Format(WORD_TYPE, word),
    "pdf": Format("application/pdf", pdf),
}


def printed(record: Record, kind: str, form: str) -> Printed:
    """One paper as one file, named by code and kind. Raises KeyError for what there is not."""
    content_type, print_ = FORMATS[form]
    content = print_(KINDS[kind](record), record.saved_at)
    return Printed(content, content_type, f"recommendation-{record.code}-{kind}.{form}")
