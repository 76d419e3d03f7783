"""How long does something take at best, so that two things can be compared in one run?"""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter


def best(act: Callable[[], object], tries: int = 7) -> float:
    """Seconds of the quickest of several tries: what else the machine does hits the others."""

    def once() -> float:
        start = perf_counter()
        act()
        return perf_counter() - start

    return min(once() for _ in range(tries))
