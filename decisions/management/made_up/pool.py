"""Which recommendations are worked out once, to be saved many times?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from decisions.models import EditionRecord, KeptOutcome
from decisions.models.outcome import kept
from decisions.models.secrecy import apart
from decisions.seeds import made_up_words, worked_cases
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.recommend import outcomes
from decisions.subsidiarity.wire import Refused, read_case, write_recommendation

from .cases import Document, Matter, draw_document, draw_matter

POOL = 200
ALIKE = 3
"""Answered so many ways, each matter gives a case its history."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A case as answered, whole and shared, with what is recommended for either."""

    whole: Document
    shared: Document
    secret: Document
    full_outcome: KeptOutcome
    shared_outcome: KeptOutcome


Pool = list[list[Answered]]
"""Ways to answer, by matter."""


def fill_pool(draw: Random, record: EditionRecord, size: int, tell: Callable[[int], None]) -> Pool:
    """About `size` recommendations, really worked out under this edition and kept."""
    edition = record.ready()
    tables, worked = made_up_words()["tables"], worked_cases()
    pool: Pool = []
    while (done := sum(map(len, pool))) < size:
        tell(done)
        matter = draw_matter(draw, worked, tables, edition.book)
        pool.append([answered(draw, matter, edition) for _ in range(min(ALIKE, size - done))])
    return pool


def answered(draw: Random, matter: Matter, edition: Edition) -> Answered:
    while True:
        document = draw_document(draw, matter, edition.book)
        try:
            case = read_case(document, edition)
        except Refused:
            continue
        both = outcomes(case, edition)
        shared, secret = apart(document)
        full, part = (kept(write_recommendation(each)) for each in (both.full, both.shared))
        return Answered(document, shared, secret, full, part)


def level_of(outcome: KeptOutcome) -> str:
    document: dict[str, Any] = outcome.document
    level: str = document["level"]
    return level
