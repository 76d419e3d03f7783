"""Is a draft published only as it was shown, by two people, and in one piece?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.models import Draft, EditionRecord, Event, Proposal
from decisions.models.edition import current_edition
from decisions.rulebook.draft.acts import Ended
from decisions.rulebook.publishing import passwords
from decisions.rulebook.publishing.approving import approve
from decisions.rulebook.publishing.proposing import propose, send_back, take_back
from decisions.rulebook.publishing.refusals import (
    Blocked,
    DraftMoved,
    NotWaiting,
    Overtaken,
    OwnProposal,
)
from decisions.rulebook.publishing.waiting import waiting_for
from tests.conftest import person
from tests.rulebook.desk import begin, edit, item_of, sent

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]
PASSWORD = "a long pass phrase"


@pytest.fixture
def emil(seeded: None, settings: Any) -> User:
    """The second rule administrator."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    user = person("emil", "rule administrator")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def draft(clara: User) -> Draft:
    """Quotas are decisive in it."""
    held = begin(clara)
    edit(clara, held, strength="decisive")
    return held


def ask(user: User, draft: Draft, **changed: Any) -> Proposal:
    draft.refresh_from_db()
    beside = current_edition().number
    said = {"note": "Quotas bind.", "accepted": {}, "beside": beside, **changed}
    return propose(user=user, draft=draft, sent=sent(draft.steps), now=timezone.now(), **said)


def agree(user: User, proposal: Proposal) -> EditionRecord:
    return approve(user=user, proposal=proposal, sent=sent(), now=timezone.now())


def at(draft: Draft, name: str) -> str:
    return reverse(f"rulebook:{name}", args=[draft.code])


def asked(draft: Draft, **fields: Any) -> dict[str, Any]:
    """The form on the publish page as it was filled in."""
    draft.refresh_from_db()
    return {"key": "k", "revision": draft.steps, "beside": 1, "note": "Quotas bind.", **fields}


def decided(draft: Draft) -> dict[str, Any]:
    """What the second person's form carries besides what is typed: the proposal that is shown."""
    last = Proposal.objects.filter(draft=draft).latest("pk")
    return {"key": "a", "proposal": last.pk}


def test_an_approved_draft_is_the_one_edition_in_force(
    clara: User, emil: User, draft: Draft
) -> None:
    proposal = ask(clara, draft)
    assert Draft.objects.get().state == Draft.State.PROPOSED
    edition = agree(emil, proposal)
    old = EditionRecord.objects.get(number=1)
    assert (edition.number, edition.current, edition.status) == (2, True, "published")
    assert (old.current, old.status) == (False, "retired")
    assert old.retired_at == edition.published_at
    assert (edition.author, edition.approver, edition.based_on) == (clara, emil, old)
    assert (edition.note, edition.checksum) == ("Quotas bind.", proposal.checksum)
    assert edition.ready().book.rule_by_key[item_of(draft).key].strength == "decisive"
    held = Draft.objects.get()
    assert (held.state, held.edition) == (Draft.State.PUBLISHED, edition)
    with pytest.raises(Ended):
        edit(clara, held, title="Later")
    acts = Event.objects.filter(subject=draft.code).values_list("act", flat=True)
    assert list(acts)[-2:] == ["asked for approval", "approved and published"]


def test_nobody_approves_what_they_proposed(clara: User, draft: Draft) -> None:
    proposal = ask(clara, draft)
    with pytest.raises(OwnProposal):
        agree(clara, proposal)
    with pytest.raises(OwnProposal):
        send_back(user=clara, proposal=proposal, sent=sent(), now=timezone.now(), reason="x")
    for change in ({"approver": clara}, {"author": clara, "approver": clara}):
        row = {"number": 9, "document": {}, "checksum": "x", "created_at": timezone.now()}
        if len(change) == 2:
            with pytest.raises(IntegrityError), transaction.atomic():
                EditionRecord.objects.create(**row, **change)
    with pytest.raises(IntegrityError), transaction.atomic():
        Proposal.objects.update(state="approved", decided_by=clara)


def test_whoever_edited_may_approve_what_another_proposes(
    clara: User, emil: User, draft: Draft
) -> None:
    edit(emil, draft, title="His words")
    assert agree(emil, ask(clara, draft)).number == 2


def test_a_form_sent_twice_asks_once_and_publishes_once(
    clara: User, emil: User, draft: Draft
) -> None:
    form, answer = sent(draft.steps), sent()
    words = {"note": "x", "accepted": {}, "beside": 1, "now": timezone.now()}
    asked_for = [propose(user=clara, draft=draft, sent=form, **words) for _ in range(2)]
    assert asked_for[0] == asked_for[1]
    editions = [
        approve(user=emil, proposal=asked_for[0], sent=answer, now=timezone.now()) for _ in range(2)
    ]
    assert editions[0] == editions[1]
    assert EditionRecord.objects.count() == 2


