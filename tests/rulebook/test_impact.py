"""Does weighing a draft give what working every record out again would give, however it goes?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.models import Draft, Impact, Moved, SavedRecommendation, Share
from decisions.models.edition import current_edition
from decisions.rulebook.draft.acts import open_draft
from decisions.rulebook.draft.reading import draft_reading
from decisions.rulebook.weighing import run
from decisions.rulebook.weighing.comparing import Comparison
from decisions.rulebook.weighing.standing import Standing, standing_of
from decisions.seeds import shipped_edition
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.rules import Rule
from decisions.subsidiarity.wire import read_case
from tests.archive.many import store_many
from tests.archive.passing import words
from tests.rulebook.desk import QUOTAS, begin, edit, sent
from tests.rulebook.impact_books import (
    Document,
    bilateral_floor,
    changed,
    condition,
    one_by_one,
    retire_issues,
    retired_question,
)

pytestmark = pytest.mark.django_db

As = Callable[[User], Client]
RECORDS = 200


@pytest.fixture
def stored(anna: User) -> list[SavedRecommendation]:
    return store_many(RECORDS)


@pytest.fixture(autouse=True)
def small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "BATCH", 70)
    monkeypatch.setattr(run, "FEW", 100)


def draft_with(user: User, kind: Callable[[Document], None]) -> Draft:
    return open_draft(user=user, sent=sent(), now=timezone.now(), base=current_edition(),
                      name=kind.__name__, document=changed(kind))  # fmt: skip


def weigh(user: User, draft: Draft) -> Standing:
    """Slice after slice, each as short as can be."""
    impact = run.begin(user=user, draft=draft, now=timezone.now())
    for _ in range(100):
        if not (lanes := run.open_lanes(impact)):
            break
        run.go_on(lanes[-1], seconds=0, now=timezone.now)
    return standing_of(impact)


def found(standing: Standing) -> tuple[Any, ...]:
    rows = Moved.objects.filter(impact=standing.impact)
    moved = rows.values_list("recommendation_id", "issue", "lead", "before", "after")
    return standing.matrix, standing.fired, Counter(moved)


Worked = list[tuple[str, str, frozenset[str]]]
"""(issue, level, rules that certainly fire), the lead first."""


def by_recommend(document: Document, edition: Edition) -> Worked:
    advice = recommend(read_case(document, edition), edition)
    return [
        (each.finding.topic, each.finding.level.key, keys(each.finding.certain(edition)))
        for each in advice.issues
    ]


def by_find(document: Document, edition: Edition) -> Worked:
    """What a recommendation begins with, without the rest of it; nothing where it has no place."""
    worked = one_by_one(document, edition)
    return worked[0] if worked else []


def keys(rules: Iterable[Rule]) -> frozenset[str]:
    return frozenset(rule.key for rule in rules)


def expected(
    draft: Draft,
    stored: Iterable[SavedRecommendation],
    how: Callable[[Document, Edition], Worked] = by_find,
) -> tuple[Any, ...]:
    """One by one; the very same case is worked out once."""
    edition, shipped = draft_reading(draft).edition, shipped_edition()
    matrix: dict[str, dict[str, int]] = {}
    fired, moved = Counter[str](), Counter[tuple[Any, ...]]()
    documents = {str(saved.case): saved.case for saved in stored}
    worked = cache(lambda key: how(documents[key], edition))
    before = cache(lambda key: by_find(documents[key], shipped))
    for saved in stored:
        now, was = worked(str(saved.case)), before(str(saved.case))
        if not now:
            moved[saved.pk, was[0][0], True, saved.level, ""] += 1
            continue
        row = matrix.setdefault(saved.level, {})
        row[now[0][1]] = row.get(now[0][1], 0) + 1
        fired.update(frozenset().union(*(rules for _, _, rules in now)))
        levels = {topic: level for topic, level, _ in was} | {now[0][0]: saved.level}
        for number, (topic, level, _) in enumerate(now):
            if levels[topic] != level:
                moved[saved.pk, topic, number == 0, levels[topic], level] += 1
    return matrix, dict(fired), moved


def without_issues_of(stored: list[SavedRecommendation]) -> Callable[[Document], None]:
    """All issues of the one with the fewest are retired."""
    fewest = min((saved.case["issues"] for saved in stored), key=len)
    keys = [issue["issue"] for issue in fewest]

    def retired(book: Document) -> None:
        retire_issues(book, *keys)

    return retired


def test_the_result_is_that_of_working_every_record_out_again(
    clara: User, stored: list[SavedRecommendation]
) -> None:
    """Also where questions and issues are gone, so that answers, leads and whole cases are lost."""
    for kind, how in (
        (condition, by_find),
        (retired_question, by_find),
        (without_issues_of(stored), by_find),
        (bilateral_floor, by_recommend),
    ):
        draft = draft_with(clara, kind)
        standing = weigh(clara, draft)
        assert standing.finished
        assert (standing.done, standing.since) == (RECORDS, 0)
        assert found(standing) == expected(draft, stored, how)
        assert found(standing)[2], "a change that moves nothing shows nothing"
        assert bool(standing.lost) == (kind is retired_question)
    assert Moved.objects.filter(after="").exists()


@pytest.mark.looks
def test_planted_faults_are_caught(
    clara: User, stored: list[SavedRecommendation], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An engine that ignores the rule that is new, and slices that skip a record at each seam."""
    draft = draft_with(clara, bilateral_floor)
    right = expected(draft, stored)
    honest_level, honest_batch = Comparison.level, run.batch_after
    with monkeypatch.context() as patch:
        last = len(draft_reading(draft).edition.book.rules) - 1
        patch.setattr(
            Comparison, "level", lambda self, issue, rules: honest_level(self, issue, rules & ~(1 << last))
        )  # fmt: skip
        assert found(weigh(clara, draft)) != right
    Impact.objects.all().delete()
    with monkeypatch.context() as patch:
        patch.setattr(run, "batch_after", lambda cursor, until: honest_batch(cursor + 1, until))
        assert found(weigh(clara, draft)) != right
    Impact.objects.all().delete()
    assert found(weigh(clara, draft)) == right


