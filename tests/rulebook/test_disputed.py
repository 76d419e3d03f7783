"""Does the rule administrator see which rules people disagree with, and no case with them?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.models import CaseFile, DepartedRule, Departure, Dispute, SavedRecommendation
from decisions.models.dossier import Status
from tests.archive.passing import save, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]
RULE, OTHER = "one-state-only-partly", "quotas-stay-bilateral"
ELSEWHERE = "strong-spillover"
"""A rule of the book that does not fire in the shared outcome."""


@pytest.fixture
def saved(anna: User, case_file: CaseFile) -> SavedRecommendation:
    return save(anna, case_file)


def dispute(
    saved: SavedRecommendation, by: User, key: str, status: Status, round_: int = 1
) -> None:
    Dispute.objects.create(
        thread=saved, raised_on=saved, kind="rule", key=key, issue="temporary_labour",
        reason="x", by=by, round=round_, raised_at=timezone.now(),
    )  # fmt: skip
    saved.dossier.status = status
    saved.dossier.save()


def depart(
    saved: SavedRecommendation, by: User, level: str, *rules: str, back: bool = False
) -> None:
    made = Departure.objects.create(
        recommendation=saved, by=by, at=timezone.now(), level=level, reason="x",
        hidden=level == saved.level,
        taken_back_at=timezone.now() if back else None,
    )  # fmt: skip
    for rule in rules:
        DepartedRule.objects.create(departure=made, rule=rule)


def table(clara: User, as_user: As) -> dict[str, tuple[int, int]]:
    page = as_user(clara).get(reverse("rulebook:disputed"))
    assert page.status_code == 200
    return {each.key: (each.disputed, each.departed) for each in page.context["disagreed"]}


def test_each_review_and_each_departure_counts_once(
    anna: User, boris: User, clara: User, as_user: As, saved: SavedRecommendation
) -> None:
    assert table(clara, as_user) == {}
    dispute(saved, boris, RULE, Status.RETURNED)
    dispute(saved, boris, RULE, Status.RETURNED, round_=2)
    depart(saved, anna, "regional", RULE, OTHER)
    assert table(clara, as_user) == {RULE: (1, 1), OTHER: (0, 1)}
    page = as_user(clara).get(reverse("rulebook:disputed"))
    assert f'href="/rulebook/#{RULE}"' in page.content.decode()
    for word in (saved.title, saved.code, "Anna", "Boris"):
        assert word not in words(page)


def test_what_a_reviewer_has_only_noted_is_not_counted(
    boris: User, clara: User, as_user: As, saved: SavedRecommendation
) -> None:
    dispute(saved, boris, RULE, Status.SUBMITTED)
    assert table(clara, as_user) == {}


def test_a_departure_that_was_taken_back_is_not_counted(
    anna: User, clara: User, as_user: As, saved: SavedRecommendation
) -> None:
    depart(saved, anna, "regional", RULE, back=True)
    assert table(clara, as_user) == {}


def test_what_rests_on_assessed_interests_is_not_counted(
    anna: User, clara: User, as_user: As, saved: SavedRecommendation
) -> None:
    depart(saved, anna, saved.level, RULE)
    assert table(clara, as_user) == {}
    Departure.objects.update(taken_back_at=timezone.now())
    depart(saved, anna, "regional", RULE, ELSEWHERE)
    assert table(clara, as_user) == {RULE: (0, 1)}


def test_a_rule_that_the_book_has_no_more_is_named_by_its_key(
    boris: User, clara: User, as_user: As, saved: SavedRecommendation
) -> None:
    dispute(saved, boris, "long-gone", Status.ACCEPTED)
    assert "long-gone no longer in the book" in words(as_user(clara).get("/rulebook/disputed/"))


def test_only_the_administrator_sees_the_counts(
    anna: User, boris: User, clara: User, as_user: As, saved: SavedRecommendation
) -> None:
    dispute(saved, boris, RULE, Status.RETURNED)
    assert "Disagreed with 1 time" in words(as_user(clara).get("/rulebook/"))
    for person in (anna, boris):
        assert as_user(person).get("/rulebook/disputed/").status_code == 404
        assert "isagree" not in words(as_user(person).get("/rulebook/"))
