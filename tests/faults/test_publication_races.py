"""Of eight who publish at the very same time, does one succeed, and is one edition in force?

The round is the worst there can be: all who may approve have seen that the edition they know of is
still in force before the first of them retires it. Without the unique index this leaves several
editions in force (the control).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from decisions.models import Draft, EditionRecord, Event, Proposal, Receipt
from decisions.models.edition import current_edition
from decisions.rulebook.draft.acts import Ended
from decisions.rulebook.publishing import approving
from decisions.rulebook.publishing.approving import approve
from decisions.rulebook.publishing.proposing import propose, take_back
from decisions.rulebook.publishing.refusals import CannotPublish
from tests.conftest import person
from tests.rulebook.desk import QUOTAS, begin, edit, sent

pytestmark = [
    pytest.mark.faults,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite",
        reason="SQLite has one writer at a time: nothing can be published at the same time",
    ),
]

EIGHT, SELF = 8, 2
INDEX = next(c for c in EditionRecord._meta.constraints if c.name == "one_current_edition")


class Campaign:
    """Eight administrators, each with a draft that waits for the approval of the next of them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        call_command("seed", verbosity=0)
        self.people = [person(f"admin-{n}", "rule administrator") for n in range(EIGHT)]
        self.drafts = [self.fresh(n, "first") for n in range(EIGHT)]
        self.together: Barrier | None = None
        honest = approving.retire

        def retire(*arguments: object) -> None:
            if self.together:
                self.together.wait(30)
            honest(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(approving, "retire", retire)

    def fresh(self, number: int, mark: str) -> Draft:
        draft = begin(self.people[number], f"Draft {number}")
        edit(self.people[number], draft, rationale=f"As {number} says, {mark}.")
        return draft

    def proposed(self, number: int, mark: str) -> Proposal:
        """The draft as it waits; who was overtaken withdraws and asks again."""
        draft, user, now = self.drafts[number], self.people[number], timezone.now()
        draft.refresh_from_db()
        if draft.state == Draft.State.PUBLISHED:
            draft = self.drafts[number] = self.fresh(number, mark)
        take_back(user=user, draft=draft, now=now)
        return propose(
            user=user, draft=draft, sent=sent(draft.steps), now=now, note=mark, accepted={},
            beside=current_edition().number,
        )  # fmt: skip

    def round(self, number: int) -> Counter[str]:
        """What became of eight approvals, two of them of one's own draft; all begin together."""
        proposals = [self.proposed(each, f"round {number}") for each in range(EIGHT)]
        own = {(number + each) % EIGHT for each in range(SELF)}
        self.together = Barrier(EIGHT - SELF) if number % 2 == 0 else None
        start = Barrier(EIGHT)

        def run(each: int) -> str:
            approver = self.people[each if each in own else (each + 1) % EIGHT]
            start.wait(30)
            return approved(approver, proposals[each])

        with ThreadPoolExecutor(EIGHT) as pool:
            return Counter(pool.map(run, range(EIGHT)))


def approved(user: User, proposal: Proposal) -> str:
    try:
        approve(user=user, proposal=proposal, sent=sent(), now=timezone.now())
    except CannotPublish as refused:
        return type(refused).__name__
    finally:
        connection.close()
    return "done"


def in_force() -> int:
    return EditionRecord.objects.filter(current=True).count()


def check_whole(rounds: int) -> None:
    """One edition a round, each with all that belongs to it, and nothing of those refused."""
    editions = list(EditionRecord.objects.defer("document").order_by("number"))
    assert [each.number for each in editions] == list(range(1, rounds + 2))
    assert [each.number for each in editions if each.current] == [rounds + 1]
    assert {each.status for each in editions[:-1]} <= {"retired"}
    assert all(each.retired_at for each in editions[:-1])
    assert not any(each.author_id == each.approver_id for each in editions[1:])
    published = Draft.objects.filter(state=Draft.State.PUBLISHED)
    assert {each.edition_id for each in published} == {each.pk for each in editions[1:]}
    assert Draft.objects.filter(state=Draft.State.PROPOSED).count() == EIGHT - 1
    assert Proposal.objects.filter(state="approved").count() == rounds
    assert Proposal.objects.filter(state="open").count() == EIGHT - 1
    assert Event.objects.filter(act="approved and published").count() == rounds
    assert not Receipt.objects.filter(result="").exists()


@pytest.fixture
def campaign(monkeypatch: pytest.MonkeyPatch) -> Campaign:
    return Campaign(monkeypatch)


def run(campaign: Campaign, rounds: int) -> None:
    for number in range(rounds):
        found = campaign.round(number)
        assert found == {"done": 1, "OwnProposal": SELF, "Overtaken": EIGHT - SELF - 1}
        assert in_force() == 1
    check_whole(rounds)


def test_four_rounds_leave_one_edition_in_force(campaign: Campaign) -> None:
    run(campaign, 4)


@pytest.mark.heavy
def test_two_hundred_rounds_leave_one_edition_in_force(campaign: Campaign) -> None:
    run(campaign, 200)


@pytest.fixture
def without_the_index(campaign: Campaign) -> Iterator[None]:
    with connection.schema_editor() as schema:
        schema.remove_constraint(EditionRecord, INDEX)
    yield
    newest = EditionRecord.objects.order_by("-number").values_list("pk", flat=True)[0]
    EditionRecord.objects.exclude(pk=newest).update(current=False, status="retired")
    with connection.schema_editor() as schema:
        schema.add_constraint(EditionRecord, INDEX)


@pytest.mark.usefixtures("without_the_index")
def test_without_the_index_several_are_in_force(campaign: Campaign) -> None:
    """The negative control: the same round, and the campaign finds what it looks for."""
    campaign.round(0)
    assert in_force() > 1


def test_of_an_approval_and_an_edit_at_once_one_is_done(seeded: None) -> None:
    """Nothing comes into force that was not as it was proposed, and no edit is lost in it."""
    clara, emil = (person(name, "rule administrator") for name in ("clara", "emil"))
    draft = begin(clara)
    edit(clara, draft, title="As proposed")
    proposal = propose(
        user=clara, draft=draft, sent=sent(1), now=timezone.now(), note="x", accepted={}, beside=1
    )
    start = Barrier(2)

    def change_it() -> str:
        start.wait(30)
        try:
            edit(clara, draft, title="Later")
        except Ended:
            return "Ended"
        finally:
            connection.close()
        return "done"

    def approve_it() -> str:
        start.wait(30)
        return approved(emil, proposal)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.submit(approve_it), pool.submit(change_it)
    found = (first.result(), second.result())
    assert found in {("done", "Ended"), ("NotWaiting", "done")}
    title = current_edition().ready().book.rule_by_key[QUOTAS].title
    assert (title == "As proposed") == (found[0] == "done")
