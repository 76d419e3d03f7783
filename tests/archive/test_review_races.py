"""Do two people who act on one record at the very same time end at one state, with one act done?"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from decisions.archive.reviewing import decide, submit, withdraw
from decisions.house.review_states import Act, NotNow
from decisions.house.sending import Conflict, Sent
from decisions.models import CaseFile, Event, SavedRecommendation

from .passing import save, status

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], None]) -> list[str]:
    """What became of each act, all begun together in threads of their own."""
    start = Barrier(len(acts))

    def run(act: Callable[[], None]) -> str:
        start.wait()
        try:
            act()
        except (Conflict, NotNow) as refused:
            return type(refused).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.fixture
def submitted(anna: User, boris: User, case_file: CaseFile) -> SavedRecommendation:
    saved = save(anna, case_file)
    submit(user=anna, saved=saved, sent=Sent("submit", 1), now=timezone.now(), address="http://x")
    return saved


def test_of_a_withdrawal_and_an_acceptance_at_once_one_is_done(
    anna: User, boris: User, submitted: SavedRecommendation
) -> None:
    now = timezone.now()
    common = {"saved": submitted, "now": now}
    done = at_once(
        lambda: withdraw(user=anna, sent=Sent("w", 2), **common),
        lambda: decide(
            user=boris, act=Act.ACCEPT, verdicts={}, sent=Sent("a", 2), address="x", **common
        ),
    )
    assert sorted(done)[-1] == "done"
    assert done.count("done") == 1
    assert status(submitted) == ("saved" if done[0] == "done" else "accepted")


def test_one_form_that_arrives_four_times_at_once_accepts_once(
    boris: User, submitted: SavedRecommendation
) -> None:
    now = timezone.now()

    def accept() -> None:
        decide(
            user=boris, saved=submitted, act=Act.ACCEPT, verdicts={}, sent=Sent("a", 2), now=now,
            address="x",
        )  # fmt: skip

    assert at_once(*[accept] * 4) == ["done"] * 4
    assert Event.objects.filter(act="accepted").count() == 1
    assert status(submitted) == "accepted"
