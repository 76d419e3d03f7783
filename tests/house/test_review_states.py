"""Does the table of the review allow each act to its own side, in its own status, and no other?"""

from __future__ import annotations

from itertools import product

import pytest

from decisions.house.review_states import (
    Act,
    Hand,
    Missing,
    NotNow,
    NotTheirs,
    may,
    moved,
    require,
    round_after,
)
from decisions.models.dossier import Status

pytestmark = pytest.mark.core

OFFICER, REVIEWER = Hand.OFFICER, Hand.REVIEWER
ALLOWED = {
    (Act.SUBMIT, OFFICER, "saved"): "submitted",
    (Act.WITHDRAW, OFFICER, "submitted"): "saved",
    (Act.DISPUTE, REVIEWER, "submitted"): "submitted",
    (Act.TAKE_BACK, REVIEWER, "submitted"): "submitted",
    (Act.ACCEPT, REVIEWER, "submitted"): "accepted",
    (Act.RETURN, REVIEWER, "submitted"): "returned",
    (Act.RESUBMIT, OFFICER, "returned"): "submitted",
    (Act.REPLACE, OFFICER, "returned"): "replaced",
}
"""Everything that is allowed, written down once more by hand."""
SIDES = {act: hand for act, hand, _ in ALLOWED}
EVERYTHING = list(product(Act, [OFFICER, REVIEWER, None], Status.values))


@pytest.mark.parametrize(("act", "hand", "status"), EVERYTHING)
def test_each_act_moves_what_it_may_move_and_is_refused_everywhere_else(
    act: Act, hand: Hand | None, status: str
) -> None:
    after = ALLOWED.get((act, hand, status))  # type: ignore[arg-type]
    assert may(act, hand, status) == (after is not None)
    if after:
        assert moved(act, hand, status) == after
    else:
        with pytest.raises(NotNow if SIDES[act] == hand else NotTheirs):
            moved(act, hand, status)


def test_a_refusal_says_how_things_stand() -> None:
    with pytest.raises(NotNow, match="accepted, and the review is closed"):
        moved(Act.RETURN, REVIEWER, "accepted")


@pytest.mark.parametrize(
    ("act", "before", "after"),
    [
        (Act.SUBMIT, 0, 1),
        (Act.SUBMIT, 1, 1),
        (Act.SUBMIT, 2, 2),
        (Act.RESUBMIT, 1, 2),
        (Act.WITHDRAW, 2, 2),
        (Act.RETURN, 1, 1),
        (Act.ACCEPT, 3, 3),
    ],
)
def test_an_answer_begins_a_round_and_what_was_withdrawn_goes_on_where_it_was(
    act: Act, before: int, after: int
) -> None:
    assert round_after(act, before) == after


@pytest.mark.parametrize(
    ("act", "disputed", "unanswered", "message"),
    [
        (Act.RETURN, 0, 0, "Dispute at least one point"),
        (Act.RETURN, 1, 0, None),
        (Act.RETURN, 1, 1, "whether it is settled"),
        (Act.ACCEPT, 0, 0, None),
        (Act.ACCEPT, 2, 0, None),
        (Act.ACCEPT, 0, 1, "whether it is settled"),
        (Act.RESUBMIT, 0, 1, "Answer each point"),
        (Act.RESUBMIT, 0, 0, None),
        (Act.SUBMIT, 0, 0, None),
    ],
)
def test_what_must_be_said_first_is_asked_for(
    act: Act, disputed: int, unanswered: int, message: str | None
) -> None:
    if message is None:
        require(act, disputed, unanswered)
    else:
        with pytest.raises(Missing, match=message):
            require(act, disputed, unanswered)
