"""Is the score high enough, and is every survivor explained in `survivors.toml`?"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("survivors.toml")
BAR = 0.95
STAR = "…"


def explained(mutant: str) -> str | None:
    """Why a survivor is none of the tests' business; None where nobody has said so."""
    return next((why for why, _, pattern in patterns() if pattern.fullmatch(mutant)), None)


@cache
def patterns() -> list[tuple[str, str, re.Pattern[str]]]:
    """(why, as written, the same as a pattern): in the file `…` stands for any text."""
    groups: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["groups"]
    return [
        (group["why"], each, re.compile(".*".join(map(re.escape, each.split(STAR))), re.DOTALL))
        for group in groups
        for each in group["mutants"]
    ]


def verdict(results: dict[str, str]) -> bool:
    """Prints the score by module, what is unexplained, and what is explained in vain."""
    alive = [mutant for mutant, killer in results.items() if not killer]
    everywhere = Counter(mutant.partition(":")[0] for mutant in results)
    left = Counter(mutant.partition(":")[0] for mutant in alive)
    for module, number in sorted(everywhere.items()):
        killed = number - left[module]
        print(f"{module:28} {killed:5} of {number:5}  {killed / number:7.2%}")
    score = 1 - len(alive) / len(results)
    print(f"{'all':28} {len(results) - len(alive):5} of {len(results):5}  {score:7.2%}")
    died = Counter(killer for killer in results.values() if killer.startswith("("))
    print("Killed without a failing test:", dict(died))
    unexplained = [mutant for mutant in alive if explained(mutant) is None]
    for mutant in unexplained:
        print("UNEXPLAINED", mutant)
    for _, written, pattern in patterns():
        if not any(pattern.fullmatch(mutant) for mutant in alive):
            print("explained in vain:", written)
    return score >= BAR and not unexplained