def test_what_changed_since_it_was_shown_is_not_proposed(clara: User, draft: Draft) -> None:
    with pytest.raises(DraftMoved):
        propose(user=clara, draft=draft, sent=sent(0), now=timezone.now(), note="x",
                accepted={}, beside=1)  # fmt: skip
    with pytest.raises(Overtaken):
        ask(clara, draft, beside=7)
    assert not Proposal.objects.exists()
    ask(clara, draft)
    with pytest.raises(NotWaiting):
        ask(clara, draft)


def test_an_edit_withdraws_what_waits_and_nothing_is_approved(
    clara: User, emil: User, draft: Draft
) -> None:
    proposal = ask(clara, draft)
    edit(clara, draft, title="Later")
    with pytest.raises(NotWaiting):
        agree(emil, proposal)
    assert EditionRecord.objects.count() == 1


def test_whoever_was_overtaken_looks_at_the_difference_and_asks_again(
    clara: User, emil: User, draft: Draft
) -> None:
    other = begin(emil, "Winter")
    edit(emil, other, "burdens-must-be-shared", title="Fair shares")
    mine, theirs = ask(clara, draft), ask(emil, other)
    agree(clara, theirs)
    with pytest.raises(Overtaken, match="Edition 2"):
        agree(emil, mine)
    assert current_edition().number == 2
    assert Draft.objects.get(pk=draft.pk).state == Draft.State.PROPOSED
    take_back(user=clara, draft=draft, now=timezone.now())
    assert agree(emil, ask(clara, draft)).number == 3
    numbers = EditionRecord.objects.order_by("number").values_list("number", "status", "current")
    assert list(numbers) == [
        (1, "retired", False), (2, "retired", False), (3, "published", True),
    ]  # fmt: skip


def test_an_older_edition_comes_back_as_a_new_one(clara: User, emil: User, draft: Draft) -> None:
    agree(emil, ask(clara, draft))
    from decisions.rulebook.draft.acts import open_draft

    first = EditionRecord.objects.get(number=1)
    back = open_draft(user=clara, sent=sent(), now=timezone.now(), base=first, name="Back")
    third = agree(emil, ask(clara, back))
    assert (third.number, third.checksum, third.based_on) == (3, first.checksum, first)


def test_failing_checks_and_unchanged_drafts_are_blocked(clara: User, as_user: As) -> None:
    draft = begin(clara)
    with pytest.raises(Blocked, match="word for word"):
        ask(clara, draft)
    twin = item_of(draft, "burdens-must-be-shared").content
    edit(clara, draft, **{name: twin[name] for name in ("when", "effect", "value", "examples")})
    with pytest.raises(Blocked, match="cannot be published"):
        ask(clara, draft)
    page = as_user(clara).get(at(draft, "publish")).content.decode()
    assert "It cannot be published yet" in page
    assert "Ask for approval</button>" not in page


def test_the_pages_lead_two_people_from_the_question_to_the_edition(
    clara: User, emil: User, draft: Draft, as_user: As
) -> None:
    hers, his = as_user(clara), as_user(emil)
    edit(clara, draft, examples=[])
    page = hers.get(at(draft, "publish")).content.decode()
    assert "1 thing would differ from edition 1" in page
    refused = hers.post(at(draft, "publish"), asked(draft, why_no_example="Kept words"))
    assert refused.status_code == 422
    assert "Kept words" in refused.content.decode()
    assert "Tick the box" in refused.content.decode()
    whole = asked(draft, tick_no_example="on", why_no_example="They follow in spring.")
    assert hers.post(at(draft, "publish"), whole).status_code == 302
    assert hers.post(at(draft, "publish"), whole).status_code == 302
    assert Proposal.objects.get().accepted == {"no_example": "They follow in spring."}
    assert "Somebody else has to decide" in hers.get(at(draft, "publish")).content.decode()
    assert "You asked for approval yourself" in hers.get(at(draft, "approve")).content.decode()
    page = his.get(at(draft, "approve")).content.decode()
    for words in ("They follow in spring.", "Quotas bind.", "Clara asked", "two people vouch"):
        assert words in page
    wrong = his.post(at(draft, "approve"), {**decided(draft), "password": "guess-work"})
    assert wrong.status_code == 422
    assert "This is not your password" in wrong.content.decode()
    assert "guess-work" not in wrong.content.decode()
    own = hers.post(at(draft, "approve"), {**decided(draft), "password": PASSWORD})
    assert own.status_code == 409
    for _ in range(2):
        done = his.post(at(draft, "approve"), {**decided(draft), "password": PASSWORD})
        assert done["Location"] == at(draft, "publish")
    assert current_edition().accepted == {"no_example": "They follow in spring."}
    assert "Published as edition 2" in his.get(at(draft, "publish")).content.decode()
    assert his.get(at(draft, "approve")).status_code == 302


