"""Do tags bring cases together again, set by those who work on them alone?"""

from __future__ import annotations

from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from decisions.archive import shelving
from decisions.models import CaseFile, Event, SavedRecommendation, Tag

from .many import share
from .passing import edit, save

pytestmark = pytest.mark.django_db

As = Callable[[User], Client]


def post(client: Client, saved: SavedRecommendation, key: str = "k", **sent: Any) -> Any:
    headers = sent.pop("headers", {})
    url = reverse("archive:tags", args=[saved.code])
    return client.post(url, {"key": key, "revision": 1, **sent}, headers=headers)


def text(response: Any) -> str:
    return unescape(response.content.decode())


def found(client: Client, **asked: str) -> list[str]:
    return [r.saved.code for r in client.get(reverse("archive:list"), asked).context["rows"]]


def test_a_tag_is_found_at_once_on_every_record_of_the_case(
    anna: User, boris: User, case_file: CaseFile, saved: SavedRecommendation, as_user: As
) -> None:
    from decisions.house.document import with_answer

    edit(anna, case_file, lambda d: with_answer(d, "solo", "no"))
    later, client = save(anna, case_file), as_user(anna)
    assert post(client, saved, name="Autumn  Council").status_code == 302
    for user in (anna, boris):
        for asked in ({"tag": "autumn council"}, {"tag": "AUTUMN COUNCIL"}, {"q": "autu counc"}):
            assert found(as_user(user), **asked) == [later.code, saved.code]
    assert found(client, tag="autumn") == [], "a tag is asked for as a whole"
    for record in (saved, later):
        page = text(client.get(reverse("archive:recommendation", args=[record.code])))
        assert '<span class="tag">Autumn Council</span>' in page
    assert Event.objects.filter(act="added a tag", subject=case_file.code).count() == 1


def test_a_tag_is_taken_off_and_put_back_with_one_click(
    anna: User, saved: SavedRecommendation, as_user: As
) -> None:
    client = as_user(anna)
    post(client, saved, name="pilot")
    post(client, saved, "k2", take_off="pilot")
    page = text(client.get(reverse("archive:tags", args=[saved.code])))
    assert found(client, tag="pilot") == []
    assert "The tag “pilot” is taken off." in page
    assert '<input type="hidden" name="name" value="pilot">' in page
    post(client, saved, "k3", name="pilot")
    assert found(client, tag="pilot") == [saved.code]


def test_taking_off_what_is_not_there_changes_nothing(
    anna: User, saved: SavedRecommendation, as_user: As
) -> None:
    client = as_user(anna)
    post(client, saved, name="pilot")
    for number, name in enumerate(("other", "", "\x00", "x" * 5_000)):
        assert post(client, saved, f"k{number}", take_off=name).status_code == 302
    assert found(client, tag="pilot") == [saved.code]


def test_who_only_reads_sees_tags_and_changes_none(
    anna: User, otto: User, boris: User, saved: SavedRecommendation, as_user: As
) -> None:
    post(as_user(anna), saved, name="pilot")
    share(saved, person=otto, right=2)
    for user in (otto, boris):
        assert post(as_user(user), saved, name="mine").status_code == 404
        assert post(as_user(user), saved, take_off="pilot").status_code == 404
        page = text(as_user(user).get(reverse("archive:recommendation", args=[saved.code])))
        assert '<span class="tag">pilot</span>' in page
        assert "Add a tag" not in page
        assert "Take off" not in page
    assert list(Tag.objects.values_list("name", flat=True)) == ["pilot"]


def test_an_editor_tags_the_case(
    anna: User, otto: User, saved: SavedRecommendation, as_user: As
) -> None:
    share(saved, person=otto, right=3)
    assert post(as_user(otto), saved, name="shared work").status_code == 302
    assert found(as_user(anna), tag="shared work") == [saved.code]


def test_a_tag_is_there_once_however_it_is_written(
    anna: User, saved: SavedRecommendation, as_user: As
) -> None:
    client = as_user(anna)
    for number, name in enumerate(("Évaluation", "evaluation", "EVALUATION ")):
        assert post(client, saved, f"k{number}", name=name).status_code == 302
    assert list(Tag.objects.values_list("name", flat=True)) == ["Évaluation"]


def test_what_cannot_be_a_tag_is_refused_and_kept(
    anna: User, saved: SavedRecommendation, as_user: As, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = as_user(anna)
    refused = [
        ("", "Type the tag"),
        ("🙂", "needs a letter"),
        ("x" * 41, "at most 40"),
        ("  ", "Type"),
    ]
    for name, says in refused:
        response = post(client, saved, f"k{len(name)}", name=name)
        assert response.status_code == 422, name
        assert says in text(response)
        assert f'value="{name}"' in text(response) or not name.strip()
    monkeypatch.setattr(shelving, "MOST_TAGS", 1)
    post(client, saved, "first", name="one")
    assert "at most 1 tags" in text(post(client, saved, "second", name="two"))
    assert list(Tag.objects.values_list("name", flat=True)) == ["one"]


def test_markup_in_a_tag_stays_text(anna: User, saved: SavedRecommendation, as_user: As) -> None:
    client = as_user(anna)
    post(client, saved, name="<i>x</i>")
    for url in (reverse("archive:tags", args=[saved.code]), reverse("archive:list")):
        assert "<i>x" not in client.get(url).content.decode()


def test_htmx_gets_the_part_with_the_form_anew(
    anna: User, saved: SavedRecommendation, as_user: As
) -> None:
    client = as_user(anna)
    asked = {"HX-Request": "true", "HX-Target": "_tags"}
    part = post(client, saved, name="pilot", headers=asked)
    assert part.status_code == 200
    assert text(part).strip().startswith('<section id="_tags">')
    assert '<span class="tag">pilot</span>' in text(part)
    off = text(post(client, saved, "k2", take_off="pilot", headers=asked))
    assert "is taken off" in off
    assert "The case has no tags" in off
    wrong = post(client, saved, "k3", name="🙂", headers=asked)
    assert wrong.status_code == 422
    assert "needs a letter" in text(wrong)


def test_the_same_form_sent_twice_changes_once(
    anna: User, saved: SavedRecommendation, as_user: As
) -> None:
    client = as_user(anna)
    for _ in range(2):
        post(client, saved, name="pilot")
    post(client, saved, "off", take_off="pilot")
    post(client, saved, name="pilot")
    assert not Tag.objects.exists(), "the first form once more, after the tag was taken off"