def test_two_tabs_and_a_killed_server_change_nothing(
    clara: User, stored: list[SavedRecommendation]
) -> None:
    draft = draft_with(clara, bilateral_floor)
    impact = run.begin(user=clara, draft=draft, now=timezone.now())
    again = run.begin(user=clara, draft=draft, now=timezone.now())
    assert again == impact
    edition = draft_reading(draft).edition
    while lanes := run.open_lanes(impact):
        slices = [run.weighed_slice(lanes[0], run.weigher(edition), 0) for _ in "ab"]
        taken = [
            run.commit(lanes[0], *each[:1], edition, timezone.now(), end=each[1]) for each in slices
        ]
        assert taken == [True, False]  # the second tab's is thrown away
        run.weighed_slice(lanes[-1], run.weigher(edition), 0)  # killed before it was kept
    assert found(standing_of(impact)) == expected(draft, stored)


def test_the_rule_without_which_nothing_would_move_is_named(
    clara: User, stored: list[SavedRecommendation]
) -> None:
    book = changed(bilateral_floor)
    book = {**book, "rules": [{**rule, "grade": "assumption"} for rule in book["rules"]]}
    idle = {**book["rules"][-1], "key": "idle", "value": "local"}
    draft = open_draft(user=clara, sent=sent(), now=timezone.now(), base=current_edition(),
                       name="x", document={**book, "rules": [*book["rules"], idle]})  # fmt: skip
    standing = weigh(clara, draft)
    assert set(standing.moved_by) == {"at-least-two"}
    assert standing.moved_by["at-least-two"] == Moved.objects.count()
    two = {**book["rules"][-1], "key": "at-least-two-again"}
    both = open_draft(user=clara, sent=sent(), now=timezone.now(), base=current_edition(),
                      name="x", document={**book, "rules": [*book["rules"], two, idle]})  # fmt: skip
    moved_by = weigh(clara, both).moved_by
    assert (
        moved_by["at-least-two"]
        == moved_by["at-least-two-again"]
        == Moved.objects.filter(impact__draft=both).count()
    )


def test_records_saved_meanwhile_are_weighed_too(
    clara: User, anna: User, stored: list[SavedRecommendation]
) -> None:
    draft = draft_with(clara, bilateral_floor)
    weigh(clara, draft)
    store_many(RECORDS + 20, seed=2)
    impact = Impact.objects.get()
    assert standing_of(impact).since == 20
    run.reopen(impact)
    standing = weigh(clara, draft)
    assert (standing.done, standing.since) == (RECORDS + 20, 0)
    assert found(standing) == expected(draft, SavedRecommendation.objects.all())


