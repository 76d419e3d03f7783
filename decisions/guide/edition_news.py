"""Has the rule book changed since a case was begun, and was that answered?"""

from __future__ import annotations

from typing import NamedTuple

from decisions.models import CaseFile, EditionRecord
from decisions.models.edition import current_edition


class EditionNews(NamedTuple):
    """Another edition is in force than that of the case. `quiet`: somebody chose to stay."""

    current: EditionRecord
    quiet: bool


def edition_news(case_file: CaseFile) -> EditionNews | None:
    """None while the case is of the edition in force, which costs no query."""
    if case_file.edition.current:
        return None
    current = current_edition()
    return EditionNews(current, case_file.stays_beside_id == current.pk)
