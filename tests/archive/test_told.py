"""Do the small things say what they should: counts, markings, links, lists to choose from?"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.archive import waiting
from decisions.models import CaseFile, Departure, Dossier, Notice, ReadLink, SavedRecommendation
from decisions.models.dossier import Status

from .passing import RULE, As, Desk, save, share, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


def waiting_page(client: Client) -> str:
    return words(client.get(reverse("archive:waiting")))


def put_away(desk: Desk) -> Any:
    return desk.post("away", away="1")


@pytest.fixture
def link(saved: SavedRecommendation) -> ReadLink:
    now = timezone.now()
    return ReadLink.objects.create(
        recommendation=saved,
        for_whom="Eva",
        made_by=saved.owner,
        made_at=now,
        expires_at=now + timedelta(days=1),
    )


def test_the_navigation_counts_what_the_page_shows(
    annas: Desk, boris_desk: Desk, boris: User
) -> None:
    annas.submit()
    Notice.objects.all().delete()
    assert "Waiting (1)" in waiting_page(boris_desk.client), "it is to be done, notice or not"
    boris_desk.post("comment", on="whole", text="One.")
    boris_desk.dispute(*RULE)
    boris_desk.decide("return")
    assert "Waiting (2)" in waiting_page(annas.client)
    assert "Waiting (" not in waiting_page(boris_desk.client)


def test_no_more_are_counted_than_are_shown(
    annas: Desk, boris_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting, "SHOWN", 2)
    for number in range(3):
        boris_desk.post("comment", on="whole", text=f"Remark {number}.")
    assert "Waiting (2+)" in waiting_page(annas.client)


def test_what_is_put_away_waits_for_nobody(annas: Desk, boris_desk: Desk) -> None:
    annas.submit()
    assert "Waiting (1)" in waiting_page(boris_desk.client)
    put_away(annas)
    page = waiting_page(boris_desk.client)
    assert "Waiting (" not in page
    assert "Nothing waits for you" in page
    assert "Put away" in annas.page()
    annas.post("away", away="0")
    assert "Waiting (1)" in waiting_page(boris_desk.client)


def test_the_owner_is_told_when_an_editor_puts_a_record_away(
    annas: Desk, anna: User, otto: User, case_file: CaseFile, as_user: As
) -> None:
    User.objects.filter(pk=anna.pk).update(email="anna@example.org")
    share(case_file, otto, 3)
    put_away(Desk(as_user(otto), annas.saved))
    assert Notice.objects.get(act="put away").to == anna
    assert "Otto put away Workers" in waiting_page(annas.client)
    annas.post("away", away="0")
    put_away(annas)
    assert Notice.objects.filter(act="put away").count() == 1, "nobody is told of their own act"


def test_an_e_mail_tells_the_owner_too(
    annas: Desk,
    anna: User,
    otto: User,
    case_file: CaseFile,
    as_user: As,
    django_capture_on_commit_callbacks: Any,
) -> None:
    User.objects.filter(pk=anna.pk).update(email="anna@example.org")
    share(case_file, otto, 3)
    with django_capture_on_commit_callbacks(execute=True):
        put_away(Desk(as_user(otto), annas.saved))
    assert [message.to for message in mail.outbox] == [["anna@example.org"]]
    assert "Workers" not in mail.outbox[0].body


def test_a_marking_stands_wherever_the_title_of_a_marked_case_does(
    annas: Desk, boris_desk: Desk
) -> None:
    CaseFile.objects.update(handling="confidential")
    annas.submit()
    assert "Workers Confidential" in waiting_page(boris_desk.client)
    put_away(annas)
    page = words(annas.client.get(reverse("archive:list")))
    assert "lists leave it out. Confidential" in page


def test_the_file_of_the_list_bears_the_strictest_marking_in_it(
    annas: Desk, case_file: CaseFile, otto: User, as_user: As
) -> None:
    address = reverse("archive:list_csv")
    assert 'filename="recommendations-' in annas.client.get(address)["Content-Disposition"]
    CaseFile.objects.update(handling="limited")
    assert 'filename="limited-rec' in annas.client.get(address)["Content-Disposition"]
    theirs = as_user(otto).get(address)["Content-Disposition"]
    assert 'filename="recommendations-' in theirs, "no row of it is marked"


# Links


def test_the_page_of_links_warns_of_the_marking_and_says_what_a_link_shows(annas: Desk) -> None:
    assert "Anybody with this address can read it" not in words(annas.get("links"))
    CaseFile.objects.update(handling="limited")
    page = words(annas.get("links"))
    assert "marked Limited distribution . Anybody with this address can read it" in page
    assert "They see no comments and no review." in page
    assert "It follows no later one" in page


def test_a_link_tells_of_a_later_record_and_of_a_departure_that_all_may_know(
    link: ReadLink, saved: SavedRecommendation
) -> None:
    address = reverse("read", args=[link.token])
    level = next(each for each in ("global", "local") if each != saved.level)

    def depart(hidden: bool) -> Departure:
        return Departure.objects.create(
            recommendation=saved,
            by=saved.owner,
            at=timezone.now(),
            level=level,
            reason="zq-reason",
            hidden=hidden,
        )

    plain = words(Client().get(address))
    depart(hidden=True)
    assert "another level" not in plain
    assert "another level" not in words(Client().get(address))
    shown = depart(hidden=False)
    Dossier.objects.update(status=Status.REPLACED)
    page = words(Client().get(address))
    assert f"The office recommends another level: {level.title()}." in page
    assert "A later recommendation has taken its place." in page
    assert "zq-reason" not in page
    Departure.objects.filter(pk=shown.pk).update(taken_back_at=timezone.now())
    assert "another level" not in words(Client().get(address))


def test_a_link_opens_one_page_of_paper_as_shared_and_ends_with_the_link(link: ReadLink) -> None:
    CaseFile.objects.update(handling="internal")
    address = reverse("read_paper", args=[link.token])
    response = Client().get(address)
    assert response.content.startswith(b"%PDF")
    assert "one-page-shared.pdf" in response["Content-Disposition"]
    assert 'filename="internal-' in response["Content-Disposition"]
    assert response["Cache-Control"] == "no-store"
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert link.views.count() == 1
    ReadLink.objects.update(revoked_at=timezone.now())
    assert Client().get(address).status_code == 404
    assert Client().get(reverse("read_paper", args=["none"])).status_code == 404


# Comparing


def test_the_record_before_is_one_click_away(
    anna: User, case_file: CaseFile, annas: Desk, as_user: As
) -> None:
    assert "Compare with the one before" not in annas.page()
    CaseFile.objects.update(revision=7, title="Workers again")
    later = save(anna, case_file)
    page = as_user(anna).get(reverse("archive:recommendation", args=[later.code]))
    address = f"{reverse('archive:compare')}?a={annas.saved.code}&amp;b={later.code}"
    assert address in page.content.decode()
    assert "Compare with the one before" not in annas.page(), "it is the first"


def test_two_are_chosen_from_the_latest_that_the_reader_may_read(
    anna: User, otto: User, case_file: CaseFile, annas: Desk, as_user: As
) -> None:
    CaseFile.objects.update(revision=7, handling="limited")
    later = save(anna, case_file)
    address = reverse("archive:compare")
    assert "Limited distribution" in annas.client.get(address).content.decode()
    asked = {"compare": "yes", "from_a": annas.saved.code, "from_b": later.code}
    response = annas.client.get(address, asked)
    assert response.status_code == 200
    assert "Everything that differs" in response.content.decode()
    assert "Workers" not in as_user(otto).get(address).content.decode()
    assert as_user(otto).get(address, asked).status_code == 422


def test_a_tag_that_is_there_and_a_view_that_is_kept_are_told(annas: Desk) -> None:
    for _ in range(2):
        annas.post("tags", name="pilot")
    assert "The case has the tag “pilot” already." in words(annas.get("tags"))
    sent = {"save": "1", "name": "Pilots", "query": "tag=pilot", "key": "k"}
    annas.client.post(reverse("archive:views"), sent)
    page = words(annas.client.get(reverse("archive:list")))
    assert "The view “Pilots” is kept above the list." in page
