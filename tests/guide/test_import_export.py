"""Does a whole case leave and come back as it was, and is whatever else refused, wholly?"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from html import unescape
from typing import Any

import pytest
import tomli_w
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.guide.actions import change, open_case_file
from decisions.house.document import with_answer, with_interest_map
from decisions.house.sending import Sent
from decisions.models import AssessedInterests, CaseFile, Event, Receipt, Share, Tag
from decisions.models.casefile import case_document
from decisions.seeds import worked_cases
from tests.campaign import larger
from tests.conftest import person

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]
IMPORT = "/guide/import/"
WORKED = {worked["id"]: worked for worked in worked_cases()}
COUNTED = (CaseFile, AssessedInterests, Tag, Event, Receipt)


@pytest.fixture
def client(anna: User) -> Client:
    client = Client()
    client.force_login(anna)
    return client


def text(response: Any) -> str:
    return str(response.content.decode())


def export(client: Client, case_file: CaseFile) -> Any:
    return client.get(reverse("guide:export", args=[case_file.code]))


def upload(client: Client, content: Any, name: str = "case.json", key: str = "k") -> Any:
    """Whatever is no bytes yet is written as JSON."""
    if not isinstance(content, bytes):
        content = json.dumps(content).encode()
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, content), "key": key})


def message(response: Any) -> str:
    """What the page says of the file."""
    _, _, rest = text(response).partition('id="id_file_error">')
    said = rest.partition("</p>")[0].partition("</span>")[2]
    return unescape(said).strip()


def brought_in(response: Any) -> CaseFile:
    assert response.status_code == 302, message(response)
    return CaseFile.objects.latest("pk")


def opened(user: User, key: str) -> CaseFile:
    worked = WORKED[key]
    return open_case_file(
        user=user,
        sent=Sent(key, 0),
        now=timezone.now(),
        title=worked["document"]["title"],
        summary=worked["summary"],
        aim=worked["aim"],
        document=worked["document"],
    )


def full(user: User) -> CaseFile:
    """A case with everything in it: evidence, tags, a marking, an own view, a secret part."""
    case_file = opened(user, "khartoum-2014")
    topic = case_file.document["issues"][0]["issue"]
    one, two = (row["state"] for row in case_file.document["states"][:2])
    stances = {
        topic: [
            {"state": one, "assessed": "opposes"},
            {"state": two, "stated": "seeks", "assessed": "neutral"},
        ]
    }

    def edit(document: dict[str, Any]) -> dict[str, Any]:
        return with_answer(with_interest_map(document, stances), "hidden", "yes", {topic: "no"})

    change(
        user=user, case_file=case_file, sent=Sent("full", 1), now=timezone.now(), act="t", edit=edit
    )
    CaseFile.objects.filter(pk=case_file.pk).update(
        handling="confidential",
        evidence={"reach": {"note": "Two lines\nof “note”", "source": "A law", "certainty": "low"}},
        own_view_level="regional",
        own_view_reason="Because",
        own_view_asked=True,
    )
    for name in ("labour", "Ümläut"):
        Tag.objects.create(case_file=case_file, name=name)
    case_file.refresh_from_db()
    return case_file


@pytest.mark.parametrize("key", list(WORKED))
def test_a_worked_case_comes_back_as_it_left(client: Client, anna: User, key: str) -> None:
    first = export(client, opened(anna, key))
    again = export(client, brought_in(upload(client, first.content)))
    assert again.content == first.content


def test_everything_of_a_case_comes_back(client: Client, anna: User) -> None:
    case_file = full(anna)
    first = export(client, case_file)
    made = brought_in(upload(client, first.content))
    assert export(client, made).content == first.content
    assert made.owner == anna
    assert made.code != case_file.code
    for field in ("handling", "evidence", "own_view_level", "own_view_reason", "own_view_asked"):
        assert getattr(made, field) == getattr(case_file, field), field
    assert "assessed" not in str(made.document)
    assert case_document(anna, made) == case_document(anna, case_file)
    assert Event.objects.get(subject=made.code).act == "imported"


def test_the_document_says_what_it_is(client: Client, anna: User) -> None:
    case_file = full(anna)
    response = export(client, case_file)
    found = json.loads(text(response))
    assert set(found) == {
        "format", "version", "title", "summary", "aim", "handling", "tags", "evidence",
        "own_view", "case", "exported_by_edition",
    }  # fmt: skip
    assert (found["format"], found["version"]) == ("subsidium case", 1)
    assert found["own_view"] == {"level": "regional", "reason": "Because"}
    assert "assessed" in text(response), "the control of the test below"
    name = response["Content-Disposition"]
    assert name == f'attachment; filename="confidential-case-{case_file.code}.json"'


def test_a_colleague_exports_what_they_may_see(
    client: Client, anna: User, otto: User, as_user: As
) -> None:
    case_file, dora = full(anna), person("dora", "officer")
    share = Share.objects.create(
        case_file=case_file, person=dora, right=3, given_by=anna, given_at=timezone.now()
    )
    found = text(export(as_user(dora), case_file))
    for secret in ("assessed", "hidden", "Because"):
        assert secret not in found
    assert json.loads(found)["own_view"] is None
    made = brought_in(upload(as_user(dora), found.encode()))
    assert (made.owner, made.handling) == (dora, "confidential")
    Share.objects.filter(pk=share.pk).update(assessed=True)
    found = text(export(as_user(dora), case_file))
    assert "assessed" in found
    assert "Because" not in found
    assert export(as_user(otto), case_file).status_code == 404
    Share.objects.filter(pk=share.pk).update(right=2)
    assert export(as_user(dora), case_file).status_code == 404


def test_a_bare_case_document_comes_in_as_json_or_toml(client: Client) -> None:
    document = WORKED["puebla-1996"]["document"]
    for name, content in (
        ("puebla.json", json.dumps(document).encode()),
        ("puebla.toml", tomli_w.dumps(document).encode()),
        ("PUEBLA.TOML", b"\xef\xbb\xbf" + tomli_w.dumps(document).encode()),
    ):
        made = brought_in(upload(client, content, name, name))
        assert made.title == document["title"]
        assert made.document["answers"] == document["answers"]
        assert len(made.document["states"]) == len(document["states"])


def test_a_bare_case_without_a_title_takes_the_name_of_its_file(client: Client) -> None:
    bare = {"states": [], "issues": []}
    assert brought_in(upload(client, bare, "Seasonal workers.json")).title == "Seasonal workers"
    assert brought_in(upload(client, bare, "  .json", "b")).title != ""


def test_a_case_under_work_may_lack_states_and_issues(client: Client) -> None:
    client.post(reverse("guide:start"), {"title": "Begun", "key": "n"})
    first = export(client, CaseFile.objects.get())
    again = brought_in(upload(client, first.content))
    assert export(client, again).content == first.content
    assert client.get(reverse("guide:task_list", args=[again.code])).status_code == 200


def test_sending_the_same_file_twice_makes_one_case(client: Client, anna: User) -> None:
    content = export(client, opened(anna, "puebla-1996")).content
    for _ in range(2):
        assert upload(client, content).status_code == 302
    assert CaseFile.objects.count() == 2


def envelope(**parts: Any) -> dict[str, Any]:
    case = {
        "states": [{"state": "DE", "roles": ["receiving"]}, {"state": "TR", "roles": ["sending"]}],
        "answers": {"solo": "partly"},
        "issues": [
            {"issue": "temporary_labour", "interests": [{"state": "DE", "stated": "seeks"}]}
        ],
    }
    whole = {"format": "subsidium case", "version": 1, "title": "A matter", "case": case} | parts
    return {key: part for key, part in whole.items() if part is not ...}


def case(**parts: Any) -> dict[str, Any]:
    return envelope(case={**envelope()["case"], **parts})


ROW = {"state": "DE", "roles": ["receiving"]}
LABOUR = {"issue": "temporary_labour"}
REFUSED: list[tuple[Any, str]] = [
    ({"headline": "x", "level": "local", "packages": []}, "This is a recommendation, not a case."),
    ([], "Expected an object with keys, got a list"),
    (envelope(more=1), "more: unknown key; allowed: format, version, title, case, summary"),
    (envelope(format="other"), 'format: "other" is not an option; allowed: subsidium case'),
    (envelope(version=2), "version: is not between 1 and 1"),
    (envelope(version=True), "version: expected a whole number, got true or false"),
    (envelope(title=...), "title: is missing"),
    (envelope(title=" \n "), "title: is empty"),
    (envelope(title="x" * 201), "title: has 201 characters, allowed are 200"),
    (envelope(title="a\nb"), "title: holds a line break; one line is allowed"),
    (envelope(title=7), "title: expected a text, got a number"),
    (envelope(summary="x" * 2001), "summary: has 2001 characters, allowed are 2000"),
    (envelope(summary=None), "summary: expected a text, got nothing (null)"),
    (envelope(aim="x" * 1001), "aim: has 1001 characters, allowed are 1000"),
    (envelope(aim="a\x00b"), "aim: holds U+0000, which cannot be written as text"),
    (envelope(aim="a\ud800b"), "aim: holds U+D800, which cannot be written as text"),
    (envelope(handling="secret"), 'handling: "secret" is not an option; allowed: internal'),
    (envelope(tags="labour"), "tags: expected a list of at most 20 texts"),
    (envelope(tags=["x"] * 21), "tags: expected a list of at most 20 texts"),
    (envelope(tags=["a", "a"]), 'tags[1]: "a" stands twice'),
    (envelope(tags=["x" * 41]), "tags[0]: has 41 characters, allowed are 40"),
    (envelope(tags=[""]), "tags[0]: is empty"),
    (envelope(tags=["–"]), 'tags[0]: "–" holds no letter or digit'),
    (envelope(tags=["Été", "ete"]), 'tags[1]: "ete" stands twice'),
    (envelope(evidence={"sky": {}}), "evidence.sky: unknown key; allowed: reach"),
    (envelope(evidence={"hidden": {"note": "x"}}), "evidence.hidden: unknown key"),
    (envelope(evidence={"solo": "x"}), "evidence.solo: expected an object with keys, got a text"),
    (envelope(evidence={"solo": {"note": "x" * 1001}}), "evidence.solo.note: has 1001 characters"),
    (envelope(evidence={"solo": {"source": "x" * 301}}), "evidence.solo.source: has 301 characters"),
    (envelope(evidence={"solo": {"certainty": "sure"}}),
     'evidence.solo.certainty: "sure" is not an option; allowed: high, medium, low'),
    (envelope(own_view={"level": "sky"}), 'own_view.level: "sky" is not an option; allowed: local'),
    (envelope(own_view={"reason": "x" * 301}), "own_view.reason: has 301 characters"),
    (envelope(own_view=[]), "own_view: expected an object with keys, got a list"),
    (envelope(exported_by_edition="1"), "exported_by_edition: expected a whole number, got a text"),
    (envelope(case=None), "case: expected an object with keys, got nothing (null)"),
    (case(more=1), "case.more: unknown key; allowed: states, issues, title, answers"),
    (case(states=[{"state": "XX"}]), 'case.states[0].state: "XX" is not a State; allowed: a State code of two'),
    (case(states=[ROW, ROW]), 'case.states[1]: "DE" stands twice'),
    (case(states=[{**ROW, "roles": ["boss"]}]),
     'case.states[0].roles[0]: "boss" is not an option; allowed: sending, transit, receiving'),
    (case(answers={"sky": "blue"}), 'case.answers.sky: "sky" is not a question; allowed:'),
    (case(answers={"solo": "perhaps"}), 'case.answers.solo: "perhaps" is not an option; allowed:'),
    (case(answers={"assistance": ["none", "technical_assistance"]}),
     'case.answers.assistance: "none" excludes the other options'),
    (case(issues=[{"issue": "weather"}]), 'case.issues[0].issue: "weather" is not an issue'),
    (case(issues=[LABOUR, LABOUR]), 'case.issues[1].issue: "temporary_labour" stands twice'),
    (case(issues=[{**LABOUR, "interests": [{"state": "FR", "stated": "seeks"}]}]),
     'case.issues[0].interests[0]: "FR" has no row in states; allowed: DE, TR'),
    (case(issues=[{**LABOUR, "interests": [{"state": "DE", "assessed": "loves"}]}]),
     'case.issues[0].interests[0].assessed: "loves" is not a stance; allowed: seeks'),
    ({"states": [], "issues": [], "summary": "x"}, "summary: unknown key; allowed: states, issues"),
    ({"states": [], "issues": [], "title": "x" * 201}, "title: has 201 characters"),
    ({"cases": []}, "cases: unknown key"),
    (b"", "It is empty."),
    (b"{", "line 1, column 2: not JSON"),
    (b'{"a": 1,\n "a": 2}', "a: this key stands twice in one object"),
    (b'{"a": NaN}', "NaN is not a number that can be used here"),
    (b'{"a": ' + b"9" * 5000 + b"}", "It holds a number that is too long to be read"),
    (b"[\n" * 21, "line 21: is nested too deeply; allowed are 20 levels"),
    (b"\xff\xfe{}", "It is not UTF-8 text (byte 0)"),
    (b" " * 1_000_001, "It is too large; at most 1 MB is read."),
]  # fmt: skip


@pytest.mark.parametrize(("content", "said"), REFUSED)
def test_what_is_refused_is_named_with_its_place_and_nothing_is_kept(
    client: Client, content: Any, said: str
) -> None:
    before = [model.objects.count() for model in COUNTED]
    response = upload(client, content)
    assert response.status_code == 422
    assert message(response).startswith(said), message(response)
    assert [model.objects.count() for model in COUNTED] == before


@pytest.mark.parametrize("content", [envelope(), case(states=[ROW], issues=[LABOUR])])
def test_the_documents_that_the_table_starts_from_are_taken(client: Client, content: Any) -> None:
    """The control of the table above."""
    assert upload(client, content).status_code == 302


TOML = [
    (b"title = 1\nstates = []\nissues = []", "title: expected a text, got a number"),
    (b"a = 1", "a: unknown key; allowed: states, issues, title, answers"),
    (b"a = [\n", "Not TOML"),
    (b"title = 2020-01-01\nstates = []\nissues = []", "title: expected a text, got a number"),
    (b"a = " + b"[" * 5000, "Nested too deeply to be read"),
    (b"a" + b".a" * 200_000 + b" = 1", "line 1: is nested too deeply: it has too many dots"),
    (b"x = 1\n[a" + b".a" * 30 + b"]\n", "line 2: is nested too deeply: it has too many dots"),
    (b"a = 1\na = 2", "Not TOML"),
]


@pytest.mark.parametrize(("content", "said"), TOML)
def test_toml_is_refused_as_strictly(client: Client, content: bytes, said: str) -> None:
    response = upload(client, content, "case.toml")
    assert response.status_code == 422
    assert message(response).startswith(said), message(response)


COSTLY = {
    "quotes.json": b'"' + b'\\"' * 499_000,
    "brackets.json": b"[" * 900_000,
    "shallow.json": b"[" + b"[]," * 300_000 + b"[]]",
    "keys.json": b"{" + b",".join(b'"k%d":1' % n for n in range(70_000)) + b"}",
    "states.json": b'{"issues":[],"states":[' + b'{"state":"DE"},' * 60_000 + b'{"state":"DE"}]}',
    "dots.toml": b"a.b = 1\n" + b"a" + b".b" * 400_000 + b" = 1",
    "many dots.toml": (b"a" + b".b" * 3_000 + b" = 1\n") * 150,
    "header.toml": b"[a" + b".a" * 20 + b"]\n" + b"".join(b"b%d=1\n" % n for n in range(90_000)),
    "tables.toml": b"[[a]]\n[[a.b]]\n[a.b.c]\n" * 40_000,
}


@pytest.mark.parametrize("name", list(COSTLY))
def test_no_file_keeps_the_server_busy(client: Client, name: str) -> None:
    """Unlimited, one of them would take hours; the bound has ample room for a slow machine."""
    began = time.monotonic()
    assert upload(client, COSTLY[name], name).status_code == 422
    assert time.monotonic() - began < 10


def test_without_a_file_the_page_asks_for_one(client: Client) -> None:
    response = client.post(IMPORT, {"key": "k"})
    assert response.status_code == 422
    assert "Choose a file." in text(response)


def test_a_long_or_hostile_key_is_shown_shortened_and_escaped(client: Client) -> None:
    hostile = {"<script>" + "x" * 5000 + "\ud800": 1}
    response = upload(client, {**envelope(), **hostile})
    assert response.status_code == 422
    assert "<script>x" not in text(response)
    assert len(message(response)) < 800


# Random damage. Each function spoils a document or its text in one way.

Document = dict[str, Any]
ODD = [None, True, 0, -1, 1e308, "", "x", "x" * 4000, "\x00", "\ud800", [], {}, [[]], [{}],
       {"state": "DE"}, ["none"], "＝1+1", 10**30]  # fmt: skip


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """(container, key) of everything inside."""
    inside = value.items() if isinstance(value, dict) else enumerate(value)
    for key, part in list(inside):
        yield value, key
        if isinstance(part, dict | list):
            yield from places(part)


def spoil(document: Document, chance: random.Random) -> None:
    holder, key = chance.choice(list(places(document)))
    match chance.randrange(6):
        case 0:
            holder[key] = chance.choice(ODD)
        case 1:
            del holder[key]
        case 2 if isinstance(holder, dict):
            holder[chance.choice(["odd", "", "state", "assessed", "a\x00", "x" * 300])] = "x"
        case 3 if isinstance(holder, list):
            holder.append(json.loads(json.dumps(holder[key])))
        case 4:
            deep: Any = holder[key]
            for _ in range(chance.choice([1, 5, 30])):
                deep = [deep] if chance.random() < 0.5 else {"x": deep}
            holder[key] = deep if not isinstance(deep, str) else deep[::-1]
        case _:
            holder[key] = str(holder[key])[:50]


def torn(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    end = place + chance.randrange(20)
    match chance.randrange(7):
        case 0:
            return content[:place]
        case 1:
            return content[:place] + chance.randbytes(5) + content[place:]
        case 2:
            return content[:place] + content[end:]
        case 3:
            return content[:place] + content[place:end] * 3 + content[end:]
        case 4:
            return content.decode().encode("utf-16")
        case 5:
            return content.replace(b'"title"', b'"aim"', 1)
        case _:
            return (
                content[:place]
                + chance.choice([b"\x00", b"{", b'"', b"\\", b"]"])
                + content[place:]
            )


def damaged(documents: list[Document], chance: random.Random) -> tuple[bytes, str]:
    document = json.loads(json.dumps(chance.choice(documents)))
    for _ in range(chance.choice([1, 1, 2, 5])):
        spoil(document, chance)
    content, name = json.dumps(document).encode(), "case.json"
    if chance.random() < 0.15:
        # What TOML cannot say stays JSON.
        with suppress(KeyError, TypeError, AttributeError, ValueError):
            content, name = tomli_w.dumps(document["case"]).encode(), "case.toml"
    return (torn(content, chance) if chance.random() < 0.4 else content), name


def counts() -> list[int]:
    return [model.objects.count() for model in COUNTED]


@pytest.mark.random
def test_damaged_documents_are_refused_wholly_or_become_a_case_that_opens(
    client: Client, anna: User
) -> None:
    chance = random.Random(2004)
    documents = [json.loads(text(export(client, full(anna))))]
    documents += [json.loads(text(export(client, opened(anna, key)))) for key in list(WORKED)[:4]]
    refused = 0
    for number in range(larger(120)):
        content, name = damaged(documents, chance)
        before = counts()
        response = upload(client, content, name, f"key {number}")
        if response.status_code == 422:
            refused += 1
            place, _, problem = message(response).partition(": ")
            assert problem or place[:1].isupper(), content[:300]
            assert counts() == before, content[:300]
        else:
            opens(client, brought_in(response), every=number % 10 == 0)
            assert CaseFile.objects.count() == before[0] + 1
    assert refused > larger(120) / 2, "the damage is real"


def opens(client: Client, case_file: CaseFile, every: bool) -> None:
    """Every page of some, the cheap ones of all."""
    costly = ("interests", "check", "recommendation") if every else ()
    for name in ("task_list", "export", *costly):
        response = client.get(reverse(f"guide:{name}", args=[case_file.code]))
        assert response.status_code in (200, 302), name
