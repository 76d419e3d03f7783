"""Which levels and which fired rules does an edition give for a saved case document?

Exactly those of `recommend`, without the rest of a recommendation: what has no place in the edition
is left out as `house/difference` leaves it out. Takes some 50 microseconds where `recommend` takes
many milliseconds.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.ladder import Level

from .masks import Masks
from .stirred import read_under
from .told import Document


class Found(NamedTuple):
    """What follows for one issue; `certain` and `possible` are masks over the edition's rules."""

    topic: str
    level: Level
    certain: int
    possible: int


class Levels(NamedTuple):
    """What follows for a case: its issues, the lead first, and how many things had no place.

    Without issues where the case cannot be read under the edition; `reason` then says why.
    """

    issues: tuple[Found, ...]
    lost: int = 0
    reason: str = ""

    @property
    def level(self) -> Level | None:
        """The case's level: that of the lead issue."""
        return self.issues[0].level if self.issues else None

    @property
    def certain(self) -> int:
        """The rules that certainly fire on some issue."""
        mask = 0
        for found in self.issues:
            mask |= found.certain
        return mask


def levels_of(document: Document, edition: Edition, own: Edition | None = None) -> Levels:
    """Every issue of a saved, shared case document under an edition. `own` is the record's edition.

    The words of what has no place come from `own`; levels do not depend on it.
    """
    masks = masks_of(Same(edition))
    read = read_under(document, masks, own)
    issues = (
        Found(each.topic, masks.level(*each[1:]), each.certain, each.possible)
        for each in read.issues
    )
    return Levels(tuple(issues), read.lost, read.reason)


class Same:
    """An edition as a key: equal to itself alone, since a draft has neither number nor hash."""

    __slots__ = ("edition",)

    def __init__(self, edition: Edition) -> None:
        self.edition = edition

    def __hash__(self) -> int:
        return id(self.edition)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.edition is other.edition


@lru_cache(maxsize=16)
def masks_of(same: Same) -> Masks:
    return Masks(same.edition)
