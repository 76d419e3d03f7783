"""How far apart do the States stand on an issue, and do they say what they want?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

STANCES = {"seeks": 2, "supports": 1, "neutral": 0, "reserved": -1, "opposes": -2}
INTEREST = ("common", "overlapping", "diverging", "conflicting")
"""From near to far apart (B.1 §§2-4)."""

Row = tuple[str, frozenset[str]]
"""A row of the interest map: the party's key and its roles."""


@dataclass(frozen=True, slots=True)
class Interest:
    """What one party wants of one issue: as stated, and as assessed by those entitled to know.

    A party may hold one stance per role (B.1 §5); `role` is None where it holds the same in all.
    """

    party: str
    stated: str | None = None
    assessed: str | None = None
    role: str | None = None

    @property
    def stance(self) -> str | None:
        """The stance that counts: the assessed one replaces the stated one."""
        return self.assessed or self.stated

    @property
    def weight(self) -> int:
        """The stance as a number from 2 (seeks) to -2 (opposes); KeyError where there is none."""
        return STANCES[self.stance or ""]

    @property
    def differs(self) -> bool:
        """Whether the assessed stance has another sign than the stated one."""
        if not (self.stated and self.assessed):
            return False
        return sign(STANCES[self.stated]) != sign(STANCES[self.assessed])


def sign(number: int) -> int:
    return (number > 0) - (number < 0)


def known(interests: Iterable[Interest]) -> list[Interest]:
    return [interest for interest in interests if interest.stance]


def interest_from(interests: Iterable[Interest], rows: Iterable[Row]) -> frozenset[str]:
    """The words that are still possible: one, the present and worse ones, or all of them."""
    stances = known(interests)
    if len(stances) < 2 or nobody_asks(stances):
        return frozenset(INTEREST)
    present = apart([interest.weight for interest in stances])
    if covered({(interest.party, interest.role) for interest in stances}, rows):
        return frozenset({present})
    return frozenset(INTEREST[INTEREST.index(present) :])


def nobody_asks(interests: Iterable[Interest]) -> bool:
    """Whether at least two stances are known and none supports the matter."""
    stances = known(interests)
    return len(stances) >= 2 and max(interest.weight for interest in stances) < 1


def apart(weights: list[int]) -> str:
    """The word for a set of stances: how low the lowest is, and what it stands against."""
    lowest, highest = min(weights), max(weights)
    if lowest >= 1:
        return "common"
    if lowest == 0:
        return "overlapping"
    return "conflicting" if (lowest, highest) == (-2, 2) else "diverging"


def covered(given: set[tuple[str, str | None]], rows: Iterable[Row]) -> bool:
    """Whether every row has a stance, either for the whole party or for each of its roles."""
    return all(
        (party, None) in given or (roles and all((party, role) in given for role in roles))
        for party, roles in rows
    )


def hidden_from(interests: Iterable[Interest], rows: Iterable[Row]) -> str | None:
    """Whether official positions hide others: `yes`, `no` once all are assessed, else None."""
    interests = tuple(interests)
    if any(interest.differs for interest in interests):
        return "yes"
    assessed = {
        (interest.party, interest.role)
        for interest in interests
        if interest.stated and interest.assessed
    }
    return "no" if covered(assessed, rows) else None


def hard_pair(
    interests: Iterable[Interest], rows: Iterable[Row]
) -> tuple[Interest, Interest] | None:
    """The two stances that lie furthest apart, the more willing first; None below two parties.

    Ties: sending against receiving first, then a pair with transit, then the codes in order.
    """
    roles = dict(rows)
    pairs = [
        tuple(sorted(pair, key=lambda interest: (-interest.weight, interest.party)))
        for pair in combinations(known(interests), 2)
        if pair[0].party != pair[1].party
    ]
    if not pairs:
        return None
    one, other = min(pairs, key=lambda pair: pair_order(pair[0], pair[1], roles))
    return one, other


def pair_order(
    one: Interest, other: Interest, roles: dict[str, frozenset[str]]
) -> tuple[int, int, str, str]:
    mine = {one.role} if one.role else roles.get(one.party, frozenset())
    theirs = {other.role} if other.role else roles.get(other.party, frozenset())
    facing = ("sending" in mine and "receiving" in theirs) or (
        "receiving" in mine and "sending" in theirs
    )
    transit = "transit" in mine or "transit" in theirs
    first, second = sorted((one.party, other.party))
    return (-abs(one.weight - other.weight), 0 if facing else 1 if transit else 2, first, second)
