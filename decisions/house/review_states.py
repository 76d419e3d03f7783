"""Which act moves a saved recommendation from which status to which, and by whose hand?

The only place that knows. Pure: who somebody is, the getters decide; what is stored, the actions.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from decisions.models.dossier import Status


class Hand(StrEnum):
    """Whose act it is. Nobody is both for one recommendation."""

    OFFICER = "officer"
    REVIEWER = "reviewer"


class Act(StrEnum):
    SUBMIT = "submit"
    WITHDRAW = "withdraw"
    DISPUTE = "dispute"
    TAKE_BACK = "take back"
    ACCEPT = "accept"
    RETURN = "return"
    RESUBMIT = "resubmit"
    REPLACE = "replace"


@dataclass(frozen=True, slots=True)
class Move:
    """`noted` is what the log calls the act."""

    by: Hand
    before: Status
    after: Status
    noted: str


MOVES = {
    Act.SUBMIT: Move(Hand.OFFICER, Status.SAVED, Status.SUBMITTED, "submitted"),
    Act.WITHDRAW: Move(Hand.OFFICER, Status.SUBMITTED, Status.SAVED, "withdrew"),
    Act.DISPUTE: Move(Hand.REVIEWER, Status.SUBMITTED, Status.SUBMITTED, "disputed a point"),
    Act.TAKE_BACK: Move(Hand.REVIEWER, Status.SUBMITTED, Status.SUBMITTED, "took back a dispute"),
    Act.ACCEPT: Move(Hand.REVIEWER, Status.SUBMITTED, Status.ACCEPTED, "accepted"),
    Act.RETURN: Move(Hand.REVIEWER, Status.SUBMITTED, Status.RETURNED, "returned"),
    Act.RESUBMIT: Move(Hand.OFFICER, Status.RETURNED, Status.SUBMITTED, "resubmitted"),
    Act.REPLACE: Move(Hand.OFFICER, Status.RETURNED, Status.REPLACED, "replaced"),
}
NOW = {
    Status.SAVED: "It is not submitted for review.",
    Status.SUBMITTED: "It waits for the reviewer.",
    Status.RETURNED: "It is returned and waits for the officer.",
    Status.ACCEPTED: "It is accepted, and the review is closed.",
    Status.REPLACED: "A later recommendation has taken its place.",
}


class NotNow(Exception):
    """The status does not allow the act. The message says how things stand."""


class NotTheirs(Exception):
    """The act belongs to the other side of the review."""


class Missing(Exception):
    """Something must be said first; the message says what."""


def moved(act: Act, by: Hand | None, status: str) -> Status:
    """The status after the act. Raises NotTheirs or NotNow."""
    move = MOVES[act]
    if by is not move.by:
        raise NotTheirs
    if status != move.before:
        raise NotNow(NOW[Status(status)])
    return move.after


def may(act: Act, by: Hand | None, status: str) -> bool:
    move = MOVES[act]
    return by is move.by and status == move.before


def round_after(act: Act, before: int) -> int:
    """Submitting begins round 1, or goes on where it was withdrawn; an answer begins the next."""
    if act is Act.SUBMIT:
        return max(1, before)
    return before + 1 if act is Act.RESUBMIT else before


def require(act: Act, disputed: int, unanswered: int) -> None:
    """What must have been said before an act. Raises Missing.

    `disputed` counts what is open in this round; `unanswered` what the other side has said and
    the one who acts says nothing on.
    """
    if act is Act.RETURN and not disputed:
        raise Missing("Dispute at least one point, with a reason, before you return it.")
    if act in (Act.ACCEPT, Act.RETURN) and unanswered:
        raise Missing("Say of each earlier dispute whether it is settled.")
    if act is Act.RESUBMIT and unanswered:
        raise Missing("Answer each point that is disputed.")
