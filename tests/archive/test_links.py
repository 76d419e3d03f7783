"""What does a read-only link open, for whom, until when, and what does it never tell?"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import signing
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.guide.actions import change, open_case_file, save_recommendation
from decisions.house.document import with_answer, with_interest_map
from decisions.house.sending import Sent
from decisions.models import (
    CaseFile,
    Comment,
    Dossier,
    Event,
    LinkView,
    ReadLink,
    SavedRecommendation,
    Share,
)
from decisions.models.links import SALT
from decisions.seeds import worked_cases
from decisions.subsidiarity import interests
from tests.conftest import person

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]
CANARY = "zq7-canary-94"


def saved_of(anna: User, case_file: CaseFile) -> SavedRecommendation:
    case_file.refresh_from_db()
    sent = Sent("save", case_file.revision)
    return save_recommendation(user=anna, case_file=case_file, sent=sent, now=timezone.now())


@pytest.fixture
def saved(anna: User, case_file: CaseFile) -> SavedRecommendation:
    """Hard with assessed interests, soft without; with a summary, evidence and an own view."""
    stances = {
        "temporary_labour": [
            {"state": "DE", "stated": "seeks", "assessed": "seeks"},
            {"state": "TR", "stated": "supports", "assessed": "opposes"},
        ]
    }

    def edit(document: dict[str, Any]) -> dict[str, Any]:
        return with_answer(with_interest_map(document, stances), "hidden", "yes")

    change(
        user=anna, case_file=case_file, sent=Sent("e", 1), now=timezone.now(), act="t", edit=edit
    )
    CaseFile.objects.update(
        summary="Why it matters",
        aim="Fewer people wait",
        evidence={"solo": {"note": "A law of 1961"}},
        own_view_level="global",
        own_view_reason=CANARY,
        own_view_asked=True,
    )
    return saved_of(anna, case_file)


@pytest.fixture
def client(anna: User) -> Client:
    client = Client()
    client.force_login(anna)
    return client


@pytest.fixture
def link(client: Client, saved: SavedRecommendation) -> ReadLink:
    made = client.post(page_of(saved), {"make": "1", "for_whom": "Eva", "days": "7", "key": "k"})
    assert made["Location"] == page_of(saved)
    return ReadLink.objects.get()


def page_of(saved: SavedRecommendation) -> str:
    return reverse("archive:links", args=[saved.code])


def address(link: ReadLink) -> str:
    return reverse("read", args=[link.token])


def text(response: Any) -> str:
    return str(response.content.decode())


def test_the_owner_makes_a_link_that_opens_without_signing_in(
    client: Client, link: ReadLink, saved: SavedRecommendation
) -> None:
    page = text(client.get(page_of(saved)))
    assert f'readonly value="http://testserver{address(link)}"' in page
    response = Client().get(address(link))
    assert response.status_code == 200
    for words in ("Workers", "Why it matters", "Fewer people wait", "A law of 1961", "Germany",
                  "Read only, until", saved.outcome["headline"].split(":")[0]):  # fmt: skip
        assert words in text(response), words
    assert (link.expires_at - link.made_at).days == 7
    assert Event.objects.get(act="gave out a link").subject == saved.code


def test_what_is_shown_is_the_shared_outcome_whoever_looks(
    anna: User, boris: User, link: ReadLink, saved: SavedRecommendation, as_user: As
) -> None:
    full = text(as_user(anna).get(reverse("archive:recommendation", args=[saved.code])))
    assert "<td>Hard</td>" in full, "the control: with assessed interests it is hard"
    assert "assessed: opposes" in full
    stranger = text(Client().get(address(link)))
    for reader in (as_user(anna), as_user(boris)):
        assert text(reader.get(address(link))) == stranger, "the signed-in see the very same page"
    assert "<td>Hard</td>" not in stranger
    assert "assessed" not in stranger.lower()
    assert CANARY not in stranger
    assert "own view" not in stranger.lower()


def test_a_canary_among_assessed_interests_is_heard_by_no_link_table_or_colleague(
    client: Client,
    anna: User,
    boris: User,
    case_file: CaseFile,
    as_user: As,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """The stance itself is renamed to a word that must turn up nowhere."""
    monkeypatch.setitem(interests.STANCES, CANARY, -2)
    stances = {"temporary_labour": [{"state": "TR", "stated": "seeks", "assessed": CANARY}]}
    change(
        user=anna, case_file=case_file, sent=Sent("e", 1), now=timezone.now(), act="t",
        edit=lambda document: with_interest_map(document, stances),
    )  # fmt: skip
    saved = saved_of(anna, case_file)
    dora = person("dora", "officer")
    Share.objects.create(
        case_file=case_file, person=dora, right=3, given_by=anna, given_at=timezone.now()
    )
    client.post(page_of(saved), {"make": "1", "for_whom": "Eva", "days": "7", "key": "k"})
    export = reverse("guide:export", args=[case_file.code])
    assert CANARY in text(client.get(export)), "the control: the owner's own export has it"
    heard = [text(Client().get(address(ReadLink.objects.get()))), caplog.text]
    for reader in (as_user(boris), as_user(dora)):
        for name in ("recommendation", "json", "csv"):
            heard.append(text(reader.get(reverse(f"archive:{name}", args=[saved.code]))))
        heard.append(text(reader.get(export)))
        for name in ("task_list", "interests", "check", "recommendation", "states", "copy"):
            heard.append(text(reader.get(reverse(f"guide:{name}", args=[case_file.code]))))
    assert not [words for words in heard if CANARY in words]


def test_nothing_that_people_say_of_it_is_told(
    anna: User, link: ReadLink, saved: SavedRecommendation
) -> None:
    Comment.objects.create(recommendation=saved, by=anna, at=timezone.now(), text=CANARY)
    page = text(Client().get(address(link)))
    for words in (CANARY, "Anna", "Eva", saved.code, saved.case_file.code):
        assert words not in page, words


@pytest.mark.parametrize("worked", worked_cases(), ids=lambda worked: worked["id"])
def test_no_link_leads_into_the_house(anna: User, worked: dict[str, Any]) -> None:
    """Also where there are gaps, new tables, warnings and packages of several fora."""
    case_file = open_case_file(
        user=anna, sent=Sent("o", 0), now=timezone.now(), title="x", document=worked["document"]
    )
    saved = saved_of(anna, case_file)
    link = ReadLink.objects.create(
        recommendation=saved,
        for_whom="Eva",
        made_by=anna,
        made_at=timezone.now(),
        expires_at=timezone.now() + timedelta(days=1),
    )
    page = text(Client().get(address(link)))
    within = re.findall(r'\b(?:href|action|src)="([^"]*)"', page)
    assert within
    for target in within:
        assert re.match(r"(#|\?seats=|/static/|/read/[^/]+/one-page\.pdf$)", target), target
    assert "<form" not in page
    assert re.findall(r"<button[^>]*>", page) == [
        '<button class="secondary no-print" type="button" data-print hidden>'
    ]


def test_no_machine_keeps_the_page_and_no_other_site_learns_its_address(link: ReadLink) -> None:
    for response in (Client().get(address(link)), Client().get("/read/none/")):
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["Cache-Control"] == "no-store"
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert not response.cookies


def test_whatever_does_not_open_gets_one_and_the_same_answer(
    client: Client, link: ReadLink, settings: Any
) -> None:
    unknown = Client().get("/read/none/")
    assert unknown.status_code == 404
    assert "Ask whoever sent it to you for a new one" in text(unknown)

    def same(path: str) -> bool:
        response = Client().get(path)
        return (response.status_code, response.content) == (404, unknown.content)

    path = address(link)
    assert Client().get(path).status_code == 200
    assert same(path[:-2] + "x/"), "a signature that was tampered with"
    assert same(f"/read/{link.code}/"), "what stands in the database alone opens nothing"
    assert same("/read/" + signing.Signer(salt="another").sign(link.code) + "/")
    assert same("/read/" + signing.Signer(salt=SALT).sign("nosuchcode") + "/")
    assert same("/read/%00%ff:" + "x" * 3000 + "/")
    ReadLink.objects.update(expires_at=timezone.now())
    assert same(path)
    ReadLink.objects.update(expires_at=timezone.now() + timedelta(days=1))
    assert Client().get(path).status_code == 200
    settings.SECRET_KEY = "another key " * 5
    assert same(path), "a link ends when the signing key changes"


def test_a_revoked_link_is_ended_for_good_and_a_new_one_is_at_hand(
    client: Client, link: ReadLink, saved: SavedRecommendation
) -> None:
    assert Client().get(address(link)).status_code == 200
    for _ in range(2):
        response = client.post(page_of(saved), {"revoke": link.code, "key": "r"})
        assert response["Location"] == page_of(saved)
    assert Client().get(address(link)).status_code == 404
    page = text(client.get(page_of(saved)))
    assert "The link for Eva is revoked, and that is final." in page
    assert 'value="Eva"' in page, "the form has the name already"
    assert address(link) not in page
    assert Event.objects.filter(act="revoked a link").count() == 1
    client.post(page_of(saved), {"make": "1", "for_whom": "Eva", "days": "30", "key": "n"})
    assert ReadLink.objects.count() == 2
    assert "that is final" not in text(client.get(page_of(saved)))
    assert Client().get(address(link)).status_code == 404


def test_each_visit_is_counted_with_its_browser_and_nothing_of_the_visitor(
    client: Client, link: ReadLink, saved: SavedRecommendation
) -> None:
    visitor = Client(REMOTE_ADDR="203.0.113.9")
    visitor.get(address(link), headers={"User-Agent": "Browser\x00 " + "x" * 300})
    visitor.get(address(link))
    visitor.get(address(link) + "?seats=eu", headers={"User-Agent": "Second"})
    views = list(LinkView.objects.order_by("pk").values())
    assert [set(view) for view in views] == [{"id", "link_id", "at", "browser"}] * 3
    assert views[0]["browser"].startswith("Browser xxx")
    assert len(views[0]["browser"]) == 120
    assert "203.0.113" not in str(views)
    page = text(client.get(page_of(saved)))
    assert "<dt>Views</dt><dd>3</dd>" in page
    assert "Second" in page
    assert "Browser not named" in page


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X-Moz": "prefetch"},
    ],
)
def test_looking_ahead_is_no_visit(link: ReadLink, headers: dict[str, str]) -> None:
    ahead = Client().get(address(link), headers=headers)
    assert (ahead.status_code, ahead.content) == (204, b"")
    assert Client().head(address(link)).status_code == 200
    assert not LinkView.objects.exists()
    Client().get("/read/none/")
    assert not LinkView.objects.exists()


def test_other_verbs_are_refused(client: Client, link: ReadLink) -> None:
    for path in (address(link), "/read/none/"):
        for method in ("post", "put", "delete", "patch"):
            assert getattr(Client(), method)(path).status_code == 405


def test_links_are_for_the_owner_alone(
    link: ReadLink, saved: SavedRecommendation, anna: User, otto: User, boris: User, as_user: As
) -> None:
    dora = person("dora", "officer")
    Share.objects.create(
        case_file=saved.case_file, person=dora, right=3, assessed=True, given_by=anna,
        given_at=timezone.now(),
    )  # fmt: skip
    for user in (dora, otto, boris):
        assert as_user(user).get(page_of(saved)).status_code == 404
        for act in ({"make": "1", "for_whom": "x", "days": "7"}, {"revoke": link.code}):
            response = as_user(user).post(page_of(saved), {**act, "key": "k"})
            assert response.status_code == 404
    assert ReadLink.objects.filter(revoked_at=None).count() == 1
    assert "Read-only links" not in text(
        as_user(dora).get(reverse("archive:recommendation", args=[saved.code]))
    )


def test_a_link_of_another_recommendation_cannot_be_revoked_here(
    client: Client, anna: User, link: ReadLink
) -> None:
    other = open_case_file(
        user=anna, sent=Sent("o", 0), now=timezone.now(), title="x",
        document=worked_cases()[1]["document"],
    )  # fmt: skip
    client.post(page_of(saved_of(anna, other)), {"revoke": link.code, "key": "r"})
    assert Client().get(address(link)).status_code == 200


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"for_whom": "", "days": "7"}, "Say for whom it is."),
        ({"for_whom": "Eva"}, "Choose for how long."),
        ({"for_whom": "Eva", "days": "3650"}, "3650 is not one of the available choices"),
        ({"for_whom": "x" * 121, "days": "7"}, "at most 120 characters"),
    ],
)
def test_a_link_needs_a_name_and_an_end(
    client: Client, saved: SavedRecommendation, fields: dict[str, str], said: str
) -> None:
    response = client.post(page_of(saved), {"make": "1", "key": "k", **fields})
    assert response.status_code == 422
    assert said in text(response)
    assert fields["for_whom"] in text(response)
    assert not ReadLink.objects.exists()


def test_sending_the_same_form_twice_makes_one_link(
    client: Client, saved: SavedRecommendation
) -> None:
    for _ in range(2):
        client.post(page_of(saved), {"make": "1", "for_whom": "Eva", "days": "90", "key": "k"})
    assert ReadLink.objects.count() == 1


def test_a_link_outlives_the_putting_away_and_the_page_says_so(
    client: Client, link: ReadLink, saved: SavedRecommendation
) -> None:
    Dossier.objects.update(put_away_at=timezone.now())
    assert Client().get(address(link)).status_code == 200
    assert "stays open when the recommendation is put away" in text(client.get(page_of(saved)))


def test_the_marking_stands_on_the_page(link: ReadLink) -> None:
    assert 'class="marking"' not in text(Client().get(address(link)))
    CaseFile.objects.update(handling="limited")
    assert "Limited distribution" in text(Client().get(address(link)))


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    client: Client, anna: User, saved: SavedRecommendation, django_assert_max_num_queries: Any
) -> None:
    now = timezone.now()
    for number in range(15):
        made = ReadLink.objects.create(
            recommendation=saved, for_whom=f"Reader {number}", made_by=anna, made_at=now,
            expires_at=now + timedelta(days=number),
        )  # fmt: skip
        LinkView.objects.bulk_create(LinkView(link=made, at=now) for _ in range(60))
    client.get(page_of(saved))
    with django_assert_max_num_queries(12):
        page = text(client.get(page_of(saved)))
    assert page.count("<dt>Views</dt><dd>60</dd>") == 15
    assert "the latest 50 of 60" in page


def test_the_public_page_takes_few_queries(
    link: ReadLink, django_assert_max_num_queries: Any
) -> None:
    Client().get(address(link))
    with django_assert_max_num_queries(5):
        Client().get(address(link))


def test_links_of_an_owner_whose_account_is_closed_open_nothing(link: ReadLink, anna: User) -> None:
    assert Client().get(address(link)).status_code == 200
    User.objects.filter(pk=anna.pk).update(is_active=False)
    assert Client().get(address(link)).status_code == 404


def test_a_code_that_no_database_can_hold_revokes_nothing(
    link: ReadLink, saved: SavedRecommendation, anna: User, as_user: As
) -> None:
    forged = {"revoke": f"{link.code[:3]}\0{link.code[3:]}x", "key": "k"}
    page = reverse("archive:links", args=[saved.code])
    assert as_user(anna).post(page, forged).status_code == 302
    link.refresh_from_db()
    assert link.revoked_at is None
