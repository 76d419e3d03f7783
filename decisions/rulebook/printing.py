"""How are an edition and its questionnaire printed, and as which kinds of file?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from typing import NamedTuple

from decisions.memo.blocks import Paper
from decisions.memo.pdf import pdf
from decisions.memo.questionnaire import questionnaire
from decisions.memo.word import word
from decisions.models import EditionRecord

from .book_paper import book_paper


class Kind(NamedTuple):
    """How a kind of file is named to browsers, and what prints a paper so."""

    mime: str
    printed: Callable[[Paper, datetime | None], bytes]


KINDS = {
    "docx": Kind(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        word,
    ),
    "pdf": Kind("application/pdf", pdf),
}


@lru_cache(maxsize=4)
def printed_questionnaire(pk: int, checksum: str, kind: str) -> bytes:
    """Printed once per process; keyed by the checksum too, as editions are."""
    record = EditionRecord.objects.get(pk=pk)
    return KINDS[kind].printed(questionnaire(record.ready()), record.published_at)


@lru_cache(maxsize=4)
def printed_book(pk: int, checksum: str, kind: str) -> bytes:
    """The whole edition, printed once per process."""
    record = EditionRecord.objects.select_related("author", "approver").get(pk=pk)
    return KINDS[kind].printed(book_paper(record), record.published_at)
