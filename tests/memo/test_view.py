"""Who may take which paper of a saved recommendation, and what does it never tell?"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.archive.paper import record_for
from decisions.guide.actions import keep_secret, save_recommendation
from decisions.house.sending import Sent
from decisions.memo.formats import FORMATS, KINDS
from decisions.models import CaseFile, SavedRecommendation
from decisions.models.recommendation import outcome_for
from decisions.models.secrecy import apart
from decisions.subsidiarity import interests
from decisions.subsidiarity.wire import checksum

from .programs import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]
CANARY = "zq7-canary-94"
EVERY = [(kind, form) for kind in KINDS for form in FORMATS]


@pytest.fixture
def secretive(anna: User, case_file: CaseFile, monkeypatch: pytest.MonkeyPatch) -> CaseFile:
    """A stance that only Anna may know of is a word that must turn up nowhere else."""
    monkeypatch.setitem(interests.STANCES, CANARY, -2)
    document = case_file.document
    document["answers"]["hidden"] = "yes"
    document["issues"][0].pop("answers", None)
    document["issues"][0]["interests"] = [
        {"state": "DE", "stated": "seeks", "assessed": "seeks"},
        {"state": "TR", "stated": "supports", "assessed": CANARY},
    ]
    shared, secret = apart(document)
    keep_secret(case_file, secret)
    evidence = {"hidden": {"note": CANARY, "source": CANARY, "certainty": "high"}}
    CaseFile.objects.filter(pk=case_file.pk).update(document=shared, evidence=evidence)
    case_file.refresh_from_db()
    return case_file


def saved_by(anna: User, case_file: CaseFile) -> SavedRecommendation:
    return save_recommendation(
        user=anna, case_file=case_file, sent=Sent("s", case_file.revision), now=timezone.now()
    )


def address(saved: SavedRecommendation, kind: str = "one-page", form: str = "pdf") -> str:
    return reverse("archive:memo", args=[saved.code, kind, form])


def read(content: bytes, form: str) -> str:
    """Everything in a file: all parts of a Word file, or the text of a PDF with its bytes."""
    if form == "pdf":
        return text_of(content) + content.decode("latin-1")
    with ZipFile(BytesIO(content)) as package:
        return "".join(package.read(name).decode("latin-1") for name in package.namelist())


@pytest.mark.parametrize(("kind", "form"), EVERY)
def test_every_paper_comes_as_a_file_named_by_code_and_kind(
    kind: str, form: str, anna: User, boris: User, case_file: CaseFile, as_user: As
) -> None:
    saved = saved_by(anna, case_file)
    for reader, part in ((anna, "whole"), (boris, "shared")):
        response = as_user(reader).get(address(saved, kind, form))
        assert response.status_code == 200
        assert response["Content-Type"] == FORMATS[form].content_type
        name = f"recommendation-{saved.code}-{kind}-{part}.{form}"
        assert response["Content-Disposition"] == f'attachment; filename="{name}"'
        assert "no-store" in response["Cache-Control"]
        assert response.content.startswith(b"%PDF" if form == "pdf" else b"PK")


@pytest.mark.parametrize(
    ("kind", "form"),
    [("two-pages", "pdf"), ("full", "odt"), ("full", "PDF"), ("questionnaire", "pdf")],
)
def test_what_there_is_not_is_not_there(
    kind: str, form: str, anna: User, case_file: CaseFile, as_user: As
) -> None:
    saved = saved_by(anna, case_file)
    assert as_user(anna).get(address(saved, kind, form)).status_code == 404


def test_strangers_and_other_roles_learn_nothing(
    anna: User, otto: User, clara: User, case_file: CaseFile, as_user: As
) -> None:
    saved = saved_by(anna, case_file)
    for reader in (otto, clara):
        assert as_user(reader).get(address(saved)).status_code == 404
    assert as_user(anna).post(address(saved)).status_code == 405
    assert as_user(anna).get(address(saved).replace(saved.code, "nothere")).status_code == 404


def test_the_marking_stands_in_the_name_and_on_the_paper(
    anna: User, case_file: CaseFile, as_user: As
) -> None:
    CaseFile.objects.filter(pk=case_file.pk).update(handling="limited")
    case_file.refresh_from_db()
    saved = saved_by(anna, case_file)
    for kind, form in EVERY:
        response = as_user(anna).get(address(saved, kind, form))
        assert re.search(r'filename="limited-[\x21-\x7e]+"$', response["Content-Disposition"])
        assert read(response.content, form).count("Limited distribution") >= 2


@pytest.mark.parametrize(("kind", "form"), EVERY)
def test_no_assessed_interest_is_in_the_paper_of_somebody_who_may_not_know(
    kind: str, form: str, anna: User, boris: User, secretive: CaseFile, as_user: As
) -> None:
    saved = saved_by(anna, secretive)
    page = as_user(boris).get(address(saved, kind, form)).content
    assert CANARY not in read(page, form)
    assert "assessed: " not in read(page, form)
    assert "Worked out with assessed" not in read(page, form)


@pytest.mark.parametrize("form", FORMATS)
def test_the_owner_does_see_what_they_assessed(
    form: str, anna: User, secretive: CaseFile, as_user: As
) -> None:
    """The control of the test above."""
    saved = saved_by(anna, secretive)
    page = read(as_user(anna).get(address(saved, "full", form)).content, form)
    assert page.count(CANARY) >= 2
    assert "Worked out with assessed interests" in page


def test_a_record_carries_the_checksum_of_the_very_outcome_that_is_printed(
    anna: User, boris: User, secretive: CaseFile
) -> None:
    saved = saved_by(anna, secretive)
    mine, theirs = record_for(anna, saved), record_for(boris, saved)
    for reader, record in ((anna, mine), (boris, theirs)):
        document, outcome = outcome_for(reader, saved)
        assert (record.document, record.outcome) == (document, outcome)
        assert record.checksum == checksum(outcome)
    assert mine.checksum != theirs.checksum == saved.checksum
    assert (mine.whole, theirs.whole) == (True, False)


def test_what_the_case_says_of_itself_goes_with_the_record(anna: User, case_file: CaseFile) -> None:
    CaseFile.objects.filter(pk=case_file.pk).update(
        summary="Why", aim="What for", own_view_level="global", own_view_reason="So I think"
    )
    case_file.refresh_from_db()
    record = record_for(anna, saved_by(anna, case_file), handling="Confidential")
    assert (record.title, record.summary, record.aim) == ("Workers", "Why", "What for")
    assert (record.own_view, record.own_view_reason) == ("Global", "So I think")
    assert (record.owner, record.handling) == ("Anna", "Confidential")
    assert (record.review, record.departure, record.dissent) == (
        ("Not submitted for review.",),
        None,
        (),
    )


def test_the_page_of_a_record_leads_to_its_papers(
    anna: User, case_file: CaseFile, as_user: As
) -> None:
    saved = saved_by(anna, case_file)
    page = as_user(anna).get(reverse("archive:recommendation", args=[saved.code]))
    for kind, form in EVERY:
        assert f'href="{address(saved, kind, form)}"' in page.content.decode()
