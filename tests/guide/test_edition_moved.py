"""What is an open case told when the rule book changes, and what becomes of it if it moves?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from decisions.guide.actions import change, open_case_file, save_recommendation
from decisions.guide.edition_news import edition_news
from decisions.house.document import with_answer, with_interest_map, with_states
from decisions.house.sending import Sent
from decisions.models import AssessedInterests, CaseFile, EditionRecord, Event, Share
from decisions.models.casefile import case_document
from decisions.seeds import shipped_document
from decisions.subsidiarity.wire import checksum, read_edition
from tests.conftest import person
from tests.house.test_doors import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]
LABOUR = "temporary_labour"
GONE = {"hidden", "breadth"}
LOUD, QUIET = "The rule book has changed since", "as was chosen"


def come_into_force(gone: set[str] = GONE) -> EditionRecord:
    """Another edition, which neither asks these questions nor has rules that read them."""
    document = shipped_document()
    document["questions"] = [each for each in document["questions"] if each["key"] not in gone]
    document["rules"] = [
        {**rule, "examples": []} for rule in document["rules"] if not gone & set(rule["when"])
    ]
    document["title"] += f" without {len(gone)}"
    read_edition(document)
    EditionRecord.objects.filter(current=True).update(current=False, status="retired")
    return EditionRecord.objects.create(
        number=EditionRecord.objects.count() + 1, document=document, current=True,
        checksum=checksum(document), status="published", note="Two questions fewer.",
        created_at=timezone.now(), published_at=timezone.now(),
    )  # fmt: skip


def edited(user: User, case_file: CaseFile, edit: Any, **fields: Any) -> CaseFile:
    case_file.refresh_from_db()
    return change(
        user=user, case_file=case_file, sent=Sent(f"e{case_file.revision}", case_file.revision),
        now=timezone.now(), act="test", edit=edit, fields=fields,
    )  # fmt: skip


@pytest.fixture
def case(anna: User, case_file: CaseFile) -> CaseFile:
    """With assessed stances, an answer on hidden interests, evidence, and a saved record."""
    stances = {LABOUR: [{"state": "DE", "stated": "seeks", "assessed": "opposes"}]}
    edited(anna, case_file, lambda document: with_interest_map(document, stances))
    evidence = {"breadth": {"note": "A remark"}, "solo": {"note": "Another"}}
    edited(anna, case_file, lambda d: with_answer(d, "hidden", "yes"), evidence=evidence)
    case_file.refresh_from_db()
    save_recommendation(
        user=anna, case_file=case_file, sent=Sent("save", case_file.revision), now=timezone.now()
    )
    return case_file


def at(case: CaseFile, name: str = "edition", *more: str) -> str:
    return reverse(f"guide:{name}", args=[case.code, *more])


def shown(client: Client, case: CaseFile, name: str = "edition", *more: str) -> str:
    return str(client.get(at(case, name, *more)).content.decode())


def choice(case: CaseFile, which: str, to: int = 2, **changed: Any) -> dict[str, Any]:
    case.refresh_from_db()
    return {"key": which, "revision": case.revision, "to": to, which: "yes", **changed}


def test_every_page_of_an_open_case_says_so_and_the_case_moves(
    anna: User, case: CaseFile, as_user: As
) -> None:
    client = as_user(anna)
    pages = [("task_list",), ("check",), ("recommendation",), ("question", "level", "solo")]
    assert not any(LOUD in shown(client, case, *page) for page in pages)
    [saved] = case.recommendations.all()
    come_into_force()
    assert all(LOUD in shown(client, case, *page) for page in pages)
    page = shown(client, case)
    for words in ("does not ask “Breadth”", "does not ask “Hidden interests”", "Two questions",
                  "The evidence on “Breadth”", "Before, edition 1 was in use"):  # fmt: skip
        assert words in page
    form = choice(case, "move")
    for _ in range(2):
        assert client.post(at(case), form)["Location"] == at(case, "task_list")
    case = CaseFile.objects.get(pk=case.pk)
    assert case.edition.number == 2
    assert "breadth" not in case.document["answers"]
    assert case.evidence == {"solo": {"note": "Another"}}
    secret = AssessedInterests.objects.get(case_file=case).document
    assert secret == {"issues": {LABOUR: {"interests": [{"state": "DE", "assessed": "opposes"}]}}}
    assert not any(LOUD in shown(client, case, *page) for page in pages)
    assert "There is nothing to move" in shown(client, case)
    assert Event.objects.filter(act="moved to another edition").count() == 1
    saved.refresh_from_db()
    assert (saved.edition.number, saved.case["answers"]["breadth"]) == (1, "single")
    call_command("replay", verbosity=0)


def test_a_colleague_moves_the_secret_part_unseen(anna: User, case: CaseFile, as_user: As) -> None:
    dora = person("dora", "officer")
    Share.objects.create(
        case_file=case, person=dora, right=3, given_by=anna, given_at=timezone.now()
    )
    come_into_force()
    page = shown(as_user(dora), case)
    assert "this case was begun" in page
    assert "does not ask “Hidden interests”" not in page
    assert as_user(dora).post(at(case), choice(case, "move")).status_code == 302
    for name in ("task_list", "interests", "check", "recommendation"):
        assert as_user(anna).get(at(case, name)).status_code == 200
    case = CaseFile.objects.get(pk=case.pk)
    assert case_document(anna, case)["issues"][0]["interests"] == [
        {"state": "DE", "stated": "seeks", "assessed": "opposes"}
    ]


def test_what_a_colleague_set_aside_comes_along(anna: User, case: CaseFile, as_user: As) -> None:
    dora = person("dora", "officer")
    Share.objects.create(
        case_file=case, person=dora, right=3, given_by=anna, given_at=timezone.now()
    )
    rows = case.document["states"]
    edited(dora, case, lambda document: with_states(document, rows[1:]))
    come_into_force()
    assert as_user(anna).post(at(case), choice(case, "move")).status_code == 302
    edited(dora, CaseFile.objects.get(pk=case.pk), lambda document: with_states(document, rows))
    case = CaseFile.objects.get(pk=case.pk)
    assert case_document(anna, case)["issues"][0]["interests"] == [
        {"state": "DE", "assessed": "opposes"}
    ]


def test_who_stays_is_told_quietly_until_a_still_newer_edition(
    anna: User, case: CaseFile, as_user: As
) -> None:
    client = as_user(anna)
    come_into_force()
    before = CaseFile.objects.get(pk=case.pk).revision
    for _ in range(2):
        assert client.post(at(case), choice(case, "stay")).status_code == 302
    case.refresh_from_db()
    assert (case.edition.number, case.revision) == (1, before)
    assert Event.objects.filter(act="stays with its edition").count() == 1
    page = shown(client, case, "task_list")
    assert QUIET in page
    assert LOUD not in page
    come_into_force({"breadth"})
    assert LOUD in shown(client, case, "task_list")
    late = client.post(at(case), choice(case, "stay", to=2))
    assert late.status_code == 409
    assert "A newer edition has come into force" in late.content.decode()
    assert client.post(at(case), choice(case, "move", to=3)).status_code == 302
    case.refresh_from_db()
    assert (case.edition.number, case.stays_beside) == (3, None)


def test_a_case_that_changed_since_is_shown_again_and_not_moved(
    anna: User, case: CaseFile, as_user: As
) -> None:
    come_into_force()
    sent = choice(case, "move")
    edited(anna, case, lambda document: with_answer(document, "solo", "no"))
    late = as_user(anna).post(at(case), sent)
    assert late.status_code == 409
    assert "The case has changed since you opened this page" in late.content.decode()
    assert CaseFile.objects.get(pk=case.pk).edition.number == 1


def test_an_unfinished_case_moves_as_well(anna: User, as_user: As) -> None:
    case = open_case_file(user=anna, sent=Sent("new", 0), now=timezone.now(), title="Begun")
    edited(anna, case, lambda document: with_answer(document, "breadth", "single"))
    come_into_force()
    page = shown(as_user(anna), case)
    assert "no recommendation yet" in page
    assert "does not ask “Breadth”" in page
    assert as_user(anna).post(at(case), choice(case, "move")).status_code == 302
    case.refresh_from_db()
    assert (case.edition.number, case.document["answers"]) == (2, {})


def test_copies_and_examples_are_of_the_edition_in_force(
    anna: User, case: CaseFile, as_user: As
) -> None:
    client = as_user(anna)
    come_into_force()
    assert "does not ask “Breadth”" in shown(client, case, "copy")
    client.post(at(case, "copy"), {"key": "c", "revision": case.revision})
    made = CaseFile.objects.get(title__startswith="Copy of")
    assert (made.edition.number, list(made.evidence)) == (2, ["solo"])
    client.post(reverse("guide:start") + "?like=de-tr-recruitment-1961", {"title": "N", "key": "n"})
    assert CaseFile.objects.get(title="N").edition.number == 2


def test_the_news_costs_no_query_until_there_are_some(anna: User, case: CaseFile) -> None:
    held = CaseFile.objects.select_related("edition").get(pk=case.pk)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert edition_news(held) is None
    assert len(asked) == 0
    come_into_force()
    held = CaseFile.objects.select_related("edition").get(pk=case.pk)
    with CaptureQueriesContext(connection) as asked:
        assert edition_news(held)
    assert len(asked) == 1


@pytest.mark.heavy
@pytest.mark.parametrize("who", ["anna", "boris", "clara"])
def test_every_page_opens_under_an_edition_that_asks_less(
    who: str, request: pytest.FixtureRequest, case_file: CaseFile, as_user: As
) -> None:
    """Worked cases, instruments and old records speak of questions that are not asked any more."""
    sent = Sent("save", 1)
    owner, now = case_file.owner, timezone.now()
    saved = save_recommendation(user=owner, case_file=case_file, sent=sent, now=now)
    pages = addresses(case_file, saved)
    come_into_force({"breadth", "reach"})
    client = as_user(request.getfixturevalue(who))
    assert {client.get(page).status_code for page in pages.values()} <= {200, 302, 404, 405}
    call_command("replay", verbosity=0)
