"""Does a rule book leave as one file, the same to the byte, and come back as a draft, wholly?"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from decisions.models import Draft, DraftStep, EditionRecord, Event, Kind
from decisions.rulebook.draft.acts import set_aside
from decisions.rulebook.draft.reading import draft_reading
from decisions.rulebook.exchange import takeover
from decisions.rulebook.exchange.limits import WORK
from decisions.rulebook.exchange.reading_in import read_in
from decisions.rulebook.exchange.text_in import value_in
from decisions.rulebook.exchange.toml_out import toml_text
from decisions.seeds import SEEDS, shipped_document
from decisions.subsidiarity.wire import Refused, checksum
from tests.rulebook.desk import QUOTAS, begin, edit, item_of

As = Callable[[User], Client]
IMPORT = "/rulebook/drafts/import/"
BOOK = (SEEDS / "rulebook.toml").read_bytes()
SHIPPED = shipped_document()


@pytest.fixture
def client(clara: User, as_user: As) -> Client:
    return as_user(clara)


def file_of(client: Client, draft: Draft, kind: str = "toml") -> bytes:
    content: bytes = client.get(reverse("rulebook:draft_file", args=[draft.code, kind])).content
    return content


def sending(client: Client, content: bytes, /, **fields: str) -> Any:
    """Upload a file, as the form does."""
    file = SimpleUploadedFile("Autumn book.toml", content)
    return client.post(
        IMPORT, {"file": file, "into": "new", "base": "1", "key": "k", "make": "yes"} | fields
    )


def imported(response: Any) -> Draft:
    assert response.status_code == 302, message(response)
    return Draft.objects.get(code=response["Location"].split("/")[-2])


def message(response: Any) -> str:
    """What the page says of the file or the text."""
    page = unescape(response.content.decode())
    _, _, rest = page.partition('class="error-summary"')
    return rest.partition("<li>")[2].partition("</li>")[0].partition(">")[2].partition("<")[0]


def scrambled(value: Any) -> Any:
    """The same with the keys of every object in another order, as a database may keep them."""
    if isinstance(value, dict):
        return {
            key: scrambled(value[key]) for key in sorted(value, key=lambda k: (len(k), k[::-1]))
        }
    return [scrambled(each) for each in value] if isinstance(value, list) else value


ODD = 'a "quote" \\ back\r\nslash\ttab \x7f é \u2028 \U0001f30d \'\'\' """'


@pytest.mark.core
@pytest.mark.parametrize(
    "change",
    [
        {},
        {"title": ODD},
        {"rules": []},
        {"questions": [], "rules": []},
        {"fora": [], "states": [], "issues": [], "rules": [], "questions": []},
    ],
)
def test_a_file_says_the_same_whatever_the_order_of_keys_and_reads_back(
    change: dict[str, Any],
) -> None:
    document = SHIPPED | change
    text = toml_text(document)
    assert toml_text(scrambled(document)) == text
    read = tomllib.loads(text)
    assert checksum(read) == checksum(document)
    assert toml_text(read) == text


@pytest.mark.core
def test_texts_of_any_kind_come_back() -> None:
    document = shipped_document()
    for place, words in enumerate([ODD, "one\ntwo", "\n", "'''\n\"\"\"", "\\n\n", " lead\n tail "]):
        document["rules"][place]["rationale"] = words
        document["rules"][place]["examples"][0]["says"] = words
        document["fora"][place]["status_note"] = words
    assert checksum(tomllib.loads(toml_text(document))) == checksum(document)


@pytest.mark.core
def test_the_shipped_files_make_the_shipped_edition() -> None:
    for name in ("rulebook.toml", "fora.toml"):
        found = read_in((SEEDS / name).read_bytes(), SHIPPED, "edition 1")
        assert checksum(found.document) == checksum(SHIPPED)
    assert set(found.left_out) == {"title", "questions", "issues", "rules", "states"}


@pytest.mark.django_db
def test_an_edition_is_one_file_that_comes_back_as_it_left(client: Client) -> None:
    for kind, mime in (("toml", "application/toml"), ("json", "application/json")):
        response = client.get(reverse("rulebook:edition_file", args=[1, kind]))
        assert response["Content-Type"].startswith(mime)
        assert response["X-Content-Type-Options"] == "nosniff"
        name = f'attachment; filename="subsidium-edition-1.{kind}"'
        assert response["Content-Disposition"] == name
        draft = imported(sending(client, response.content, key=kind))
        assert draft_reading(draft).checksum == EditionRecord.objects.get(number=1).checksum
        assert file_of(client, draft, kind) == response.content


