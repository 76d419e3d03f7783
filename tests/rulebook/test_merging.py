"""Does a draft take over what another edition brought, and lose nothing of either?"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.models import Draft, DraftStep, EditionRecord, Kind
from decisions.models.edition import current_edition
from decisions.rulebook.draft.acts import Wanted, change, open_draft
from decisions.rulebook.draft.merged_order import merged_order, new_places
from decisions.rulebook.draft.merging import behind, common_edition
from decisions.rulebook.draft.order import move, standing
from decisions.rulebook.draft.reading import draft_reading
from decisions.rulebook.draft.undoing import undo
from decisions.seeds import shipped_document
from decisions.subsidiarity.wire import checksum
from tests.rulebook.desk import QUOTAS, begin, edit, item_of, sent

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]
OTHER = "burdens-must-be-shared"
Document = dict[str, Any]


def rule(document: Document, key: str = QUOTAS) -> Document:
    found: Document = next(each for each in document["rules"] if each["key"] == key)
    return found


def in_force(document: Document) -> EditionRecord:
    """Another edition replaces the one in force."""
    now, before = timezone.now(), current_edition()
    EditionRecord.objects.filter(pk=before.pk).update(
        current=False, status=EditionRecord.Status.RETIRED, retired_at=now
    )
    return EditionRecord.objects.create(
        number=before.number + 1, document=document, checksum=checksum(document), current=True,
        status=EditionRecord.Status.PUBLISHED, created_at=now, published_at=now, based_on=before,
    )  # fmt: skip


def another() -> Document:
    """The shipped book with a rule changed, one removed, one added, two moved, and a new title."""
    document = deepcopy(shipped_document())
    rules = document["rules"]
    rule(document)["strength"] = "decisive"
    del rules[7]
    rules.insert(3, {**deepcopy(rules[0]), "key": "brought-in", "examples": []})
    rules.append(rules.pop(1))
    document["title"] = "The second book"
    document["fora"][0]["name"] = "Called otherwise"
    return document


@pytest.fixture
def draft(clara: User) -> Draft:
    return begin(clara)


class Page:
    """The page of a merge, as one person uses it."""

    def __init__(self, client: Client, draft: Draft) -> None:
        self.client, self.url = client, reverse("rulebook:merge", args=[draft.code])

    def shown(self, query: str = "") -> str:
        return self.client.get(self.url + query).content.decode()

    def send(self, since: int = 1, **choices: str) -> HttpResponse:
        held = Draft.objects.get()
        sent = {"key": uuid4().hex, "revision": held.steps, "common": since}
        sent["newer"] = current_edition().number
        return self.client.post(self.url, {**sent, **choices})


@pytest.fixture
def page(clara: User, as_user: As, draft: Draft) -> Page:
    return Page(as_user(clara), draft)


def test_a_draft_without_changes_becomes_the_newer_edition_word_for_word(
    page: Page, draft: Draft
) -> None:
    newer = another()
    newer["states"] = [
        {**each, "un_member": False} if each["code"] == "CH" else each for each in newer["states"]
    ]
    in_force(newer)
    assert "Will be taken over from edition 2 (5)" in page.shown()
    assert page.send().status_code == 302
    assert draft_reading(draft).checksum == checksum(newer)
    assert behind(Draft.objects.get()) is None


def test_a_newer_edition_without_changes_leaves_the_draft_as_it_is(
    clara: User, page: Page, draft: Draft
) -> None:
    edit(clara, draft, title="Mine")
    move(user=clara, draft=draft, sent=sent(item_of(draft).revision), now=timezone.now(),
         kind=Kind.RULE, key=QUOTAS, after="")  # fmt: skip
    before = draft_reading(draft).checksum
    in_force(shipped_document())
    page.send()
    assert draft_reading(draft).checksum == before
    assert behind(Draft.objects.get()) is None


def test_what_only_one_of_them_changed_is_there_and_undoing_takes_it_all_back(
    clara: User, page: Page, draft: Draft
) -> None:
    edit(clara, draft, OTHER, title="Mine")
    content = {**item_of(draft).content, "key": "my-own", "examples": []}
    change(user=clara, draft=draft, sent=sent(), now=timezone.now(), act="added",
           wanted=[Wanted(Kind.RULE, "my-own", 0, content=content)])  # fmt: skip
    before = draft_reading(draft).checksum
    in_force(another())
    page.send()
    both = another()
    rule(both, OTHER)["title"] = "Mine"
    both["rules"].insert([each["key"] for each in both["rules"]].index(last_shipped()) + 1, content)
    assert draft_reading(draft).checksum == checksum(both)
    step = DraftStep.objects.get(number=3)
    assert Draft.objects.get().base.number == 2
    heading = page.client.get(reverse("rulebook:steps", args=[draft.code])).content.decode()
    assert "base (edition 2)" in heading
    for rounds, (number, found) in enumerate([(1, before), (2, checksum(both)), (1, before)]):
        back = undo(user=clara, draft=draft, step=step, sent=sent(), now=timezone.now())
        assert back is not None
        assert draft_reading(draft).checksum == found, rounds
        held = Draft.objects.get()
        assert held.base.number == number
        assert (behind(held) is None) == (number == 2)
        step = back
    page.send()
    assert draft_reading(draft).checksum == checksum(both)


def last_shipped() -> str:
    key: str = shipped_document()["rules"][-1]["key"]
    return key


@pytest.mark.parametrize(("choice", "title"), [("mine", "Mine"), ("theirs", "Theirs")])
def test_what_both_changed_is_shown_side_by_side_and_must_be_chosen(
    clara: User, page: Page, draft: Draft, choice: str, title: str
) -> None:
    edit(clara, draft, title="Mine")
    newer = another()
    rule(newer)["title"] = "Theirs"
    in_force(newer)
    shown = page.shown()
    assert "Both changed these: choose (1)" in shown
    assert "Mine" in shown
    assert "Theirs" in shown
    assert " checked" not in shown
    missing = page.send()
    assert missing.status_code == 422
    assert "Choose this draft or edition 2." in missing.content.decode()
    assert DraftStep.objects.count() == 1
    assert page.send(**{f"rules-{QUOTAS}": choice}).status_code == 302
    assert item_of(draft).content["title"] == title
    assert item_of(draft).content["strength"] == (
        "decisive" if choice == "theirs" else "presumption"
    )
    assert DraftStep.objects.get(number=2).act == "took over"


@pytest.mark.parametrize(("choice", "there"), [("mine", False), ("theirs", True)])
def test_a_rule_removed_here_and_changed_there_must_be_chosen_too(
    clara: User, page: Page, draft: Draft, choice: str, there: bool
) -> None:
    change(user=clara, draft=draft, sent=sent(), now=timezone.now(), act="removed",
           wanted=[Wanted(Kind.RULE, QUOTAS, 1, gone=True)])  # fmt: skip
    in_force(another())
    assert "Removed in this draft, changed in edition 2." in page.shown()
    page.send(**{f"rules-{QUOTAS}": choice})
    assert (QUOTAS in {item.key for item in standing(draft, Kind.RULE)}) == there
    if there:
        assert draft_reading(draft).checksum == checksum(another())


def test_a_form_of_yesterday_takes_nothing_over_and_one_sent_twice_does_it_once(
    clara: User, page: Page, draft: Draft
) -> None:
    in_force(another())
    edit(clara, draft, OTHER, title="Meanwhile")
    stale = {"key": "k", "revision": "0", "common": "1", "newer": "2"}
    assert page.client.post(page.url, stale).status_code == 409
    assert page.client.post(page.url, {**stale, "newer": "1", "revision": "1"}).status_code == 409
    for bad in ({"common": "9"}, {"newer": "x"}):
        assert page.client.post(page.url, {**stale, **bad}).status_code == 404
    assert DraftStep.objects.count() == 1
    for _ in range(2):
        assert page.client.post(page.url, {**stale, "revision": "1"}).status_code == 302
    assert DraftStep.objects.count() == 2


def without_issue(user: User, draft: Draft) -> list[Document]:
    """Take out the issue of a rule, and the fora that name it; what they were."""
    issue = item_of(draft).content["when"]["issue"][0]
    users = [each for each in shipped_document()["fora"] if issue in str(each)]
    gone = [Wanted(Kind.FORUM, each["id"], 1, gone=True) for each in users]
    change(user=user, draft=draft, sent=sent(), now=timezone.now(), act="removed",
           wanted=[Wanted(Kind.ISSUE, issue, 1, gone=True), *gone])  # fmt: skip
    return users


def test_a_rule_that_the_draft_can_no_longer_read_comes_along_and_is_named(
    clara: User, page: Page, draft: Draft
) -> None:
    without_issue(clara, draft)
    newer = deepcopy(shipped_document())
    rule(newer)["strength"] = "decisive"
    in_force(newer)
    assert page.send().status_code == 302
    assert QUOTAS in str(draft_reading(draft).read.unknown)


def test_what_cannot_be_read_beside_the_draft_is_refused_with_its_place(
    clara: User, page: Page, draft: Draft
) -> None:
    forum = without_issue(clara, draft)[0]
    newer = deepcopy(shipped_document())
    newer["fora"].append({**forum, "id": "another-forum"})
    in_force(newer)
    answer = page.send()
    assert answer.status_code == 422
    assert "fora[" in answer.content.decode()
    assert Draft.objects.get().steps == 1


def test_going_back_to_an_older_edition_is_not_behind(clara: User, as_user: As) -> None:
    first = current_edition()
    in_force(another())
    back = open_draft(user=clara, sent=sent(), now=timezone.now(), base=first, name="Back")
    assert behind(back) is None
    page = Page(as_user(clara), back)
    assert "There is nothing to bring in" in page.shown()
    assert "Will be taken over from edition 2 (5)" in page.shown("?since=1")
    third = another()
    rule(third, OTHER)["title"] = "Third"
    in_force(third)
    held = Draft.objects.get()
    assert common_edition(held).number == 2
    assert "Will be taken over from edition 3 (1)" in page.shown()
    page.send(since=2)
    brought = deepcopy(shipped_document())
    rule(brought, OTHER)["title"] = "Third"
    assert draft_reading(back).checksum == checksum(brought)


def test_only_administrators_come_in(page: Page, boris: User, anna: User, as_user: As) -> None:
    Draft.objects.update(for_comment=True)
    for user in (boris, anna):
        assert as_user(user).get(page.url).status_code == 404
        assert as_user(user).post(page.url).status_code == 404
    assert page.client.put(page.url).status_code == 405
    assert "There is nothing to bring in" in page.shown()
    Draft.objects.update(state=Draft.State.SET_ASIDE)
    in_force(another())
    assert page.send().status_code == 422


@pytest.mark.core
@pytest.mark.parametrize("number", range(40))
def test_every_order_that_is_merged_keeps_one_sides_order_and_all_keys(number: int) -> None:
    draw = Random(number)
    base = [f"k{each}" for each in range(draw.randint(0, 9))]
    theirs, mine = (shaken(draw, base, side) for side in "tm")
    final = {key for key in {*theirs, *mine} if draw.random() < 0.9}
    order = merged_order(base, theirs, mine, final)
    assert sorted(order) == sorted(final)
    assert any([key for key in order if key in side] == [key for key in side if key in final]
               for side in (theirs, mine))  # fmt: skip
    places = {key: float(draw.choice((1, 2, 2**at))) for at, key in enumerate(mine)}
    after = {**places, **new_places(order, places)}
    assert sorted(order, key=after.__getitem__) == order
    assert len({after[key] for key in order}) == len(order)
    assert not new_places(order, {key: after[key] for key in order})


def shaken(draw: Random, base: list[str], side: str) -> list[str]:
    """Some taken out, some put in, and in half of the cases two moved."""
    keys = [key for key in base if draw.random() < 0.8]
    for each in range(draw.randint(0, 3)):
        keys.insert(draw.randint(0, len(keys)), f"{side}{each}")
    if keys and draw.random() < 0.5:
        keys.insert(draw.randint(0, len(keys) - 1), keys.pop(draw.randrange(len(keys))))
    return keys
