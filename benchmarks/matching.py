"""How does the time of matching grow with the number of fora, for all States of the world?

`make bench-fora` runs this by itself, without other engines, and writes FORA.md and fora.svg.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from time import perf_counter

from django.conf import settings

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.fora import Forum, Need
from decisions.subsidiarity.ladder import Depth, Level
from decisions.subsidiarity.matching import match

from .plot import plot

FORA = (50, 100, 200, 350, 500)
ISSUES = 12
ROUNDS = 21
HERE = Path(__file__).parent
MATCHING, PROPORTIONAL = "Subsidium, matching", "in proportion to 50 fora"


def by_fora(shipped: Edition) -> dict[str, dict[int, float]]:
    """All sizes in each round. The second line is what exact proportion would be."""
    needs, catalogue = asked(shipped), many(shipped, FORA[-1])
    taken: dict[int, list[float]] = {size: [] for size in FORA}
    for number in range(ROUNDS):
        print(f"round {number + 1} of {ROUNDS}", file=sys.stderr)
        for size in FORA:
            taken[size].append(seconds(lambda some=catalogue[:size]: match(some, needs)))
    found = {size: median(times) for size, times in taken.items()}
    return {
        MATCHING: found,
        PROPORTIONAL: {size: found[FORA[0]] * size / FORA[0] for size in FORA},
    }


def asked(shipped: Edition) -> Need:
    """All members of the United Nations, and a dozen issues."""
    states = frozenset(code for code, state in shipped.states.items() if state.un_member)
    topics = tuple(topic.key for topic in shipped.book.topics[:ISSUES])
    return Need(Level.INTERREGIONAL, Depth.STANDARDS, topics, states)


def many(shipped: Edition, number: int) -> list[Forum]:
    """The shipped fora over and over, each with other States at the table, evenly mixed."""
    draw, codes = random.Random(number), sorted(shipped.states)  # noqa: S311
    rounds = -(-number // len(shipped.fora))
    again = [forum for _ in range(rounds) for forum in draw.sample(shipped.fora, len(shipped.fora))]
    return [other_table(draw, forum, codes, n) for n, forum in enumerate(again[:number])]


def other_table(draw: random.Random, forum: Forum, codes: list[str], place: int) -> Forum:
    members = frozenset(draw.sample(codes, min(len(forum.members), len(codes))))
    return replace(forum, id=f"{forum.id}-{place}", members=members)


def seconds(act: Callable[[], object]) -> float:
    start = perf_counter()
    act()
    return perf_counter() - start


def main() -> None:
    """Needs nothing but Subsidium itself."""
    settings.configure(USE_I18N=False)  # names of States are read without any Django around
    from decisions.seeds import shipped_edition

    found = by_fora(shipped_edition())
    title = "Matching over all UN States against the number of fora"
    (HERE / "fora.svg").write_text(plot(found, title, "fora in the catalogue"), encoding="utf-8")
    (HERE / "FORA.md").write_text(in_words(found[MATCHING]), encoding="utf-8")
    print(in_words(found[MATCHING]))


def in_words(found: dict[int, float]) -> str:
    sizes = " | ".join(f"{size}" for size in found)
    times = " | ".join(f"{1e3 * taken:.2f}" for taken in found.values())
    growth = found[FORA[-1]] / found[FORA[0]]
    return f"""# Matching fora

Written by `make bench-fora`. One package of {ISSUES} issues and all members of the United Nations;
catalogues drawn from the shipped fora with other States at the table. Median of {ROUNDS} rounds,
each size once a round, milliseconds a match:

| fora | {sizes} |
|---|{"--:|" * len(found)}
| matching | {times} |

{FORA[-1] // FORA[0]} times the fora take {growth:.1f} times the time: it grows in proportion.

![Time against the number of fora](fora.svg)
"""


if __name__ == "__main__":
    main()
