"""Can the issue catalogue of a draft be changed, with all that names an issue?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from decisions.models import Draft, DraftStep, Kind
from decisions.rulebook.draft.reading import draft_reading
from decisions.rulebook.editing.issue_form import WORDED
from decisions.seeds import shipped_document
from decisions.subsidiarity.wire import checksum
from tests.rulebook.desk import begin, edit, item_of

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]
NEW = {"label": "Climate mobility", "group": "New matters", "definition": "x", "source": "Ours"}
OTHER = {**NEW, "label": "Sea rescue"}


def at(name: str, draft: Draft, *more: str) -> str:
    return reverse(f"rulebook:{name}", args=[draft.code, "issues", *more])


def test_issues_are_added_changed_and_never_overwritten(
    clara: User, anna: User, as_user: As
) -> None:
    desk, draft = as_user(clara), begin(clara)
    page = desk.post(at("new_item", draft), NEW, follow=True).content.decode()
    assert "Added: issue “Climate mobility”" in page
    assert "New matters" in page
    twice = [desk.post(at("new_item", draft), {**OTHER, "key": "k"}) for _ in range(2)]
    assert twice[0]["Location"] == twice[1]["Location"] != ""
    again = desk.post(at("new_item", draft), {**NEW, "key": "k", "definition": "typed"})
    assert (again.status_code, "typed" in again.content.decode()) == (422, True)
    asylum = item_of(draft, "asylum", Kind.ISSUE).content
    as_it_was = {**{key: asylum[key] for key in WORDED}, "revision": "1"}
    desk.post(at("item", draft, "asylum"), as_it_was)
    assert DraftStep.objects.count() == 2
    edit(clara, draft, "asylum", Kind.ISSUE, label="Hers")
    mine = desk.post(at("item", draft, "asylum"), {**as_it_was, "label": "Mine"})
    assert (mine.status_code, "Mine" in mine.content.decode()) == (409, True)
    assert desk.put(at("item", draft, "asylum")).status_code == 405
    assert as_user(anna).post(at("item", draft, "asylum"), as_it_was).status_code == 404
    assert (
        desk.post(at("new_item", draft), {"label": "x" * 9999, "new_key": "/"}).status_code == 422
    )


def test_an_issue_goes_out_of_rules_and_mandates_in_one_step(clara: User, as_user: As) -> None:
    desk, draft = as_user(clara), begin(clara)
    asked = [rule["when"].get("issue", []) for rule in shipped_document()["rules"]]
    address = at("remove_item", draft, next(each[0] for each in asked if len(each) == 1))
    uses = desk.get(address).context["uses"]
    assert uses.fora
    assert uses.nothing_left
    sent = {"revision": "1", "key": "r", "seen": uses.seen}
    refused = desk.post(address, sent)
    assert refused.status_code == 422
    assert uses.nothing_left[0].name in refused.content.decode()
    assert not DraftStep.objects.exists()
    also = [use.item.key for use in uses.nothing_left]
    page = desk.post(address, {**sent, "also": also}, follow=True).content.decode()
    assert "Removed: issue" in page
    assert draft_reading(draft).strict is not None
    assert DraftStep.objects.count() == 1
    desk.post(reverse("rulebook:undo", args=[draft.code, 1]), {"key": "u", "revision": "1"})
    assert draft_reading(draft).checksum == checksum(shipped_document())
