"""Can any case be tried under a draft, whichever way it is given, and is nothing saved by it?"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from decisions.models import CaseFile, Draft, Event, KeptOutcome, SavedRecommendation
from decisions.rulebook.trying.typed_form import TypedForm
from decisions.seeds import shipped_edition
from tests.archive.passing import save
from tests.rulebook.desk import begin, edit

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]
TYPED = {
    "way": "typed",
    "states": "Germany: receiving\nTR: sending",
    "lead": "temporary_labour",
    "also": ["admission_quotas"],
    "q-reach": "two_states",
    "q-tried_at": ["unknown"],
}
WORKED = {"way": "chosen", "worked": "de-tr-recruitment-1961"}


@pytest.fixture
def draft(clara: User) -> Draft:
    """Quotas go to the worldwide table."""
    held = begin(clara)
    edit(clara, held, effect="not_below", value="global", strength="decisive", examples=[])
    return held


def at(draft: Draft) -> str:
    return reverse("rulebook:trial", args=[draft.code])


def counts() -> list[int]:
    stored: list[type[Model]] = [CaseFile, SavedRecommendation, KeptOutcome, Event]
    return [model._default_manager.count() for model in stored]


def test_a_typed_case_says_what_the_draft_makes_of_it_beside_the_edition_in_force(
    clara: User, as_user: As, draft: Draft
) -> None:
    client, before = as_user(clara), counts()
    page = client.post(at(draft), TYPED)
    found = page.context["found"]
    assert page.status_code == 200
    assert (found.mine.head["level"], found.theirs.head["level"]) == ("Global", "Local")
    assert "the draft" in " ".join(reason.said for reason in found.difference.summary)
    assert "nothing is saved" in page.content.decode()
    assert counts() == before
    assert page.context["typed"]["q-tried_at"].value() == ["unknown"]


def test_nothing_is_chosen_beforehand(clara: User, as_user: As, draft: Draft) -> None:
    form = as_user(clara).get(at(draft)).context["typed"]
    assert not any(field.value() for field in form)


WRONG: list[tuple[dict[str, Any], str, str]] = [
    ({"states": "", "lead": ""}, "states", "Name at least one State."),
    ({"states": "Germany\nNowhereland", "lead": ""}, "states", "Line 2: No State or group"),
    ({"states": "Germany: buying"}, "states", "“buying” is not a role. Allowed are sending"),
    ({"states": "DE\nGermany"}, "states", "stands twice"),
    ({"lead": ""}, "lead", "Choose the issue"),
    ({"q-reach": "moon"}, "q-reach", "moon"),
    ({"q-assistance": ["none", "development_funds"]}, "q-assistance", "cannot stand beside"),
]


def test_what_is_wrong_is_named_and_what_was_typed_is_kept(
    clara: User, as_user: As, draft: Draft
) -> None:
    for given, field, said in WRONG:
        form = TypedForm(shipped_edition(), QueryDict(urlencode({**TYPED, **given}, doseq=True)))
        assert said in " ".join(form.errors[field])
    page = as_user(clara).post(at(draft), {**TYPED, **WRONG[1][0]})
    form = page.context["typed"]
    assert page.status_code == 422
    assert list(form.errors) == ["lead", "states"]
    assert form["also"].value() == ["admission_quotas"]
    assert "<title>Error: " in page.content.decode()


def test_a_document_is_pasted_or_sent_and_refused_with_its_place(
    clara: User, as_user: As, draft: Draft, document: dict[str, Any]
) -> None:
    client, text = as_user(clara), json.dumps(document)
    pasted = client.post(at(draft), {"way": "document", "text": text})
    assert pasted.context["found"].title == document["title"]
    exported = {"format": "subsidium case", "version": 1, "title": "x", "case": document}
    file = SimpleUploadedFile("case.json", json.dumps(exported).encode())
    assert client.post(at(draft), {"way": "document", "file": file}).context["found"]
    toml = '[[states]]\nstate = "DE"\n[[issues]]\nissue = "admission_quotas"\n'
    assert client.post(at(draft), {"way": "document", "text": toml}).context["found"]
    for wrong, said in [
        (text.replace("two_states", "moon"), "answers.reach"),
        ('{"a":' * 50, "nested too deeply"),
        ("{", "line 1"),
        ("", "Paste a case document"),
        ('{"headline": "x"}', "headline"),
    ]:
        refused = client.post(at(draft), {"way": "document", "text": wrong})
        assert refused.status_code == 422
        assert said in refused.content.decode()
        assert refused.context["document"]["text"].value() == wrong


def test_a_worked_case_can_be_tried_and_changed_as_a_document(
    clara: User, as_user: As, draft: Draft
) -> None:
    page = as_user(clara).post(at(draft), WORKED)
    assert page.context["found"].difference is not None
    assert page.context["more_than_typed"]
    assert '"state": "TR"' in page.context["document"]["text"].value()
    assert as_user(clara).post(at(draft), {"way": "chosen"}).status_code == 422
    assert as_user(clara).post(at(draft), {**WORKED, "worked": "x"}).status_code == 422


def test_a_saved_recommendation_is_tried_by_those_who_may_read_it_without_its_secrets(
    anna: User, boris: User, clara: User, as_user: As, case_file: CaseFile, draft: Draft
) -> None:
    Draft.objects.update(for_comment=True)
    saved = save(anna, case_file)
    sent = {"way": "chosen", "saved": saved.code}
    seen = as_user(boris).post(at(draft), sent).context["found"]
    assert seen.mine.side.document == saved.case
    shut = as_user(clara).post(at(draft), sent)
    assert shut.status_code == 422
    assert saved.title not in shut.content.decode()
    assert as_user(boris).post(at(draft), {**sent, "saved": "none"}).status_code == 422


def test_a_trial_is_for_those_who_may_read_the_draft_and_of_an_edition_for_everybody(
    anna: User, boris: User, as_user: As, draft: Draft
) -> None:
    for user in (anna, boris):
        assert as_user(user).post(at(draft), TYPED).status_code == 404
    address = reverse("rulebook:edition_trial", args=[1])
    page = as_user(anna).post(address, TYPED)
    assert page.context["found"].theirs is None
    assert as_user(anna).put(address).status_code == 405


def test_an_address_that_shows_no_case_at_all_opens_the_empty_page(
    clara: User, as_user: As, draft: Draft
) -> None:
    several = "?shows-assistance=none&shows-assistance=emergency_relief"
    twice = "?shows-tried_at=local&shows-tried_at=local"
    for query, shown in ((several, False), (twice, True)):
        page = as_user(clara).get(at(draft) + query)
        assert page.status_code == 200
        assert bool(page.context["found"]) is shown


def test_answers_that_have_no_place_in_the_draft_are_named(
    clara: User, as_user: As, draft: Draft
) -> None:
    from decisions.models import Kind
    from tests.rulebook.desk import item_of

    options = item_of(draft, "reach", Kind.QUESTION).content["options"]
    fewer = [each for each in options if each["key"] != "two_states"]
    Draft.objects.get(pk=draft.pk)
    item = item_of(draft, "reach", Kind.QUESTION)
    item.content = {**item.content, "options": fewer}
    item.save()
    draft.steps += 1
    draft.save()
    page = as_user(clara).post(at(draft), WORKED)
    assert any("Reach" in each for each in page.context["found"].mine.lost)
