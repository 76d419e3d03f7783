"""Can the fora of a draft be looked through, changed, added and removed?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from decisions.models import Draft, DraftStep, Kind
from decisions.rulebook.draft.order import standing
from decisions.rulebook.draft.reading import draft_reading
from decisions.rulebook.editing.forum_form import ForumForm
from decisions.rulebook.editing.forum_values import initial_of
from decisions.rulebook.editing.relation_rows import RelationRows
from tests.rulebook.desk import begin, edit, item_of

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]


def at(name: str, draft: Draft, *more: str) -> str:
    return reverse(f"rulebook:{name}", args=[draft.code, "fora", *more])


def filled(draft: Draft, content: dict[str, Any], **typed: Any) -> dict[str, Any]:
    """The form of a forum as it was opened, with some of it typed anew."""
    sent = initial_of(content, draft_reading(draft).edition)
    for number, row in enumerate(content.get("relations", [])):
        sent |= {f"relation-{number}-{name}": value for name, value in row.items()}
    return {**sent, "revision": "1", "key": "f", **typed}


def test_every_forum_comes_out_of_its_form_as_it_went_in(clara: User) -> None:
    """The negative control: a form that loses a key of the entry is found out."""
    draft = begin(clara)
    edition = draft_reading(draft).edition
    for item in standing(draft, Kind.FORUM):
        entry = item.content
        data = filled(draft, entry)
        form = ForumForm(query(data), draft=draft, edition=edition, content=entry)
        rows = RelationRows(query(data), entry.get("relations", []), edition.fora, item.key)
        assert form.is_valid(), form.errors
        assert rows.is_valid()
        assert form.entry(rows.contents()) == entry
    assert form.entry([{"type": "related", "id": "eu"}]) != entry


def query(data: dict[str, Any]) -> Any:
    sent = QueryDict(mutable=True)
    for key, value in data.items():
        sent.setlist(key, value if isinstance(value, list) else [value])
    return sent


def test_a_forum_is_changed_by_the_names_of_states_and_nothing_else_of_it_is_touched(
    clara: User, anna: User, as_user: As
) -> None:
    desk, draft = as_user(clara), begin(clara)
    before = item_of(draft, "mtm", Kind.FORUM).content
    address = at("item", draft, "mtm")
    assert desk.get(address).status_code == 200
    typed = filled(draft, before, observers="Australia, Georgia\nar", status="ended")
    assert "Changed: forum" in desk.post(address, typed, follow=True).content.decode()
    after = item_of(draft, "mtm", Kind.FORUM).content
    assert after == {**before, "observers": ["AU", "GE", "AR"], "status": "ended"}
    old = desk.post(address, filled(draft, before, status_note="Mine"))
    assert (old.status_code, "Mine" in old.content.decode()) == (409, True)
    assert as_user(anna).get(address).status_code == 404
    assert desk.delete(address).status_code == 405


def test_what_cannot_be_is_told_at_its_field_and_kept(clara: User, as_user: As) -> None:
    desk, draft = as_user(clara), begin(clara)
    content = item_of(draft, "mtm", Kind.FORUM).content
    for typed, said in (
        ({"members": "Atlantis\nSpain"}, "No State is called “Atlantis”"),
        ({"observers": "Spain"}, "is among the members"),
        ({"published_count": "7"}, "is 7, but there are 45 on the lists counted"),
        ({"active_to": "1999"}, "is before active_from"),
        ({"relation-0-id": "mtm"}, "relation"),
        ({"mandate": ["nothing"]}, "Select a valid choice"),
        ({"as_of": "9" * 5000}, "Enter a whole number"),
        ({"kind": "", "name": "x" * 2000}, "Choose one of these"),
        ({"last_evidence": "soon"}, "expected a year or a month"),
        ({"rows": "9999", "marks": ["x"], "count_parts": "\x00"}, "Select a valid choice"),
    ):
        page = desk.post(at("item", draft, "mtm"), filled(draft, content, **typed))
        assert page.status_code == 422, typed
        assert said in page.content.decode(), typed
    assert desk.post(at("new_item", draft), {}).status_code == 422
    assert not DraftStep.objects.exists()


def test_a_forum_is_added_and_one_is_removed_with_the_relations_that_name_it(
    clara: User, as_user: As
) -> None:
    desk, draft = as_user(clara), begin(clara)
    content = item_of(draft, "mtm", Kind.FORUM).content
    new = filled(draft, content, name="A new dialogue", short_name="AND", aliases="", new_id="")
    assert desk.post(at("new_item", draft), new).status_code == 302
    assert item_of(draft, "and", Kind.FORUM).content["members"] == content["members"]
    assert desk.post(at("new_item", draft), new | {"key": "another form"}).status_code == 422
    address = at("remove_item", draft, "icmpd")
    uses = desk.get(address).context["uses"]
    assert {use.item.key for use in uses.fora} >= {"mtm", "and"}
    sent = {"revision": "1", "key": "r", "seen": uses.seen}
    edit(clara, draft, "mtm", Kind.FORUM, status="ended")
    assert desk.post(address, sent).status_code == 409
    sent["seen"] = desk.get(address).context["uses"].seen
    assert desk.post(address, sent).status_code == 302
    assert draft_reading(draft).strict is not None
    desk.post(reverse("rulebook:undo", args=[draft.code, 3]), {"key": "u"})
    assert item_of(draft, "mtm", Kind.FORUM).content == {**content, "status": "ended"}


def test_the_list_finds_what_is_looked_for_and_is_light(
    clara: User, as_user: As, django_assert_max_num_queries: Any
) -> None:
    desk, draft = as_user(clara), begin(clara)
    desk.get(at("items", draft))
    with django_assert_max_num_queries(12):
        page = desk.get(at("items", draft))
    assert len(page.content) < 120_000
    found = desk.get(at("items", draft), {"q": "budapest cis", "level": "interregional"})
    assert [row["forum"].id for row in found.context["rows"]] == ["budapest-process-cis"]
    stale = desk.get(at("items", draft), {"stale": "yes"}).context["rows"]
    assert stale
    assert all(row["reasons"] for row in stale)
    assert desk.get(at("items", draft), {"kind": "\x00", "q": "x" * 999}).status_code == 422
