"""What would an import bring, before anything is made of it?"""

from __future__ import annotations

from dataclasses import dataclass

from decisions.models import Draft, EditionRecord
from decisions.rulebook.differing import (
    differences,
    stand_of_document,
    stand_of_draft,
    stand_of_edition,
)
from decisions.rulebook.differing_page import Group, grouped

from .reading_in import ReadIn, words_of


@dataclass(frozen=True, slots=True)
class Preview:
    """What differs between `against` (`edition 2`, `the draft “…”`) and the file, in sentences.

    `left_out` are the parts that the file does not have; `states` whether its States differ.
    """

    against: str
    groups: tuple[Group, ...]
    count: int
    left_out: str
    states: bool


def preview(found: ReadIn, base: EditionRecord, draft: Draft | None) -> Preview:
    one = stand_of_draft(draft) if draft else stand_of_edition(base)
    differing = differences(one, stand_of_document(found.document, "the file"))
    return Preview(
        against=one.name,
        groups=tuple(grouped(differing)),
        count=len(differing),
        left_out=words_of(found.left_out),
        states=one.document["states"] != found.document["states"],
    )
