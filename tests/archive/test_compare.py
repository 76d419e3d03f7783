"""Does one learn what differs between two records, and never what one may not know?"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.archive import sides
from decisions.guide.actions import change, open_case_file, save_recommendation
from decisions.house.document import with_answer, with_interest_map
from decisions.house.sending import Sent
from decisions.models import CaseFile, EditionRecord, SavedRecommendation
from decisions.models.sharing import Share
from decisions.subsidiarity.wire import checksum, to_json

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]
Edit = Callable[[dict[str, Any]], dict[str, Any]]

STATED = [{"state": "DE", "stated": "seeks"}, {"state": "TR", "stated": "supports"}]
ASSESSED = [STATED[0], {**STATED[1], "assessed": "opposes"}]
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
TOLD = "Türkiye on temporary labour migration, assessed: no stance became opposes."


def saved_after(anna: User, case_file: CaseFile, edit: Edit, key: str) -> SavedRecommendation:
    case_file.refresh_from_db()
    change(user=anna, case_file=case_file, sent=Sent(key, case_file.revision), now=timezone.now(),
           act="test", edit=edit)  # fmt: skip
    case_file.refresh_from_db()
    return save_recommendation(
        user=anna, case_file=case_file, sent=Sent(f"save {key}", case_file.revision),
        now=timezone.now(),
    )  # fmt: skip


def mapped(stances: list[dict[str, Any]]) -> Edit:
    return lambda document: with_interest_map(document, {"temporary_labour": deepcopy(stances)})


@pytest.fixture
def first(anna: User, case_file: CaseFile) -> SavedRecommendation:
    return saved_after(anna, case_file, mapped(STATED), "stated")


@pytest.fixture
def second(anna: User, case_file: CaseFile, first: SavedRecommendation) -> SavedRecommendation:
    """The same with what Anna knows of Türkiye, and with another answer."""
    saved_after(anna, case_file, mapped(ASSESSED), "assessed")
    return saved_after(anna, case_file, lambda d: with_answer(d, "pair", "no"), "pair")


@pytest.fixture
def new_edition(first: SavedRecommendation) -> EditionRecord:
    """A second edition, with one more rule, that is current."""
    document = deepcopy(EditionRecord.objects.get(number=1).document)
    like = next(r for r in document["rules"] if r["key"] == "one-state-only-partly")
    document["rules"].append(
        {**like, "key": "made-up", "title": "Many compete for the same workers", "examples": [],
         "effect": "not_below", "value": "regional", "strength": "decisive", "source": "B.1 §1",
         "when": {"issue": ["temporary_labour"]}}
    )  # fmt: skip
    EditionRecord.objects.update(current=False)
    return EditionRecord.objects.create(
        number=2, document=document, checksum=checksum(document), status="published",
        current=True, created_at=timezone.now(),
    )  # fmt: skip


def page(client: Client, name: str, *codes: str, status: int = 200, **query: str) -> str:
    response = client.get(reverse(f"archive:{name}", args=codes), query)
    assert response.status_code == status, response.status_code
    return response.content.decode().replace("&#x27;", "'")


def compared(client: Client, a: str, b: str, status: int = 200) -> str:
    return page(client, "compare", a=a, b=b, status=status)


def test_today_names_the_very_rule_and_the_record_stays_as_it_was(
    anna: User, first: SavedRecommendation, new_edition: EditionRecord, as_user: As
) -> None:
    before = to_json(first.outcome)
    told = page(as_user(anna), "today", first.code)
    assert (
        "On temporary labour migration, regional instead of bilateral: the rule “Many compete for"
        " the same workers” is new in edition 2 and rules out bilateral (B.1 §1)."
    ) in told
    assert "The record is of edition 1." in told
    record = SavedRecommendation.objects.get(pk=first.pk)
    assert to_json(record.outcome) == before
    assert "Many compete" not in page(as_user(anna), "recommendation", first.code)


def test_today_says_plainly_that_nothing_would_change(
    anna: User, first: SavedRecommendation, as_user: As
) -> None:
    told = page(as_user(anna), "today", first.code)
    assert "Nothing would change." in told
    assert "It is the record’s own edition, and still the current one." in told


def test_today_names_what_has_no_place_any_more(
    anna: User, first: SavedRecommendation, as_user: As
) -> None:
    document = deepcopy(EditionRecord.objects.get(number=1).document)
    document["questions"] = [q for q in document["questions"] if q["key"] != "pair"]
    document["rules"] = [
        {**rule, "examples": []} for rule in document["rules"] if "pair" not in rule["when"]
    ]
    EditionRecord.objects.update(current=False)
    EditionRecord.objects.create(
        number=2, document=document, checksum=checksum(document), status="published",
        current=True, created_at=timezone.now(),
    )  # fmt: skip
    told = page(as_user(anna), "today", first.code)
    assert "Edition 2 does not ask “One pair, or each pair”; the answer yes is left out." in told


def test_today_tells_that_a_case_cannot_be_read_there(
    anna: User, first: SavedRecommendation, as_user: As
) -> None:
    document = deepcopy(EditionRecord.objects.get(number=1).document)
    document["fora"] = []
    document["states"] = [row for row in document["states"] if row["code"] == "FR"]
    EditionRecord.objects.update(current=False)
    EditionRecord.objects.create(
        number=2, document=document, checksum=checksum(document), status="published",
        current=True, created_at=timezone.now(),
    )  # fmt: skip
    told = page(as_user(anna), "today", first.code)
    assert "The case cannot be read under edition 2: states: name at least one State." in told


def test_two_records_stand_side_by_side_with_what_differs(
    anna: User, first: SavedRecommendation, second: SavedRecommendation, as_user: As
) -> None:
    told = compared(as_user(anna), first.code, second.code)
    assert told.count('class="strip"') == 2
    assert "One pair, or each pair: A has yes, B has no." in told
    assert (
        "Türkiye on temporary labour migration, assessed: A has no stance, B has opposes." in told
    )
    assert "No difference: " in told
    assert "You see assessed interests in" not in told


def test_a_record_is_found_by_its_address_and_one_of_two_is_kept(
    anna: User, first: SavedRecommendation, second: SavedRecommendation, as_user: As
) -> None:
    address = f"https://subsidium.example{reverse('archive:recommendation', args=[first.code])}?x=1"
    assert "A has yes, B has no." in compared(as_user(anna), f"  {address} ", second.code)
    chosen = page(as_user(anna), "compare", a=first.code)
    assert f'value="{first.code}"' in chosen
    assert "There is a problem" not in chosen


@pytest.mark.parametrize(
    ("b", "said"),
    [("nope", "No recommendation that you may read has this code."),
     ("", "Enter the code or the address of the second."),
     ("x" * 600, "at most 500 characters")],
)  # fmt: skip
def test_what_cannot_be_compared_is_said_kindly_and_kept(
    b: str, said: str, anna: User, first: SavedRecommendation, as_user: As
) -> None:
    told = page(as_user(anna), "compare", status=422, a=first.code, b=b, compare="yes")
    assert said in told
    assert f'value="{first.code}"' in told


def test_a_record_is_not_compared_with_itself(
    anna: User, first: SavedRecommendation, as_user: As
) -> None:
    told = compared(as_user(anna), first.code, first.code, status=422)
    assert "This is the first one again." in told


def test_strangers_learn_nothing(
    anna: User, otto: User, clara: User, first: SavedRecommendation, second: SavedRecommendation,
    as_user: As,
) -> None:  # fmt: skip
    for stranger in (otto, clara):
        for name in ("today", "history"):
            page(as_user(stranger), name, first.code, status=404)
    told, unknown = (
        TOKEN.sub("", compared(as_user(otto), a, b, status=422))
        for a, b in ((first.code, second.code), ("22222aaaaa", "33333bbbbb"))
    )
    assert told.replace(first.code, "22222aaaaa").replace(second.code, "33333bbbbb") == unknown
    page(as_user(clara), "compare", status=404)


def test_history_tells_what_changed_from_one_to_the_next(
    anna: User, first: SavedRecommendation, second: SavedRecommendation, as_user: As
) -> None:
    told = page(as_user(anna), "history", first.code)
    pair, stance = "One pair, or each pair: yes became no.", TOLD
    assert told.index(pair) < told.index(stance) < told.index("The first that was saved.")
    middle = SavedRecommendation.objects.exclude(pk__in=[first.pk, second.pk]).get()
    assert f"?a={middle.code}&amp;b={second.code}" in told


def test_history_shows_so_many_and_says_so(
    anna: User, case_file: CaseFile, first: SavedRecommendation, as_user: As,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(sides, "SHOWN", 2)
    monkeypatch.setattr("decisions.archive.views_compare.SHOWN", 2)
    for number, answer in enumerate(("no", "partly", "yes")):
        saved_after(anna, case_file, lambda d, a=answer: with_answer(d, "pair", a), f"n{number}")
    told = page(as_user(anna), "history", first.code)
    assert "Only the newest 2 are shown." in told
    assert told.count("All that changed since the one before") == 2
    assert "The first that was saved." not in told


def test_history_takes_as_many_queries_for_many_as_for_few(
    anna: User, boris: User, case_file: CaseFile, first: SavedRecommendation, as_user: As,
    django_assert_max_num_queries: Any,
) -> None:  # fmt: skip
    for number in range(6):
        answer = ("no", "partly", "yes")[number % 3]
        saved_after(anna, case_file, lambda d, a=answer: with_answer(d, "pair", a), f"n{number}")
    for reader in (anna, boris):
        client = as_user(reader)
        with django_assert_max_num_queries(12):
            assert page(client, "history", first.code).count("All that changed since") == 6


@pytest.mark.parametrize("reader", ["anna", "boris"])
def test_an_assessed_stance_is_seen_by_the_entitled_alone(
    reader: str,
    request: pytest.FixtureRequest,
    first: SavedRecommendation,
    second: SavedRecommendation,
    new_edition: EditionRecord,
    as_user: As,
) -> None:
    client = as_user(request.getfixturevalue(reader))
    told = {
        "compare": compared(client, first.code, second.code),
        "history": page(client, "history", second.code),
        "today": page(client, "today", second.code),
    }
    entitled = reader == "anna"
    for name in ("compare", "history"):
        assert ("opposes" in told[name]) == entitled, name
        assert ("hard" in told[name]) == entitled, f"what follows from it, in {name}"
    assert "opposes" not in told["today"]
    without = "Both are worked out without assessed interests."
    assert (without in told["today"]) != entitled


def test_who_is_entitled_on_one_side_only_is_told_so(
    anna: User, otto: User, second: SavedRecommendation, document: dict[str, Any], as_user: As
) -> None:
    mine = open_case_file(
        user=otto, sent=Sent("mine", 0), now=timezone.now(), title="Otto's", document=document
    )
    ottos = save_recommendation(user=otto, case_file=mine, sent=Sent("m", 1), now=timezone.now())
    Share.objects.create(
        case_file=second.case_file, person=otto, right=1, given_by=anna, given_at=timezone.now()
    )
    told = compared(as_user(otto), ottos.code, second.code)
    assert "You see assessed interests in A alone. B is worked out without them" in told
    assert "opposes" not in told
    assert "You see assessed interests in B alone." in compared(
        as_user(otto), second.code, ottos.code
    )
