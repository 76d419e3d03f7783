"""Do items of every kind move up, down and behind another, and go when they are removed?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from decisions.models import Draft, DraftStep, Kind
from decisions.rulebook.draft.order import standing
from tests.conftest import person
from tests.rulebook.desk import QUOTAS, begin, item_of

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]


def keys(draft: Draft, kind: Kind) -> list[str]:
    return [item.key for item in standing(draft, kind)]


def test_items_of_every_kind_move_and_nobody_is_overwritten(
    clara: User, anna: User, as_user: As
) -> None:
    desk, draft = as_user(clara), begin(clara)

    def send(kind: Kind, key: str, revision: int = 0, **typed: str) -> int:
        address = reverse("rulebook:move_item", args=[draft.code, kind.value, key])
        now = revision or item_of(draft, key, kind).revision
        return desk.post(address, {"revision": str(now), **typed}).status_code

    for kind in (Kind.RULE, Kind.QUESTION, Kind.ISSUE, Kind.FORUM):
        before = keys(draft, kind)
        address = reverse("rulebook:move_item", args=[draft.code, kind.value, before[1]])
        assert desk.get(address).status_code == 200
        assert send(kind, before[1], to="up") == 302
        assert keys(draft, kind)[:2] == [before[1], before[0]]
        assert send(kind, before[1], to="down") == 302
        assert keys(draft, kind) == before
        assert as_user(anna).post(address, {"to": "up"}).status_code == 404
    assert send(kind, before[0], to="up") == 302
    assert send(kind, before[0], after=before[4]) == 302
    assert keys(draft, kind)[:5] == [*before[1:5], before[0]]
    assert send(kind, before[0], after="nowhere") == 422
    assert send(kind, before[0], revision=99, after="") == 409
    assert send(kind, before[0], after="") == 302
    assert keys(draft, kind) == before
    # Nothing that stood there already is a step.
    assert DraftStep.objects.count() == 4 * 2 + 2


def test_a_second_click_meets_the_first_and_not_a_conflict(clara: User, as_user: As) -> None:
    draft, emil = begin(clara), person("emil", "rule administrator")
    third = keys(draft, Kind.RULE)[2]
    address = reverse("rulebook:move_item", args=[draft.code, "rules", third])
    sent = {"revision": "1", "to": "up"}
    assert [as_user(clara).post(address, sent).status_code for _ in range(2)] == [302, 302]
    assert keys(draft, Kind.RULE)[1] == third
    assert as_user(emil).post(address, sent).status_code == 409
    assert DraftStep.objects.count() == 1


def test_up_and_down_pass_over_what_stands_in_another_group(clara: User, as_user: As) -> None:
    desk, draft = as_user(clara), begin(clara)
    steps = {item.key: item.content["step"] for item in standing(draft, Kind.QUESTION)}
    last = [key for key in keys(draft, Kind.QUESTION) if steps[key] == "level"][-1]
    address = reverse("rulebook:move_item", args=[draft.code, "questions", last])
    desk.post(address, {"revision": "1", "to": "down"})
    assert not DraftStep.objects.exists()


def test_a_rule_is_removed_in_one_step_and_the_page_offers_to_undo_it(
    clara: User, as_user: As
) -> None:
    desk, draft = as_user(clara), begin(clara)
    address = reverse("rulebook:remove_item", args=[draft.code, "rules", QUOTAS])
    assert desk.get(address).status_code == 200
    assert desk.post(address, {"revision": "7"}).status_code == 409
    sent = {"revision": "1", "key": "r"}
    page = desk.post(address, sent, follow=True).content.decode()
    assert "Removed: rule" in page
    assert reverse("rulebook:undo", args=[draft.code, 1]) in page
    assert desk.post(address, sent).status_code == 302
    assert desk.get(address).status_code == 404
    assert DraftStep.objects.count() == 1