def test_who_was_quicker_is_said_and_what_was_typed_is_kept(
    clara: User, emil: User, draft: Draft, as_user: As
) -> None:
    before = asked(draft, note="My long note")
    edit(emil, draft, title="His words")
    page = as_user(clara).post(at(draft, "publish"), before)
    assert page.status_code == 409
    assert "It is at step 2 now" in page.content.decode()
    assert "My long note" in page.content.decode()
    other = begin(emil, "Winter")
    edit(emil, other, "burdens-must-be-shared", title="Fair shares")
    agree(clara, ask(emil, other))
    page = as_user(clara).post(at(draft, "publish"), asked(draft, note="My long note"))
    assert page.status_code == 409
    assert "Edition 2 has come into force since" in page.content.decode()
    assert "My long note" in page.content.decode()


def test_a_draft_is_sent_back_with_a_reason_or_withdrawn_by_who_asked(
    clara: User, emil: User, draft: Draft, as_user: As
) -> None:
    hers, his = as_user(clara), as_user(emil)
    ask(clara, draft)
    assert [each.draft for each in waiting_for(emil)] == [draft]
    assert waiting_for(clara) == []
    back = {**decided(draft), "send_back": "yes"}
    assert his.post(at(draft, "approve"), back).status_code == 422
    his.post(at(draft, "approve"), {**back, "reason": "Which quotas?"})
    page = hers.get(at(draft, "publish")).content.decode()
    assert "Which quotas?" in page
    assert "Quotas bind." in page
    ask(clara, draft)
    assert his.post(at(draft, "publish"), {"withdraw": "yes"}).status_code == 409
    assert hers.post(at(draft, "publish"), {"withdraw": "yes"}).status_code == 302
    late = his.post(at(draft, "approve"), {**decided(draft), "password": PASSWORD})
    assert late.status_code == 409
    assert "no longer waits" in late.content.decode()
    states = Proposal.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == ["declined", "withdrawn"]
    assert Draft.objects.get().state == Draft.State.OPEN


def test_what_was_asked_anew_since_the_page_was_opened_is_not_approved_or_sent_back_unseen(
    clara: User, emil: User, draft: Draft, as_user: As
) -> None:
    ask(clara, draft)
    his, opened = as_user(emil), decided(draft)
    take_back(user=clara, draft=draft, now=timezone.now())
    edit(clara, draft, title="What he never saw")
    ask(clara, draft, note="Asked anew.")
    for typed in ({"password": PASSWORD}, {"send_back": "yes", "reason": "My long reason"}):
        page = his.post(at(draft, "approve"), {**opened, **typed})
        assert page.status_code == 409
        assert "This is not what you looked at" in page.content.decode()
        assert "Asked anew." in page.content.decode()
    assert "My long reason" in page.content.decode()
    assert current_edition().number == 1
    assert Draft.objects.get().state == Draft.State.PROPOSED


def test_guessing_a_password_ends_soon_and_closes_nothing_else(
    clara: User, emil: User, draft: Draft, as_user: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(passwords, "ATTEMPTS", 3)
    ask(clara, draft)
    his, guess = as_user(emil), {**decided(draft), "password": "guess-work"}
    for _ in range(3):
        his.post(at(draft, "approve"), guess)
    closed = his.post(at(draft, "approve"), {**guess, "password": PASSWORD})
    assert closed.status_code == 422
    assert "Try again in 15 minutes" in closed.content.decode()
    assert not EditionRecord.objects.filter(number=2).exists()
    assert Client().login(username="emil", password=PASSWORD)
    assert "guess" not in str(list(Event.objects.values_list("act", "subject")))


def test_a_demonstration_account_confirms_with_the_password_of_all(
    clara: User, emil: User, draft: Draft, as_user: As, settings: Any
) -> None:
    emil.set_unusable_password()
    emil.save()
    ask(clara, draft)
    answer = {**decided(draft), "password": "demonstration"}
    his = as_user(emil)
    assert his.post(at(draft, "approve"), answer).status_code == 422
    settings.DEMO = True
    assert his.post(at(draft, "approve"), answer).status_code == 302
    assert current_edition().number == 2
    User.objects.filter(username="clara").update(password=emil.password)
    assert Client().login(username="clara", password="demonstration")
    clara.set_password("of a person")
    clara.save()
    assert not Client().login(username="clara", password="demonstration")