@pytest.mark.looks
def test_without_a_script_buttons_weigh_and_the_page_tells_what_moves(
    clara: User, as_user: As, stored: list[SavedRecommendation], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, draft = as_user(clara), draft_with(clara, bilateral_floor)
    url = reverse("rulebook:impact", args=[draft.code])
    assert f"{RECORDS} saved recommendations can be weighed" in words(client.get(url))
    monkeypatch.setattr("decisions.rulebook.impact_views.SLICE", 0)
    client.post(url, {"begin": "yes", "key": "a"})
    assert "0 weighed; none moves so far." in words(client.get(url))
    assert client.post(url, {"lane": "0"})["Location"] == url
    page = words(client.get(url))
    moved = standing_of(Impact.objects.get()).moved
    assert f"{RECORDS} weighed; {moved} move: {moved} higher." in page
    assert "“At least two” is new" in page
    assert client.put(url).status_code == 405
    narrowed = words(client.get(url, {"before": "global", "rule": "at-least-two"}))
    assert "Nothing moves that way." in narrowed
    assert client.get(url, {"before": "nowhere"}).status_code == 422


@pytest.mark.looks
def test_a_script_asks_for_one_slice_after_the_other_in_either_lane(
    clara: User, as_user: As, stored: list[SavedRecommendation], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("decisions.rulebook.impact_views.SLICE", 0)
    client, draft = as_user(clara), draft_with(clara, bilateral_floor)
    url = reverse("rulebook:impact", args=[draft.code])
    client.post(url, {"begin": "yes", "key": "a"})
    page = client.get(url).content.decode()
    assert ('id="_lane0"' in page, 'id="_lane1"' in page) == (True, True)
    parts = []
    while lanes := run.open_lanes(Impact.objects.get()):
        for lane in lanes:
            part = client.post(url, {"lane": lane.number}, headers={"HX-Request": "true"})
            parts.append(part.content.decode())
    assert 'id="_progress" class="weighing" hx-swap-oob="true"' in parts[0]
    assert any("Half is weighed." in part for part in parts)
    assert "Levels, before and after" in parts[-1]
    assert not any("Levels, before and after" in part for part in parts[:-1])
    late = client.post(url, {"lane": "0"}, headers={"HX-Request": "true"})
    assert late.status_code == 200
    assert standing_of(Impact.objects.get()).done == RECORDS


@pytest.mark.looks
def test_a_changed_draft_makes_the_weighing_stale(
    clara: User, as_user: As, stored: list[SavedRecommendation]
) -> None:
    client, draft = as_user(clara), begin(clara)
    url = reverse("rulebook:impact", args=[draft.code])
    weigh(clara, draft)
    edit(clara, draft, strength="decisive")
    assert "The draft has changed since it was weighed." in words(client.get(url))
    part = client.post(url, {"lane": "1"}, headers={"HX-Request": "true"})
    assert "Weigh again" in words(part)
    client.post(url, {"begin": "yes", "key": "b"})
    assert Impact.objects.count() == 1
    assert standing_of(Impact.objects.get()).finished
    page = words(client.get(url))
    assert "became decisive" in page
    assert QUOTAS not in page
    assert "changed since" not in page


@pytest.mark.looks
def test_whoever_may_not_read_a_record_learns_no_name(
    anna: User, clara: User, as_user: As, stored: list[SavedRecommendation]
) -> None:
    client, draft = as_user(clara), draft_with(clara, bilateral_floor)
    standing = weigh(clara, draft)
    url = reverse("rulebook:impact", args=[draft.code])
    page = client.get(url).content.decode()
    for saved in stored:
        assert saved.code not in page
        assert saved.title not in page
    shown = Moved.objects.filter(impact=standing.impact).first()
    assert shown is not None
    saved = shown.recommendation
    Share.objects.create(case_file=saved.case_file, person=clara, right=1, given_by=saved.owner,
                         given_at=timezone.now())  # fmt: skip
    assert reverse("archive:recommendation", args=[saved.code]) in client.get(url).content.decode()
