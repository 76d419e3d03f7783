"""Where many administrators work on one draft at once, is every change kept that was acknowledged?

Each changes rules of their own and, every few turns, one rule that is everybody's. Before they save
that one all have read it, so all but the first meet a conflict; like a person, they look again and
add their words to what is there now. Without revisions words are lost (the control).
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier, BrokenBarrierError

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone

from decisions.models import Draft, DraftItem, DraftStep, Kind
from decisions.rulebook.draft import acts
from decisions.rulebook.draft.acts import ItemConflict, Wanted, change
from decisions.rulebook.draft.reading import draft_reading
from tests.conftest import person
from tests.rulebook.desk import QUOTAS, begin, item_of, sent

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

EVERY = 3
"""Of so many turns one is spent on the rule that is everybody's."""
PATIENCE = 500


class Campaign:
    def __init__(self, people: int, turns: int) -> None:
        self.people = [person(f"admin-{n}", "rule administrator") for n in range(people)]
        self.turns = turns
        self.draft = begin(self.people[0])
        keys = DraftItem.objects.filter(draft=self.draft, kind=Kind.RULE).exclude(key=QUOTAS)
        self.own = list(keys.values_list("key", flat=True)[:people])
        self.together = Barrier(people)

    def mark(self, who: int, turn: int) -> str:
        return f" [{who}-{turn}]"

    def key(self, who: int, turn: int) -> str:
        return QUOTAS if turn % EVERY == 0 else self.own[who]

    def run(self) -> None:
        with ThreadPoolExecutor(len(self.people)) as pool:
            working = [pool.submit(self.work, who) for who in range(len(self.people))]
        failed = [each.exception() for each in working if each.exception()]
        for error in sorted(failed, key=lambda error: isinstance(error, BrokenBarrierError)):
            raise error

    def work(self, who: int) -> None:
        try:
            for turn in range(self.turns):
                self.add(who, turn)
        except Exception:
            # The others wait for nobody who has failed.
            self.together.abort()
            raise
        finally:
            connection.close()

    def add(self, who: int, turn: int) -> None:
        """One's mark behind what the rule says; again and again, until it is acknowledged."""
        key = self.key(who, turn)
        for attempt in range(PATIENCE):
            item = item_of(self.draft, key)
            if key == QUOTAS and not attempt:
                connection.close()  # a person who reads a page holds no connection of the pool
                self.together.wait(600)
            words = item.content["rationale"] + self.mark(who, turn)
            if save(self.people[who], self.draft, item, words):
                return
        raise AssertionError(f"{who} gave up on turn {turn}")

    def lost(self) -> list[str]:
        """Marks of acknowledged changes that stand no longer where they were put."""
        now = {
            item.key: item.content["rationale"] for item in self.draft.items.filter(kind="rules")
        }
        return [
            self.mark(who, turn)
            for who in range(len(self.people))
            for turn in range(self.turns)
            if now[self.key(who, turn)].count(self.mark(who, turn)) != 1
        ]


def save(user: User, draft: Draft, item: DraftItem, words: str) -> bool:
    """False where somebody was quicker."""
    wanted = Wanted(
        Kind.RULE, item.key, item.revision, content={**item.content, "rationale": words}
    )
    try:
        change(
            user=user, draft=Draft.objects.get(pk=draft.pk), sent=sent(), now=timezone.now(),
            act="changed", wanted=[wanted],
        )  # fmt: skip
    except ItemConflict:
        return False
    return True


def check_all_is_kept(campaign: Campaign) -> None:
    campaign.run()
    acknowledged = len(campaign.people) * campaign.turns
    assert campaign.lost() == []
    steps = DraftStep.objects.filter(draft=campaign.draft).order_by("number")
    assert list(steps.values_list("number", flat=True)) == list(range(1, acknowledged + 1))
    draft = Draft.objects.get()
    assert draft.steps == acknowledged
    assert draft_reading(draft).strict is not None


@pytest.fixture
def campaign(seeded: None) -> Callable[[int, int], Campaign]:
    return Campaign


def test_nothing_is_lost_where_five_make_six_changes(
    campaign: Callable[[int, int], Campaign],
) -> None:
    check_all_is_kept(campaign(5, 6))


@pytest.mark.heavy
def test_nothing_is_lost_where_twenty_make_fifty_changes(
    campaign: Callable[[int, int], Campaign],
) -> None:
    check_all_is_kept(campaign(20, 50))


def test_without_revisions_changes_are_lost(
    campaign: Callable[[int, int], Campaign], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The negative control: whatever was read, the newest one who saves has it their way."""
    honest = acts.bring

    def careless(draft: Draft, wanted: Wanted, item: DraftItem | None) -> object:
        return honest(draft, replace(wanted, revision=item.revision if item else 0), item)

    monkeypatch.setattr(acts, "bring", careless)
    found = campaign(5, 4)
    found.run()
    assert found.lost()
