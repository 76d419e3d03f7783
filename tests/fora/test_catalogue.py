"""Does the catalogue show every forum, and does each filter really filter?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from decisions.seeds import shipped_edition

from .conftest import Read, linked

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

ALL = {forum.id: forum for forum in shipped_edition().fora}
CATALOGUE = "fora:catalogue"
Page = Callable[..., str]


@pytest.fixture
def page(read: Read) -> Page:
    return lambda asked=None, status=200: read("catalogue", asked=asked, status=status)


def test_all_fora_are_listed_once_and_what_has_ended_comes_last(page: Page) -> None:
    ids = linked(page())
    assert sorted(ids) == sorted(ALL)
    past = [ALL[key].status in ("ended", "succeeded") for key in ids]
    assert past == sorted(past)
    assert page().count("Named in the paper") >= 23


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("soderkoping", "soderkoping-process"),
        ("PUEBLA", "rcm"),
        ("5+5", "five-plus-five"),
        ("eu", "eu"),
        ("vienna icmpd", "budapest-process"),
        ("traffick mekong", "commit"),
        ("conferencia regional sobre migracion", "rcm"),
    ],
)
def test_a_search_finds_names_aliases_and_secretariats_by_parts_and_without_accents(
    page: Page, typed: str, first: str
) -> None:
    ids = linked(page({"q": typed}))
    assert ids[0] == first
    assert len(ids) < len(ALL)


def test_a_search_that_finds_nothing_teaches_how_to_search(page: Page) -> None:
    found = page({"q": "zzzz"})
    assert linked(found) == []
    assert "No forum meets all of this" in found
    assert "0 of 90 fora found." in found


FILTERS = [
    ("level", "global", lambda f: f.level.key == "global"),
    ("kind", "research_network", lambda f: f.kind == "research_network"),
    ("issue", "readmission_own", lambda f: "readmission_own" in f.mandate),
    ("status", "dormant", lambda f: f.status == "dormant"),
    ("tool", "adjudication", lambda f: "adjudication" in f.instruments),
    ("paper", "yes", lambda f: bool(f.named_in_paper)),
    ("paper", "no", lambda f: not f.named_in_paper),
]


@pytest.mark.parametrize(("name", "value", "meets"), FILTERS, ids=lambda v: v if isinstance(v, str) else "")  # fmt: skip
def test_each_filter_really_filters(
    page: Page, name: str, value: str, meets: Callable[..., bool]
) -> None:
    found = page({name: value})
    expected = {key for key, forum in ALL.items() if meets(forum)}
    assert set(linked(found)) == expected
    assert 0 < len(expected) < len(ALL)
    assert f"{len(expected)} of 90 fora found" in found


def test_an_issue_may_be_asked_for_in_the_main_field_only(page: Page) -> None:
    wide, main = page({"issue": "asylum"}), page({"issue": "asylum", "grip": "core"})
    assert set(linked(main)) < set(linked(wide))
    assert set(linked(main)) == {k for k, f in ALL.items() if "asylum" in f.mandate_core}


def test_a_state_is_found_by_any_of_its_names_with_its_standing(page: Page) -> None:
    found = page({"state": "turkey"})
    assert (
        set(linked(found))
        == set(linked(page({"state": "Türkiye"})))
        == set(linked(page({"state": "TR"})))
    )
    assert "budapest-process" in linked(found)
    assert "eu" not in linked(found)
    assert "Türkiye: member" in found


def test_a_seat_that_is_not_certain_is_shown_unless_only_certain_ones_are_asked_for(
    page: Page,
) -> None:
    perhaps, surely = page({"state": "Belarus"}), page({"state": "Belarus", "seat": "yes"})
    assert "Belarus: standing in doubt" in perhaps
    assert "Belarus: not known" in perhaps  # the APC's list is from memory
    assert "budapest-process" in linked(perhaps)
    assert set(linked(surely)) == {k for k, f in ALL.items() if "BY" in f.members - f.unsure}


def test_filters_are_combined(page: Page) -> None:
    ids = linked(
        page({"level": "regional", "issue": "free_movement", "grip": "core", "state": "Ghana"})
    )
    assert ids == ["african-union", "ecowas", "midwa"]


def test_the_order_may_be_by_size(page: Page) -> None:
    ids = linked(page({"kind": "regional_organisation", "sort": "few"}))
    sizes = [len(ALL[key].members) for key in ids]
    assert sizes == sorted(sizes)
    assert linked(page({"kind": "regional_organisation", "sort": "many"}))[0] == "eu-oacps"
    assert ALL[linked(page({"sort": "level"}))[0]].level.key == "global"


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("level", "mars", "Level: “mars” is not on this list. Allowed are global, interregional"),
        ("issue", "x" * 500, f"Issue: “{'x' * 40}” is not on this list. Choose from the list"),
        ("state", "Atlantis", "State: No State is called “Atlantis”."),
        ("state", "Marocco", "Did you mean Morocco?"),
        ("kind", "club", "Kind: “club” is not on this list."),
        ("status", "0", "Status: “0” is not on this list."),
        ("sort", "-", "Order: “-” is not on this list. Allowed are few, many, level."),
        ("q", "q" * 101, "Search: Ensure this value has at most 100 characters"),
        ("q", "a\x00b", "Search: Null characters are not allowed."),
    ],
)
def test_what_is_not_on_a_list_is_named_with_what_is_allowed_and_all_fora_are_shown(
    page: Page, name: str, value: str, says: str
) -> None:
    found = page({name: value}, 422)
    assert "There is a problem" in found
    assert says in found
    assert sorted(linked(found)) == sorted(ALL)


@pytest.mark.parametrize("name", ["q", "state", "level", "issue", "sort"])
def test_what_was_typed_is_never_taken_for_markup(
    anna: User, as_user: Callable[[User], Client], name: str
) -> None:
    attack = '"><script>alert(1)</script>'
    page = as_user(anna).get(reverse(CATALOGUE), {name: attack}).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_htmx_gets_the_list_alone_with_the_count_and_the_errors_beside_it(
    anna: User, as_user: Callable[[User], Client]
) -> None:
    part = {"HX-Request": "true", "HX-Target": "_results"}
    client = as_user(anna)
    found = client.get(reverse(CATALOGUE), {"level": "global"}, headers=part).content.decode()
    assert found.lstrip().startswith('<div id="_results">')
    assert 'id="_count" hx-swap-oob="innerHTML"' in found
    refused = client.get(reverse(CATALOGUE), {"level": "mars"}, headers=part)
    assert refused.status_code == 422
    assert "is not on this list" in refused.content.decode()


def test_the_page_needs_few_queries(
    anna: User,
    as_user: Callable[[User], Client],
    django_assert_max_num_queries: Callable[..., object],
) -> None:
    client = as_user(anna)
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        client.get(reverse(CATALOGUE))


def test_the_room_is_in_the_navigation_of_everybody_with_a_role(
    clara: User, as_user: Callable[[User], Client]
) -> None:
    page = as_user(clara).get(reverse("rulebook:book")).content.decode()
    assert '<a href="/fora/">Fora</a>' in page


STRANGE = ["\x00", "\u202e", "'; --", "{{7*7}}", "a" * 6000, "9" * 50, ";" * 500, "Spain" * 1500]


@pytest.mark.parametrize("value", STRANGE, ids=range(len(STRANGE)))
@pytest.mark.heavy
def test_no_page_of_the_room_breaks_on_strange_input(
    anna: User, as_user: Callable[[User], Client], value: str
) -> None:
    client = as_user(anna)
    names = ("q", "state", "level", "issue", "states", "working", "a", "b", "edition", "all")
    for name in (CATALOGUE, "fora:who", "fora:overlap", "fora:states"):
        for asked in [{each: value} for each in names] + [dict.fromkeys(names, value)]:
            assert client.get(reverse(name), asked).status_code in (200, 422)
