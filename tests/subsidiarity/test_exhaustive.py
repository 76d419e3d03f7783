"""On small books, where everything can be tried: does every range, count and question hold?"""

from __future__ import annotations

from collections import Counter
from itertools import combinations, product
from random import Random
from typing import Any

import pytest

from decisions.subsidiarity import counting
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import Facts, Value
from decisions.subsidiarity.findings import find
from decisions.subsidiarity.telling import decisive
from decisions.subsidiarity.whatif import firmness

from . import small_books
from .small_books import rule

pytestmark = pytest.mark.core

ASKED = ("alone", "wide", "tools", "capacity")
LEVELS = ["local", "subregional", "bilateral", "regional", "interregional", "global"]
BOUNDS = [("not_below", "decisive"), ("not_below", "presumption"),
          ("not_achievable_above", "decisive"), ("not_achievable_above", "presumption"),
          ("not_needed_above", "presumption")]  # fmt: skip
OPTIONS = {"alone": ["yes", "no"], "wide": ["yes", "no"], "tools": ["hands", "funds", "none"],
           "capacity": ["able", "unequal", "overstretched"]}  # fmt: skip


def random_rules(draw: Random) -> list[Any]:
    rules = []
    for number in range(draw.randint(3, 9)):
        when: dict[str, Any] = {}
        for fact in draw.sample(ASKED, draw.randint(1, 3)):
            some = draw.sample(OPTIONS[fact], draw.randint(1, len(OPTIONS[fact]) - 1))
            when[fact] = {"none_of": some} if draw.random() < 0.2 else some
        effect, strength = draw.choice(BOUNDS)
        rules.append(rule(f"r{number}", effect, draw.choice(LEVELS), strength, **when))
    return rules


def rung(rules: list[Any], known: dict[str, Value]) -> int:
    """Section 4 of the model on one full input, with nothing of the engine's."""

    def fires(row: Any) -> bool:
        return all(
            not set(given["none_of"]) & known[fact]
            if isinstance(given, dict)
            else bool(set(given) & known[fact])
            for fact, given in row["when"].items()
        )

    fired = [row for row in rules if fires(row)]

    def of(effect: str, strength: str) -> list[int]:
        return [LEVELS.index(r["value"]) for r in fired
                if (r["effect"], r["strength"]) == (effect, strength)]  # fmt: skip

    floor = max(of("not_below", "decisive"), default=0)
    ceiling = min(of("not_achievable_above", "decisive"), default=5)
    presumed = max(of("not_below", "presumption"), default=0)
    cap = min(
        of("not_achievable_above", "presumption") + of("not_needed_above", "presumption"), default=5
    )
    return ceiling if floor > ceiling else min(ceiling, max(floor, min(presumed, cap)))


def partial_inputs(edition: Edition) -> Any:
    """Every way to know some of the facts and not the others."""
    values = [sorted(edition.tables.domains[fact], key=sorted) for fact in ASKED]
    for known in range(len(ASKED) + 1):
        for places in combinations(range(len(ASKED)), known):
            for chosen in product(*(values[place] for place in places)):
                given = {ASKED[place]: value for place, value in zip(places, chosen, strict=True)}
                yield {**edition.tables.domains,
                       **{fact: frozenset({value}) for fact, value in given.items()}}  # fmt: skip


def completions(facts: Facts) -> Any:
    for chosen in product(*(facts[fact] for fact in ASKED)):
        yield dict(zip(ASKED, chosen, strict=True))


@pytest.mark.parametrize("seed", range(6))
def test_every_range_share_and_question_of_every_partial_input_holds(seed: int) -> None:
    rules = random_rules(Random(seed))
    edition = small_books.edition(*rules)
    assert not [facts for facts in partial_inputs(edition) if wrong(edition, rules, facts)]


def wrong(edition: Edition, rules: list[Any], facts: Facts) -> bool:
    levels = {tuple(each.items()): rung(rules, each) for each in completions(facts)}
    counted = Counter(levels.values())
    finding = find(edition, "asylum", facts)
    on = finding.on_level
    firm = firmness(edition, finding, on)
    found = set(decisive(edition.tables, edition.level_marks, facts))
    return (
        not on.span.exact
        or (on.span.low, on.span.high) != (min(counted), max(counted))
        or firm.same * counted.total() != counted[on.rung] * firm.of
        or found != {fact for fact in ASKED if moves(levels, ASKED.index(fact))}
    )


def test_a_count_that_forgets_pending_caps_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = counting.useful

    def careless(marks: Any, reached: Any, pending: int) -> int:
        caps = sum(mask for _, mask in marks.presumed_caps)
        return honest(marks, reached, pending) & ~caps

    monkeypatch.setattr(counting, "useful", careless)
    counting.exact_span.cache_clear()
    rules = random_rules(Random(0))
    edition = small_books.edition(*rules)
    assert [facts for facts in partial_inputs(edition) if wrong(edition, rules, facts)]
    counting.exact_span.cache_clear()


def moves(levels: dict[Any, int], place: int) -> bool:
    """Whether two full inputs that differ in this fact alone have different levels."""
    seen: dict[Any, set[int]] = {}
    for known, level in levels.items():
        seen.setdefault((*known[:place], *known[place + 1 :]), set()).add(level)
    return any(len(found) > 1 for found in seen.values())
