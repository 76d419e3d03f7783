"""Is every edition listed and readable, and is what differs told in sentences?"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.models import Draft, EditionRecord, Kind
from decisions.models.edition import current_edition
from decisions.rulebook.differing import Stand, differences, stand_of_document
from decisions.rulebook.draft.acts import Wanted, change
from decisions.rulebook.draft.order import move
from decisions.seeds import shipped_document
from tests.archive.passing import words
from tests.memo.programs import text_of
from tests.rulebook.desk import QUOTAS, begin, edit, item_of, sent

As = Callable[[User], Client]
BURDENS = "burdens-must-be-shared"


def told(one: Stand, other: Stand) -> dict[tuple[str, str], str]:
    return {(each.key, each.how): each.says for each in differences(one, other)}


def letters(text: str) -> str:
    """Without what a line break changes."""
    return re.sub(r"[^A-Za-z0-9]", "", text)


@pytest.fixture
def shipped() -> Stand:
    return stand_of_document(shipped_document(), "the shipped book")


def changed(part: str, key: str, **to: object) -> Stand:
    """The shipped book with one item changed."""
    document = deepcopy(shipped_document())
    item = next(each for each in document[part] if key in (each.get("key"), each.get("id")))
    item.update(to)
    return stand_of_document(document, "another")


@pytest.mark.core
def test_a_book_does_not_differ_from_itself(shipped: Stand) -> None:
    assert differences(shipped, shipped) == []


@pytest.mark.core
@pytest.mark.parametrize(
    ("part", "key", "to", "sentence"),
    [
        ("rules", QUOTAS, {"strength": "decisive"},
         "Not achievable above bilateral (presumption) became not achievable above bilateral"
         " (decisive)."),
        ("rules", QUOTAS, {"when": {"issue": ["admission_quotas"]}},
         "It no longer accepts temporary labour migration on “Issue”."),
        ("rules", QUOTAS, {"grade": "literature"},
         "Its grade is “literature” instead of “the paper states it”."),
        ("questions", "reach", {"text": "How far?"},
         "The question is “How far?” instead of “How far does the matter itself reach?”."),
        ("questions", "reach", {"help": "x"}, "Help worded anew."),
        ("issues", "asylum", {"definition": "x"}, "Definition worded anew."),
        ("fora", "eu", {"status": "dormant"}, "Status is dormant instead of active."),
        ("fora", "eu", {"aliases": []},
         "Aliases: European Community, EC and EU Member States taken out."),
        ("fora", "eu", {"mandate_core": ["asylum"]},
         "Mandate core: visas and free movement; regional protection and burden-sharing; border"
         " management and migration control; return and readmission of third-country nationals;"
         " and irregular migration taken out."),
    ],
)  # fmt: skip
def test_what_changed_is_said_in_a_sentence(
    shipped: Stand, part: str, key: str, to: dict[str, object], sentence: str
) -> None:
    (found,) = differences(shipped, changed(part, key, **to))
    assert (found.key, found.how, found.says) == (key, "changed", sentence)
    assert all(line.before != line.after for line in found.changes)
    assert found.changes


@pytest.mark.core
def test_what_is_new_and_what_is_gone_is_told_whole(shipped: Stand) -> None:
    document = deepcopy(shipped_document())
    document["rules"] = [rule for rule in document["rules"] if rule["key"] != QUOTAS]
    without = stand_of_document(document, "another")
    sentence = ("If Issue is Temporary labour migration or Admission quotas, then: not achievable"
                " above bilateral (presumption).")  # fmt: skip
    gone, new = told(shipped, without), told(without, shipped)
    assert set(gone) == {(QUOTAS, "removed")}
    assert set(new) == {(QUOTAS, "added")}
    assert sorted(gone[QUOTAS, "removed"]) == sorted(sentence)
    assert gone[QUOTAS, "removed"] == new[QUOTAS, "added"]


@pytest.mark.core
def test_another_order_is_told_as_such(shipped: Stand) -> None:
    document = deepcopy(shipped_document())
    document["rules"] = [*document["rules"][1:], document["rules"][0]]
    assert list(told(shipped, stand_of_document(document, "x")).values()) == [
        "The rules stand in another order."
    ]


@pytest.mark.django_db
def test_every_edition_is_listed_with_who_vouched_for_it(
    clara: User, anna: User, boris: User, as_user: As
) -> None:
    old = current_edition()
    EditionRecord.objects.update(current=False, status="retired", retired_at=timezone.now())
    EditionRecord.objects.create(
        number=2, document=shipped_document(), checksum="f" * 64, status="published", current=True,
        note="Quotas are decisive.", created_at=timezone.now(), published_at=timezone.now(),
        author=clara, approver=boris, based_on=old,
    )  # fmt: skip
    said = words(as_user(anna).get(reverse("rulebook:editions")))
    assert "Edition 2 In force Quotas are decisive." in said
    assert "proposed by Clara, approved by Boris, based on edition 1" in said
    assert "Edition 1 Retired" in said
    assert "Start a draft" not in said
    assert "no longer in force" in words(as_user(anna).get(reverse("rulebook:edition", args=[1])))
    assert "Start a draft" in words(as_user(clara).get(reverse("rulebook:editions")))


@pytest.mark.django_db
@pytest.mark.looks
def test_a_whole_edition_is_printed_with_every_rule(anna: User, as_user: As) -> None:
    response = as_user(anna).get(reverse("rulebook:edition_paper", args=[1, "pdf"]))
    assert response["Content-Disposition"] == 'attachment; filename="edition-1.pdf"'
    printed = letters(text_of(response.content))
    for rule in current_edition().ready().book.rules:
        assert letters(rule.key) in printed
        assert letters(rule.rationale) in printed


@pytest.mark.django_db
def test_an_edition_that_there_is_not_is_not_there(anna: User, as_user: As) -> None:
    for name, more in (("edition", []), ("edition_paper", ["pdf"])):
        address = reverse(f"rulebook:{name}", args=[77, *more])
        assert as_user(anna).get(address).status_code == 404


@pytest.mark.django_db
def test_a_draft_is_held_against_its_edition(clara: User, anna: User, as_user: As) -> None:
    draft = begin(clara)
    edit(clara, draft, strength="decisive")
    new = {**item_of(draft).content, "key": "a-new-one", "title": "A new one", "examples": []}
    change(user=clara, draft=draft, sent=sent(), now=timezone.now(), act="added",
           wanted=[Wanted(Kind.RULE, "a-new-one", 0, content=new)])  # fmt: skip
    move(user=clara, draft=draft, sent=sent(1), now=timezone.now(), kind=Kind.RULE, key=BURDENS,
         after="")  # fmt: skip
    address = f"{reverse('rulebook:difference')}?a=1&b={draft.code}"
    said = words(as_user(clara).get(address))
    assert "From edition 1 to the draft “Autumn”" in said
    assert "3 things differ" in said
    assert "became not achievable above bilateral (decisive)" in said
    assert "A new one" in said
    refused = as_user(anna).get(address)
    assert refused.status_code == 422
    assert "not on this list" in words(refused)
    assert "A new one" not in words(refused)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["a=1", "a=1&b=99", "a=x&b=1", "a=&b="])
def test_what_cannot_be_compared_is_refused_with_what_is_allowed(
    query: str, anna: User, as_user: As
) -> None:
    response = as_user(anna).get(f"{reverse('rulebook:difference')}?{query}")
    assert response.status_code == 422
    assert "There is a problem" in words(response)


@pytest.mark.django_db
def test_two_clicks_lead_from_an_old_edition_to_a_draft_of_it(clara: User, as_user: As) -> None:
    client = as_user(clara)
    page = client.get(reverse("rulebook:edition", args=[1])).content.decode()
    address = f"{reverse('rulebook:new_draft')}?base=1"
    assert f'href="{address}"' in page
    response = client.post(address, {"name": "Back", "base": "1", "key": "k"})
    assert response["Location"] == reverse("rulebook:draft", args=[Draft.objects.get().code])
