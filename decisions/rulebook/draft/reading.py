"""What does a draft say at this moment, as far as it can be read?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from decisions.models import Draft
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.wire import Lenient, Refused, checksum, read_edition, read_leniently

from .parts import Document, assembled


@dataclass(frozen=True, slots=True)
class DraftReading:
    """A draft as it stands at a step: its document, and what can be read of it.

    A draft always reads leniently (whatever would not is refused when it is saved); rules that are
    refused are left out of `edition` and named in `read`.
    """

    document: Document
    read: Lenient
    checksum: str

    @property
    def edition(self) -> Edition:
        return self.read.edition

    @property
    def strict(self) -> Edition | None:
        """The edition if nothing in it is refused; only such a one can be published."""
        try:
            return read_edition(self.document)
        except Refused:
            return None


def draft_reading(draft: Draft) -> DraftReading:
    """The draft as it stands now; worked out once per step and process."""
    while True:
        found = reading_at(draft.code, draft.steps)
        # Another step may have been taken between the two questions to the database.
        now = Draft.objects.values_list("steps", flat=True).get(pk=draft.pk)
        if now == draft.steps:
            return found
        reading_at.cache_clear()
        draft.steps = now


@lru_cache(maxsize=16)
def reading_at(code: str, steps: int) -> DraftReading:
    """Keyed by the step too, so that a draft that changed is read again."""
    draft = Draft.objects.get(code=code)
    return reading_of(assembled(draft.rest, draft.items.all()))


def reading_of(document: Document) -> DraftReading:
    """Raises Refused for what is refused outside the rules."""
    return DraftReading(document, read_leniently(document), checksum(document))
