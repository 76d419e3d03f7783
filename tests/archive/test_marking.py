"""Does the marking of a case stand on every page and in every export of it?"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.guide.actions import open_case_file, save_recommendation
from decisions.house.csv_cells import csv_text, guarded
from decisions.house.sending import Sent
from decisions.models import CaseFile, FullOutcome, SavedRecommendation
from decisions.seeds import worked_cases
from decisions.subsidiarity.ladder import LABELS
from decisions.subsidiarity.wire import checksum, to_json

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]
STRIP = '<section class="marking" aria-label="Handling"><strong>Confidential</strong></section>'


@pytest.fixture
def saved(anna: User, case_file: CaseFile) -> SavedRecommendation:
    return saved_of(anna, case_file)


def saved_of(anna: User, case_file: CaseFile) -> SavedRecommendation:
    sent = Sent("save", case_file.revision)
    return save_recommendation(user=anna, case_file=case_file, sent=sent, now=timezone.now())


@pytest.fixture
def client(anna: User) -> Client:
    client = Client()
    client.force_login(anna)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


GUIDE = ("task_list", "about", "states", "issues", "interests", "own_view", "check",
         "recommendation", "other_level", "copy", "sharing")  # fmt: skip
ARCHIVE = ("recommendation", "links", "today", "history")


def pages(saved: SavedRecommendation) -> list[str]:
    code = saved.case_file.code
    return [
        *(reverse(f"guide:{name}", args=[code]) for name in GUIDE),
        reverse("guide:question", args=[code, "level", "solo"]),
        reverse("guide:trying", args=[code]) + "?issue=temporary_labour&change=pair:no",
        *(reverse(f"archive:{name}", args=[saved.code]) for name in ARCHIVE),
    ]


def test_the_marking_stands_above_the_title_of_every_page_of_the_case(
    client: Client, saved: SavedRecommendation
) -> None:
    for address in pages(saved):
        assert 'class="marking"' not in text(client.get(address)), address
    CaseFile.objects.update(handling="confidential")
    for address in pages(saved):
        page = text(client.get(address))
        assert page.count(STRIP) == 1, address
        assert page.index(STRIP) < page.index("<h1"), address


def test_a_comparison_bears_the_stricter_marking_of_the_two(
    client: Client, anna: User, saved: SavedRecommendation
) -> None:
    worked = worked_cases()[1]["document"]
    held = open_case_file(
        user=anna, sent=Sent("o", 0), now=timezone.now(), title="x", document=worked
    )
    other = saved_of(anna, held)
    for one, two in ((saved, other), (other, saved)):
        CaseFile.objects.filter(pk=one.case_file_id).update(handling="confidential")
        CaseFile.objects.filter(pk=two.case_file_id).update(handling="internal")
        address = reverse("archive:compare") + f"?a={saved.code}&b={other.code}"
        page = text(client.get(address))
        assert page.count(STRIP) == 1
        assert page.count('class="marking"') == 1


def test_the_conflict_page_bears_it_too(client: Client, saved: SavedRecommendation) -> None:
    CaseFile.objects.update(handling="confidential")
    address = reverse("guide:about", args=[saved.case_file.code])
    conflict = client.post(address, {"title": "Mine", "revision": 99, "key": "k"})
    assert conflict.status_code == 409
    assert STRIP in text(conflict)


def test_my_cases_show_the_marking_of_each(client: Client, saved: SavedRecommendation) -> None:
    CaseFile.objects.update(handling="limited")
    assert "Limited distribution" in text(client.get(reverse("guide:cases")))


def test_the_json_gains_a_first_key_only_where_there_is_a_marking(
    client: Client, saved: SavedRecommendation
) -> None:
    address = reverse("archive:json", args=[saved.code])
    outcome = FullOutcome.objects.get(recommendation=saved).outcome
    plain = client.get(address)
    assert text(plain) == to_json(outcome) + "\n"
    CaseFile.objects.update(handling="confidential")
    marked = client.get(address)
    found = json.loads(text(marked))
    assert next(iter(found)) == "handling"
    assert found.pop("handling") == "confidential"
    assert found == outcome
    assert text(marked).startswith('{\n  "handling": "confidential",\n  "')
    assert text(marked).replace('  "handling": "confidential",\n', "", 1) == text(plain)


def test_file_names_bear_the_marking(client: Client, saved: SavedRecommendation) -> None:
    code = saved.code
    addresses = {
        reverse("archive:json", args=[code]): f"recommendation-{code}-whole.json",
        reverse("archive:csv", args=[code]): f"recommendation-{code}-whole.csv",
        reverse("guide:export", args=[saved.case_file.code]): f"case-{saved.case_file.code}.json",
    }
    for marking, prefix in (("", ""), ("internal", "internal-")):
        CaseFile.objects.update(handling=marking)
        for address, name in addresses.items():
            said = client.get(address)["Content-Disposition"]
            assert said == f'attachment; filename="{prefix}{name}"'


def table(client: Client, saved: SavedRecommendation) -> list[dict[str, str]]:
    response = client.get(reverse("archive:csv", args=[saved.code]))
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(response.content.decode("utf-8-sig"), newline="")))


def test_the_table_has_one_row_an_issue(client: Client, saved: SavedRecommendation) -> None:
    CaseFile.objects.update(handling="confidential")
    rows = table(client, saved)
    outcome = FullOutcome.objects.get(recommendation=saved).outcome
    assert len(rows) == len(outcome["issues"]) == 3
    assert rows[0] == {
        "title": "Workers",
        "code": saved.code,
        "saved at": saved.saved_at.isoformat(timespec="seconds"),
        "status": "Not submitted",
        "owner": "Anna",
        "settled": "so far" if rows[0]["range"].count(" to ") else "settled",
        "issue": "Temporary labour migration",
        "level": "Bilateral",
        "range": rows[0]["range"],
        "depth": LABELS[outcome["depth"]],
        "hardness": "soft",
        "forms": rows[0]["forms"],
        "gap": "",
        "first table": "Bilateral labour migration agreement",
        "states seated": "2 of 2",
        "open questions": rows[0]["open questions"],
        "handling": "Confidential",
        "edition": "1",
        "checksum": checksum(outcome),
    }


def test_each_reader_gets_the_table_of_the_outcome_they_may_see(
    client: Client, boris: User, otto: User, anna: User, as_user: As
) -> None:
    document = {
        **worked_cases()[0]["document"],
        "issues": [
            {
                "issue": "temporary_labour",
                "interests": [
                    {"state": "DE", "stated": "seeks", "assessed": "seeks"},
                    {"state": "TR", "stated": "supports", "assessed": "opposes"},
                ],
            }
        ],
    }
    held = open_case_file(
        user=anna, sent=Sent("o", 0), now=timezone.now(), title="x", document=document
    )
    saved = saved_of(anna, held)
    (mine,), (theirs,) = table(client, saved), table(as_user(boris), saved)
    assert (mine["hardness"], theirs["hardness"]) == ("hard", "soft")
    assert theirs["checksum"] == saved.checksum != mine["checksum"]
    address = reverse("archive:csv", args=[saved.code])
    assert "-shared.csv" in as_user(boris).get(address)["Content-Disposition"]
    assert as_user(otto).get(address).status_code == 404


@pytest.mark.parametrize("worked", worked_cases(), ids=lambda worked: worked["id"])
def test_every_worked_case_has_a_table(client: Client, anna: User, worked: dict[str, Any]) -> None:
    held = open_case_file(
        user=anna, sent=Sent("o", 0), now=timezone.now(), title="x", document=worked["document"]
    )
    rows = table(client, saved_of(anna, held))
    assert [row["level"] for row in rows].count("") == 0
    assert len(rows) == len(worked["document"]["issues"])


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_is_taken_for_a_formula(begin: str) -> None:
    assert guarded(f"{begin}1+1") == f"'{begin}1+1"
    written = csv_text(("a",), [(f"{begin}1",)])
    assert list(csv.reader(StringIO(written[1:], newline="")))[1] == [f"'{begin}1"]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("\u00a0=1", "'\u00a0=1"),
        ("\u200b=1", "'\u200b=1"),
        ("a; =1", "a;' =1"),
        ("a,+1", "a,'+1"),
        ("a\n-1", "a\n'-1"),
        ("a;＝1", "a;'＝1"),
        (";@x", ";'@x"),
    ],
)
def test_no_part_of_a_cell_is_taken_for_a_formula(text: str, written: str) -> None:
    assert guarded(text) == written


@pytest.mark.parametrize("plain", ["a; b", "a, b-c", "", "Bilateral", "1=1", " x", "é=", 7])
def test_other_cells_stay_as_they_are(plain: object) -> None:
    assert guarded(plain) == str(plain)
