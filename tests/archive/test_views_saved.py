"""Does a search wait under its name for the one who kept it, and for nobody else?"""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from decisions.archive import shelving
from decisions.models import CaseFile, SavedView

from .passing import save

pytestmark = pytest.mark.django_db

As = Callable[[User], Client]
QUERY = "q=work&level=bilateral"


def post(client: Client, key: str, **sent: Any) -> Any:
    return client.post(reverse("archive:views"), {"key": key, **sent})


def keep(client: Client, name: str = "Pairs", query: str = QUERY, key: str = "k") -> Any:
    return post(client, key, save="1", name=name, query=query)


def text(response: Any) -> str:
    return unescape(response.content.decode())


def test_a_kept_search_is_opened_from_above_the_list(
    anna: User, case_file: CaseFile, as_user: As
) -> None:
    save(anna, case_file)
    client = as_user(anna)
    assert "Keep this search as a view" not in text(client.get(reverse("archive:list")))
    found = client.get(f"{reverse('archive:list')}?{QUERY}&before=x")
    assert f'name="query" value="{QUERY}"' in text(found)
    opened = keep(client)
    assert opened["Location"] == f"{reverse('archive:list')}?{QUERY}"
    page = text(client.get(opened["Location"]))
    assert f'href="{reverse("archive:list")}?{QUERY}" aria-current="page">Pairs</a>' in page
    assert "1 recommendation found" in page


def test_views_belong_to_one_person(anna: User, otto: User, as_user: As) -> None:
    keep(as_user(anna))
    view = SavedView.objects.get()
    assert "Pairs" not in text(as_user(otto).get(reverse("archive:list")))
    assert "Pairs" not in text(as_user(otto).get(reverse("archive:views")))
    for act in ("rename", "delete"):
        sent = {act: view.pk, "name": "Mine now"}
        assert post(as_user(otto), "k", **sent).status_code == 404
    assert SavedView.objects.get().name == "Pairs"
    assert keep(as_user(otto)).status_code == 302, "the same name for another person"


def test_a_view_is_renamed(anna: User, as_user: As) -> None:
    client = as_user(anna)
    keep(client)
    view = SavedView.objects.get()
    assert post(client, "r", rename=view.pk, name="Two by two").status_code == 302
    assert SavedView.objects.get().name == "Two by two"
    assert "Two by two" in text(client.get(reverse("archive:views")))


def test_a_deleted_view_comes_back_with_one_click(anna: User, as_user: As) -> None:
    client = as_user(anna)
    keep(client)
    post(client, "d", delete=SavedView.objects.get().pk)
    assert not SavedView.objects.exists()
    page = text(client.get(reverse("archive:views")))
    assert "The view “Pairs” is deleted." in page
    assert "You have no views yet" in page
    undo = client.post(
        reverse("archive:views"), {"key": "u", "save": "1", "name": "Pairs", "query": QUERY}
    )
    assert undo.status_code == 302
    assert list(SavedView.objects.values_list("name", "query")) == [("Pairs", QUERY)]
    assert "is deleted" not in text(client.get(reverse("archive:views")))


def test_names_are_given_once_and_what_was_typed_is_kept(anna: User, as_user: As) -> None:
    client = as_user(anna)
    keep(client)
    again = keep(client, query="q=other", key="k2")
    assert again.status_code == 422
    assert "You have a view of this name" in text(again)
    assert 'value="q=other"' in text(again)
    keep(client, name="Others", query="q=other", key="k3")
    clash = post(client, "r", rename=SavedView.objects.get(name="Others").pk, name="Pairs")
    assert clash.status_code == 422
    assert "You have a view of this name" in text(clash)
    assert sorted(SavedView.objects.values_list("name", flat=True)) == ["Others", "Pairs"]
    for name, says in (("", "Give the view a name"), ("x" * 61, "at most 60 characters")):
        refused = keep(client, name=name, key=f"k{len(name)}")
        assert refused.status_code == 422
        assert says in text(refused)


def test_the_same_form_sent_twice_keeps_one(anna: User, as_user: As) -> None:
    client = as_user(anna)
    assert [keep(client).status_code for _ in range(2)] == [302, 302]
    assert SavedView.objects.count() == 1


def test_a_view_holds_nothing_but_filters(anna: User, as_user: As) -> None:
    client = as_user(anna)
    opened = keep(client, query="q=a&before=abc&next=//evil.example&level=&x=1&state=Türkiye")
    assert SavedView.objects.get().query == "q=a&state=T%C3%BCrkiye"
    assert opened["Location"] == f"{reverse('archive:list')}?q=a&state=T%C3%BCrkiye"


def test_too_long_a_search_and_too_many_views_are_refused(
    anna: User, as_user: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_user(anna)
    long = keep(client, query=f"q={'я' * 2000}")
    assert long.status_code == 422
    assert "This search is too long to be kept." in text(long)
    monkeypatch.setattr(shelving, "MOST_VIEWS", 1)
    keep(client, key="k1")
    many = keep(client, name="Another", key="k2")
    assert many.status_code == 422
    assert "Delete one first" in text(many)


def test_an_act_that_is_none_is_not_there(anna: User, as_user: As) -> None:
    assert post(as_user(anna), "k").status_code == 404
    assert post(as_user(anna), "k", rename="x", name="y").status_code == 404
    assert post(as_user(anna), "k", delete="9" * 30).status_code == 404
