"""Does the list leave as a table that says the same, to the same person, and harms nobody?"""

from __future__ import annotations

import csv
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from decisions.archive import table
from decisions.models import CaseFile, SavedRecommendation, Tag
from decisions.models.recommendation import full_levels
from decisions.subsidiarity.ladder import LABELS

from .many import share, store_many
from .passing import save

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]
Rows = list[dict[str, str]]


def fetched(client: Client, **asked: str) -> Any:
    return client.get(reverse("archive:list_csv"), asked)


def rows(client: Client, **asked: str) -> Rows:
    content = fetched(client, **asked).getvalue().decode()
    assert content.startswith("\ufeff")
    return list(csv.DictReader(StringIO(content[1:])))


def test_the_table_holds_what_the_search_finds_and_no_more(
    anna: User, otto: User, boris: User, as_user: As
) -> None:
    stored = store_many(70)
    share(stored[3], person=otto)
    for user in (anna, otto, boris):
        client = as_user(user)
        for asked in ({}, {"level": "bilateral"}, {"q": "the", "away": "also"}):
            count = client.get(reverse("archive:list"), asked).context["found"].count
            found = [row["Code"] for row in rows(client, **asked)]
            assert len(found) == count
            keys = dict(SavedRecommendation.objects.values_list("code", "pk"))
            assert [keys[code] for code in found] == sorted(map(keys.get, found), reverse=True)
    assert len(rows(as_user(boris), away="also")) == 70
    assert {row["Owner"] for row in rows(as_user(anna), whose="mine")} == {"Anna"}


def test_each_reader_gets_the_level_that_they_may_know(
    anna: User, boris: User, as_user: As
) -> None:
    stored = [each for each in store_many(40, seed=2) if each.owner == anna]
    whole = full_levels(anna, stored)
    saved = next(each for each in stored if whole[each.pk] != each.level)
    [mine] = rows(as_user(anna), q=saved.code, away="also")
    [theirs] = rows(as_user(boris), q=saved.code, away="also")
    assert (mine["Level"], mine["Worked out"]) == (
        LABELS[whole[saved.pk]], "with assessed interests",
    )  # fmt: skip
    assert (theirs["Level"], theirs["Worked out"]) == (LABELS[saved.level], "as shared")


def test_the_marking_and_everything_else_has_its_column(
    anna: User, case_file: CaseFile, as_user: As
) -> None:
    CaseFile.objects.update(handling="confidential")
    Tag.objects.create(case_file=case_file, name="pilot")
    saved = save(anna, case_file)
    [row] = rows(as_user(anna))
    assert row == {
        "Code": saved.code, "Title": "Workers", "Handling": "Confidential", "Level": "Bilateral",
        "Departure": "", "Worked out": "with assessed interests", "States": "Germany; Türkiye",
        "Issues": "Temporary labour migration; Admission quotas; Migrants' rights",
        "Status": "Not submitted", "Owner": "Anna", "Shared with teams": "", "Tags": "pilot",
        "Edition": "1", "Saved": saved.saved_at.isoformat(timespec="seconds"), "Put away": "",
    }  # fmt: skip


@pytest.mark.parametrize(
    "title",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        "=cmd|' /C calc'!A0",
    ],
)
def test_no_cell_is_taken_for_a_formula(
    anna: User, case_file: CaseFile, as_user: As, title: str
) -> None:
    CaseFile.objects.update(title=title)
    Tag.objects.create(case_file=case_file, name=title[:40])
    save(anna, case_file)
    [row] = rows(as_user(anna))
    assert row["Title"] == f"'{title}"
    assert row["Tags"].startswith("'")


def test_a_long_table_is_cut_and_says_so(
    anna: User, boris: User, as_user: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_many(30)
    monkeypatch.setattr(table, "MOST", 20)
    monkeypatch.setattr(table, "BATCH", 10)
    content = fetched(as_user(boris), away="also").getvalue().decode().splitlines()
    assert len(content) == 1 + 20 + 1
    assert "Narrow the search to get the others." in content[-1]
    monkeypatch.setattr(table, "MOST", 30)
    whole = fetched(as_user(boris), away="also").getvalue().decode().splitlines()
    assert len(whole) == 1 + 30
    assert "Narrow" not in whole[-1]


def test_the_file_is_sent_while_it_is_read_and_is_not_stored(
    anna: User, case_file: CaseFile, as_user: As
) -> None:
    save(anna, case_file)
    response = fetched(as_user(anna))
    assert response.streaming
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="recommendations-2')
    assert "no-store" in response["Cache-Control"]


def test_a_wrong_filter_gives_no_file_but_says_what_is_wrong(anna: User, as_user: As) -> None:
    response = fetched(as_user(anna), level="mars")
    assert response.status_code == 422
    assert "Content-Disposition" not in response
    assert "is not on this list" in response.content.decode()
