"""Does the run notice a weak set of tests? One wrong weighing, with and without the tests of it.

In the wrong core every rung that rests on a presumption is wrong: the tests of weighing must see
this, those of stances cannot, and on the core as it is nothing must fail.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from .forks import in_forks
from .trials import SURVIVED, Mutant, from_scratch

FILE = Path("decisions/subsidiarity/weigh.py")
RIGHT, WRONG = b"max(self.floor, presumed)", b"self.floor"
WEIGHING, STANCES = (
    f"tests/subsidiarity/test_{name}.py::" for name in ("weighing", "edges_stances")
)
Trial = tuple[str, Mutant | None, str, bool]


def control(tests: Iterable[str]) -> None:
    """Ends the run where a trial says otherwise than it must."""
    tests, wrong = sorted(tests), known_mutant()
    trials: list[Trial] = [
        ("the core as it is passes", None, WEIGHING, True),
        ("a wrong weighing is seen by the tests of weighing", wrong, WEIGHING, False),
        ("a wrong weighing is not seen by the tests of stances", wrong, STANCES, True),
    ]

    def work(trial: Trial) -> str:
        return from_scratch(trial[1], [test for test in tests if test.startswith(trial[2])])

    def done(trial: Trial, killer: str) -> None:
        if (killer == SURVIVED) is not trial[3]:
            sys.exit(f"The negative control failed. It should be that {trial[0]}. {killer}")

    in_forks(trials, lambda _: 60, work, done)


def known_mutant() -> Mutant:
    source = FILE.read_bytes()
    start = source.index(RIGHT)
    end, known = start + len(RIGHT), sha256(source).hexdigest()
    return {"file": str(FILE), "sum": known, "start": start, "end": end, "text": WRONG.decode()}
