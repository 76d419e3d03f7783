"""Can an officer try other answers, and ask what another level would take, with nothing saved?"""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.guide.actions import open_case_file
from decisions.house.sending import Sent
from decisions.models import CaseFile
from decisions.models.casefile import case_document
from decisions.seeds import shipped_edition
from decisions.subsidiarity.wire import read_case

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


@pytest.fixture
def client(anna: User) -> Client:
    client = Client()
    client.force_login(anna)
    return client


def at(case_file: CaseFile, name: str, query: str = "") -> str:
    return reverse(f"guide:{name}", args=[case_file.code]) + query


def text(response: Any) -> str:
    return html.unescape(response.content.decode())


def opened(anna: User, **document: Any) -> CaseFile:
    whole = {"states": [{"state": "DE", "roles": ["receiving"]},
                        {"state": "TR", "roles": ["sending"]}],
             "answers": {"solo": "no", "extent": "whole_state", "reach": "two_states"},
             "issues": [{"issue": "asylum"}], **document}  # fmt: skip
    return open_case_file(
        user=anna, sent=Sent("what-if", 0), now=timezone.now(), title="What if", document=whole
    )


def headline(page: str) -> str:
    found = re.search(r'<h1 class="headline">(.*?)</h1>', page, re.S)
    return found[1] if found else ""


def test_every_flip_on_the_page_can_be_tried_and_leads_where_it_says(
    client: Client, case_file: CaseFile
) -> None:
    page = text(client.get(at(case_file, "recommendation")))
    flips = re.findall(
        r"<li>([^<]*would lead to the (\w[\w-]*)[^<]*)<a[^>]*href=\"([^\"]*try[^\"]*)\"", page
    )
    assert len(flips) >= 6
    revision = case_file.revision
    for sentence, level, address in flips:
        tried = text(client.get(address))
        assert "Nothing is saved" in tried
        assert f"{level} " in tried.lower(), sentence
    case_file.refresh_from_db()
    assert case_file.revision == revision


def test_a_tried_answer_changes_the_headline_and_can_be_kept(client: Client, anna: User) -> None:
    case_file = opened(anna)
    assert headline(text(client.get(at(case_file, "recommendation")))).startswith("Bilateral level")
    tried = text(client.get(at(case_file, "trying", "?issue=asylum&change=solo:yes")))
    assert headline(tried).startswith("Local level")
    assert "One State alone: Yes" in tried
    address = at(case_file, "trying", "?issue=asylum&change=solo:yes")
    sent = {"keep": "issue", "revision": case_file.revision, "key": "keep", "page": "p"}
    assert client.post(address, sent)["Location"] == at(case_file, "recommendation")
    assert headline(text(client.get(at(case_file, "recommendation")))).startswith("Local level")


def test_what_was_tried_is_kept_for_one_issue_or_for_all(client: Client, anna: User) -> None:
    issues = [{"issue": "asylum"}, {"issue": "smuggling", "answers": {"solo": "partly"}}]
    case_file = opened(anna, issues=issues)
    address = at(case_file, "trying", "?issue=asylum&change=solo:yes")
    assert "Keep it for all issues" in text(client.get(address))
    for keep, answers in (("issue", ["yes", "partly"]), ("all", ["yes", "yes"])):
        case_file.refresh_from_db()
        sent = {"keep": keep, "revision": case_file.revision, "key": keep, "page": "p"}
        client.post(address, sent)
        case_file.refresh_from_db()
        case = read_case(case_document(anna, case_file), shipped_edition())
        solo = [{**case.answers, **issue.answers}["solo"] for issue in case.issues]
        assert solo == [frozenset({answer}) for answer in answers]


def test_a_trial_kept_on_an_older_revision_meets_a_conflict(client: Client, anna: User) -> None:
    case_file = opened(anna)
    address = at(case_file, "trying", "?issue=asylum&change=solo:yes")
    sent = {"keep": "issue", "revision": 0, "key": "old", "page": "p"}
    assert client.post(address, sent).status_code == 409
    case_file.refresh_from_db()
    assert case_file.document["issues"] == [{"issue": "asylum"}]


def test_a_trial_says_what_it_does_to_its_issue_or_that_it_does_nothing(
    client: Client, anna: User
) -> None:
    case_file = opened(anna)
    moved = text(client.get(at(case_file, "trying", "?issue=asylum&change=solo:yes")))
    assert "It would be" in moved
    idle = text(client.get(at(case_file, "trying", "?issue=asylum&change=solo:no")))
    assert "Bilateral, as it is now" in idle


