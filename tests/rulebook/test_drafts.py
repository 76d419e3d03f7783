"""Does a draft keep every step, let any be undone, and let nobody overwrite another's work?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.models import Draft, DraftItem, DraftStep, EditionRecord, Event, Kind, Proposal
from decisions.models.edition import current_edition
from decisions.rulebook.draft.acts import Ended, ItemConflict, Wanted, change, open_draft, set_aside
from decisions.rulebook.draft.order import move, standing
from decisions.rulebook.draft.reading import draft_reading
from decisions.rulebook.draft.undoing import LaterSteps, undo
from decisions.seeds import shipped_document
from decisions.subsidiarity.wire import Refused, checksum
from tests.archive.passing import words
from tests.conftest import person
from tests.rulebook.desk import QUOTAS, begin, edit, item_of, sent

pytestmark = pytest.mark.django_db

As = Callable[[User], Client]
OTHER = "burdens-must-be-shared"


@pytest.fixture
def cleo(seeded: None) -> User:
    """Another rule administrator."""
    return person("cleo", "rule administrator")


@pytest.fixture
def draft(clara: User) -> Draft:
    return begin(clara)


def order(draft: Draft) -> list[str]:
    return [item.key for item in standing(draft, Kind.RULE)]


def test_a_draft_begins_as_its_base_word_for_word(draft: Draft) -> None:
    assert draft_reading(draft).checksum == checksum(shipped_document())
    assert draft_reading(draft).strict is not None


def test_a_change_is_one_step_and_touches_nothing_else(clara: User, draft: Draft) -> None:
    before = current_edition().checksum
    step = edit(clara, draft, strength="decisive")
    assert step is not None
    assert (step.number, step.act, len(step.changes)) == (1, "changed", 1)
    assert draft_reading(draft).edition.book.rule_by_key[QUOTAS].strength == "decisive"
    assert current_edition().checksum == before
    assert edit(clara, draft, strength="decisive") is None
    assert DraftStep.objects.count() == 1


def test_the_same_form_sent_twice_is_one_step(clara: User, draft: Draft) -> None:
    item, form = item_of(draft), sent()
    wanted = Wanted(Kind.RULE, QUOTAS, 1, content={**item.content, "title": "Quotas"})
    for _ in range(2):
        step = change(user=clara, draft=draft, sent=form, now=timezone.now(), act="changed",
                      wanted=[wanted])  # fmt: skip
        assert step is not None
        assert step.number == 1
    assert item_of(draft).revision == 2


def test_whoever_saves_over_newer_work_is_told_and_changes_nothing(
    clara: User, cleo: User, draft: Draft
) -> None:
    seen = item_of(draft)
    edit(cleo, draft, title="Hers")
    mine = Wanted(Kind.RULE, QUOTAS, seen.revision, content={**seen.content, "title": "Mine"})
    with pytest.raises(ItemConflict) as conflict:
        change(user=clara, draft=draft, sent=sent(), now=timezone.now(), act="changed",
               wanted=[mine])  # fmt: skip
    assert conflict.value.item is not None
    assert conflict.value.item.content["title"] == "Hers"
    assert item_of(draft).content["title"] == "Hers"


def test_two_who_change_different_rules_do_not_meet(clara: User, cleo: User, draft: Draft) -> None:
    edit(clara, draft, title="One")
    edit(cleo, draft, OTHER, title="Other")
    titles = {rule.key: rule.title for rule in draft_reading(draft).edition.book.rules}
    assert (titles[QUOTAS], titles[OTHER]) == ("One", "Other")


def test_any_step_can_be_undone_and_undoing_too(clara: User, draft: Draft) -> None:
    before = draft_reading(draft).checksum
    first = edit(clara, draft, strength="decisive")
    edit(clara, draft, OTHER, title="Other")
    assert first is not None
    back = undo(user=clara, draft=draft, step=first, sent=sent(), now=timezone.now())
    assert item_of(draft).content["strength"] == "presumption"
    assert item_of(draft, OTHER).content["title"] == "Other"
    assert back is not None
    undo(user=clara, draft=draft, step=back, sent=sent(), now=timezone.now())
    assert item_of(draft).content["strength"] == "decisive"
    steps = list(DraftStep.objects.order_by("number"))
    assert [step.act for step in steps] == ["changed", "changed", "undid", "undid"]
    assert draft_reading(draft).checksum != before


def test_a_step_that_later_ones_built_on_is_not_undone_unseen(clara: User, draft: Draft) -> None:
    first = edit(clara, draft, title="One")
    second = edit(clara, draft, title="Two")
    assert first is not None
    with pytest.raises(LaterSteps) as later:
        undo(user=clara, draft=draft, step=first, sent=sent(), now=timezone.now())
    assert later.value.steps == [second]
    with pytest.raises(LaterSteps):
        undo(user=clara, draft=draft, step=first, sent=sent(1), now=timezone.now(),
             with_later=True)  # fmt: skip
    undo(user=clara, draft=draft, step=first, sent=sent(2), now=timezone.now(), with_later=True)
    assert draft_reading(draft).checksum == checksum(shipped_document())


def test_a_published_draft_is_neither_renamed_nor_set_aside_nor_taken_up(
    clara: User, draft: Draft, as_user: As
) -> None:
    client, address = as_user(clara), reverse("rulebook:draft", args=[draft.code])
    client.post(address, {"name": "Winter"})
    assert Event.objects.filter(act="renamed a draft", subject=draft.code, actor=clara).exists()
    Draft.objects.update(state=Draft.State.PUBLISHED)
    for form in ({"name": "Spring"}, {"set_aside": "yes"}, {"take_up": "yes"}):
        page = client.post(address, form, follow=True)
        assert "Nothing was changed" in page.content.decode()
    draft.refresh_from_db()
    assert (draft.name, draft.state) == ("Winter", Draft.State.PUBLISHED)


def test_undoing_that_is_sent_twice_is_one_step(clara: User, draft: Draft, as_user: As) -> None:
    edit(clara, draft, title="One")
    address, form = reverse("rulebook:undo", args=[draft.code, 1]), {"key": "k", "revision": 1}
    assert [as_user(clara).post(address, form).status_code for _ in range(2)] == [302, 302]
    assert [step.act for step in DraftStep.objects.all()] == ["undid", "changed"]


def test_a_rule_that_was_added_is_gone_when_that_is_undone(clara: User, draft: Draft) -> None:
    new = {**item_of(draft).content, "key": "a-new-one", "examples": []}
    step = change(user=clara, draft=draft, sent=sent(), now=timezone.now(), act="added",
                  wanted=[Wanted(Kind.RULE, "a-new-one", 0, content=new)])  # fmt: skip
    assert order(draft)[-1] == "a-new-one"
    assert step is not None
    undo(user=clara, draft=draft, step=step, sent=sent(), now=timezone.now())
    assert draft_reading(draft).checksum == checksum(shipped_document())


def test_what_cannot_be_read_is_refused_with_its_place_and_nothing_is_kept(
    clara: User, draft: Draft
) -> None:
    with pytest.raises(Refused, match="strength"):
        edit(clara, draft, strength="absolute")
    with pytest.raises(Refused, match=r"when\.issue"):
        edit(clara, draft, when={"issue": ["no-such-issue"]})
    with pytest.raises(Refused, match="questions"):
        edit(clara, draft, "reach", Kind.QUESTION, options=[])
    assert draft_reading(draft).checksum == checksum(shipped_document())
    assert not DraftStep.objects.exists()


def test_rules_move_among_the_others_however_often(clara: User, draft: Draft) -> None:
    keys = order(draft)
    for turn in range(120):
        key, after = keys[turn % 2 + 1], keys[0]
        move(user=clara, draft=draft, sent=sent(item_of(draft, key).revision), now=timezone.now(),
             kind=Kind.RULE, key=key, after=after)  # fmt: skip
        assert order(draft)[:2] == [keys[0], key]
    move(user=clara, draft=draft, sent=sent(item_of(draft, keys[5]).revision), now=timezone.now(),
         kind=Kind.RULE, key=keys[5], after="")  # fmt: skip
    assert order(draft)[0] == keys[5]
    assert sorted(order(draft)) == sorted(keys)


def test_a_change_withdraws_the_proposal_that_waits(clara: User, draft: Draft) -> None:
    Proposal.objects.create(draft=draft, at_step=0, checksum="x", note="x", by=clara,
                            in_force=draft.base, at=timezone.now())  # fmt: skip
    Draft.objects.update(state=Draft.State.PROPOSED)
    edit(clara, draft, title="Later")
    assert Proposal.objects.get().state == Proposal.State.WITHDRAWN
    assert Draft.objects.get().state == Draft.State.OPEN


def test_a_draft_that_is_set_aside_takes_no_changes(clara: User, draft: Draft) -> None:
    set_aside(user=clara, draft=draft, now=timezone.now())
    with pytest.raises(Ended):
        edit(clara, draft, title="Later")


def test_steps_never_change_and_never_go(clara: User, draft: Draft) -> None:
    edit(clara, draft, title="One")
    for act in (DraftStep.objects.all().delete, lambda: DraftStep.objects.update(act="x")):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_who_vouched_for_a_published_edition_never_changes(clara: User) -> None:
    for changed in ({"note": "x"}, {"author": clara}, {"accepted": {"dead": "x"}}):
        with pytest.raises(DatabaseError), transaction.atomic():
            EditionRecord.objects.update(**changed)


def test_a_key_that_no_address_can_hold_is_refused(clara: User) -> None:
    document = shipped_document()
    document["rules"] = [{**document["rules"][0], "key": "a/b"}]
    with pytest.raises(Refused, match=r"rules\[0\]\.key"):
        open_draft(user=clara, sent=sent(), now=timezone.now(), base=current_edition(),
                   name="x", document=document)  # fmt: skip
    assert not DraftItem.objects.exists()


def test_the_pages_lead_from_an_edition_to_a_draft_and_back_by_undoing(
    clara: User, as_user: As
) -> None:
    client = as_user(clara)
    client.post(reverse("rulebook:new_draft"), {"base": "1", "name": "Spring", "key": "k"})
    draft = Draft.objects.get()
    assert draft.name == "Spring"
    edit(clara, draft, strength="decisive")
    page = client.get(reverse("rulebook:steps", args=[draft.code])).content.decode()
    assert "not achievable above bilateral (decisive)" in page
    client.post(reverse("rulebook:undo", args=[draft.code, 1]), {"key": "u", "revision": "1"})
    assert draft_reading(draft).checksum == checksum(shipped_document())
    said = words(client.get(reverse("rulebook:steps", args=[draft.code])))
    assert "Undo step 2" in said
    assert "Undo step 1" not in said
