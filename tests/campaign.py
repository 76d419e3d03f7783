"""How large is a random campaign: as in the suite, or as in `make campaign`?"""

from __future__ import annotations

import os

TIMES = int(os.environ.get("CAMPAIGN", "1"))


def larger(number: int) -> int:
    """So many cases in the suite; `CAMPAIGN=24` makes them 24 times as many."""
    return number * TIMES