def test_a_stance_can_be_tried_and_the_assessed_one_is_the_one_that_counts(
    client: Client, anna: User
) -> None:
    cells = [{"state": "DE", "stated": "seeks"},
             {"state": "TR", "stated": "supports", "assessed": "opposes"}]  # fmt: skip
    case_file = opened(anna, issues=[{"issue": "asylum", "interests": cells}])
    plain = text(client.get(at(case_file, "recommendation")))
    assert "a consultation" in plain
    tried = text(client.get(at(case_file, "trying", "?issue=asylum&change=stance:1:supports")))
    assert "Türkiye: supports" in tried
    assert "a consultation" not in tried


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?issue=security&change=solo:yes",
        "?issue=asylum&change=colour:red",
        "?issue=asylum&change=solo:perhaps",
        "?issue=asylum&change=solo",
        "?issue=asylum&change=",
        "?issue=asylum&change=stance:0:seeks",
        "?issue=asylum&change=stance:-1:seeks",
        "?issue=asylum&change=stance:seeks",
        "?issue=asylum&change=tried_at:",
        "?issue=asylum&change=solo:yes:no",
    ],
)
def test_what_cannot_be_tried_is_not_found(client: Client, anna: User, query: str) -> None:
    assert client.get(at(opened(anna), "trying", query)).status_code == 404


def test_what_another_level_would_take_is_worked_out_on_request(client: Client, anna: User) -> None:
    case_file = opened(anna, answers={"solo": "no", "extent": "whole_state", "pair": "yes",
                                      "reach": "two_states"})  # fmt: skip
    empty = text(client.get(at(case_file, "other_level")))
    assert "would have to be given" not in empty
    found = text(client.get(at(case_file, "other_level", "?issue=asylum&level=regional")))
    assert "For asylum systems and refugee protection to be at the regional level" in found
    assert "Reach: A corridor instead of Two States." in found
    assert "One pair, or each pair: Partly instead of Yes." in found
    assert "No smaller set leads there." in found
    link = re.search(r'href="([^"]*/try/[^"]*)"', found)
    assert link
    assert headline(text(client.get(link[1]))).startswith("Regional level")


def test_an_open_question_is_told_apart_from_an_answer_to_change(
    client: Client, anna: User
) -> None:
    case_file = opened(anna)
    found = text(client.get(at(case_file, "other_level", "?issue=asylum&level=local")))
    assert "open so far" in found
    assert "instead of" not in re.sub(r"(?s).*<ol class=\"smallest\">", "", found).split("</ol>")[0]


def test_the_level_that_it_has_and_one_out_of_reach_are_said_to_be_so(
    client: Client, anna: User
) -> None:
    case_file = opened(anna, issues=[{"issue": "admission_quotas"}])
    query = "?issue=admission_quotas&level="
    assert "already" in text(client.get(at(case_file, "other_level", query + "bilateral")))
    assert "No three answers together" in text(
        client.get(at(case_file, "other_level", query + "global"))
    )


def test_htmx_gets_the_answer_alone(client: Client, anna: User) -> None:
    headers = {"HX-Request": "true", "HX-Target": "_smallest"}
    address = at(opened(anna), "other_level", "?issue=asylum&level=regional")
    part = text(client.get(address, headers=headers))
    assert part.lstrip().startswith('<section id="_smallest"')
    assert "<html" not in part


@pytest.mark.parametrize("query", ["?issue=asylum", "?issue=asylum&level=", "?issue=asylum&level=heaven",
                                   "?issue=security&level=local", "?level=local"])  # fmt: skip
def test_a_level_or_issue_that_is_not_there_is_refused_with_a_message(
    client: Client, anna: User, query: str
) -> None:
    response = client.get(at(opened(anna), "other_level", query))
    assert response.status_code == 422
    assert "Choose one of the" in text(response)


def test_an_unfinished_case_has_nothing_to_try(client: Client, anna: User) -> None:
    case_file = opened(anna, issues=[])
    for name in ("trying", "other_level"):
        assert client.get(at(case_file, name)).status_code == 404


def test_the_panel_says_how_many_questions_are_skipped(client: Client, anna: User) -> None:
    case_file = opened(anna, answers={"solo": "yes", "pair": "yes", "table_limit": "alone"})
    page = text(client.get(reverse("guide:question", args=[case_file.code, "level", "reach"])))
    assert re.search(r"\d+ questions? cannot change the result any more", page)
