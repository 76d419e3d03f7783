"""What did the last weighing of a draft find, and is it still of the draft as it stands?"""

from __future__ import annotations

from typing import NamedTuple

from decisions.models import Draft

from ..weighing.run import impact_of
from ..weighing.standing import Standing, standing_of


class Weighed(NamedTuple):
    """`stale`: the draft said something else then."""

    standing: Standing
    stale: bool


def last_weighed(draft: Draft, checksum: str) -> Weighed | None:
    """None where the draft was never weighed."""
    impact = impact_of(draft)
    return Weighed(standing_of(impact), impact.checksum != checksum) if impact else None
