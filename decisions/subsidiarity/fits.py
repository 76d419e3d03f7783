"""How does one forum answer what a package asks: seats, mandate, depth, role?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .fora import Forum, Need
from .forum_roles import TABLES, brings, mandate_for, role_in, serves
from .ladder import Level

SEATED_ENOUGH = 10
"""A table seats the States if at most one in this many is missing: an assumption of ours, so that
a universal body with a few absent States counts. Whoever is named must sit all the same."""
FEW, SOME = 5, 20
"""Members from elsewhere: a few make no table a strange one."""
SMALL = 10
"""So few others are soon called together again."""
CLOSED = {
    "ended": "it has ended",
    "succeeded": "another forum has taken its place",
    "dormant": "it has not met for years",
}


@dataclass(frozen=True, slots=True)
class Fit:
    """How one forum answers a need."""

    forum: Forum
    need: Need
    role: str | None
    seated: tuple[str, ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    mandate: Mapping[str, str]
    """For each issue of the package `core`, `wider` or `none`."""

    @property
    def outsiders(self) -> int:
        """Members that have no part in the matter: the smaller, the better the table."""
        return len(self.forum.members - self.need.states)

    @property
    def enough_seats(self) -> bool:
        """Talks without a State that is named are no talks with it."""
        if self.universal_helper:
            return True
        if not self.need.singly.isdisjoint(self.wanting):
            return False
        return len(self.wanting) * SEATED_ENOUGH <= len(self.need.states)

    @property
    def wanting(self) -> frozenset[str]:
        """States without a seat, but for those that others can decide without."""
        spared = self.need.fled if self.role == "decides" else frozenset()
        return frozenset(self.missing) - spared

    @property
    def suspended(self) -> tuple[str, ...]:
        """Members that may not take part at present: one reason for a seat not to be known."""
        return tuple(code for code in self.unknown if code in self.forum.suspended)

    @property
    def uncertain(self) -> tuple[str, ...]:
        """Whose seat is not known for any other reason."""
        return tuple(code for code in self.unknown if code not in self.forum.suspended)

    @property
    def doubtful_seats(self) -> bool:
        """So many standings are not certain that the table may lack those who are needed."""
        return len(self.unknown) * SEATED_ENOUGH > len(self.need.states)

    @property
    def strangers(self) -> int:
        """How far a table is from home: 0 with a few members at most from regions in which none of
        the States lies, 1 with some, 2 with many. No matter where all may come."""
        far = len(self.forum.members - self.need.near) if self.need.near else 0
        return sum(far > bound for bound in (FEW, SOME))

    @property
    def table(self) -> bool:
        """Open, of a level that can hold the package, and a place where States meet."""
        return self.role in TABLES and self.open and self.serves and not self.lacks_bloc

    @property
    def ready(self) -> bool:
        """A table that seats the States and can hold what is asked of it."""
        return self.table and self.enough_seats and not self.too_weak and not self.too_narrow

    @property
    def too_narrow(self) -> bool:
        """A body of the world for one field does not stretch to the fields of others."""
        return self.off_field and self.forum.level is Level.GLOBAL

    @property
    def too_weak(self) -> bool:
        """A whole package needs a body for all of it and, unless States bind themselves softly
        at most, one whose results bind."""
        if not self.need.comprehensive or self.need.level <= Level.BILATERAL:
            return False
        binds = self.forum.binding == "binding" or not self.need.binds
        return self.forum.scope != "comprehensive" or not binds

    @property
    def lacks_bloc(self) -> bool:
        return self.forum.needs_bloc and not self.need.bloc

    @property
    def off_field(self) -> bool:
        """A narrow forum whose main field holds none of the issues: it would have to stretch."""
        return self.forum.scope != "comprehensive" and "core" not in self.mandate.values()

    @property
    def open(self) -> bool:
        return self.forum.status not in CLOSED

    @property
    def in_doubt(self) -> bool:
        """Whether it still works is not known."""
        return self.forum.status == "uncertain"

    @property
    def hard_to_revive(self) -> bool:
        """In doubt, and with so many others that nobody will simply call it together again."""
        return self.in_doubt and self.outsiders > SMALL

    @property
    def serves(self) -> bool:
        return serves(self.forum, self.need)

    @property
    def deep_enough(self) -> bool:
        return self.forum.depth >= self.need.depth

    @property
    def universal_helper(self) -> bool:
        """Its governing board may be small; its help goes anywhere."""
        return self.role == "assists" and self.forum.agency and self.forum.level is Level.GLOBAL

    @property
    def brings(self) -> frozenset[str]:
        """The help that is asked for and that it is there for."""
        return brings(self.forum, self.need) if self.role == "assists" else frozenset()

    def covers(self, issue: str) -> bool:
        return self.mandate[issue] != "none"


def fit(forum: Forum, need: Need) -> Fit:
    """Hold one forum against a need. State codes come out sorted."""
    seated, missing, unknown = (tuple(sorted(some)) for some in forum.standing(need.states))
    mandate = {issue: mandate_for(forum, issue) for issue in need.issues}
    return Fit(forum, need, role_in(forum, mandate, need), seated, missing, unknown, mandate)