@pytest.mark.django_db
def test_a_changed_draft_comes_back_as_it_left(client: Client, clara: User) -> None:
    draft = begin(clara)
    edit(clara, draft, title="Other\nlines \\ “x”", when={"solo": ["no"], "issue": ["asylum"]})
    first = file_of(client, draft)
    again = imported(sending(client, first))
    assert (again.author, again.name) == (clara, "Autumn book")
    assert again.code != draft.code
    assert file_of(client, again) == first
    assert first.index(b'issue = ["asylum"]') < first.index(b"[[fora]]")
    assert Event.objects.get(subject=again.code).act == "opened a draft"


@pytest.mark.django_db
def test_what_a_file_leaves_out_is_taken_from_the_edition_and_said(client: Client) -> None:
    draft = imported(sending(client, BOOK, name="From the file"))
    page = client.get(reverse("rulebook:draft", args=[draft.code])).content.decode()
    assert "From edition 1 it has the fora and the States." in page
    assert draft.name == "From the file"
    assert draft_reading(draft).checksum == checksum(shipped_document())


@pytest.mark.django_db
def test_text_can_be_pasted_and_looked_at_before_anything_is_made(client: Client) -> None:
    text = BOOK.decode().replace('title = "Subsidium rule book"', 'title = "Another"')
    sent = {"text": text, "into": "new", "base": "1", "key": "k", "look": "yes"}
    page = client.post(IMPORT, sent)
    shown = unescape(page.content.decode())
    assert page.status_code == 200
    assert "1 thing differs from edition 1" in shown
    assert "The book is called “Another”" in shown
    assert text in shown.replace("\r\n", "\n")
    assert not Draft.objects.exists()
    file = SimpleUploadedFile("b.toml", text.encode())
    looked = client.post(IMPORT, {"file": file, "into": "new", "base": "1", "look": "yes"})
    assert text in unescape(looked.content.decode()), "a file is kept as text"
    del sent["look"]
    assert imported(client.post(IMPORT, sent | {"make": "yes"})).name == "Imported"


@pytest.mark.django_db
def test_sending_it_twice_makes_one_draft(client: Client) -> None:
    assert imported(sending(client, BOOK)) == imported(sending(client, BOOK))
    assert Draft.objects.count() == 1


@pytest.mark.django_db
def test_a_draft_under_work_takes_over_what_differs_as_one_step(
    client: Client, clara: User
) -> None:
    source, draft = begin(clara, "Source"), begin(clara, "Target")
    edit(clara, source, title="Quotas, anew")
    document = tomllib.loads(file_of(client, source).decode())
    gone = document["rules"].pop(3)
    document["rules"].insert(2, {**gone, "key": "quite-new"})
    document["issues"].reverse()
    content = toml_text(document).encode()
    made = imported(sending(client, content, into=f"{draft.code}-0"))
    assert made == draft
    assert file_of(client, draft) == content
    step = DraftStep.objects.get(draft=draft)
    assert step.number == 1
    assert {QUOTAS, "quite-new", gone["key"]} <= {each["key"] for each in step.changes}
    page = client.get(reverse("rulebook:steps", args=[draft.code])).content.decode()
    assert "Took from a file" in page
    again = sending(client, content, into=f"{draft.code}-1", key="again")
    assert imported(again) == draft
    assert DraftStep.objects.filter(draft=draft).count() == 1, "nothing differs any more"
    back = file_of(client, begin(clara, "As it was"))
    imported(sending(client, back, into=f"{draft.code}-1", key="back"))
    assert file_of(client, draft) == back, "what had gone is there again, in its place"


@pytest.mark.django_db
def test_a_draft_that_has_changed_since_or_ended_takes_nothing_over(
    client: Client, clara: User
) -> None:
    draft = begin(clara)
    edit(clara, draft, title="Meanwhile")
    for _ in range(2):
        response = sending(client, BOOK, into=f"{draft.code}-0")
        assert response.status_code == 422
        assert "has changed since this page was read" in message(response)
        assert "one-state-cannot" in response.content.decode(), "the text is kept"
        set_aside(user=clara, draft=draft, now=draft.changed_at)
    assert item_of(draft).content["title"] == "Meanwhile"


