"""Does matching grow in proportion to the catalogue?"""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.fora import Forum, Need
from decisions.subsidiarity.ladder import Depth, Level
from decisions.subsidiarity.matching import match
from tests.timing import best

pytestmark = pytest.mark.core

TIMES = 4
"""How much larger the larger catalogue is."""


def catalogue(edition: Edition, copies: int) -> list[Forum]:
    draw, codes = random.Random(1), sorted(edition.states)
    return [
        replace(
            forum,
            id=f"{forum.id}-{copy}",
            members=frozenset(draw.sample(codes, len(forum.members))),
        )
        for copy in range(copies)
        for forum in edition.fora
    ]


def test_four_times_the_fora_take_far_less_than_sixteen_times_the_time(edition: Edition) -> None:
    """Over all UN States and a dozen issues, 540 fora against 135 in the same run."""
    states = frozenset(code for code, state in edition.states.items() if state.un_member)
    topics = tuple(topic.key for topic in edition.book.topics[:12])
    need = Need(Level.INTERREGIONAL, Depth.STANDARDS, topics, states)
    many = catalogue(edition, 6)
    few = many[: len(many) // TIMES]
    ratio = best(lambda: match(many, need)) / best(lambda: match(few, need))
    assert ratio < TIMES * 2
