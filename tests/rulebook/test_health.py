"""Does the health page find each fault that is put into a draft, and say of whom it tells nothing?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.models import CaseFile, Draft
from decisions.rulebook.checking import firings as counting
from decisions.rulebook.checking.sections import Section
from decisions.rulebook.draft.reading import draft_reading
from decisions.rulebook.weighing import run as weighing
from decisions.seeds import shipped_edition
from tests.archive.passing import save
from tests.rulebook.desk import QUOTAS, begin, edit, item_of

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]
TWIN = "burdens-must-be-shared"


def sections(client: Client, address: str) -> dict[str, Section]:
    page = client.get(address)
    assert page.status_code == 200
    return {each.key: each for each in page.context["sections"]}


def rules(section: Section) -> set[str]:
    return {link.url.rstrip("/").rpartition("/")[2] for f in section.found for link in f.links}


def test_each_fault_of_a_draft_is_found_under_its_question(clara: User, as_user: As) -> None:
    draft = begin(clara)
    address = reverse("rulebook:draft_health", args=[draft.code])
    sound = sections(as_user(clara), address)
    quiet = ("dead", "shadowed", "contradictory", "unread", "no_example", "never_fired")
    assert not any(sound[key].found for key in quiet)
    when = item_of(draft).content["when"]
    edit(clara, draft, key=TWIN, when=when, effect="not_below", value="global", examples=[],
         strength="decisive")  # fmt: skip
    found = sections(as_user(clara), address)
    assert rules(found["contradictory"]) == {TWIN, QUOTAS}
    assert rules(found["no_example"]) == {TWIN}
    assert found["weighed"].informs
    assert all(section.to_do.endswith(".") for section in found.values())


def test_rules_that_fired_in_no_saved_recommendation_are_counted_over_shared_cases(
    anna: User, clara: User, as_user: As, case_file: CaseFile
) -> None:
    saved = save(anna, case_file)
    page = as_user(clara).get(reverse("rulebook:health"))
    fired = page.context["fired"]
    assert (fired.looked_at, fired.saved, fired.unreadable) == (1, 1, 0)
    shared = {each["rule"] for issue in saved.outcome["issues"] for each in issue["fired"]}
    assert set(fired.times) == shared
    silent = next(each for each in page.context["sections"] if each.key == "never_fired")
    assert len(silent.found) == len(shipped_edition().book.rules) - len(shared)
    text = page.content.decode()
    assert saved.title not in text
    assert saved.code not in text


def test_what_a_weighing_has_counted_is_what_the_page_counts_by_itself(
    anna: User, clara: User, case_file: CaseFile
) -> None:
    save(anna, case_file)
    draft = begin(clara)
    checksum = draft_reading(draft).checksum
    alone = counting.firings(shipped_edition(), checksum)
    impact = weighing.begin(user=clara, draft=draft, now=timezone.now())
    weighing.go_on_anywhere(impact, seconds=9, now=timezone.now)
    weighed = counting.firings(shipped_edition(), checksum)
    assert (alone.in_time, weighed.in_time) == (True, False)
    assert weighed.times == alone.times
    assert weighed.readable == alone.readable == 1


def test_where_there_is_no_time_the_page_says_how_many_were_looked_at(
    anna: User, clara: User, as_user: As, case_file: CaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(anna, case_file)
    counting.counted.cache_clear()
    monkeypatch.setattr(counting, "BUDGET", -1)
    page = as_user(clara).get(reverse("rulebook:health"))
    assert "Looked at the newest 0 of 1 saved recommendation" in page.content.decode()
    counting.counted.cache_clear()


def test_stale_fora_are_what_the_command_calls_stale(clara: User, as_user: As) -> None:
    from decisions.rulebook.checking.health import STALE
    from decisions.seeds import known_counts
    from decisions.subsidiarity.catalogue import check_catalogue

    edition = shipped_edition()
    found = sections(as_user(clara), reverse("rulebook:health"))["fora"]
    checks = check_catalogue(edition.fora, edition.states, known_counts(), 2026)
    assert len(found.found) == sum(len(c.items) for c in checks if c.key in STALE)


def test_health_is_for_rule_administrators(boris: User, clara: User, as_user: As) -> None:
    draft = begin(clara)
    Draft.objects.update(for_comment=True)
    assert as_user(boris).get(reverse("rulebook:health")).status_code == 404
    shared = as_user(boris).get(reverse("rulebook:checks", args=[draft.code]))
    assert "Health" not in [tab["label"] for tab in shared.context["tabs"]]
    assert "rulebook:health" not in shared.content.decode()
    assert "/health/" in as_user(clara).get(reverse("rulebook:book")).content.decode()
