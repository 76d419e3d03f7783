"""Is everyone told of what waits for them, by page and by e-mail, and nothing said beyond?"""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core import mail
from django.urls import reverse

from decisions.house.document import with_answer
from decisions.house.notices import notify
from decisions.house.roles import REVIEWER
from decisions.models import CaseFile, Dispute, Notice, SavedRecommendation, Team

from .passing import RULE, As, Desk, edit, save, share, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


@pytest.fixture(autouse=True)
def addresses(anna: User, boris: User, otto: User) -> None:
    for person in (anna, boris, otto):
        person.email = f"{person.username}@example.org"
        person.save()


@pytest.fixture
def ruth(seeded: None) -> User:
    """A second reviewer."""
    user = User.objects.create_user("ruth", email="ruth@example.org", first_name="Ruth")
    user.groups.add(Group.objects.get(name=REVIEWER))
    return user


def told(act: str) -> set[str]:
    return set(Notice.objects.filter(act=act).values_list("to__username", flat=True))


def test_a_submission_is_told_to_every_reviewer_without_a_hand_in_the_case(
    annas: Desk, boris: User, ruth: User, case_file: CaseFile
) -> None:
    team = Team.objects.create(name="Desk")
    empty = Team.objects.create(name="Nobody yet")
    team.members.add(ruth)
    for each in (team, empty):
        case_file.shares.create(
            team=each, right=3, given_by=case_file.owner, given_at=case_file.created_at
        )
    annas.submit()
    assert told("submitted") == {"boris"}


def test_the_reviewer_of_the_thread_is_told_of_answers_and_the_officers_of_decisions(
    annas: Desk, boris_desk: Desk, ruth: User, otto: User, case_file: CaseFile
) -> None:
    share(case_file, otto, 3)
    annas.submit()
    assert told("submitted") == {"boris", "ruth"}
    boris_desk.dispute(*RULE)
    boris_desk.decide("return")
    assert told("returned") == {"anna", "otto"}
    dispute = Dispute.objects.get()
    annas.answer(**annas.keep(dispute))
    assert told("resubmitted") == {"boris"}
    boris_desk.decide("accept", **{f"verdict_{dispute.pk}": "settled"})
    assert told("accepted") == {"anna", "otto"}


def test_what_was_to_be_done_waits_for_nobody_once_it_is_done(
    annas: Desk, boris_desk: Desk, ruth: User
) -> None:
    annas.submit()
    assert Notice.objects.filter(read_at=None).count() == 2
    boris_desk.decide("accept")
    assert set(Notice.objects.filter(read_at=None).values_list("act", flat=True)) == {"accepted"}


def test_a_comment_is_told_to_the_owner_and_to_those_in_the_talk_who_may_still_read(
    annas: Desk, boris_desk: Desk, otto: User, case_file: CaseFile, as_user: As,
    saved: SavedRecommendation,
) -> None:  # fmt: skip
    given = share(case_file, otto, 2)
    Desk(as_user(otto), saved).post("comment", on="whole", text="One.")
    assert told("commented") == {"anna"}
    boris_desk.post("comment", on="whole", text="Two.")
    assert told("commented") == {"anna", "otto"}
    given.delete()
    Notice.objects.all().delete()
    annas.post("comment", on="whole", text="Three.")
    assert told("commented") == {"boris"}


