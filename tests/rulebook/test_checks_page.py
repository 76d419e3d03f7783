"""Does the page of checks name what is wrong, and does each witness show it when it is tried?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from decisions.models import Draft, DraftItem, Kind
from decisions.rulebook.check_results import checks_of, failing, warning
from decisions.seeds import shipped_edition
from decisions.subsidiarity.checks import check
from tests.rulebook.desk import QUOTAS, begin, edit, item_of

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]
TWIN = "burdens-must-be-shared"


@pytest.fixture
def draft(clara: User) -> Draft:
    return begin(clara)


def contradict(clara: User, draft: Draft) -> None:
    """Two rules that fire on the same inputs and say the opposite; an example no longer holds."""
    when = item_of(draft).content["when"]
    edit(clara, draft, key=TWIN, when=when, effect="not_below", value="global", examples=[],
         strength="decisive")  # fmt: skip


def test_a_sound_draft_passes_and_the_page_is_worked_out_once_a_step(
    clara: User, as_user: As, draft: Draft
) -> None:
    found = checks_of(draft)
    assert not failing(found)
    assert not warning(found)
    assert checks_of(draft) is found
    page = as_user(clara).get(reverse("rulebook:checks", args=[draft.code]))
    assert page.context["held"] == page.context["examples"] > 200
    assert not page.context["fails"]
    assert [(now, then) for _, now, then in page.context["figures"] if now != then] == []


def test_what_fails_stands_first_with_its_rules_and_a_case_to_try(
    clara: User, as_user: As, draft: Draft
) -> None:
    contradict(clara, draft)
    client = as_user(clara)
    page = client.get(reverse("rulebook:checks", args=[draft.code]))
    clash = next(each for each in page.context["fails"] if each.key == "contradictory").first[0]
    assert {TWIN, QUOTAS} == {rule.url.split("/")[-2] for rule in clash.links}
    assert clash.share or "of all inputs" in "".join(part.label for part in clash.says)
    tried = client.get(clash.trial)
    fired = {
        each["rule"] for each in tried.context["found"].mine.side.outcome["issues"][0]["fired"]
    }
    assert {TWIN, QUOTAS} <= fired
    text = page.content.decode()
    assert text.index('id="fails"') < text.index('id="warnings"') < text.index('id="passes"')


def test_the_instruments_that_change_sides_are_named(
    clara: User, as_user: As, draft: Draft
) -> None:
    edit(clara, draft, strength="decisive", effect="not_below", value="global", examples=[])
    page = as_user(clara).get(reverse("rulebook:checks", args=[draft.code]))
    lost = page.context["lost"]
    assert lost
    now, then = page.context["figures"][0][1:]
    assert now - then == len(lost) - len(page.context["won"])
    assert lost[0].title in page.content.decode()


def test_instruments_whose_answers_a_draft_does_not_take_are_named_and_left_out(
    clara: User, as_user: As, draft: Draft
) -> None:
    options = item_of(draft, "urgency", Kind.QUESTION).content["options"]
    named = {"key": "emergency", "label": "Emergency"}
    with_other = [named if each["key"] == "crisis" else each for each in options]
    DraftItem.objects.filter(draft=draft, key="urgency").update(
        content={**item_of(draft, "urgency", Kind.QUESTION).content, "options": with_other}
    )
    Draft.objects.filter(pk=draft.pk).update(steps=1)
    page = as_user(clara).get(reverse("rulebook:checks", args=[draft.code]))
    left_out = page.context["unread_instruments"]
    assert 0 < len(left_out) < 46
    assert page.context["instruments"] + len(left_out) == 46
    assert all(problem.startswith("answers.urgency") for _, problem in left_out)
    assert page.context["fails"][0].key == "unknown"


def test_an_example_that_fails_is_shown_with_its_answers(
    clara: User, as_user: As, draft: Draft
) -> None:
    example = {"says": "Spain and Morocco", "fires": True, "answers": {"reach": "worldwide"}}
    edit(clara, draft, examples=[example])
    address = reverse("rulebook:checks", args=[draft.code])
    failed = as_user(clara).get(address).context["failed_examples"]
    assert [(each.says, each.answers) for each in failed] == [
        ("Spain and Morocco", (("Reach", "Worldwide"),))
    ]
    everything = as_user(clara).get(address, {"examples": "all"}).context
    assert len(everything["held_examples"]) == everything["held"]


def test_a_reviewer_reads_the_checks_of_a_shared_draft_without_links_to_forms(
    clara: User, boris: User, as_user: As, draft: Draft
) -> None:
    address = reverse("rulebook:checks", args=[draft.code])
    assert as_user(boris).get(address).status_code == 404
    Draft.objects.update(for_comment=True)
    contradict(clara, draft)
    page = as_user(boris).get(address)
    assert page.status_code == 200
    assert not any(each.first[0].links for each in page.context["fails"])


def test_an_edition_has_the_same_checks(clara: User, as_user: As) -> None:
    page = as_user(clara).get(reverse("rulebook:edition_checks", args=[1]))
    assert page.context["passed"] == len(check(shipped_edition()))
    assert as_user(clara).get(reverse("rulebook:edition_checks", args=[9])).status_code == 404


def test_of_very_many_findings_some_are_shown_and_all_are_counted(
    clara: User, as_user: As, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("decisions.rulebook.checking.page.MOST", 25)
    page = as_user(clara).get(reverse("rulebook:checks", args=[draft.code]))
    longest = max(page.context["informs"], key=lambda each: each.count)
    assert len(longest.first) + len(longest.more) == 25
    assert f"{longest.count - 25} more are not listed" in page.content.decode()
