"""Is a search that was cut short, or was in vain, said to prove only what it proves?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity import smallest
from decisions.subsidiarity.changes import Change
from decisions.subsidiarity.ladder import Level
from decisions.subsidiarity.smallest import Smallest

from .small_books import edition, rule
from .test_edges_smallest import D, least, of

pytestmark = pytest.mark.core


def test_a_search_cut_short_claims_no_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    open_book = edition(
        rule("one", "not_below", "bilateral", D, wide=["yes"]),
        rule("other", "not_below", "regional", D, wide=["no"]),
    )
    asked: Any = {"book": open_book}
    assert least(Level.BILATERAL, **asked) == Smallest(Level.BILATERAL, (), True)
    monkeypatch.setattr(smallest, "TRIED", 0)
    assert least(Level.BILATERAL, **asked) == Smallest(
        Level.BILATERAL, (Change("wide", None, of("yes")),), False
    )
    monkeypatch.setattr(smallest, "TRIED", 1)
    assert least(Level.BILATERAL, **asked) == Smallest(Level.BILATERAL, (), False)
    assert least(Level.GLOBAL, **asked) == Smallest(Level.GLOBAL, None, True)


def test_a_level_between_those_that_an_open_question_leads_to_is_tried_in_vain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    apart: Any = {"book": edition(
        rule("one", "not_below", "bilateral", D, wide=["yes"]),
        rule("other", "not_below", "global", D, wide=["no"]),
        rule("aside", "not_below", "subregional", D, alone=["no"]),
    )}  # fmt: skip
    assert least(Level.REGIONAL, **apart) == Smallest(Level.REGIONAL, None, True)
    for tried in (1, 2, 3):
        monkeypatch.setattr(smallest, "TRIED", tried)
        assert least(Level.REGIONAL, **apart) == Smallest(Level.REGIONAL, None, False)
    monkeypatch.setattr(smallest, "TRIED", 4)
    assert least(Level.REGIONAL, **apart) == Smallest(Level.REGIONAL, None, True)
