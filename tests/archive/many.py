"""How do the tests store many recommendations, some of which say more in full than shared?"""

from __future__ import annotations

from functools import cache
from random import Random
from typing import Any
from unittest.mock import patch

from django.contrib.auth.models import User
from django.utils import timezone

from decisions.management.made_up import filling
from decisions.management.made_up.cases import draw_document, draw_matter
from decisions.management.made_up.pool import ALIKE, Answered, Pool
from decisions.models import SavedRecommendation, Share, Team
from decisions.models.indexing import index_case
from decisions.models.outcome import kept
from decisions.models.secrecy import apart
from decisions.seeds import made_up_words, shipped_edition, worked_cases
from decisions.subsidiarity.ladder import LEVELS
from decisions.subsidiarity.recommend import outcomes
from decisions.subsidiarity.wire import Refused, read_case, write_recommendation

Document = dict[str, Any]
FORA = ("eu", "budapest-process", "khartoum-process", "puebla")
MATTERS = 4


def store_many(number: int, seed: int = 1) -> list[SavedRecommendation]:
    """Needs Anna. The oldest first."""
    with patch.object(filling, "fill_pool", pool_at_hand):
        filling.fill(number, seed, timezone.now(), lambda *_: None)
    return list(SavedRecommendation.objects.order_by("pk"))


def pool_at_hand(*_: Any) -> Pool:
    """Worked out once in a process, since that takes longest."""
    return [
        [
            Answered(whole, *apart(whole), full_outcome=kept(full), shared_outcome=kept(shared))
            for whole, full, shared in ways
        ]
        for ways in worked_out()
    ]


@cache
def worked_out() -> list[list[tuple[Document, Document, Document]]]:
    draw, book = Random(5), shipped_edition().book
    tables = made_up_words()["tables"]
    matters = [draw_matter(draw, worked_cases(), tables, book) for _ in range(MATTERS)]
    return [[one_way(draw, matter) for _ in range(ALIKE)] for matter in matters]


def one_way(draw: Random, matter: Any) -> tuple[Document, Document, Document]:
    """In half of them the full outcome has another level and another forum than the shared one.

    Under the shipped rule book interests never move a level; under another they may.
    """
    edition = shipped_edition()
    document = draw_document(draw, matter, edition.book)
    try:
        both = outcomes(read_case(document, edition), edition)
    except Refused:
        return one_way(draw, matter)
    full, shared = write_recommendation(both.full), write_recommendation(both.shared)
    if draw.random() < 0.5:
        other = draw.choice([key for key in LEVELS if key != full["level"]])
        package = {"fora": [{"forum": draw.choice(FORA), "chosen": True, "role": "decides"}]}
        full = {**full, "level": other, "packages": [package]}
    return document, full, shared


def share(
    saved: SavedRecommendation,
    *,
    person: User | None = None,
    team: Team | None = None,
    right: int = 1,
    assessed: bool = False,
) -> Share:
    """The case of a record shared, and its records found from then on."""
    given = Share.objects.create(
        case_file=saved.case_file,
        person=person,
        team=team,
        right=right,
        assessed=assessed,
        given_by=saved.owner,
        given_at=timezone.now(),
    )
    index_case(saved.case_file_id)
    return given


def take_back(given: Share) -> None:
    case_file = given.case_file_id
    given.delete()
    index_case(case_file)
