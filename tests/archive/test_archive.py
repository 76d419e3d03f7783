"""Does a saved recommendation stay as it was, and does it tell nobody too much?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from decisions.guide.actions import change, copy_case_file, save_recommendation
from decisions.house.document import with_answer, with_interest_map
from decisions.house.sending import Conflict, Sent
from decisions.models import (
    CaseFile,
    EditionRecord,
    Event,
    FullOutcome,
    SavedRecommendation,
    immutable,
)
from decisions.models.casefile import case_document
from decisions.models.secrecy import apart, merged
from decisions.subsidiarity.wire import checksum, to_json

from .passing import RULE, Desk

pytestmark = pytest.mark.django_db

As = Callable[[User], Client]


def saved_by(anna: User, case_file: CaseFile, key: str = "save") -> SavedRecommendation:
    case_file.refresh_from_db()
    return save_recommendation(
        user=anna, case_file=case_file, sent=Sent(key, case_file.revision), now=timezone.now()
    )


def edited(anna: User, case_file: CaseFile, edit: Any, key: str) -> CaseFile:
    case_file.refresh_from_db()
    return change(
        user=anna,
        case_file=case_file,
        sent=Sent(key, case_file.revision),
        now=timezone.now(),
        act="test",
        edit=edit,
    )


@pytest.fixture
def secretive(anna: User, case_file: CaseFile) -> CaseFile:
    """Anna assesses that Türkiye wants the opposite of what it says: the level rests on it."""
    stances = {
        "temporary_labour": [
            {"state": "DE", "stated": "seeks", "assessed": "seeks"},
            {"state": "TR", "stated": "supports", "assessed": "opposes"},
        ]
    }
    edited(anna, case_file, lambda document: with_interest_map(document, stances), "map")
    return edited(anna, case_file, lambda document: with_answer(document, "hidden", "yes"), "hid")


def test_a_saved_recommendation_holds_two_outcomes_with_their_checksums(
    anna: User, secretive: CaseFile
) -> None:
    saved = saved_by(anna, secretive)
    full = FullOutcome.objects.get(recommendation=saved)
    assert saved.checksum == checksum(saved.outcome)
    assert full.checksum == checksum(full.outcome)
    assert full.outcome["issues"][0]["hardness"] == "hard"
    assert saved.outcome["issues"][0]["hardness"] == "soft"
    assert saved.edition.number == 1
    assert "hidden-interests" in [each["rule"] for each in full.outcome["warnings"]]
    assert "hidden-interests" not in [each["rule"] for each in saved.outcome["warnings"]]


def test_saving_the_same_again_gives_the_same_record(anna: User, case_file: CaseFile) -> None:
    first = saved_by(anna, case_file)
    assert saved_by(anna, case_file) == first
    assert saved_by(anna, case_file, "another form") == first
    assert SavedRecommendation.objects.count() == 1
    assert Event.objects.filter(act="saved").count() == 1
    edited(anna, case_file, lambda d: with_answer(d, "solo", "no"), "edit")
    assert saved_by(anna, case_file, "a third") != first


def test_saving_what_is_no_longer_on_the_screen_is_a_conflict(
    anna: User, case_file: CaseFile
) -> None:
    with pytest.raises(Conflict):
        save_recommendation(
            user=anna, case_file=case_file, sent=Sent("old", 99), now=timezone.now()
        )
    assert not SavedRecommendation.objects.exists()


def test_a_later_change_of_the_case_leaves_the_record_as_it_was(
    anna: User, case_file: CaseFile, as_user: As
) -> None:
    saved = saved_by(anna, case_file)
    before = to_json(saved.outcome)
    edited(anna, case_file, lambda d: with_answer(d, "solo", "yes"), "later")
    saved.refresh_from_db()
    assert to_json(saved.outcome) == before
    page = as_user(anna).get(reverse("archive:recommendation", args=[saved.code]))
    assert "Bilateral level" in page.content.decode()


@pytest.mark.parametrize("model", [SavedRecommendation, FullOutcome, Event])
def test_the_database_itself_refuses_to_change_or_remove_records(
    anna: User, case_file: CaseFile, model: Any
) -> None:
    saved_by(anna, case_file)
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        field = "act" if model is Event else "level"
        change_field = {field: "x"} if hasattr(model, field) else {"checksum": "x"}
        model.objects.update(**change_field)
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        model.objects.all()._raw_delete(model.objects.db)
    assert model.objects.exists()


def test_a_published_edition_keeps_its_document_and_cannot_go(seeded: None) -> None:
    record = EditionRecord.objects.get()
    for attempt in ({"document": {}}, {"checksum": "x"}, {"number": 9}, {"status": "draft"}):
        with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
            EditionRecord.objects.filter(pk=record.pk).update(current=False, **attempt)
    with pytest.raises(DatabaseError, match="immutable"), transaction.atomic():
        record.delete()
    EditionRecord.objects.filter(pk=record.pk).update(current=False, status="retired")


def test_without_the_triggers_a_record_could_be_changed(anna: User, case_file: CaseFile) -> None:
    """The negative control of the two tests above."""
    saved_by(anna, case_file)
    immutable.remove(connection, immutable.ALL)
    assert SavedRecommendation.objects.update(level="x") == 1
    immutable.install(connection, immutable.ALL)


def test_only_one_edition_can_be_current(seeded: None) -> None:
    one = EditionRecord.objects.get()
    with pytest.raises(DatabaseError), transaction.atomic():
        EditionRecord.objects.create(
            number=2, document=one.document, checksum=one.checksum, status="published",
            current=True, created_at=timezone.now(),
        )  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic():
        EditionRecord.objects.create(
            number=3, document={}, checksum="", status="draft", current=True,
            created_at=timezone.now(),
        )  # fmt: skip


def test_the_reviewer_sees_only_what_may_be_shared(
    anna: User, boris: User, secretive: CaseFile, as_user: As
) -> None:
    saved = saved_by(anna, secretive)
    address = reverse("archive:json", args=[saved.code])
    mine, theirs = as_user(anna).get(address), as_user(boris).get(address)
    full = FullOutcome.objects.get(recommendation=saved)
    assert mine.content.decode() == to_json(full.outcome) + "\n"
    assert theirs.content.decode() == to_json(saved.outcome) + "\n"
    page = as_user(boris).get(reverse("archive:recommendation", args=[saved.code]))
    assert "worked out without assessed interests" in page.content.decode()
    assert "Open the case" not in page.content.decode()


def test_the_list_shows_each_reader_the_level_they_may_know(
    anna: User, boris: User, otto: User, case_file: CaseFile, as_user: As
) -> None:
    saved = saved_by(anna, case_file)
    SavedRecommendation.objects.filter(pk=saved.pk)
    for reader, seen in ((anna, True), (boris, True), (otto, False)):
        page = as_user(reader).get(reverse("archive:list")).content.decode()
        assert (">Workers</a>" in page) == seen
        assert ("Nothing is saved yet" in page) != seen


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    anna: User, case_file: CaseFile, as_user: As, django_assert_max_num_queries: Any
) -> None:
    for number in range(15):
        CaseFile.objects.update(revision=number + 1)
        saved_by(anna, case_file, f"save {number}")
    client = as_user(anna)
    with django_assert_max_num_queries(12):
        assert client.get(reverse("archive:list")).content.decode().count(">Workers</a>") == 15


def test_a_copy_has_the_same_answers_and_a_life_of_its_own(anna: User, secretive: CaseFile) -> None:
    made = copy_case_file(user=anna, case_file=secretive, sent=Sent("copy", 0), now=timezone.now())
    assert made.title == "Copy of Workers"
    original, copied = case_document(anna, secretive), case_document(anna, made)
    assert {**original, "title": ""} == {**copied, "title": ""}
    edited(anna, made, lambda d: with_answer(d, "solo", "yes"), "own life")
    secretive.refresh_from_db()
    assert secretive.document["answers"]["solo"] == "partly"


def test_what_is_set_apart_comes_together_again(document: dict[str, Any]) -> None:
    document = {
        **document,
        "answers": {**document["answers"], "hidden": None},
        "issues": [
            {"issue": "asylum", "answers": {"hidden": "no"}},
            {"issue": "security", "interests": [{"state": "DE", "assessed": "seeks"},
                                                {"state": "TR", "stated": "neutral"}]},
        ],
    }  # fmt: skip
    shared, secret = apart(document)
    assert "assessed" not in str(shared)
    assert "hidden" not in str(shared)
    whole = merged(shared, secret)
    assert whole["answers"] == document["answers"]
    assert whole["issues"][0] == document["issues"][0]
    by_state = sorted(whole["issues"][1]["interests"], key=lambda row: row["state"])
    assert by_state == document["issues"][1]["interests"]


def test_a_saved_recommendation_shows_the_case_as_it_was_answered(
    anna: User, boris: User, secretive: CaseFile, as_user: As
) -> None:
    CaseFile.objects.update(
        summary="Why it matters", evidence={"solo": {"note": "A law of 1961", "source": "BGBl"}}
    )
    edited(anna, secretive, lambda d: with_answer(d, "solo", "no", {"migrants_rights": None}), "a")
    saved = saved_by(anna, secretive, "told")
    CaseFile.objects.update(summary="Changed later", evidence={})
    pages = {
        user: as_user(user)
        .get(reverse("archive:recommendation", args=[saved.code]))
        .content.decode()
        for user in (anna, boris)
    }
    for page in pages.values():
        for words in ("Why it matters", "A law of 1961 BGBl", "Germany", "receiving",
                      "Could one State reach the aim", "rights: I do not know"):  # fmt: skip
            assert words in page, words
        assert "Changed later" not in page
    assert "supports, assessed: opposes" in pages[anna]
    assert "assessed: opposes" not in pages[boris]
    assert "supports" in pages[boris]


def test_the_own_view_is_told_by_its_name_to_others(
    anna: User, boris: User, case_file: CaseFile, as_user: As
) -> None:
    CaseFile.objects.update(own_view_level="global", own_view_asked=True)
    address = reverse("archive:recommendation", args=[saved_by(anna, case_file, "own").code])
    assert "Your own view:" in as_user(anna).get(address).content.decode()
    assert "The view of Anna:" in as_user(boris).get(address).content.decode()


def test_the_file_name_says_whether_assessed_interests_are_in_it(
    anna: User, boris: User, case_file: CaseFile, as_user: As
) -> None:
    address = reverse("archive:json", args=[saved_by(anna, case_file, "json").code])
    for user, part in ((anna, "whole"), (boris, "shared")):
        assert f"-{part}.json" in as_user(user).get(address)["Content-Disposition"]


def test_a_copy_takes_the_evidence_along(anna: User, case_file: CaseFile) -> None:
    CaseFile.objects.update(evidence={"solo": {"note": "A law"}})
    case_file.refresh_from_db()
    copy = copy_case_file(user=anna, case_file=case_file, sent=Sent("c", 1), now=timezone.now())
    assert copy.evidence == {"solo": {"note": "A law"}}


def test_the_page_tells_what_was_done_with_the_record_and_what_else_was_saved(
    anna: User, boris: User, case_file: CaseFile, as_user: As
) -> None:
    first = saved_by(anna, case_file)
    edited(anna, case_file, lambda d: with_answer(d, "solo", "no"), "edit")
    second = saved_by(anna, case_file, "again")
    address = reverse("archive:recommendation", args=[second.code])
    page = as_user(boris).get(address).content.decode()
    assert "Anna saved" in page
    assert reverse("archive:recommendation", args=[first.code]) in page
    assert reverse("archive:history", args=[second.code]) in page


def test_only_the_owner_is_told_of_links_that_were_given_out(
    anna: User, boris: User, case_file: CaseFile, as_user: As
) -> None:
    saved = saved_by(anna, case_file)
    links = reverse("archive:links", args=[saved.code])
    page = as_user(anna).get(links).content.decode()
    revision = int(page.split('name="revision" value="')[1].split('"')[0])
    sent = {"for_whom": "The ministry", "days": "7", "make": "1", "revision": revision, "key": "k"}
    assert as_user(anna).post(links, sent).status_code == 302
    address = reverse("archive:recommendation", args=[saved.code])
    assert "gave out a link" in as_user(anna).get(address).content.decode()
    assert "gave out a link" not in as_user(boris).get(address).content.decode()


def test_the_page_of_an_accepted_record_takes_at_most_twelve_queries(
    anna: User, boris: User, case_file: CaseFile, as_user: As
) -> None:
    saved = saved_by(anna, case_file)
    mine, theirs = Desk(as_user(anna), saved), Desk(as_user(boris), saved)
    mine.submit()
    theirs.dispute(*RULE)
    theirs.decide("accept")
    for number in range(5):
        mine.post("comment", text=f"Remark {number}", on="whole")
    for desk in (mine, theirs):
        desk.get("recommendation")
        with CaptureQueriesContext(connection) as asked:
            assert desk.get("recommendation").status_code == 200
        assert len(asked) <= 12
