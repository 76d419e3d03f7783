"""What of a case has a place under another edition than its own?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decisions.house.difference import Side
from decisions.house.difference.fitting import Fitted, fitted
from decisions.house.document import Document
from decisions.models import CaseFile
from decisions.subsidiarity.edition import Edition


def placed(case_file: CaseFile, document: Document, edition: Edition) -> Fitted:
    """The document without what has no place, finished or not. Raises Unreadable."""
    return placed_from(case_file.edition.ready(), document, edition)


def placed_from(own: Edition, document: Document, edition: Edition) -> Fitted:
    """The same of a document that is no case file's; `own` has the words for what is left out."""
    side = Side(document.get("title", ""), document, {}, {}, own)
    return fitted(side, edition, unfinished=True)


def evidence_placed(evidence: Mapping[str, Any], edition: Edition) -> Document:
    """That on questions which the edition asks."""
    known = edition.book.question_by_key
    return {key: found for key, found in evidence.items() if key in known}


def evidence_lost(case_file: CaseFile, edition: Edition) -> list[str]:
    """A sentence for each question with evidence that the edition does not ask."""
    own, known = case_file.edition.ready().book.question_by_key, edition.book.question_by_key
    return [
        f"The evidence on “{own[key].label if key in own else key}” is left out."
        for key in case_file.evidence
        if key not in known
    ]


def left_out(case_file: CaseFile, document: Document, edition: Edition) -> tuple[str, ...]:
    """Everything that has no place, a sentence each. Raises Unreadable."""
    if case_file.edition.number == edition.number:
        return ()
    return (*placed(case_file, document, edition).lost, *evidence_lost(case_file, edition))
