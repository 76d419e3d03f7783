"""Does the engine agree with a slow and obvious reading of the design?"""

from __future__ import annotations

import copy
from random import Random
from typing import Any

import pytest

from decisions.seeds import SEEDS, load
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.findings import IssueFinding, decisive_unknowns, find
from decisions.subsidiarity.wire import read_case

from ..campaign import larger
from . import reference
from .random_cases import random_document

pytestmark = [pytest.mark.core, pytest.mark.random]

CASES = larger(450)
"""For each of the four seeds; about two and a half issues each: about 9,000 inputs in the
suite, and more than 100,000 in `make campaign`."""
BRUTE_FORCE_UP_TO = 300


@pytest.fixture(scope="module")
def book() -> dict[str, Any]:
    return reference.load_book(SEEDS / "rulebook.toml")


@pytest.fixture(scope="module")
def states() -> dict[str, Any]:
    return {state["code"]: state for state in load("states.toml")["states"]}


@pytest.fixture(scope="module")
def members() -> dict[str, list[str]]:
    return {forum["id"]: forum.get("members", []) for forum in load("fora.toml")["fora"]}


def engine(edition: Edition, document: dict[str, Any], shared: bool) -> list[IssueFinding]:
    case = read_case(document, edition)
    case = case.shared() if shared else case
    return [find(edition, issue.topic, edition.facts(case, issue)) for issue in case.issues]


def plain(facts: Any) -> dict[str, set[Any]]:
    """The engine's values as the reference writes them."""
    several = {"tried_at", "assistance", "roles"}
    return {
        fact: {value if fact in several else next(iter(value)) for value in values}
        for fact, values in facts.items()
    }


def compare(edition: Edition, finding: IssueFinding, facts: Any, rules: list[Any]) -> None:
    """Facts, fired rules and weighing on both scales must be equal."""
    assert plain(finding.facts) == facts
    kinds = {rule["key"]: reference.classify(rule, facts) for rule in rules}
    certain = {rule.key for rule in finding.certain(edition)}
    assert certain == {key for key, kind in kinds.items() if kind == "certain"}
    fired = [rule for rule in rules if kinds[rule["key"]] == "certain"]
    for on, scale in (
        (finding.on_level, reference.LEVELS),
        (finding.on_depth, reference.DEPTHS),
    ):
        expected = reference.weigh(fired, scale)
        weighed = on.weighed
        assert weighed.rung == expected["level"]
        assert weighed.ambition == expected["ambition"]
        assert weighed.tension == expected["tension"]
        assert {loser.rule.key for loser in weighed.yielded} == expected["yielded"]


def inputs(book: Any, states: Any, members: Any, number: int, seed: int) -> Any:
    draw = Random(seed)
    codes = sorted(states)
    for _ in range(number):
        document = random_document(draw, book, codes)
        shared = draw.random() < 0.3
        facts = [
            reference.facts_about(document, entry, book, states, members, shared)
            for entry in document["issues"]
        ]
        yield document, shared, facts


@pytest.mark.parametrize("seed", [2004, 2005, 2006, 2007])
def test_engine_and_reference_agree_on_thousands_of_random_inputs(
    edition: Edition, book: Any, states: Any, members: Any, seed: int
) -> None:
    compared = 0
    for document, shared, facts in inputs(book, states, members, CASES, seed):
        for finding, known in zip(engine(edition, document, shared), facts, strict=True):
            compare(edition, finding, known, book["rules"])
            compared += 1
    assert compared >= larger(1_000)


@pytest.mark.parametrize("seed", [1961, 2000, 2022])
def test_ranges_and_decisive_unknowns_equal_brute_force_over_all_completions(
    edition: Edition, book: Any, states: Any, members: Any, seed: int
) -> None:
    tried = 0
    for document, shared, facts in inputs(book, states, members, larger(75), seed):
        for finding, known in zip(engine(edition, document, shared), facts, strict=True):
            for on, scale in (
                (finding.on_level, reference.LEVELS),
                (finding.on_depth, reference.DEPTHS),
            ):
                if reference.size(book["rules"], known, scale) > BRUTE_FORCE_UP_TO:
                    continue
                levels = reference.all_levels(book["rules"], known, scale)
                assert (on.span.low, on.span.high) == (min(levels), max(levels))
                assert on.span.exact
                assert min(levels) <= on.rung <= max(levels)
                tried += 1
            if reference.size(book["rules"], known, reference.LEVELS) <= BRUTE_FORCE_UP_TO:
                asked = {question["key"] for question in book["questions"]}
                expected = reference.decisive(book["rules"], known, reference.LEVELS) & asked
                assert set(decisive_unknowns(edition, finding)) == expected
    assert tried > 75


def disagreements(edition: Edition, book: Any, states: Any, members: Any) -> int:
    found = 0
    for document, shared, facts in inputs(book, states, members, 300, seed=7):
        for finding, known in zip(engine(edition, document, shared), facts, strict=True):
            try:
                compare(edition, finding, known, book["rules"])
            except AssertionError:
                found += 1
    return found


def test_a_fault_planted_in_the_reference_book_is_caught(
    edition: Edition, book: Any, states: Any, members: Any
) -> None:
    faulty = copy.deepcopy(book)
    rule = next(rule for rule in faulty["rules"] if rule["key"] == "pair-suffices")
    rule["value"] = "regional"
    assert disagreements(edition, book, states, members) == 0
    assert disagreements(edition, faulty, states, members) > 0


def test_a_fault_planted_in_the_reference_weighing_is_caught(
    edition: Edition, book: Any, states: Any, members: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = reference.weigh

    def careless(rules: list[Any], scale: list[str]) -> dict[str, Any]:
        """Reads every presumption as decisive: "mostly" becomes "always"."""
        return honest([{**rule, "strength": "decisive"} for rule in rules], scale)

    monkeypatch.setattr(reference, "weigh", careless)
    assert disagreements(edition, book, states, members) > 0
