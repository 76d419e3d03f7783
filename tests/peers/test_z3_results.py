"""Does z3 reach the same rules, levels and ranges for cases of the shipped book?"""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
import z3

from decisions.seeds import load, shipped_document
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import Facts
from decisions.subsidiarity.findings import IssueFinding, find
from decisions.subsidiarity.wire import read_case

from ..campaign import larger
from ..subsidiarity.random_cases import random_document
from ..subsidiarity.reference import DEPTHS, LEVELS
from .z3_book import Z3

pytestmark = [pytest.mark.core, pytest.mark.random]

CASES = larger(7)


@pytest.fixture(scope="module")
def peer() -> Z3:
    return Z3(shipped_document())


def findings(edition: Edition, number: int, seed: int) -> list[IssueFinding]:
    draw, book = Random(seed), load("rulebook.toml")
    codes = sorted(state["code"] for state in load("states.toml")["states"])
    found = []
    for _ in range(number):
        case = read_case(random_document(draw, book, codes), edition)
        found += [find(edition, issue.topic, edition.facts(case, issue)) for issue in case.issues]
    return found


def known(peer: Z3, facts: Facts) -> list[z3.BoolRef]:
    """What is known, as formulas: some value of each fact, every option given or not."""
    return [
        z3.Or([z3.And(peer.given({fact: tuple(value)})) for value in values])
        for fact, values in facts.items()
        if fact in peer.facts
    ]


def reached(peer: Z3, facts: list[z3.BoolRef], scale: list[str]) -> tuple[int, int]:
    """The lowest and the highest rung that any completion leads to."""
    rungs = range(len(scale))
    above = [peer.at_least(scale, rung) for rung in rungs]
    low = next(r for r in rungs if possible(peer, facts, z3.Not(peer.at_least(scale, r + 1))))
    high = max(r for r in rungs if possible(peer, facts, above[r]))
    return low, high


def possible(peer: Z3, facts: list[z3.BoolRef], also: Any) -> bool:
    return bool(peer.solver.check(*facts, also) == z3.sat)


def certain(peer: Z3, facts: list[z3.BoolRef]) -> set[str]:
    return {key for key, fires in peer.fires.items() if not possible(peer, facts, z3.Not(fires))}


def differs(peer: Z3, finding: IssueFinding, edition: Edition) -> bool:
    facts = known(peer, finding.facts)
    spans = [(on.span.low, on.span.high) for on in (finding.on_level, finding.on_depth)]
    return [reached(peer, facts, LEVELS), reached(peer, facts, DEPTHS)] != spans or certain(
        peer, facts
    ) != {rule.key for rule in finding.certain(edition)}


def test_z3_agrees_on_ranges_and_certain_rules_of_random_cases(edition: Edition, peer: Z3) -> None:
    found = findings(edition, CASES, seed=22)
    assert not [finding for finding in found if differs(peer, finding, edition)]


def test_a_book_with_one_cap_changed_is_told_apart(edition: Edition) -> None:
    document = shipped_document()
    rule = next(rule for rule in document["rules"] if rule["key"] == "pair-suffices")
    rule["value"] = "local"
    faulty = Z3(document)
    assert [each for each in findings(edition, 8, seed=23) if differs(faulty, each, edition)]