def test_an_e_mail_holds_a_link_and_no_word_of_the_case(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation, settings: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    settings.PUBLIC_ADDRESS = "https://subsidium.example"
    with django_capture_on_commit_callbacks(execute=True):
        annas.submit()
        boris_desk.dispute(*RULE, reason="Zanzibar")
        boris_desk.decide("return")
        annas.post("comment", on="whole", text="Zanzibar")
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        assert message.subject == "Subsidium: something waits for you"
        assert len(message.to) == 1
        rest = message.body.replace(f"https://subsidium.example/archive/{saved.code}/", "LINK")
        assert "LINK" in rest
        for word in (saved.code, saved.title, "Zanzibar", "Anna", "Boris", "bilateral", "labour"):
            assert word not in rest


def test_without_a_configured_address_the_link_is_that_of_the_request(
    annas: Desk, boris: User, django_capture_on_commit_callbacks: Any, saved: SavedRecommendation
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        annas.submit()
    assert f"http://testserver/archive/{saved.code}/" in mail.outbox[0].body


def test_a_mail_server_that_fails_never_undoes_the_act_and_the_log_names_nothing(
    annas: Desk, boris: User, saved: SavedRecommendation, settings: Any,
    caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    with (
        caplog.at_level(logging.INFO, logger="decisions"),
        django_capture_on_commit_callbacks(execute=True),
    ):
        assert annas.submit().status_code == 302
    assert told("submitted") == {"boris"}
    assert "E-mail could not be sent: ConnectionRefusedError" in caplog.text
    for word in (saved.code, saved.title, "boris"):
        assert word not in caplog.text


def test_nothing_is_mailed_where_the_act_was_refused(
    annas: Desk, boris: User, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        annas.post("submit", revision=99)
    assert not mail.outbox
    assert not Notice.objects.exists()


def test_sharing_can_tell_a_colleague(
    anna: User, otto: User, saved: SavedRecommendation, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        notify(
            to=[otto, anna],
            saved=saved,
            act="shared",
            actor=anna,
            address="https://x.example",
            now=saved.saved_at,
        )
    assert told("shared") == {"otto"}
    assert [message.to for message in mail.outbox] == [["otto@example.org"]]


# The page of what waits


def waiting(client: Any) -> str:
    return words(client.get(reverse("archive:waiting")))


def test_what_somebody_must_do_stands_on_one_page_and_in_the_navigation(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    assert "Nothing waits for you" in waiting(boris_desk.client)
    annas.submit()
    page = waiting(boris_desk.client)
    assert "Waiting (1)" in page
    assert "To review" in page
    assert saved.title in page
    assert "News" not in page
    boris_desk.dispute(*RULE)
    boris_desk.decide("return")
    page = waiting(annas.client)
    assert "Waiting (1)" in page
    assert "To answer" in page
    assert "Nothing waits for you" in waiting(boris_desk.client)


def test_news_is_marked_as_read_one_by_one_or_all_at_once_and_what_is_to_do_stays(
    annas: Desk, boris_desk: Desk
) -> None:
    for text in ("One.", "Two.", "Three."):
        boris_desk.post("comment", on="whole", text=text)
    annas.submit()
    boris_desk.dispute(*RULE)
    boris_desk.decide("return")
    address = reverse("archive:waiting")
    assert "Waiting (4)" in waiting(annas.client)
    first = Notice.objects.filter(act="commented").first()
    annas.client.post(address, {"notice": first.pk})
    assert "Waiting (3)" in waiting(annas.client)
    annas.client.post(address, {"notice": "all"})
    page = waiting(annas.client)
    assert "Waiting (1)" in page
    assert "To answer" in page
    annas.client.post(address, {"notice": Notice.objects.get(act="returned").pk})
    annas.client.post(address, {"notice": "9" * 30})
    assert "Waiting (1)" in waiting(annas.client)


def test_nobody_marks_the_notices_of_others(annas: Desk, boris_desk: Desk) -> None:
    boris_desk.post("comment", on="whole", text="One.")
    boris_desk.client.post(reverse("archive:waiting"), {"notice": Notice.objects.get().pk})
    assert Notice.objects.get().read_at is None


def test_of_what_one_may_no_longer_read_nothing_is_said(
    otto: User, anna: User, as_user: As, saved: SavedRecommendation
) -> None:
    common = {"act": "commented", "actor": anna, "address": "http://x", "now": saved.saved_at}
    notify(to=[otto], saved=saved, **common)
    page = waiting(as_user(otto))
    assert "may no longer read" in page
    assert saved.title not in page
    assert "Anna" not in page


def test_what_one_has_a_hand_in_does_not_wait_for_ones_review(
    annas: Desk, boris: User, boris_desk: Desk, case_file: CaseFile, saved: SavedRecommendation
) -> None:
    share(case_file, boris, 3)
    annas.submit()
    assert "To review" not in waiting(boris_desk.client)
    boris_desk.dispute(*RULE)
    case_file.shares.all().delete()
    assert "To review" in waiting(boris_desk.client)


def test_the_rule_administrator_has_no_such_page_and_no_count(clara: User, as_user: As) -> None:
    client = as_user(clara)
    assert client.get(reverse("archive:waiting")).status_code == 404
    assert "Waiting" not in words(client.get(reverse("rulebook:book")))


def test_the_page_takes_as_many_queries_for_many_as_for_few(
    annas: Desk, boris_desk: Desk, anna: User, case_file: CaseFile, as_user: As,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    for answer in ("yes", "no", "partly", "yes", "no"):
        edit(anna, case_file, lambda document, to=answer: with_answer(document, "solo", to))
        Desk(annas.client, save(anna, case_file)).submit()
        annas.post("comment", on="whole", text=answer)
    for desk in (annas, boris_desk):
        desk.post("comment", on="whole", text="I too.")
    with django_assert_max_num_queries(12):
        boris_desk.client.get(reverse("archive:waiting"))
