"""On how many of all possible inputs does a rule fire, exactly?"""

from __future__ import annotations

from dataclasses import dataclass

from decisions.subsidiarity.checks.covering import space_of
from decisions.subsidiarity.checks.verdict import one_in
from decisions.subsidiarity.edition import Edition


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of` inputs, each fact varying by itself."""

    count: int
    of: int

    @property
    def words(self) -> str:
        """`1 in 340`, `all`, `none`."""
        return one_in(self.count, self.of)

    @property
    def per_cent(self) -> str:
        """`0.29 %` to two digits; empty where the words say it."""
        if self.count == 0 or 2 * self.count > self.of:
            return ""
        return f"{100 * self.count / self.of:.2g} %"


def share_of(edition: Edition, key: str) -> Share:
    """KeyError where the edition has no such rule."""
    space = space_of(edition.tables)
    keys = [rule.key for rule in edition.book.rules]
    if key not in keys:
        raise KeyError(key)
    return Share(*space.share(space.boxes[keys.index(key)]))
