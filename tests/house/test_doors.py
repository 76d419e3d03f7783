"""Who may come in, and what do others see?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from decisions.models import CaseFile, Draft, SavedRecommendation
from tests.rulebook.desk import QUOTAS, begin

pytestmark = pytest.mark.django_db

As = Callable[[User], Client]
CASE = ["task_list", "about", "states", "issues", "interests", "own_view", "check",
        "recommendation", "other_level", "copy", "edition", "sharing", "export"]  # fmt: skip

DESK = ["new_draft", "draft", "steps", "undo", "items", "item", "new_item",
        "preview_rule", "move_item", "remove_item", "retire_option", "book_title",
        "checks", "impact", "edition_checks", "trial", "draft_health", "health", "draft_comments",
        "merge", "publish", "approve"]  # fmt: skip
"""What is there for rule administrators alone, until a draft is open for comment."""
REVIEW = ["submit", "withdraw", "review", "dispute", "answer", "departure", "comment"]


@pytest.fixture
def saved(anna: User, case_file: CaseFile) -> SavedRecommendation:
    from decisions.guide.actions import save_recommendation
    from decisions.house.sending import Sent

    return save_recommendation(
        user=anna, case_file=case_file, sent=Sent("save", 1), now=timezone.now()
    )


def a_draft() -> str:
    """The code of a draft with one step; made once a test."""
    held = Draft.objects.first()
    if held is None:
        held = begin(None)
        held.all_steps.create(number=1, at=timezone.now(), act="changed", changes=[])
        Draft.objects.filter(pk=held.pk).update(steps=1)
    return held.code


def addresses(case_file: CaseFile, saved: SavedRecommendation) -> dict[str, str]:
    """Every page of the rooms, by name."""
    code = case_file.code
    draft = a_draft()
    pages = {f"guide:{name}": reverse(f"guide:{name}", args=[code]) for name in CASE}
    return pages | {
        "guide:cases": reverse("guide:cases"),
        "guide:start": reverse("guide:start"),
        "guide:import": reverse("guide:import"),
        "guide:teams": reverse("guide:teams"),
        "guide:section": reverse("guide:section", args=[code, "level"]),
        "guide:question": reverse("guide:question", args=[code, "level", "solo"]),
        "guide:trying": reverse("guide:trying", args=[code])
        + "?issue=temporary_labour&change=pair:no",
        "archive:list": reverse("archive:list"),
        "archive:recommendation": reverse("archive:recommendation", args=[saved.code]),
        "archive:json": reverse("archive:json", args=[saved.code]),
        "archive:csv": reverse("archive:csv", args=[saved.code]),
        "archive:list_csv": reverse("archive:list_csv"),
        "archive:views": reverse("archive:views"),
        "archive:tags": reverse("archive:tags", args=[saved.code]),
        "archive:away": reverse("archive:away", args=[saved.code]),
        "archive:links": reverse("archive:links", args=[saved.code]),
        "archive:compare": reverse("archive:compare"),
        "archive:today": reverse("archive:today", args=[saved.code]),
        "archive:history": reverse("archive:history", args=[saved.code]),
        "archive:memo": reverse("archive:memo", args=[saved.code, "one-page", "pdf"]),
        "archive:waiting": reverse("archive:waiting"),
        **{f"archive:{name}": reverse(f"archive:{name}", args=[saved.code]) for name in REVIEW},
        "rulebook:book": reverse("rulebook:book"),
        "rulebook:disputed": reverse("rulebook:disputed"),
        "rulebook:record": reverse("rulebook:record"),
        "rulebook:questionnaire": reverse("rulebook:questionnaire", args=["pdf"]),
        "rulebook:editions": reverse("rulebook:editions"),
        "rulebook:edition": reverse("rulebook:edition", args=[1]),
        "rulebook:edition_paper": reverse("rulebook:edition_paper", args=[1, "pdf"]),
        "rulebook:edition_file": reverse("rulebook:edition_file", args=[1, "toml"]),
        "rulebook:import_draft": reverse("rulebook:import_draft"),
        "rulebook:draft_file": reverse("rulebook:draft_file", args=[draft, "toml"]),
        "rulebook:difference": reverse("rulebook:difference"),
        "rulebook:edition_checks": reverse("rulebook:edition_checks", args=[1]),
        "rulebook:edition_trial": reverse("rulebook:edition_trial", args=[1]),
        "rulebook:health": reverse("rulebook:health"),
        "rulebook:checks": reverse("rulebook:checks", args=[draft]),
        "rulebook:impact": reverse("rulebook:impact", args=[draft]),
        "rulebook:draft_health": reverse("rulebook:draft_health", args=[draft]),
        "rulebook:trial": reverse("rulebook:trial", args=[draft]),
        "rulebook:new_draft": reverse("rulebook:new_draft"),
        "rulebook:draft": reverse("rulebook:draft", args=[draft]),
        "rulebook:steps": reverse("rulebook:steps", args=[draft]),
        "rulebook:undo": reverse("rulebook:undo", args=[draft, 1]),
        "rulebook:items": reverse("rulebook:items", args=[draft, "rules"]),
        "rulebook:item": reverse("rulebook:item", args=[draft, "rules", QUOTAS]),
        "rulebook:new_item": reverse("rulebook:new_item", args=[draft, "rules"]),
        "rulebook:preview_rule": reverse("rulebook:preview_rule", args=[draft]),
        "rulebook:move_item": reverse("rulebook:move_item", args=[draft, "rules", QUOTAS]),
        "rulebook:remove_item": reverse("rulebook:remove_item", args=[draft, "issues", "asylum"]),
        "rulebook:retire_option": reverse("rulebook:retire_option", args=[draft, "reach"])
        + "?option=corridor",
        "rulebook:book_title": reverse("rulebook:book_title", args=[draft]),
        "rulebook:draft_comments": reverse("rulebook:draft_comments", args=[draft]),
        "rulebook:merge": reverse("rulebook:merge", args=[draft]),
        "rulebook:publish": reverse("rulebook:publish", args=[draft]),
        "rulebook:approve": reverse("rulebook:approve", args=[draft]),
        "fora:catalogue": reverse("fora:catalogue"),
        "fora:forum": reverse("fora:forum", args=["budapest-process"]),
        "fora:who": reverse("fora:who") + "?states=Spain%3B+Morocco",
        "fora:states": reverse("fora:states"),
        "fora:state": reverse("fora:state", args=["MA"]),
        "fora:overlap": reverse("fora:overlap") + "?a=eu&b=schengen",
    }


OPEN_TO = {
    "guide:cases": {"anna", "otto"},
    "guide:start": {"anna", "otto"},
    "guide:import": {"anna", "otto"},
    "guide:teams": {"anna", "otto"},
    "archive:list": {"anna", "otto", "boris"},
    "archive:recommendation": {"anna", "boris"},
    "archive:json": {"anna", "boris"},
    "archive:csv": {"anna", "boris"},
    "archive:list_csv": {"anna", "otto", "boris"},
    "archive:views": {"anna", "otto", "boris"},
    "archive:compare": {"anna", "otto", "boris"},
    "archive:today": {"anna", "boris"},
    "archive:history": {"anna", "boris"},
    "archive:memo": {"anna", "boris"},
    "archive:waiting": {"anna", "otto", "boris"},
    "archive:review": {"boris"},
    "archive:dispute": {"boris"},
    "archive:comment": {"anna", "boris"},
    "rulebook:disputed": {"clara"},
    "rulebook:book": {"anna", "otto", "boris", "clara"},
    "rulebook:record": {"anna", "otto", "boris", "clara"},
    "rulebook:questionnaire": {"anna", "otto", "boris", "clara"},
    "rulebook:editions": {"anna", "otto", "boris", "clara"},
    "rulebook:edition": {"anna", "otto", "boris", "clara"},
    "rulebook:edition_file": {"anna", "otto", "boris", "clara"},
    "rulebook:import_draft": {"clara"},
    "rulebook:draft_file": {"clara"},
    "rulebook:edition_paper": {"anna", "otto", "boris", "clara"},
    "rulebook:edition_trial": {"anna", "otto", "boris", "clara"},
    "rulebook:difference": {"anna", "otto", "boris", "clara"},
    **{f"rulebook:{name}": {"clara"} for name in DESK},
    "fora:catalogue": {"anna", "otto", "boris", "clara"},
    "fora:forum": {"anna", "otto", "boris", "clara"},
    "fora:who": {"anna", "otto", "boris", "clara"},
    "fora:states": {"anna", "otto", "boris", "clara"},
    "fora:state": {"anna", "otto", "boris", "clara"},
    "fora:overlap": {"anna", "otto", "boris", "clara"},
}
OWNER_ONLY = {"anna"}


def test_the_table_of_addresses_is_complete(
    case_file: CaseFile, saved: SavedRecommendation
) -> None:
    named = set()
    for namespace in ("guide", "archive", "rulebook", "fora"):
        room = get_resolver().namespace_dict[namespace][1]
        named |= {f"{namespace}:{key}" for key in room.reverse_dict if isinstance(key, str)}
    assert named == set(addresses(case_file, saved))


@pytest.mark.parametrize(
    "who",
    [*(pytest.param(who, marks=pytest.mark.looks) for who in ("otto", "boris")), "anna", "clara"],
)
def test_each_page_opens_for_those_entitled_and_is_not_there_for_others(
    who: str,
    request: pytest.FixtureRequest,
    as_user: As,
    case_file: CaseFile,
    saved: SavedRecommendation,
) -> None:
    client = as_user(request.getfixturevalue(who))
    for name, address in addresses(case_file, saved).items():
        response = client.get(address)
        entitled = who in OPEN_TO.get(name, OWNER_ONLY)
        assert response.status_code in ((200, 302) if entitled else (404,)), f"{who} at {name}"


@pytest.mark.looks
def test_strangers_get_the_sign_in_page_for_every_address(
    case_file: CaseFile, saved: SavedRecommendation
) -> None:
    for address in addresses(case_file, saved).values():
        response = Client().get(address)
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("sign_in"))
        assert Client().post(address).status_code == 403


@pytest.mark.looks
@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_verbs_are_refused(
    method: str, anna: User, as_user: As, case_file: CaseFile, saved: SavedRecommendation
) -> None:
    for name, address in addresses(case_file, saved).items():
        hidden = "anna" not in OPEN_TO.get(name, OWNER_ONLY)
        refused = {404, 405} if hidden else {405}
        assert getattr(as_user(anna), method)(address).status_code in refused, name


def test_nobody_elses_case_can_be_changed(
    otto: User, boris: User, as_user: As, case_file: CaseFile
) -> None:
    address = reverse("guide:question", args=[case_file.code, "level", "solo"])
    for stranger in (otto, boris):
        response = as_user(stranger).post(address, {"solo-answer": "yes", "revision": 1})
        assert response.status_code == 404
    case_file.refresh_from_db()
    assert case_file.document["answers"]["solo"] == "partly"


def test_a_post_without_the_token_is_refused(anna: User, case_file: CaseFile) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(anna)
    assert client.post(reverse("guide:start"), {"title": "x"}).status_code == 403


OURS = {"Origin": "http://testserver"}


def test_what_was_typed_comes_back_where_the_sign_in_had_ended(case_file: CaseFile) -> None:
    address = reverse("guide:question", args=[case_file.code, "level", "solo"])
    typed = {"solo-note": "A long <b>remark</b>", "key": "k", "solo-source": " "}
    page = Client().post(address, typed, headers=OURS).content.decode()
    assert "What you sent is not saved" in page
    assert "A long &lt;b&gt;remark&lt;/b&gt;" in page
    assert "<dt>key</dt>" not in page
    assert "solo-source" not in page
    foreign = Client().post(address, typed, headers={"Origin": "https://elsewhere.example"})
    assert "remark" not in foreign.content.decode()


def test_what_was_typed_comes_back_where_the_token_is_of_another_sign_in(
    anna: User, case_file: CaseFile
) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(anna)
    address = reverse("guide:about", args=[case_file.code])
    response = client.post(address, {"summary": "A long remark"}, headers=OURS)
    assert response.status_code == 403
    assert "A long remark" in response.content.decode()
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("who", "lands"),
    [("anna", "guide:cases"), ("boris", "archive:list"), ("clara", "rulebook:book")],
)
def test_everyone_lands_where_their_work_is(
    who: str, lands: str, request: pytest.FixtureRequest, as_user: As
) -> None:
    response = as_user(request.getfixturevalue(who)).get("/")
    assert response["Location"] == reverse(lands)


def test_whoever_has_no_role_is_told_whom_to_ask(seeded: None, as_user: As) -> None:
    nobody = User.objects.create_user("nobody")
    response = as_user(nobody).get("/")
    assert "You have no role yet" in response.content.decode()


def test_demo_sign_in_exists_only_in_a_demonstration(anna: User, settings: Any) -> None:
    settings.DEMO = False
    assert "Look round as" not in Client().get(reverse("sign_in")).content.decode()
    assert Client().post(reverse("demo_sign_in"), {"username": "anna"}).status_code == 404
    settings.DEMO = True
    assert "Look round as" in Client().get(reverse("sign_in")).content.decode()
    client = Client()
    assert client.post(reverse("demo_sign_in"), {"username": "anna"}).status_code == 302
    assert client.get(reverse("guide:cases")).status_code == 200
    assert Client().post(reverse("demo_sign_in"), {"username": "root"}).status_code == 404


def test_signing_in_leads_to_the_page_asked_for_and_never_off_the_site(seeded: None) -> None:
    User.objects.create_user("dora", password="a long pass phrase")
    sign_in = {"username": "dora", "password": "a long pass phrase"}
    wrong = Client().post(reverse("sign_in"), {**sign_in, "password": "wrong"})
    assert wrong.status_code == 422
    kept = Client().post(reverse("sign_in"), {**sign_in, "next": "/rulebook/"})
    assert kept["Location"] == "/rulebook/"
    lured = Client().post(reverse("sign_in"), {**sign_in, "next": "https://evil.example/"})
    assert lured["Location"] == "/"


def test_signing_out_clears_what_the_browser_kept(anna: User, as_user: As) -> None:
    client = as_user(anna)
    assert client.get(reverse("sign_out")).status_code == 405
    response = client.post(reverse("sign_out"))
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert client.get(reverse("guide:cases")).status_code == 302
    assert client.get(reverse("sign_in")).status_code == 200


def test_the_signed_in_are_sent_on_from_the_sign_in_page(anna: User, as_user: As) -> None:
    assert as_user(anna).get(reverse("sign_in"))["Location"] == "/"


def test_a_session_ends_some_hours_after_it_began(anna: User, as_user: As, settings: Any) -> None:
    client = as_user(anna)
    assert client.get(reverse("guide:cases")).status_code == 200
    settings.SESSION_ABSOLUTE_AGE = -1
    client.get(reverse("guide:cases"))
    assert client.get(reverse("guide:cases")).status_code == 302


@pytest.mark.looks
def test_every_page_carries_the_strict_policy_and_is_not_stored(
    anna: User, as_user: As, case_file: CaseFile, saved: SavedRecommendation
) -> None:
    for name, address in addresses(case_file, saved).items():
        response = as_user(anna).get(address)
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        if response.status_code == 200 and name.startswith(
            ("guide", "archive:rec", "archive:json")
        ):
            assert "no-store" in response.get("Cache-Control", ""), name


def test_an_unknown_page_says_so_kindly(anna: User, as_user: As) -> None:
    response = as_user(anna).get("/nowhere/")
    assert response.status_code == 404
    assert "What you had saved is safe" in response.content.decode()


def test_htmx_is_told_that_nobody_is_signed_in_instead_of_getting_the_sign_in_page(
    case_file: CaseFile,
) -> None:
    address = reverse("guide:question", args=[case_file.code, "level", "solo"])
    response = Client().post(address, {"solo-answer": "no"}, headers={"HX-Request": "true"})
    assert response.status_code == 403
    assert not response.content


@pytest.mark.parametrize("wanted", ["foo", "foo/bar", "?x=1"])
def test_a_page_that_is_no_address_of_ours_leads_home(
    anna: User, as_user: Callable[[User], Client], wanted: str
) -> None:
    page = as_user(anna).get(reverse("sign_in"), {"next": wanted})
    assert (page.status_code, page["Location"]) == (302, reverse("home"))
