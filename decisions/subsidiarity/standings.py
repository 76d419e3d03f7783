"""How does a State stand to a forum, and does that give it a seat?"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from .fora import Forum

Seat = Literal["yes", "no", "unknown"]


class Standing(StrEnum):
    """Finer than a seat: why a State has one, has none, or may have one."""

    MEMBER = "member"
    DEPARTING = "departing"
    SUSPENDED = "suspended"
    UNCERTAIN = "uncertain"
    OBSERVER = "observer"
    DEPARTED = "departed"
    EXCLUDED = "excluded"
    NONE = "none"
    UNKNOWN = "unknown"
    """The list is from memory or derived: who is not on it may still be a member."""
    ANY_PARTY = "any_party"
    """A template: whoever uses it is a party."""

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Standing.MEMBER: "Member",
    Standing.DEPARTING: "Member, has given notice",
    Standing.SUSPENDED: "Member, suspended",
    Standing.UNCERTAIN: "Standing in doubt",
    Standing.OBSERVER: "Observer",
    Standing.DEPARTED: "Former member",
    Standing.EXCLUDED: "Does not take part",
    Standing.NONE: "No standing",
    Standing.UNKNOWN: "Not known",
    Standing.ANY_PARTY: "Any two parties",
}
SEATED = frozenset({Standing.MEMBER, Standing.DEPARTING, Standing.ANY_PARTY})
IN_DOUBT = frozenset({Standing.SUSPENDED, Standing.UNCERTAIN, Standing.UNKNOWN})


def standing_of(forum: Forum, code: str) -> Standing:
    """How the State of this code stands; agrees with `Forum.standing` on who has a seat."""
    if forum.is_template:
        return Standing.ANY_PARTY
    if code in forum.suspended:
        return Standing.SUSPENDED
    if code in forum.uncertain:
        return Standing.UNCERTAIN
    if code in forum.members:
        return Standing.DEPARTING if code in forum.departing else Standing.MEMBER
    if forum.membership_confidence == "low":
        return Standing.UNKNOWN
    return outside(forum, code)


def outside(forum: Forum, code: str) -> Standing:
    """How a State stands that is surely no member; what it is now comes before what it was."""
    if code in forum.observers:
        return Standing.OBSERVER
    if code in forum.departed:
        return Standing.DEPARTED
    return Standing.EXCLUDED if code in forum.excluded else Standing.NONE


def seat(standing: Standing) -> Seat:
    """Whether it gives a State a seat."""
    if standing in IN_DOUBT:
        return "unknown"
    return "yes" if standing in SEATED else "no"
