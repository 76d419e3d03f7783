"""Can reviewers say what they think of a draft, rule by rule, and does everybody see what became
of it?
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.models import Draft, DraftComment, Event, Kind
from decisions.rulebook.commenting.counts import open_comments
from decisions.rulebook.draft.acts import Wanted, change
from tests.rulebook.desk import QUOTAS, begin, edit, item_of, sent

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]
OTHER = "burdens-must-be-shared"


@pytest.fixture
def draft(clara: User) -> Draft:
    return begin(clara)


class Talk:
    """The comments of the one draft, as one person uses them."""

    def __init__(self, client: Client) -> None:
        self.client = client
        self.url = reverse("rulebook:draft_comments", args=[Draft.objects.get().code])

    def shown(self, query: str = "") -> str:
        return self.client.get(self.url + query).content.decode()

    def post(self, **data: str | int) -> HttpResponse:
        keys = {"key": uuid4().hex, "revision": Draft.objects.get().steps}
        return self.client.post(self.url, {**keys, **data})


@pytest.fixture
def claras(clara: User, draft: Draft, as_user: As) -> Talk:
    return Talk(as_user(clara))


@pytest.fixture
def boris_(boris: User, draft: Draft, as_user: As) -> Talk:
    return Talk(as_user(boris))


def acts() -> list[str]:
    return list(Event.objects.exclude(act="opened a draft").values_list("act", flat=True))


def test_reviewers_read_and_comment_while_it_is_shared_and_officers_never(
    claras: Talk, boris_: Talk, anna: User, as_user: As
) -> None:
    editions = reverse("rulebook:editions")
    for _ in range(2):
        assert boris_.client.get(boris_.url).status_code == 404
        assert boris_.post(text="x").status_code == 404
        assert boris_.post(share="yes").status_code == 404
        assert "Autumn" not in boris_.client.get(editions).content.decode()
        claras.post(share="yes")
        assert "Reviewers can read this draft" in claras.shown()
        assert "Autumn" in boris_.client.get(editions).content.decode()
        assert boris_.post(text="Read.").status_code == 302
        assert "_sharing" not in boris_.shown()
        stranger = Talk(as_user(anna))
        assert stranger.client.get(stranger.url).status_code == 404
        assert stranger.post(text="x").status_code == 404
        claras.post(share="no")
    assert claras.client.put(claras.url).status_code == 405
    assert acts() == [
        *("opened a draft to reviewers", "commented on a draft", "closed a draft to reviewers") * 2
    ]


def test_comments_stand_by_rule_in_the_order_of_the_book_the_whole_first(claras: Talk) -> None:
    keys = [item.key for item in Draft.objects.get().items.filter(kind=Kind.RULE)]
    for key in (keys[5], keys[2], "", keys[5]):
        claras.post(rule=key, text=f"About <{key}>")
    page = claras.shown()
    places = [page.index(f'id="on-{key}"') for key in ("", keys[2], keys[5])]
    assert places == sorted(places)
    assert f"About &lt;{keys[5]}&gt;" in page
    assert dict(open_comments(Draft.objects.get())) == {"": 1, keys[2]: 1, keys[5]: 2}


def test_the_form_begins_with_the_rule_of_the_link_and_keeps_what_was_typed(claras: Talk) -> None:
    assert f'<option value="{QUOTAS}" selected>' in claras.shown(f"?rule={QUOTAS}")
    assert claras.client.get(f"{claras.url}?rule=no-such").status_code == 200
    for rule, text in ((QUOTAS, " "), (QUOTAS, "y" * 4001), ("no-such", "Kept words")):
        answer = claras.post(rule=rule, text=text)
        assert answer.status_code == 422
        page = answer.content.decode()
        assert "<title>Error: Comments" in page
        assert text.strip() in page
        assert (f'value="{QUOTAS}" selected' in page) == (rule == QUOTAS)
    assert not DraftComment.objects.exists()


def test_a_comment_says_whether_its_rule_changed_since_or_has_gone(
    clara: User, draft: Draft, claras: Talk
) -> None:
    claras.post(rule=QUOTAS, text="Too weak?")
    claras.post(rule=OTHER, text="Fine.")
    assert "Rule changed since" not in claras.shown()
    edit(clara, draft, strength="decisive")
    page = claras.shown()
    assert page.count("Rule changed since") == 1
    assert "not achievable above bilateral (presumption)" in page
    edit(clara, draft, strength="presumption")
    assert "Rule changed since" not in claras.shown()
    gone = Wanted(Kind.RULE, OTHER, item_of(draft, OTHER).revision, gone=True)
    change(user=clara, draft=draft, sent=sent(), now=timezone.now(), act="removed", wanted=[gone])
    assert claras.shown().count("No longer in the draft") == 1
    assert claras.post(rule=OTHER, text="Late.").status_code == 422


def test_what_changes_while_somebody_writes_counts_as_changed_since(
    clara: User, draft: Draft, claras: Talk
) -> None:
    edit(clara, draft, strength="decisive")
    claras.client.post(claras.url, {"key": "k", "revision": 0, "rule": QUOTAS, "text": "As read."})
    assert claras.shown().count("Rule changed since") == 1


def test_administrators_settle_and_reopen_and_reviewers_do_not(claras: Talk, boris_: Talk) -> None:
    claras.post(share="yes")
    boris_.post(text="Why?")
    key = DraftComment.objects.get().pk
    assert boris_.post(settle=key).status_code == 404
    assert "settle" not in boris_.shown().split('id="write"')[0].split('class="talk"')[1]
    claras.post(settle=key)
    claras.post(settle=key)
    assert "Settled by Clara" in boris_.shown()
    assert "Why?" not in claras.shown("?show=open")
    assert not open_comments(Draft.objects.get())
    claras.post(reopen=key)
    assert open_comments(Draft.objects.get())[""] == 1
    assert acts()[2:] == ["settled a comment", "reopened a comment"]


def test_an_author_takes_back_their_own_alone_and_puts_it_back(claras: Talk, boris_: Talk) -> None:
    claras.post(share="yes")
    boris_.post(text="Zanzibar")
    key = DraftComment.objects.get().pk
    claras.post(take_back=key)
    assert "Zanzibar" in claras.shown()
    boris_.post(take_back=key)
    assert "Zanzibar" not in claras.shown()
    assert "Taken back" in claras.shown()
    assert "Put it back" in boris_.shown()
    claras.post(put_back=key)
    assert "Zanzibar" not in claras.shown()
    boris_.post(put_back=key)
    assert "Zanzibar" in claras.shown()
    assert acts()[2:] == ["took back a comment", "put a comment back"]


def test_the_same_comment_sent_twice_is_said_once(claras: Talk) -> None:
    for _ in range(2):
        assert claras.post(text="Once.", key="k").status_code == 302
    assert DraftComment.objects.count() == 1


def test_after_its_end_comments_stay_and_no_new_ones_are_taken(claras: Talk, boris_: Talk) -> None:
    claras.post(share="yes")
    boris_.post(text="To be kept")
    key = DraftComment.objects.get().pk
    Draft.objects.update(state=Draft.State.PUBLISHED)
    page = boris_.shown()
    assert "To be kept" in page
    assert 'id="write"' not in page
    for sent_ in ({"text": "Late"}, {"take_back": key}):
        answer = boris_.client.post(boris_.url, sent_, follow=True)
        assert "no longer under work" in answer.content.decode()
    assert DraftComment.objects.get().taken_back_at is None
    claras.post(share="no")
    assert boris_.client.get(boris_.url).status_code == 404
    claras.post(share="yes")
    assert not Draft.objects.get().for_comment
