"""Are the quick levels and fired rules those of the core, under any changed book?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from decisions.rulebook.weighing import masks as masks_module
from decisions.rulebook.weighing.levels import levels_of
from decisions.rulebook.weighing.masks import Masks
from decisions.seeds import shipped_edition
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.firing import rules_in
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.wire import read_case
from tests.rulebook.impact_books import (
    KINDS,
    Document,
    Right,
    drawn_cases,
    edition_after,
    new_question,
    one_by_one,
)

pytestmark = pytest.mark.core

Kind = Callable[[Document], None]


def quick(document: Document, edition: Edition) -> Right:
    found = levels_of(document, edition, shipped_edition())
    if not found.issues:
        return None
    issues = [
        (each.topic, each.level.key, frozenset(r.key for r in rules_in(edition.book, each.certain)))
        for each in found.issues
    ]
    return issues, found.lost


def unequal(cases: list[Document], edition: Edition) -> int:
    return sum(quick(case, edition) != one_by_one(case, edition) for case in cases)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_quick_way_equals_the_core_for_every_kind_of_change(kind: Kind) -> None:
    assert unequal(drawn_cases(40), edition_after(kind)) == 0


@pytest.mark.heavy
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_quick_way_equals_the_core_on_thousands_of_cases(kind: Kind) -> None:
    assert unequal(drawn_cases(3_000, seed=2), edition_after(kind)) == 0


def test_it_equals_whole_recommendations(edition: Edition) -> None:
    for case in drawn_cases(5, seed=3):
        advice = recommend(read_case(case, edition), edition)
        wanted = [(each.finding.topic, each.finding.level) for each in advice.issues]
        found = levels_of(case, edition)
        assert [(each.topic, each.level) for each in found.issues] == wanted
        assert found.level is advice.level
        fired = {rule.key for each in advice.issues for rule in each.finding.certain(edition)}
        assert {rule.key for rule in rules_in(edition.book, found.certain)} == fired


def test_the_cases_lose_answers_issues_and_states_under_the_changed_books() -> None:
    """Otherwise the comparison above would be of the easy ones alone."""
    cases = drawn_cases(40)
    by_kind = {
        kind.__name__: [quick(case, edition_after(kind)) for case in cases] for kind in KINDS
    }
    for name in ("retired_option", "retired_question", "retired_issue"):
        assert any(found and found[1] for found in by_kind[name]), name
    assert any(found is None for found in by_kind["forum_members"])


def test_a_planted_fault_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that takes the rung on certain rules for the answer, whatever is still open."""
    monkeypatch.setattr(masks_module, "refusable", lambda *_: True)
    edition = replace(edition_after(new_question))  # another object: nothing is kept of it
    assert unequal(drawn_cases(40), edition) > 0


def test_an_engine_that_ignores_a_rule_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    honest, deafness = Masks.stir, 1 << 1

    def deaf(self: Masks, *args: Any) -> Any:
        found = honest(self, *args)
        return found._replace(
            certain=found.certain & ~deafness, possible=found.possible & ~deafness
        )

    monkeypatch.setattr(Masks, "stir", deaf)
    edition = shipped_edition()
    assert unequal(drawn_cases(40), edition) > 0
