"""How long does each engine take for a case?"""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from random import Random
from statistics import median

from .engines import Engine


def times(
    engines: Sequence[Engine], rounds: int, tell: Callable[[str], None]
) -> dict[Engine, float]:
    """Seconds a case: the median over rounds in each of which every engine has its turn.

    Engines have their cases already. Their order is drawn anew for each round, so that none always
    follows the same other.
    """
    draw = Random(rounds)  # noqa: S311 - repeatable, not secret
    order = list(engines)
    taken: dict[Engine, list[float]] = {engine: [] for engine in engines}
    gc.collect()
    gc.freeze()
    for number in range(rounds):
        tell(f"round {number + 1} of {rounds}")
        draw.shuffle(order)
        for engine in order:
            taken[engine].append(engine.seconds() / engine.loaded)
    gc.unfreeze()
    return {engine: median(seconds) for engine, seconds in taken.items()}