@pytest.mark.django_db
@pytest.mark.looks
def test_a_step_that_comes_while_a_file_is_read_is_not_overwritten_by_what_it_leaves_out(
    client: Client, clara: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft, honest = begin(clara), takeover.take_over

    def slow(**named: Any) -> DraftStep | None:
        edit(clara, draft, title="Meanwhile")
        return honest(**named)

    monkeypatch.setattr("decisions.rulebook.exchange.views.take_over", slow)
    response = sending(client, b'title = "Other"', into=f"{draft.code}-0")
    assert response.status_code == 422
    assert "Somebody changed that draft meanwhile" in message(response)
    assert item_of(draft).content["title"] == "Meanwhile"


@pytest.mark.django_db
def test_states_cannot_be_changed_in_a_draft(client: Client, clara: User) -> None:
    draft = begin(clara)
    document = shipped_document()
    document["states"][0]["region"] = "Elsewhere"
    response = sending(client, toml_text(document).encode(), into=f"{draft.code}-0")
    assert response.status_code == 422
    assert message(response).startswith("What it becomes: states: differ from those of the draft")
    assert draft_reading(draft).document["states"] == shipped_document()["states"]


@pytest.mark.django_db
@pytest.mark.looks
def test_a_draft_that_is_shared_can_be_read_as_a_file_by_a_reviewer(
    clara: User, boris: User, as_user: As
) -> None:
    draft = begin(clara)
    address = reverse("rulebook:draft_file", args=[draft.code, "toml"])
    assert as_user(boris).get(address).status_code == 404
    Draft.objects.update(for_comment=True)
    assert as_user(boris).get(address).status_code == 200
    assert as_user(boris).get(IMPORT).status_code == 404
    assert as_user(clara).get(f"{address}?dialect=x").status_code == 404


@pytest.mark.django_db
@pytest.mark.looks
@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "Choose a file, or paste the text of one."),
        ({"text": "  \n "}, "Choose a file, or paste the text of one."),
        (
            {"text": "a = 1"},
            "a: unknown key; allowed: title, questions, issues, rules, fora, states",
        ),
        ({"text": "title = 'x'", "name": "n" * 121}, "at most 120 characters"),
        ({"text": "title = 'x'", "into": "zzzzzzzzzz-0"}, "Choose again."),
        ({"text": "title = '\0'"}, "line 1: holds U+0000"),
    ],
)
def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(
    client: Client, fields: dict[str, str], said: str
) -> None:
    response = client.post(IMPORT, {"base": "1", "into": "new", "make": "yes"} | fields)
    assert response.status_code == 422
    assert said in message(response)
    page = unescape(response.content.decode())
    assert "<title>Error: " in page
    assert fields.get("text", "").strip("\n ") in page
    assert not Draft.objects.exists()


def test_both_a_file_and_a_text_are_one_too_many(client: Client) -> None:
    response = sending(client, BOOK, text="title = 'x'")
    assert "not both" in message(response)


def test_another_file_takes_the_place_of_the_text_that_was_kept_from_a_refused_one(
    client: Client,
) -> None:
    form = sending(client, b"title = 3\r\n").context["form"]
    kept = {each: form[each].value() for each in ("text", "kept", "name")}
    again = sending(client, BOOK, **kept)
    assert again.status_code == 302
    assert "not both" in message(sending(client, BOOK, **kept | {"text": "typed"}))


RULE = SHIPPED["rules"][0]
QUESTION = SHIPPED["questions"][0]


def rule(**parts: Any) -> dict[str, Any]:
    return {"rules": [{**RULE, **parts}]}


def question(**parts: Any) -> dict[str, Any]:
    return {"questions": [{**QUESTION, **parts}]}


def options(number: int) -> list[dict[str, str]]:
    return [{"key": f"o{n}", "label": "o"} for n in range(number)]


def questions(key: str, **parts: Any) -> dict[str, Any]:
    """All of them, one changed."""
    asked = [q | (parts if q["key"] == key else {}) for q in SHIPPED["questions"]]
    return {"questions": asked, "rules": []}


