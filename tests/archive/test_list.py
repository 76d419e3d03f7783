"""Does the list show each record as its reader may know it, briefly, and at any number of them?"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from decisions.house.document import with_issues, with_states
from decisions.models import CaseFile, EditionRecord, SavedRecommendation, Tag, Team
from decisions.models.indexing import index

from .many import share, store_many
from .passing import edit, save

pytestmark = pytest.mark.django_db

As = Callable[[User], Client]
LIST = "archive:list"


def page_of(client: Client, query: str = "", **headers: str) -> str:
    response = client.get(reverse(LIST) + query, headers=headers)
    return re.sub(r"\s+", " ", unescape(response.content.decode()))


@pytest.fixture
def wide_case(anna: User, case_file: CaseFile) -> CaseFile:
    """Five States, a group, and four issues."""
    states = [{"state": code} for code in ("ES", "MA", "FR", "SN", "ML")]
    edit(anna, case_file, lambda d: with_states(d, [*states, {"members_of": "ecowas"}]))
    topics = ("asylum", "trafficking", "security", "integration")
    return edit(anna, case_file, lambda d: with_issues(d, topics))


def test_a_row_names_what_it_is_about_in_short(
    anna: User, wide_case: CaseFile, as_user: As
) -> None:
    team = Team.objects.create(name="Route desk")
    CaseFile.objects.update(handling="limited")
    for name in ("pilot", "autumn council"):
        Tag.objects.create(case_file=wide_case, name=name)
    saved = save(anna, wide_case)
    share(saved, team=team)
    page = page_of(as_user(anna))
    for words in (
        ">Workers</a>", "Spain, Morocco, France and 3 more", "Limited distribution", "Not submitted",
        "Asylum systems and refugee protection; Trafficking in persons;", "and 1 more",
        ">autumn council</span>", ">pilot</span>", "Shared with Route desk", "Edition 1",
        "1 recommendation found", ">Anna<",
    ):  # fmt: skip
        assert words in page, words


def test_groups_and_all_states_are_named_as_such(
    anna: User, case_file: CaseFile, as_user: As
) -> None:
    edit(anna, case_file, lambda d: with_states(d, [{"members_of": "ecowas"}]))
    save(anna, case_file)
    edit(anna, case_file, lambda d: with_states(d, [{"all_states": True}]))
    save(anna, case_file)
    page = page_of(as_user(anna))
    assert "Members of ECOWAS" in page
    assert "All States" in page


def test_a_state_that_the_current_edition_dropped_keeps_its_name(
    anna: User, case_file: CaseFile, as_user: As
) -> None:
    first = EditionRecord.objects.get()
    written = str(first.document)
    lone = next(s for s in first.document["states"] if written.count(f"'{s['code']}'") == 1)
    edit(anna, case_file, lambda d: with_states(d, [{"state": "DE"}, {"state": lone["code"]}]))
    save(anna, case_file)
    states = [state for state in first.document["states"] if state != lone]
    EditionRecord.objects.update(current=False, status="retired")
    EditionRecord.objects.create(
        number=2, document={**first.document, "states": states}, checksum="2", status="published",
        current=True, created_at=timezone.now(),
    )  # fmt: skip
    page = page_of(as_user(anna))
    assert f"Germany, {lone['name']}" in page
    for number in (1, 2):
        assert f">Edition {number}</option>" in page


def test_a_draft_edition_is_not_to_be_chosen(anna: User, as_user: As) -> None:
    document = EditionRecord.objects.get().document
    EditionRecord.objects.create(
        number=7, document=document, checksum="7", created_at=timezone.now()
    )
    assert "Edition 7" not in page_of(as_user(anna))
    assert as_user(anna).get(reverse(LIST), {"edition": "7"}).status_code == 422


def test_everybody_is_told_how_to_begin_and_how_to_go_on(
    anna: User, otto: User, boris: User, case_file: CaseFile, as_user: As
) -> None:
    for user in (anna, boris):
        assert "Nothing is saved yet" in page_of(as_user(user))
    save(anna, case_file)
    assert "No recommendation meets all of this" in page_of(as_user(anna), "?q=zzz")
    assert "Nothing is saved yet" in page_of(as_user(otto))


def test_suggestions_come_from_what_one_may_read_alone(
    anna: User, otto: User, boris: User, case_file: CaseFile, as_user: As
) -> None:
    for name in ("secret project", "Évaluation"):
        Tag.objects.create(case_file=case_file, name=name)
    saved = save(anna, case_file)
    option = '<option value="secret project">'
    assert option in page_of(as_user(anna))
    assert option in page_of(as_user(boris))
    assert "secret project" not in page_of(as_user(otto))
    given = share(saved, person=otto)
    assert option in page_of(as_user(otto))
    given.delete()
    index([saved])
    assert "secret project" not in page_of(as_user(otto))


def test_only_those_who_may_change_tags_are_offered_to(
    anna: User, otto: User, boris: User, case_file: CaseFile, as_user: As
) -> None:
    saved = save(anna, case_file)
    link = reverse("archive:tags", args=[saved.code])
    given = share(saved, person=otto, right=2)
    assert link in page_of(as_user(anna))
    for user in (otto, boris):
        page = page_of(as_user(user))
        assert ">Workers</a>" in page
        assert link not in page
    given.delete()
    share(saved, person=otto, right=3)
    assert link in page_of(as_user(otto))


def test_htmx_gets_the_list_alone_with_the_count_and_what_is_wrong(
    anna: User, case_file: CaseFile, as_user: As
) -> None:
    save(anna, case_file)
    asked = {"HX-Request": "true", "HX-Target": "_results"}
    part = page_of(as_user(anna), "?q=work", **asked)
    assert part.strip().startswith('<div id="_results">')
    assert ">Workers</a>" in part
    assert '<p id="_count" hx-swap-oob="innerHTML">1 recommendation found' in part
    assert '<form class="filters"' not in part
    wrong = page_of(as_user(anna), "?level=mars", **asked)
    assert '<div id="_errors" hx-swap-oob="true">' in wrong
    assert "There is a problem" in wrong


@pytest.mark.parametrize("query", ["", "?q=a&away=also", "?level=bilateral&issue=asylum"])
def test_a_page_takes_at_most_twelve_queries_however_many_records_there_are(
    anna: User, boris: User, as_user: As, query: str
) -> None:
    taken = []
    for number in (40, 160):
        store_many(number)
        for user in (anna, boris):
            client = as_user(user)
            first, codes = queries(client, query)
            second = queries(client, f"{query or '?'}&before={codes[0]}")[0] if codes else first
            taken.append((user.username, len(first), len(second)))
            assert max(len(first), len(second)) <= 12
            assert not any("keptoutcome" in sql for sql in (*first, *second))
    assert taken[:2] == taken[2:]


def queries(client: Client, query: str) -> tuple[list[str], list[str]]:
    client.get(reverse(LIST))
    with CaptureQueriesContext(connection) as caught:
        response = client.get(reverse(LIST) + query)
    rows = response.context["rows"]
    return [each["sql"] for each in caught.captured_queries], [row.saved.code for row in rows]


def test_what_stands_in_a_title_stays_text(anna: User, case_file: CaseFile, as_user: As) -> None:
    CaseFile.objects.update(title="<b>Bold</b> & \u202ebackwards")
    save(anna, case_file)
    page = as_user(anna).get(reverse(LIST)).content.decode()
    assert "&lt;b&gt;Bold&lt;/b&gt; &amp;" in page
    assert "<b>Bold" not in page


def put_away(client: Client, saved: SavedRecommendation, away: str = "1", **other: Any) -> Any:
    saved.dossier.refresh_from_db()
    sent = {"away": away, "revision": saved.dossier.revision, "key": f"k{away}", **other}
    return client.post(reverse("archive:away", args=[saved.code]), sent)


def test_what_is_put_away_leaves_the_list_and_comes_back_with_one_click(
    anna: User, boris: User, case_file: CaseFile, as_user: As
) -> None:
    saved, client = save(anna, case_file), as_user(anna)
    assert put_away(client, saved)["Location"] == reverse(LIST)
    page = page_of(client)
    assert "“Workers” is put away" in page
    assert "Undo" in page
    assert ">Workers</a>" not in page
    assert "Undo" not in page_of(client), "it is offered once"
    assert ">Workers</a>" not in page_of(as_user(boris))
    assert ">Put away</span>" in page_of(client, "?away=only")
    assert ">Workers</a>" in page_of(client, "?away=also")
    undo = dict(re.findall(r'name="(away|revision)" value="(\d+)"', page)[-2:])
    client.post(reverse("archive:away", args=[saved.code]), {**undo, "key": "undo"})
    assert ">Workers</a>" in page_of(client)
    assert page_of(client, "?away=only").count(">Workers</a>") == 0


def test_putting_away_twice_is_once_and_an_older_page_does_not_win(
    anna: User, case_file: CaseFile, as_user: As
) -> None:
    saved, client = save(anna, case_file), as_user(anna)
    before = saved.dossier.revision
    for _ in range(2):
        assert put_away(client, saved, key="same").status_code == 302
    saved.dossier.refresh_from_db()
    assert saved.dossier.revision == before + 1
    late = put_away(client, saved, "0", revision=before)
    assert late.status_code == 409
    saved.dossier.refresh_from_db()
    assert saved.dossier.put_away_at is not None


def test_only_owner_and_editors_put_away(
    anna: User, otto: User, boris: User, case_file: CaseFile, as_user: As
) -> None:
    saved = save(anna, case_file)
    for user in (otto, boris):
        assert put_away(as_user(user), saved).status_code == 404
    given = share(saved, person=otto, right=2)
    assert put_away(as_user(otto), saved).status_code == 404
    given.delete()
    share(saved, person=otto, right=3)
    assert put_away(as_user(otto), saved).status_code == 302
    assert as_user(anna).get(reverse("archive:away", args=[saved.code])).status_code == 302
    record = reverse("archive:recommendation", args=[saved.code])
    assert "Bring it back into the list" in as_user(anna).get(record).content.decode()


def test_on_a_narrow_screen_each_cell_says_what_it_is(
    anna: User, case_file: CaseFile, as_user: As
) -> None:
    """Where rows become blocks, `data-label` stands before each cell, for its head is gone."""
    save(anna, case_file)
    page = page_of(as_user(anna))
    heads = re.findall(r'role="columnheader">([^<]+)<', page)
    assert re.findall(r'role="cell" data-label="([^"]+)"', page) == heads[1:]
    assert 'class="stacks records"' in page
