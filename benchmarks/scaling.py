"""How does the time grow with rules, and with facts?"""

from __future__ import annotations

from collections.abc import Callable

from decisions.subsidiarity.edition import Edition

from .agree import assert_agreement
from .cases import random_cases
from .engines import Engine
from .engines.plain_loop import PlainLoop
from .engines.subsidium import Plain
from .engines.zen import ZenBatch
from .rows import answers, book_of
from .synthetic import synthetic
from .timing import times

RULES = (40, 200, 1_000)
FACTS = (8, 14, 26, 52)
ENGINES: tuple[type[Engine], ...] = (Plain, PlainLoop, ZenBatch)

Series = dict[str, dict[int, float]]
"""For each engine: size -> seconds a case."""
Tell = Callable[[str], None]


def by_rules(shipped: Edition, cases: int, rounds: int, tell: Tell) -> Series:
    facts = len(shipped.tables.domains)
    return series({n: synthetic(shipped, n, facts, n) for n in RULES}, cases, rounds, tell)


def by_facts(shipped: Edition, cases: int, rounds: int, tell: Tell) -> Series:
    rules = len(shipped.book.rules)
    return series({n: synthetic(shipped, rules, n, n) for n in FACTS}, cases, rounds, tell)


def series(editions: dict[int, Edition], cases: int, rounds: int, tell: Tell) -> Series:
    """All sizes in the same rounds, so that a busy moment makes no size look slow."""
    size_of = {
        engine: size for size, edition in editions.items() for engine in ready(edition, cases)
    }
    found: Series = {engine.name: {} for engine in ENGINES}
    for engine, seconds in times(list(size_of), rounds, tell).items():
        found[engine.name][size_of[engine]] = seconds
    return found


def ready(edition: Edition, cases: int) -> list[Engine]:
    """Engines that agree, with their cases."""
    book = book_of(edition)
    values = random_cases(edition, cases, seed=cases)
    plain = [answers(case, book.several) for case in values]
    engines = [engine(book) for engine in ENGINES]
    assert_agreement(engines, values, plain)
    return engines