HIDDEN = [{"key": "yes", "label": "Y"}, {"key": "no", "label": "N"}]
REFUSED: list[tuple[Any, str]] = [
    (b"", "is empty"),
    (b"\xef\xbb\xbf \n", "is empty"),
    (b"{}", "holds nothing; allowed are title, questions"),
    (b"# only a remark", "holds nothing"),
    (b"'' = 1", '"": is an empty key; allowed: title, questions'),
    (b"x" * 1_000_001, "has 1,000,001 bytes, allowed are 1,000,000"),
    (b"PK\x03\x04 and so on", "is a packed file (zip)"),
    (b"\x1f\x8b\x08", "is a packed file (gzip)"),
    ("title = 'x'".encode("utf-16"), "is UTF-16 text; save it as UTF-8"),
    (b"title = '\xff'", "is not UTF-8 text (byte 9)"),
    (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>', "is XML"),
    (b"title = 'a'\nrules = '\x07'", "line 2: holds U+0007"),
    (b"a = " + b"[" * 100_000, "line 1: is nested too deeply; allowed are 20 levels"),
    (b"\n\na = " + b"{b=" * 5_000, "line 3: is nested too deeply"),
    (b"a" + b".a" * 100_000 + b" = 1", "line 1: is nested too deeply: it has too many dots"),
    (b"title" + b".a" * 900 + b" = 1", "is nested too deeply; allowed are 12 levels"),
    (b'{"title": ' + b"[" * 100_000, "line 1: is nested too deeply"),
    (b"title = 'a'\ntitle = 'b'\n# so", "not TOML (Cannot overwrite a value (at line 2"),
    (b'{"title": "a", "title": "b"}', "title: this key stands twice in one object"),
    (b'{"title": NaN}', "line 1: NaN is not a number"),
    (b'{"title":\n' + b"9" * 5_000 + b"}", "line 2: holds a number that is too long"),
    (b"title = 'x'\nrules = " + b"9" * 5_000, "line 2: holds a number that is too long"),
    (b"title = 0x" + b"f" * 5_000, "title: is not between"),
    (b"title = 1e400", "title: is no whole number"),
    (b"title = nan", "title: is no whole number"),
    (b"title = 2026-11-26", "title: is a date or a time; a text stands in quotation marks"),
    (b"title = 07:30:00", "title: is a date or a time"),
    (b"title = true", "title: expected a text, got true or false"),
    (b"rules = 'none'", "rules: expected a list, got a text"),
    (b"[rules]\nx = 1", "rules: expected a list, got an object"),
    (b"[[rules]]", "rules[0].key: is missing"),
    ({"title": None}, "title: expected a text, got nothing (null)"),
    (rule(when={"reach": ["nowhere"]}), 'rules[0].when.reach[0]: "nowhere" is not an option'),
    (rule(grade="x"), '(rule "one-state-cannot")'),
    (rule(key=7), "rules[0].key: expected a text, got a number"),
    (rule(key="k", title=1), 'rules[0].title: expected a text, got a number (rule "k")'),
    (rule(when={"weather": ["x"]}), 'rules[0].when.weather: "weather" is not a fact'),
    (rule(key="a/b"), "rules[0].key: is no key: up to 80 letters, digits"),
    (rule(key="k" * 81), "rules[0].key: is no key"),
    (rule(source=" "), "rules[0].source: no rule without a rationale and a source"),
    ({"rules": [RULE, RULE]}, 'rules[1]: "one-state-cannot" stands twice'),
    ({"rules": [RULE] * 1_001}, "rules: has 1,001 entries, allowed are 1,000"),
    (question(options=options(61)), "questions[0].options: are 61; a question has at most 60"),
    (question(options=options(24), several=True), "questions[0].options: are 24; a question that"),
    (question(key="issue") | {"rules": []}, 'questions[0].key: "issue" follows from the case itself'),
    (question(options=[{"key": "a b", "label": "x"}]) | {"rules": []},
     'questions[0].options[0].key: "a b" is no key'),
    ({"questions": [{**QUESTION, "key": f"q{n}", "several": True, "options": options(10)}
                    for n in range(40)]}, f"rules: 105 rules over 40,984 values are more than can be worked out; allowed are {WORK:,}"),
    ({"issues": []}, "are those of edition 1)"),
    ({"questions": [], "rules": []}, 'questions: lack "assistance". The reasoning itself reads'),
    (questions("capacity", options=options(3)), '.options: lack "overstretched". The reasoning'),
    (questions("hidden", options=[*HIDDEN, *options(1)]), '.options[2].key: "o0" is new; allowed: no, yes'),
    ({"states": []}, "(the fora are those of edition 1)"),
]  # fmt: skip


@pytest.mark.core
@pytest.mark.parametrize(("content", "said"), REFUSED)
def test_what_is_refused_is_named_with_its_place(content: Any, said: str) -> None:
    if not isinstance(content, bytes):
        content = json.dumps(content).encode()
    with pytest.raises(Refused) as refused:
        read_in(content, SHIPPED, "edition 1")
    assert said in str(refused.value)


@pytest.mark.core
def test_brackets_and_marks_inside_texts_are_no_nesting() -> None:
    texts = ["[" * 99, "{" * 99, "# [[", "'''[[[", '\\"[[[[', "\n[[[[\n" * 9]
    empty = {part: [] for part in ("questions", "issues", "rules", "fora", "states")}
    for title in texts:
        assert value_in(toml_text(empty | {"title": title}).encode()) == empty | {"title": title}
    assert value_in(b"title = '''" + b"[" * 50 + b"'''\n# " + b"[" * 50) == {"title": "[" * 50}


@pytest.mark.django_db
def test_a_draft_keeps_its_kinds_apart(client: Client) -> None:
    """The file of one forum alone leaves all else as it was, and removes the other fora."""
    one = {"fora": [shipped_document()["fora"][0] | {"relations": []}]}
    draft = imported(sending(client, json.dumps(one).encode()))
    assert draft.items.filter(kind=Kind.FORUM).count() == 1
    assert draft.items.filter(kind=Kind.RULE).count() == 105
