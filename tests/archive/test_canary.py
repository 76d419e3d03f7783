"""Is an assessed interest ever heard by whoever may not know of it? A word that is nowhere else.

One stance is renamed to a word that could not stand anywhere by chance. It goes through a whole
review, and then every page, part, file, link, e-mail and log line of the others is searched for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import import_module
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.guide import interest_map
from decisions.house.document import with_answer, with_interest_map
from decisions.models import CaseFile, Dispute, ReadLink, SavedRecommendation, SearchEntry
from decisions.models.sharing import Right
from decisions.subsidiarity import interests
from tests.archive.passing import Desk, edit, next_record, save, share
from tests.conftest import person
from tests.house.test_doors import addresses
from tests.memo.programs import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]
CANARY = "zq7canary94"
PARTS = ("_results", "_saved", "_panel", "_smallest", "_difference")
"""What htmx may ask for by itself."""
FORMS = (("pdf", "one-page"), ("docx", "one-page"), ("pdf", "full"), ("docx", "grid"))


@pytest.fixture
def secretive(anna: User, case_file: CaseFile, monkeypatch: pytest.MonkeyPatch) -> CaseFile:
    """Türkiye says that it supports the matter; Anna knows better. The outcome rests on it."""
    import_module(settings.ROOT_URLCONF)  # whose forms are made of the real stances
    monkeypatch.setitem(interests.STANCES, CANARY, -2)
    monkeypatch.setitem(interest_map.SIGNS, CANARY, CANARY)
    stances = {
        "temporary_labour": [
            {"state": "DE", "stated": "seeks", "assessed": "seeks"},
            {"state": "TR", "stated": "supports", "assessed": CANARY},
        ]
    }
    edit(anna, case_file, lambda document: with_interest_map(document, stances))
    return edit(anna, case_file, lambda document: with_answer(document, "hidden", "yes"))


@pytest.fixture
def reviewed(
    anna: User, boris: User, secretive: CaseFile, as_user: As
) -> tuple[SavedRecommendation, SavedRecommendation]:
    """The record that was disputed, and the one that took its place and was accepted."""
    for user in (anna, boris):
        User.objects.filter(pk=user.pk).update(email=f"{user.username}@example.org")
    first = save(anna, secretive)
    mine, theirs = Desk(as_user(anna), first), Desk(as_user(boris), first)
    mine.submit()
    theirs.dispute("answer", "solo", proposed="no")
    theirs.decide("return")
    dispute = Dispute.objects.get()
    mine.answer(**{f"choice_{dispute.pk}": "proposal"})
    last = next_record(first)
    assert last != first, "the answer made a new record"
    later = Desk(as_user(boris), last)
    later.decide("accept", **{f"verdict_{dispute.pk}": "settled"})
    Desk(as_user(anna), last).post("comment", text="Accepted at last.", on="whole")
    return first, last


@pytest.fixture
def others(
    secretive: CaseFile, boris: User, otto: User, clara: User, as_user: As
) -> dict[str, Client]:
    """Everybody who may not know: reviewer, readers and editors of the case, and the rest."""
    for name, right in (("rita", Right.READ), ("dora", Right.EDIT)):
        share(secretive, person(name, "officer"), right)
    names = ("boris", "rita", "dora", "otto", "clara")
    return {name: as_user(User.objects.get(username=name)) for name in names}


def readable(content: bytes) -> str:
    """The text of a page or file, also of one that is packed."""
    if content.startswith(b"PK"):
        with ZipFile(BytesIO(content)) as package:
            return "".join(
                package.read(each).decode("utf-8", "replace") for each in package.namelist()
            )
    if content.startswith(b"%PDF"):
        return text_of(content) + content.decode("latin-1")
    return content.decode("utf-8", "replace")


def everything(
    client: Client, case_file: CaseFile, records: tuple[SavedRecommendation, ...]
) -> Iterator[tuple[str, str]]:
    """(where, what is read there) for every address, by whole page and by part."""
    for saved in records:
        for name, address in addresses(case_file, saved).items():
            if saved != records[0] and saved.code not in address:
                continue
            yield name, readable(client.get(address).getvalue())
            yield f"POST {name}", readable(client.post(address).getvalue())
    first, last = records
    for form, kind in FORMS:
        address = reverse("archive:memo", args=[last.code, kind, form])
        yield f"{kind}.{form}", readable(client.get(address).getvalue())
    for part in PARTS:
        headers = {"HX-Request": "true", "HX-Target": part}
        page = reverse("archive:list") + "?q=germany"
        yield part, readable(client.get(page, headers=headers).getvalue())
    both = f"{reverse('archive:compare')}?a={first.code}&b={last.code}"
    yield "compare", readable(client.get(both).getvalue())
    search = readable(client.get(f"{reverse('archive:list')}?q={CANARY}").getvalue())
    # The page says what was sought; that it finds something would tell.
    yield "search", CANARY * (first.code in search or last.code in search)


def test_a_canary_is_heard_by_nobody_else(
    anna: User,
    secretive: CaseFile,
    reviewed: tuple[SavedRecommendation, SavedRecommendation],
    others: dict[str, Client],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    heard = [
        f"{who} at {where}"
        for who, client in others.items()
        for where, text in everything(client, secretive, reviewed)
        if CANARY in text
    ]
    assert heard == []
    # Nor by anybody with a link, on the way by e-mail, in the log, in the index, in the events.
    soon = timezone.now() + timedelta(days=1)
    link = ReadLink.objects.create(
        recommendation=reviewed[1], for_whom="x", made_by=anna, made_at=timezone.now(),
        expires_at=soon,
    )  # fmt: skip
    assert CANARY not in Client().get(reverse("read", args=[link.token])).content.decode()
    assert not [message for message in mail.outbox if CANARY in str(message.message())]
    assert CANARY not in caplog.text
    assert not SearchEntry.objects.filter(words__contains=CANARY)
    assert CANARY not in str(list(SavedRecommendation.objects.values("case", "kept__document")))
    printed = StringIO()
    call_command("replay", stdout=printed, stderr=printed)
    assert CANARY not in printed.getvalue()


def test_the_owner_does_hear_the_canary(
    anna: User,
    secretive: CaseFile,
    reviewed: tuple[SavedRecommendation, SavedRecommendation],
    as_user: As,
) -> None:
    """The negative control: the search for it finds it where it is."""
    heard = {
        where for where, text in everything(as_user(anna), secretive, reviewed) if CANARY in text
    }
    assert {"guide:export", "archive:recommendation", "full.pdf"} <= heard
