"""Which cases are run?"""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from decisions.seeds import worked_cases
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import Facts, Value
from decisions.subsidiarity.wire import read_case

Values = dict[str, Value]
CHANGED = 3
"""Up to so many answers of a real case are drawn anew."""


def random_cases(edition: Edition, number: int, seed: int) -> list[Values]:
    """Every fact drawn by itself, all its values equally likely."""
    draw = Random(seed)  # noqa: S311 - repeatable, not secret
    domains = ordered(edition.tables.domains)
    return [one_of(domains, draw) for _ in range(number)]


def realistic_cases(edition: Edition, number: int, seed: int) -> list[Values]:
    """Issues of the worked cases: gaps filled by chance, up to CHANGED answers drawn anew."""
    draw = Random(seed)  # noqa: S311 - repeatable, not secret
    domains = ordered(edition.tables.domains)
    real = [ordered(facts) for facts in worked_issues(edition)]
    return [changed(one_of(draw.choice(real), draw), domains, draw) for _ in range(number)]


def worked_issues(edition: Edition) -> Iterator[Facts]:
    for worked in worked_cases():
        case = read_case(worked["document"], edition)
        for issue in case.issues:
            yield edition.facts(case, issue)


def ordered(facts: Facts) -> dict[str, list[Value]]:
    """In an order that does not depend on how Python hashes this time."""
    return {fact: sorted(values, key=sorted) for fact, values in facts.items()}


def one_of(facts: dict[str, list[Value]], draw: Random) -> Values:
    return {fact: draw.choice(values) for fact, values in facts.items()}


def changed(case: Values, domains: dict[str, list[Value]], draw: Random) -> Values:
    again = draw.sample(sorted(domains), draw.randint(0, CHANGED))
    return case | {fact: draw.choice(domains[fact]) for fact in again}
