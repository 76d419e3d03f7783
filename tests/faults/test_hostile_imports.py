"""Can any file that is imported break the server, or be kept by half, or be refused without a place?

Files are sent by the form as an administrator sends them. Whatever is refused changes nothing and
says where it is wrong; whatever is taken is a whole draft, which leaves as it came.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.models import Draft, DraftItem, DraftStep, EditionRecord, Event, Receipt
from decisions.rulebook.draft.parts import parts
from decisions.rulebook.draft.reading import draft_reading
from decisions.rulebook.editing.known_to_core import QUESTIONS
from decisions.rulebook.exchange import forms, views
from decisions.rulebook.exchange.reading_in import read_in
from decisions.rulebook.exchange.toml_out import toml_text
from decisions.seeds import shipped_document
from decisions.subsidiarity.wire import Refused, checksum
from tests.faults.hostile_books import Document, hostile
from tests.subsidiarity.small_books import document, forum, rule

pytestmark = [pytest.mark.django_db, pytest.mark.looks, pytest.mark.faults]

IMPORT = "/rulebook/drafts/import/"
COUNTED = (Draft, DraftItem, DraftStep, Event, Receipt)
SLOWEST = 15
"""Seconds for one file, with ample room for a machine that does much else."""
PLACED = re.compile(
    r"line \d+|.*\(at (line \d+|end of document)|It (is|has|holds) |Choose a file|[^\s:]+( …)?: \S"
)
"""How a refusal begins: with a line, a path, or a word on the whole file."""


SHIPPED = shipped_document()


def small() -> Document:
    """A book of all parts that takes a tenth of the time of the shipped one."""
    asked = [each for each in SHIPPED["questions"] if each["key"] in QUESTIONS]
    help_needed = {"none_of": ["none", "development_funds"]}
    rules = [
        rule("up", "not_below", "regional", interest=["common"]),
        rule("help", "not_below", "bilateral", assistance=help_needed, issue=["asylum"]),
    ]
    return document(*rules, questions=asked, fora=[forum(members=["DE"])])


@pytest.fixture
def base(seeded: None) -> EditionRecord:
    """A small edition beside the shipped one, so that thousands of files can be read."""
    book = small()
    return EditionRecord.objects.create(
        number=2, document=book, checksum=checksum(book), status="retired",
        created_at=timezone.now(), published_at=timezone.now(),
    )  # fmt: skip


@pytest.fixture
def client(clara: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(clara)
    return client


def counts() -> list[int]:
    return [model.objects.count() for model in COUNTED]


def send(client: Client, content: bytes, chance: random.Random, key: str) -> tuple[Any, bytes, str]:
    """As a file, or pasted as text: the answer, what was sent, and the edition beside it."""
    number = "2" if chance.random() < 0.97 else "1"
    sent: dict[str, Any] = {"base": number, "into": "new", "key": key, "make": "yes"}
    if chance.random() < 0.3:
        sent["text"] = content.decode(errors="replace").replace("\r\n", "\n")
        content = sent["text"].encode()
    else:
        sent["file"] = SimpleUploadedFile(f"{key}.toml", content)
    return client.post(IMPORT, sent), content, number


def said(page: str) -> str:
    """The first message of the summary, without the name of its field."""
    _, _, rest = page.partition('class="error-summary"')
    item = rest.partition("<li>")[2].partition("</li>")[0]
    return unescape(re.sub(r"<[^>]+>", "", item)).partition(": ")[2]


def wrong(client: Client, content: bytes, chance: random.Random, key: str) -> str:
    """What is wrong with the answer to one file; nothing if all is well."""
    before, began = counts(), time.monotonic()
    response, content, number = send(client, content, chance, key)
    if time.monotonic() - began > SLOWEST:
        return "it takes too long"
    if response.status_code == 302:
        return wrong_draft(content, EditionRecord.objects.get(number=number), before)
    if counts() != before:
        return "something was kept"
    if response.status_code != 422:
        return f"status {response.status_code}"
    message = said(response.content.decode())
    return "" if PLACED.match(message) and len(message) < 900 else f"no place: {message}"


def wrong_draft(sent: bytes, base: EditionRecord, before: list[int]) -> str:
    """A draft that was made is all that was sent, and comes back as it leaves."""
    drafts, items, steps, events, receipts = counts()
    made = Draft.objects.latest("pk")
    content = draft_reading(made).document
    if [drafts, steps, events, receipts] != [
        before[0] + 1,
        before[2],
        *(n + 1 for n in before[3:]),
    ]:
        return "more was kept than one draft"
    whole = read_in(sent, base.document, "the edition").document
    if content != whole or items - before[1] != len(list(parts(whole))):
        return "the draft is not whole"
    text = toml_text(content)
    again = read_in(text.encode(), {}, "nothing")
    if toml_text(again.document) != text or again.left_out:
        return "it does not come back"
    return "" if draft_reading(made).strict else "what was taken cannot be read"


def campaign(client: Client, number: int, seed: int) -> tuple[list[str], int]:
    """What went wrong, and how many files were taken."""
    chance = random.Random(seed)
    documents = [small(), small(), SHIPPED | {"rules": SHIPPED["rules"][:4], "fora": []}]
    found, taken = [], 0
    for count in range(number):
        content = hostile(documents, chance)
        if problem := wrong(client, content, chance, f"{seed} {count}"):
            found.append(f"file {count}: {problem} ({content[:120]!r})")
        made = Draft.objects.count()
        taken += made
        if made:
            opens = client.get(reverse("rulebook:draft", args=[Draft.objects.latest("pk").code]))
            found += [f"file {count}: its page does not open"] * (opens.status_code != 200)
            clear()
    return found, taken


def clear() -> None:
    """So that counting stays quick."""
    DraftItem.objects.all().delete()
    Draft.objects.all().delete()


def test_no_hostile_file_breaks_anything_or_is_kept_by_half(
    client: Client, base: EditionRecord
) -> None:
    found, taken = campaign(client, 150, seed=6)
    assert not found, "\n".join(found)
    assert 3 < taken < 75, "some are whole, and most are not"


@pytest.mark.heavy
@pytest.mark.parametrize("seed", range(2004, 2008))
def test_five_thousand_hostile_files_break_nothing(
    client: Client, base: EditionRecord, seed: int
) -> None:
    """A quarter of them each, so that all cores have some."""
    found, taken = campaign(client, 1_250, seed)
    assert not found, "\n".join(found[:20])
    assert 25 < taken < 625


def crashing(*arguments: Any) -> Any:
    found = read_in(*arguments)
    return found.document["rules"][7] and found


def without_place(*arguments: Any) -> Any:
    try:
        return read_in(*arguments)
    except Refused as refused:
        raise Refused("", "cannot be used") from refused


def by_half(**wanted: Any) -> Draft:
    draft = REAL(**wanted)
    draft.items.filter(kind="rules").delete()
    return draft


REAL = views.open_draft


@pytest.mark.parametrize(
    ("where", "name", "planted"),
    [
        (forms, "read_in", crashing),
        (forms, "read_in", without_place),
        (views, "open_draft", by_half),
    ],
)
def test_a_planted_fault_is_caught(
    client: Client,
    base: EditionRecord,
    monkeypatch: pytest.MonkeyPatch,
    where: Any,
    name: str,
    planted: Callable[..., Any],
) -> None:
    """The control: without it, nothing found would show nothing."""
    monkeypatch.setattr(where, name, planted)
    found, _ = campaign(client, 25, seed=6)
    assert found
