"""How does an owner share a case and mark it, and how do teams change?"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.guide import views_sharing
from decisions.guide.actions import save_recommendation
from decisions.guide.sharing import Given, share_case
from decisions.house.sending import Sent
from decisions.models import CaseFile, Event, Notice, SavedRecommendation, SearchEntry, Share, Team
from decisions.models.sharing import Right, right_on
from tests.conftest import person

pytestmark = pytest.mark.django_db

As = Callable[[User], Client]


@pytest.fixture
def dora(seeded: None) -> User:
    return person("dora", "officer")


@pytest.fixture
def client(anna: User) -> Client:
    client = Client()
    client.force_login(anna)
    return client


def page_of(case_file: CaseFile) -> str:
    return reverse("guide:sharing", args=[case_file.code])


TEAMS = "/guide/teams/"


def text(response: Any) -> str:
    return str(response.content.decode())


def give(client: Client, case_file: CaseFile, name: str, key: str = "k", **fields: Any) -> Any:
    sent = {"key": key, "with_colleague": "1", "name": name, "right": "3", **fields}
    return client.post(page_of(case_file), sent)


def right(user: User, case_file: CaseFile) -> Right:
    fresh = User.objects.get(pk=user.pk)
    return right_on(fresh, case_file.pk, case_file.owner_id)


def saved_by(anna: User, case_file: CaseFile) -> SavedRecommendation:
    sent = Sent("save", case_file.revision)
    return save_recommendation(user=anna, case_file=case_file, sent=sent, now=timezone.now())


def words(saved: SavedRecommendation) -> list[str]:
    return SearchEntry.objects.get(recommendation=saved).words.split()


@pytest.mark.parametrize("name", ["dora", "DORA", "Dora", "  Dora "])
def test_a_colleague_is_added_by_user_name_or_first_name(
    client: Client, case_file: CaseFile, dora: User, name: str
) -> None:
    response = give(client, case_file, name)
    assert response["Location"] == page_of(case_file)
    assert right(dora, case_file) is Right.EDIT
    assert ">Dora<" in text(client.get(page_of(case_file)))
    assert list(Event.objects.filter(act="shared").values_list("subject", flat=True)) == [
        case_file.code
    ]


NOBODY = "There is no officer or reviewer of this name."


@pytest.mark.parametrize("name", ["nobody", "clara", "Clara", "gone", "roleless", "a\x00b", "%"])
def test_an_unknown_name_gets_one_message_that_tells_nothing_more(
    client: Client, case_file: CaseFile, clara: User, name: str
) -> None:
    """A rule administrator, somebody without a role, one who has left: all are nobody here."""
    person("gone", "officer")
    User.objects.filter(username="gone").update(is_active=False)
    User.objects.create_user("roleless", first_name="Roleless")
    response = give(client, case_file, name, right="2", assessed="on")
    assert response.status_code == 422
    assert NOBODY in text(response)
    assert not Share.objects.exists()
    page = text(response)
    assert re.findall(r'value="(\d)"[^>]*checked', page) == ["2"]
    assert re.search(r'id="colleague_assessed"[^>]*checked', page)
    if name.isalpha():
        assert f'value="{name}"' in page, "what was typed is kept"


def test_a_name_of_several_asks_for_the_user_name(client: Client, case_file: CaseFile) -> None:
    for username in ("dora", "dora2"):
        User.objects.filter(pk=person(username, "officer").pk).update(first_name="Dora")
    assert "Several colleagues have this name" in text(give(client, case_file, "Dora"))
    assert give(client, case_file, "dora").status_code == 302
    assert Share.objects.get().person.username == "dora"


def test_nobody_shares_with_themselves_or_twice(
    client: Client, anna: User, dora: User, case_file: CaseFile
) -> None:
    assert "This case is yours already." in text(give(client, case_file, "anna"))
    give(client, case_file, "dora", "one")
    again = give(client, case_file, "dora", "two", right="1")
    assert "It is shared with Dora already. Change it in the list." in text(again)
    assert Share.objects.get().right == 3


def test_a_right_must_be_chosen_and_be_one_of_three(
    client: Client, dora: User, case_file: CaseFile
) -> None:
    for wrong in ("", "0", "4", "x"):
        assert give(client, case_file, "dora", right=wrong).status_code == 422
    assert not Share.objects.exists()


def test_sending_the_same_form_twice_shares_once_and_tells_once(
    client: Client, anna: User, dora: User, case_file: CaseFile
) -> None:
    saved = saved_by(anna, case_file)
    for _ in range(2):
        assert give(client, case_file, "dora").status_code == 302
    assert Share.objects.count() == 1
    assert Event.objects.filter(act="shared").count() == 1
    notice = Notice.objects.get()
    assert (notice.to, notice.recommendation, notice.act) == (dora, saved, "shared")


def test_with_nothing_saved_there_is_nothing_to_be_told_of(
    client: Client, dora: User, case_file: CaseFile
) -> None:
    give(client, case_file, "dora")
    assert not Notice.objects.exists()


def test_only_a_person_may_be_given_sight_of_assessed_interests(
    client: Client, anna: User, dora: User, case_file: CaseFile
) -> None:
    page = text(client.get(page_of(case_file)))
    assert "Only for somebody whom you trust" in page
    team = Team.objects.create(name="A unit")
    give(client, case_file, "dora", assessed="on")
    sent = {"with_team": "1", "key": "t", "team": team.pk, "right": "1", "assessed": "on"}
    assert client.post(page_of(case_file), sent).status_code == 302
    assert Share.objects.get(person=dora).assessed
    assert not Share.objects.get(team=team).assessed
    change = {"change": Share.objects.get(team=team).pk, "key": "c", "right": "2", "assessed": "on"}
    client.post(page_of(case_file), change)
    share = Share.objects.get(team=team)
    assert (share.right, share.assessed) == (2, False)
    with pytest.raises(IntegrityError), transaction.atomic():
        Share.objects.filter(team=team).update(assessed=True)
    another, given = Team.objects.create(name="Another"), Given(Right.READ, assessed=True)
    share_case(
        user=anna, case_file=case_file, who=another, given=given, sent=Sent("a", 0),
        now=timezone.now(),
    )  # fmt: skip
    assert not Share.objects.get(team=another).assessed


def test_a_right_is_changed_and_the_search_knows(
    client: Client, anna: User, dora: User, case_file: CaseFile
) -> None:
    saved = saved_by(anna, case_file)
    give(client, case_file, "dora", right="1")
    assert f"_reader_{dora.pk}" in words(saved)
    share = Share.objects.get()
    more = {"change": share.pk, "key": "c", "right": "2", "assessed": "on"}
    client.post(page_of(case_file), more)
    share.refresh_from_db()
    assert (share.right, share.assessed) == (2, True)
    assert f"_whole_{dora.pk}" in words(saved)
    assert f"_reader_{dora.pk}" not in words(saved)
    client.post(page_of(case_file), {**more, "key": "d", "right": "9"})
    share.refresh_from_db()
    assert share.right == 2
    assert Event.objects.filter(act="changed a share").count() == 1


def test_what_is_taken_back_can_be_given_back_as_it_was(
    client: Client, anna: User, dora: User, case_file: CaseFile, as_user: As
) -> None:
    saved = saved_by(anna, case_file)
    record = reverse("archive:recommendation", args=[saved.code])
    give(client, case_file, "dora", right="2", assessed="on")
    assert as_user(dora).get(record).status_code == 200
    remove = {"remove": Share.objects.get().pk, "key": "r"}
    for _ in range(2):
        assert client.post(page_of(case_file), remove).status_code == 302
    assert as_user(dora).get(record).status_code == 404
    assert f"_whole_{dora.pk}" not in words(saved)
    page = text(client.get(page_of(case_file)))
    assert "no longer shared with Dora" in page
    told = Notice.objects.count()
    client.post(page_of(case_file), {"undo": "1", "key": "u"})
    share = Share.objects.get()
    assert (share.person, share.right, share.assessed) == (dora, 2, True)
    assert f"_whole_{dora.pk}" in words(saved)
    assert Notice.objects.count() == told
    page = text(client.get(page_of(case_file)))
    assert "no longer shared" not in page
    client.post(page_of(case_file), {"undo": "1", "key": "v"})
    assert Share.objects.count() == 1


def test_what_was_taken_back_from_one_case_is_not_given_on_another(
    client: Client, anna: User, dora: User, case_file: CaseFile
) -> None:
    client.post(reverse("guide:start"), {"title": "Another", "key": "n"})
    other = CaseFile.objects.get(title="Another")
    give(client, case_file, "dora")
    client.post(page_of(case_file), {"remove": Share.objects.get().pk, "key": "r"})
    assert "no longer shared" not in text(client.get(page_of(other)))
    client.post(page_of(other), {"undo": "1", "key": "u"})
    assert not Share.objects.exists()


def test_a_share_of_another_case_cannot_be_changed_here(
    client: Client, anna: User, dora: User, otto: User, case_file: CaseFile, as_user: As
) -> None:
    give(client, case_file, "dora", right="1")
    share = Share.objects.get()
    theirs = as_user(otto)
    theirs.post(reverse("guide:start"), {"title": "Otto's", "key": "o"})
    page = page_of(CaseFile.objects.get(title="Otto's"))
    theirs.post(page, {"change": share.pk, "key": "a", "right": "3"})
    theirs.post(page, {"remove": share.pk, "key": "b"})
    share.refresh_from_db()
    assert share.right == 1


@pytest.mark.parametrize("key", ["", "x", "9" * 30, "-1", "²"])
def test_a_forged_key_of_a_share_does_nothing(
    client: Client, case_file: CaseFile, key: str
) -> None:
    for act in ("change", "remove"):
        sent = {act: key, "key": "k", "right": "3"}
        assert client.post(page_of(case_file), sent).status_code == 302


def test_sharing_is_for_the_owner_alone(
    case_file: CaseFile, dora: User, otto: User, boris: User, clara: User, as_user: As, anna: User
) -> None:
    give(as_user(anna), case_file, "dora")
    for user in (dora, otto, boris, clara):
        assert as_user(user).get(page_of(case_file)).status_code == 404
        assert give(as_user(user), case_file, "otto").status_code == 404
        marked = {"mark": "1", "handling": "internal", "key": "m"}
        assert as_user(user).post(page_of(case_file), marked).status_code == 404
    assert Share.objects.count() == 1
    case_file.refresh_from_db()
    assert case_file.handling == ""


def test_a_post_without_an_act_is_not_there(client: Client, case_file: CaseFile) -> None:
    assert client.post(page_of(case_file), {"key": "k"}).status_code == 404
    assert client.post(TEAMS, {"key": "k"}).status_code == 404


def test_a_case_is_marked_and_the_marking_taken_off_again(
    client: Client, case_file: CaseFile
) -> None:
    for chosen, stored in (("confidential", "confidential"), ("none", "")):
        sent = {"mark": "1", "handling": chosen, "key": chosen}
        assert client.post(page_of(case_file), sent).status_code == 302
        case_file.refresh_from_db()
        assert (case_file.handling, case_file.revision) == (stored, 1)
    for wrong in ({}, {"handling": "top secret"}, {"handling": ""}):
        refused = client.post(page_of(case_file), {"mark": "1", "key": "w", **wrong})
        assert refused.status_code == 422
    assert Event.objects.filter(act="marked").count() == 2


def test_the_page_takes_as_many_queries_for_many_as_for_few(
    client: Client, anna: User, case_file: CaseFile, django_assert_max_num_queries: Any
) -> None:
    for number in range(12):
        who = person(f"officer{number}", "officer")
        team = Team.objects.create(name=f"Unit {number}")
        for kind in ({"person": who}, {"team": team}):
            Share.objects.create(
                case_file=case_file, right=1, given_by=anna, given_at=timezone.now(), **kind
            )
    client.get(page_of(case_file))
    with django_assert_max_num_queries(12):
        assert text(client.get(page_of(case_file))).count("Unit 1") >= 3


def make(client: Client, name: str, key: str = "m") -> Any:
    return client.post(TEAMS, {"make": "1", "team_name": name, "key": key})


def test_an_officer_makes_a_team_and_is_its_first_member(client: Client, anna: User) -> None:
    for _ in range(2):
        assert make(client, "Labour mobility unit").status_code == 302
    team = Team.objects.get()
    assert list(team.members.all()) == [anna]
    assert Event.objects.get(act="made a team").subject == f"team {team.pk}"
    for name, key in (("labour mobility UNIT", "n"), ("", "o"), ("x" * 81, "p")):
        assert make(client, name, key).status_code == 422
    assert Team.objects.count() == 1


def test_members_add_and_remove_colleagues_and_what_is_shared_follows(
    client: Client,
    anna: User,
    dora: User,
    boris: User,
    otto: User,
    case_file: CaseFile,
    as_user: As,
) -> None:
    make(client, "A unit")
    team = Team.objects.get()
    client.post(page_of(case_file), {"with_team": "1", "team": team.pk, "right": "3", "key": "s"})
    assert right(dora, case_file) is Right.NONE
    client.post(TEAMS, {"add": team.pk, "name": "dora", "key": "a"})
    assert right(dora, case_file) is Right.EDIT
    as_user(dora).post(TEAMS, {"add": team.pk, "name": "Boris", "key": "b"})
    assert set(team.members.all()) == {anna, dora, boris}
    refused = client.post(TEAMS, {"add": team.pk, "name": "clara", "key": "c"})
    assert NOBODY in text(refused)
    client.post(TEAMS, {"remove": dora.pk, "team": team.pk, "key": "r"})
    assert right(dora, case_file) is Right.NONE
    assert "Dora is no longer in A unit" in text(client.get(TEAMS))
    client.post(TEAMS, {"undo": "1", "key": "u"})
    assert right(dora, case_file) is Right.EDIT
    assert "no longer in" not in text(client.get(TEAMS))


def test_only_members_know_and_change_who_is_in_a_team(
    client: Client, anna: User, dora: User, otto: User, boris: User, as_user: As
) -> None:
    make(client, "A unit")
    team = Team.objects.get()
    client.post(TEAMS, {"add": team.pk, "name": "dora", "key": "a"})
    seen = text(as_user(otto).get(TEAMS))
    assert "A unit" in seen
    assert "Dora" not in seen
    assert "Anna" not in seen
    for sent in (
        {"add": team.pk, "name": "otto"},
        {"remove": dora.pk, "team": team.pk},
        {"remove": dora.pk, "team": "x"},
    ):
        assert as_user(otto).post(TEAMS, {**sent, "key": "k"}).status_code == 404
    as_user(otto).post(TEAMS, {"leave": team.pk, "key": "k"})
    assert set(team.members.all()) == {anna, dora}
    assert as_user(boris).get(TEAMS).status_code == 404


def test_a_member_may_leave_but_not_the_last_one(
    client: Client, anna: User, dora: User, as_user: As
) -> None:
    make(client, "A unit")
    team = Team.objects.get()
    last = client.post(TEAMS, {"leave": team.pk, "key": "l"})
    assert last.status_code == 422
    assert "You are the last member." in text(last)
    client.post(TEAMS, {"add": team.pk, "name": "dora", "key": "a"})
    hers = as_user(dora)
    for _ in range(2):
        assert hers.post(TEAMS, {"leave": team.pk, "key": "d"}).status_code == 302
    assert list(team.members.all()) == [anna]
    assert "You have left A unit. Any member can add you again." in text(hers.get(TEAMS))
    hers.post(TEAMS, {"undo": "1", "key": "e"})
    assert list(team.members.all()) == [anna], "whoever left cannot let themselves in again"
    assert Event.objects.get(act="left a team").actor == dora


def test_the_last_member_dissolves_a_team_and_what_is_shared_with_it_ends(
    client: Client, anna: User, dora: User, case_file: CaseFile, as_user: As
) -> None:
    make(client, "A unit")
    team = Team.objects.get()
    Share.objects.create(
        case_file=case_file, team=team, right=1, given_by=anna, given_at=timezone.now()
    )
    saved = saved_by(anna, case_file)
    assert f"_team_{team.pk}" in words(saved)
    team.members.add(dora)
    assert client.post(TEAMS, {"dissolve": team.pk, "key": "d"}).status_code == 422
    assert "Dissolve A unit" not in text(client.get(TEAMS))
    team.members.remove(anna)
    client.post(TEAMS, {"dissolve": team.pk, "key": "e"})
    assert Team.objects.exists(), "a stranger dissolves nothing"
    hers = as_user(dora)
    assert "1 case is shared with this team; that ends" in text(hers.get(TEAMS))
    for _ in range(2):
        assert hers.post(TEAMS, {"dissolve": team.pk, "key": "f"}).status_code == 302
    assert not Team.objects.exists()
    assert not Share.objects.exists()
    assert f"_team_{team.pk}" not in words(saved)
    assert "A unit is dissolved." in text(hers.get(TEAMS))
    assert Event.objects.get(act="dissolved a team").actor == dora


def test_a_repeat_after_the_team_was_dissolved_does_nothing(client: Client) -> None:
    make(client, "A unit")
    client.post(TEAMS, {"dissolve": Team.objects.get().pk, "key": "d"})
    make(client, "A unit")
    assert not Team.objects.exists()


def test_each_act_on_the_page_of_sharing_is_confirmed_once(
    client: Client, dora: User, case_file: CaseFile
) -> None:
    alone = "Until you share it, only you can open this case."
    assert alone in text(client.get(page_of(case_file)))
    give(client, case_file, "dora")
    page = text(client.get(page_of(case_file)))
    assert "The case is shared with Dora." in page
    assert alone not in page
    assert "The case is shared with Dora." not in text(client.get(page_of(case_file)))
    share = Share.objects.get()
    client.post(page_of(case_file), {"change": share.pk, "right": "1", "key": "c"})
    assert "Saved what Dora may do." in text(client.get(page_of(case_file)))
    client.post(page_of(case_file), {"mark": "1", "handling": "limited", "key": "m"})
    assert "The case is marked “Limited distribution”." in text(client.get(page_of(case_file)))
    client.post(page_of(case_file), {"remove": share.pk, "key": "r"})
    assert "no longer shared with Dora" in text(client.get(page_of(case_file)))
    assert "no longer shared with Dora" not in text(client.get(page_of(case_file)))


def test_what_is_shared_with_a_team_is_found_by_its_members(
    client: Client, anna: User, dora: User, case_file: CaseFile
) -> None:
    saved = saved_by(anna, case_file)
    team = Team.objects.create(name="A unit")
    client.post(page_of(case_file), {"with_team": "1", "team": team.pk, "right": "1", "key": "s"})
    assert f"_team_{team.pk}" in words(saved)


def test_the_log_says_that_something_was_shared_and_never_with_sight_of_what(
    client: Client, dora: User, case_file: CaseFile
) -> None:
    give(client, case_file, "dora", assessed="on")
    acts = str(list(Event.objects.values("act", "subject")))
    assert "assessed" not in acts
    assert "dora" not in acts.lower()


def test_the_demonstration_shares_two_cases_and_does_so_once(settings: Any, db: None) -> None:
    from io import StringIO

    from django.core.management import call_command

    settings.DEMO = True
    call_command("seed", stdout=StringIO())
    call_command("demo", stdout=StringIO())
    team = Team.objects.get(name="Labour mobility unit")
    assert {member.username for member in team.members.all()} == {"anna", "dora"}
    assert sorted(Share.objects.values_list("right", flat=True)) == [Right.READ, Right.EDIT]
    Share.objects.filter(person__isnull=False).delete()
    team.members.remove(User.objects.get(username="dora"))
    call_command("demo", stdout=StringIO())
    assert Share.objects.count() == team.members.count() == 1, "what people changed stays so"


def test_a_share_that_is_taken_back_while_it_is_changed_stays_taken_back_and_says_so(
    client: Client, case_file: CaseFile, dora: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    give(client, case_file, "dora")
    given = Share.objects.get()
    found = views_sharing.share_named(case_file, str(given.pk))
    given.delete()
    monkeypatch.setattr(views_sharing, "share_named", lambda *_: found)
    sent = {"key": "c", "change": str(found.pk) if found else "", "right": "1"}
    response = client.post(page_of(case_file), sent)
    assert response.status_code == 422
    assert "This share was taken back meanwhile." in text(response)
    assert not Share.objects.exists()
