"""Can readers talk about a recommendation, thing by thing, and take their words back?"""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from decisions.models import CaseFile, Comment, Event, SavedRecommendation, SearchEntry

from .passing import As, Desk, share, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


@pytest.mark.parametrize(
    ("on", "place"),
    [
        ("whole", 'href="#main"'),
        ("rule:quotas-stay-bilateral", 'href="#temporary_labour-quotas-stay-bilateral"'),
        ("answer:solo", 'href="#_answers"'),
        ("forum:tpl-labour-agreement", 'href="#where"'),
    ],
)
def test_a_comment_hangs_on_a_thing_and_leads_to_it(
    annas: Desk, boris_desk: Desk, on: str, place: str
) -> None:
    response = boris_desk.post("comment", on=on, text="Is this so?")
    assert response.status_code == 302
    page = annas.get("recommendation").content.decode()
    talk = page.split('id="_comments"')[1]
    assert "Is this so?" in talk
    assert place in talk
    assert f'id="{place.split("#")[1][:-1]}"' in page


@pytest.mark.parametrize(
    ("on", "text"),
    [
        ("rule:strong-spillover", "x"),
        ("rule:", "x"),
        ("answer:hidden", "x"),
        ("forum:eu", "x"),
        ("", "x"),
        ("whole", "  "),
        ("whole", "x" * 4001),
    ],
)
def test_a_comment_on_what_is_not_there_or_without_words_is_sent_back(
    annas: Desk, on: str, text: str
) -> None:
    response = annas.post("comment", on=on, text=text)
    assert response.status_code == 422
    assert text.strip() in response.content.decode()
    assert not Comment.objects.exists()


def test_the_form_says_who_sees_it_and_begins_with_the_thing_asked_for(annas: Desk) -> None:
    page = annas.get("recommendation", "?on=rule:quotas-stay-bilateral").content.decode()
    assert "Everyone who may read this recommendation sees the comment." in page
    assert '<option value="rule:quotas-stay-bilateral" selected>' in page
    assert 'href="?on=rule:quotas-stay-bilateral#comment"' in page


def test_its_author_alone_takes_it_back_and_undoes_that(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    boris_desk.post("comment", on="whole", text="Zanzibar")
    key = Comment.objects.get().pk
    annas.post("comment", take_back=key)
    assert "Zanzibar" in annas.page()
    assert "zanzibar" in SearchEntry.objects.get(recommendation=saved).words
    boris_desk.post("comment", take_back=key)
    assert "Zanzibar" not in annas.page()
    assert "You took back a comment" in boris_desk.page()
    assert "You took back a comment" not in annas.page()
    assert "zanzibar" not in SearchEntry.objects.get(recommendation=saved).words
    annas.post("comment", put_back=key)
    assert "Zanzibar" not in annas.page()
    boris_desk.post("comment", put_back=key)
    assert "Zanzibar" in annas.page()


def test_the_same_comment_sent_twice_is_said_once(annas: Desk) -> None:
    keys = annas.keys()
    for _ in range(2):
        annas.post("comment", on="whole", text="Once.", **keys)
    assert Comment.objects.count() == 1
    assert Event.objects.filter(act="commented").count() == 1


def test_whoever_may_only_read_sees_comments_and_cannot_write_any(
    annas: Desk, otto: User, as_user: As, case_file: CaseFile, saved: SavedRecommendation
) -> None:
    annas.post("comment", on="whole", text="Look here.")
    given = share(case_file, otto, 1)
    desk = Desk(as_user(otto), saved)
    page = desk.page()
    assert "Look here." in page
    assert "Write a comment" not in page
    assert "Comment on" not in page
    assert desk.post("comment", on="whole", text="I too.").status_code == 404
    given.right = 2
    given.save()
    assert desk.post("comment", on="whole", text="I too.").status_code == 302


def test_what_was_typed_stands_escaped(annas: Desk) -> None:
    annas.post("comment", on="whole", text="<script>alert(1)</script>\nNext line")
    page = annas.get("recommendation").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;<br>Next line" in page
    assert "Look" not in words(annas.get("recommendation")).split("Comments")[-1][:20]
