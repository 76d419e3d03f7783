"""Can a rule be changed by its form, without losing, overwriting or breaking anything?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from decisions.models import Draft, DraftItem, DraftStep, Kind
from decisions.rulebook.editing.rule_page import page_of
from tests.conftest import person
from tests.rulebook.browsing import Sent, as_sent, with_changes
from tests.rulebook.desk import QUOTAS, begin, edit, item_of
from tests.rulebook.typing_rules import typed_from

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]
RULES = "rules"


@pytest.fixture
def draft(clara: User) -> Draft:
    return begin(clara)


@pytest.fixture
def client(clara: User, as_user: As) -> Client:
    return as_user(clara)


def url(draft: Draft, key: str = QUOTAS) -> str:
    return reverse("rulebook:item", args=[draft.code, RULES, key])


def new_url(draft: Draft) -> str:
    return reverse("rulebook:new_item", args=[draft.code, RULES])


def opened(client: Client, draft: Draft, key: str = QUOTAS) -> Sent:
    return as_sent(client.get(url(draft, key)))


def text(page: HttpResponse) -> str:
    return page.content.decode()


def test_shipped_rules_come_back_from_their_form_as_they_were(draft: Draft) -> None:
    every = list(DraftItem.objects.filter(draft=draft, kind=Kind.RULE))
    excluding = [item for item in every if "none_of" in str(item.content["when"])]
    for item in [*every[::4], *excluding]:
        page = page_of(draft, item, typed=typed_from(page_of(draft, item)))
        assert page.valid(), (item.key, page.problems())
        assert page.content() == item.content


def test_saving_what_was_opened_changes_nothing(client: Client, draft: Draft) -> None:
    assert client.post(url(draft), opened(client, draft)).status_code == 302
    assert not DraftStep.objects.exists()


def test_a_change_is_saved_as_one_step_with_a_way_back(client: Client, draft: Draft) -> None:
    sent = with_changes(
        opened(client, draft),
        strength="decisive",
        when__states=["two"],
        examples__0__other="reach:two_states",
    )
    page = client.post(url(draft), sent, follow=True)
    assert "Undo" in text(page)
    item = item_of(draft)
    assert item.content["strength"] == "decisive"
    assert item.content["when"]["states"] == ["two"]
    assert item.content["when"]["issue"] == ["admission_quotas", "temporary_labour"]
    assert item.content["examples"][0]["answers"]["reach"] == "two_states"
    assert DraftStep.objects.get().act == "changed"


def test_a_rule_is_added_under_a_key_made_from_its_title(client: Client, draft: Draft) -> None:
    sent = {
        **as_sent(client.get(new_url(draft))),
        "title": ["Small tables come first"],
        "theme": ["Mine"],
        "effect": ["not_needed_above"],
        "value": ["bilateral"],
        "strength": ["presumption"],
        "rationale": ["Because."],
        "source": ["B.1 §1"],
        "grade": ["paper_states"],
        "when-assistance": ["emergency_relief"],
        "how-assistance": ["none"],
    }
    assert client.post(new_url(draft), sent).status_code == 302
    made = item_of(draft, "small-tables-come-first")
    assert made.content["when"] == {"assistance": {"none_of": ["emergency_relief"]}}
    again = client.post(new_url(draft), {**sent, "rule_key": QUOTAS})
    assert again.status_code == 422
    assert "Another rule has the key" in text(again)


def test_a_copy_starts_as_the_other_and_needs_a_key_of_its_own(
    client: Client, draft: Draft
) -> None:
    address = f"{new_url(draft)}?from={QUOTAS}"
    sent = as_sent(client.get(address))
    assert client.post(address, with_changes(sent, title=["A copy"])).status_code == 302
    made = item_of(draft, "a-copy")
    assert made.content["when"] == item_of(draft).content["when"]
    DraftItem.objects.filter(pk=made.pk).update(gone=True)
    page = client.post(address, with_changes(sent, title=["A copy"], rule_key=["a-copy"]))
    assert "It can be brought back under Steps" in text(page)


REFUSED: list[tuple[dict[str, Any], str]] = [
    (
        {"effect": ["form"]},
        "“Bilateral” does not go with “points to a form”. Allowed: An agree",
    ),
    ({"effect": ["not_needed_above"], "strength": ["decisive"]}, "is always a presumption"),
    ({"rationale": [" "]}, "no rule stands without a rationale"),
    ({"source": [""]}, "no rule stands without one"),
    ({"when__issue": None}, "Tick at least one answer"),
    ({"when__issue": ["no-such"]}, "no-such is not one of the available choices"),
    ({"when__issue": ["temporary_labour", "temporary_labour"]}, "stands twice"),
    ({"effect": ["x"], "grade": ["y"], "value": ["z"]}, "not one of the available choices"),
    ({"examples__0__says": [""]}, "Example 1, What is it about?"),
    ({"examples__0__other": ["reach"]}, "Example 1, One more answer"),
    ({"examples__0__other": ["tried_at:nowhere"]}, "nowhere is not one of the available"),
    ({"examples__0__fact__issue": [""]}, "Example 1: Say at least one answer"),
    ({"examples__TOTAL_FORMS": ["9999"]}, "at most"),
    ({"examples__TOTAL_FORMS": ["x"]}, "ManagementForm data is missing"),
]


def test_what_is_not_allowed_is_said_at_its_place_and_what_was_typed_is_kept(
    client: Client, draft: Draft
) -> None:
    fine = with_changes(opened(client, draft), title=["Kept as typed"])
    for changes, said in REFUSED:
        page = client.post(url(draft), with_changes(fine, **changes))
        assert page.status_code == 422, changes
        assert said in text(page), changes
        assert 'value="Kept as typed"' in text(page)
        assert "Error: " in text(page)
    assert not DraftStep.objects.exists()


def test_a_colleague_who_was_quicker_is_shown_beside_mine(client: Client, draft: Draft) -> None:
    sent = opened(client, draft)
    edit(person("cleo", "rule administrator"), draft, title="Hers")
    page = client.post(url(draft), with_changes(sent, title=["Mine"]))
    assert page.status_code == 409
    assert "Hers" in text(page)
    assert "Mine" in text(page)
    assert item_of(draft).content["title"] == "Hers"
    over = {**with_changes(sent, title=["Mine"]), "key": "other", "revision": "2"}
    assert client.post(url(draft), over).status_code == 302
    assert item_of(draft).content["title"] == "Mine"


def test_a_rule_that_names_a_retired_option_opens_without_it(client: Client, draft: Draft) -> None:
    item = item_of(draft)
    item.content["when"] = {"issue": ["gone-issue", "admission_quotas"], "gone_fact": ["x"]}
    item.save()
    page = client.get(url(draft))
    assert "issue: gone-issue" in text(page)
    assert "gone_fact" in text(page)
    listed = client.get(reverse("rulebook:items", args=[draft.code, RULES]))
    assert "cannot be read" in text(listed)
    assert client.post(url(draft), as_sent(page)).status_code == 302
    assert item_of(draft).content["when"] == {"issue": ["admission_quotas"]}


def test_one_more_example_gets_room_before_anything_is_judged(client: Client, draft: Draft) -> None:
    sent = with_changes(opened(client, draft), title=[""], add_example=["yes"])
    page = client.post(url(draft), sent)
    assert page.status_code == 200
    assert "There is a problem" not in text(page)
    assert as_sent(page)["examples-TOTAL_FORMS"] == ["4"]
    assert not DraftStep.objects.exists()


def test_a_removed_example_goes_and_the_others_stay(client: Client, draft: Draft) -> None:
    client.post(url(draft), with_changes(opened(client, draft), examples__0__DELETE=["on"]))
    assert [each["fires"] for each in item_of(draft).content["examples"]] == [False]


def test_the_list_shows_what_was_worked_on_and_narrows_by_any_word(
    clara: User, client: Client, draft: Draft
) -> None:
    address = reverse("rulebook:items", args=[draft.code, RULES])
    edit(clara, draft, strength="decisive")
    every = text(client.get(address))
    assert every.count('<article class="rule"') == 105
    only = text(client.get(address, {"only": "only", "q": "QUOTAS temporary"}))
    assert only.count('<article class="rule"') == 1
    assert f'id="item-{QUOTAS}"' in only
    assert "not achievable above bilateral (decisive)" in only
    part = client.get(
        address, {"fact": "hardness"}, headers={"HX-Request": "true", "HX-Target": "_rules"}
    )
    assert text(part).startswith('<div id="_rules">')
    assert client.get(address, {"effect": "nonsense"}).status_code == 422


def test_who_may_only_read_gets_the_book_and_no_form(
    client: Client, draft: Draft, boris: User, anna: User, as_user: As
) -> None:
    Draft.objects.update(for_comment=True)
    address = reverse("rulebook:items", args=[draft.code, RULES])
    read = as_user(boris).get(address)
    assert "Numbers to be admitted" in text(read)
    assert "Change<" not in text(read)
    for user in (boris, anna):
        for each in (url(draft), new_url(draft)):
            assert as_user(user).get(each).status_code == 404
            assert as_user(user).post(each, {"title": "x"}).status_code == 404
    assert as_user(anna).get(address).status_code == 404
    assert client.put(url(draft)).status_code == 405
    assert client.get(url(draft, "no-such-rule")).status_code == 404


def test_a_draft_that_has_ended_keeps_what_was_typed_and_takes_nothing(
    client: Client, draft: Draft
) -> None:
    sent = opened(client, draft)
    Draft.objects.update(state=Draft.State.SET_ASIDE)
    page = client.post(url(draft), with_changes(sent, title=["Kept as typed"]))
    assert "no longer under work" in text(page)
    assert 'value="Kept as typed"' in text(page)
    assert not DraftStep.objects.exists()
    assert client.get(url(draft)).status_code == 302
