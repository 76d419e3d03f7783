"""What stands right under the headline, so that nobody reads it without that?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.timezone import localtime

from decisions.memo.blocks import Said
from decisions.memo.standing import DEPARTS, departs, not_the_table


def asides(departure: Mapping[str, Any], doubted: Iterable[str]) -> Iterator[Said]:
    """The departure that this reader may know of, and each table that is not to be started with."""
    stands = departure["stands"]
    if stands:
        words = departs(departure["level"], departure["by"], localtime(stands.at))
        yield Said(words, DEPARTS)
    yield from map(Said, map(not_the_table, doubted))
