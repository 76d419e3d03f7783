"""Who may open and who may send what, whatever the state of a review? Every address x person x verb.

Whoever is not entitled gets 404, as if nothing were there; strangers and ended sessions are led to
the sign-in; a verb that an address has not is refused for everybody who may come in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.template.backends.django import Template
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from decisions.models import CaseFile, Dossier, ReadLink, SavedRecommendation, Share
from decisions.models.dossier import Status
from decisions.models.sharing import Right
from tests.conftest import person
from tests.house.test_doors import addresses

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]
STRANGERS = ("nobody", "ended")
PEOPLE = ("otto", "rita", "kim", "dora", "anna", "boris", "clara")
"""Otto has no part; Rita may read, Kim comment, Dora edit; Anna owns; Boris reviews."""

OFFICERS = frozenset({"otto", "rita", "kim", "dora", "anna"})
ALL = OFFICERS | {"boris", "clara"}
DESK = OFFICERS | {"boris"}
READERS = frozenset({"rita", "kim", "dora", "anna", "boris"})
SPEAKERS = READERS - {"rita"}
EDITORS = frozenset({"dora", "anna"})
OWNER = frozenset({"anna"})
REVIEWER = frozenset({"boris"})
ADMINISTRATOR = frozenset({"clara"})
NOBODY: frozenset[str] = frozenset()


class Entitled(NamedTuple):
    """Who may GET and who may POST. None: the address does not have that verb."""

    to_see: frozenset[str] | None
    to_send: frozenset[str] | None = None


PAGE = {
    "guide": Entitled(EDITORS, EDITORS),
    "archive": Entitled(READERS),
    "rulebook": Entitled(ALL),
    "fora": Entitled(ALL),
}
"""What holds in a room where the table below says nothing else."""

TABLE = {
    "guide:cases": Entitled(OFFICERS),
    "guide:start": Entitled(OFFICERS, OFFICERS),
    "guide:import": Entitled(OFFICERS, OFFICERS),
    "guide:teams": Entitled(OFFICERS, OFFICERS),
    "guide:own_view": Entitled(OWNER, OWNER),
    "guide:sharing": Entitled(OWNER, OWNER),
    "guide:other_level": Entitled(EDITORS),
    "guide:export": Entitled(EDITORS),
    "archive:list": Entitled(DESK),
    "archive:list_csv": Entitled(DESK),
    "archive:views": Entitled(DESK, DESK),
    "archive:compare": Entitled(DESK),
    "archive:waiting": Entitled(DESK, DESK),
    "archive:links": Entitled(OWNER, OWNER),
    "archive:submit": Entitled(EDITORS, EDITORS),
    "archive:withdraw": Entitled(EDITORS, EDITORS),
    "archive:answer": Entitled(EDITORS, EDITORS),
    "archive:departure": Entitled(EDITORS, EDITORS),
    "archive:tags": Entitled(EDITORS, EDITORS),
    "archive:away": Entitled(EDITORS, EDITORS),
    "archive:review": Entitled(REVIEWER, REVIEWER),
    "archive:dispute": Entitled(REVIEWER, REVIEWER),
    "archive:comment": Entitled(SPEAKERS, SPEAKERS),
    "rulebook:disputed": Entitled(ADMINISTRATOR),
    "rulebook:edition_trial": Entitled(ALL, ALL),
    "rulebook:edition_checks": Entitled(ADMINISTRATOR),
    "rulebook:health": Entitled(ADMINISTRATOR),
    "rulebook:checks": Entitled(ADMINISTRATOR),
    "rulebook:draft_health": Entitled(ADMINISTRATOR),
    "rulebook:impact": Entitled(ADMINISTRATOR, ADMINISTRATOR),
    "rulebook:trial": Entitled(ADMINISTRATOR, ADMINISTRATOR),
    "rulebook:draft": Entitled(ADMINISTRATOR, ADMINISTRATOR),
    "rulebook:steps": Entitled(ADMINISTRATOR),
    "rulebook:undo": Entitled(ADMINISTRATOR, ADMINISTRATOR),
    "rulebook:items": Entitled(ADMINISTRATOR),
    "rulebook:item": Entitled(ADMINISTRATOR, ADMINISTRATOR),
    "rulebook:new_item": Entitled(ADMINISTRATOR, ADMINISTRATOR),
    "rulebook:preview_rule": Entitled(ADMINISTRATOR, ADMINISTRATOR),
    "rulebook:move_item": Entitled(ADMINISTRATOR, ADMINISTRATOR),
    "rulebook:remove_item": Entitled(ADMINISTRATOR, ADMINISTRATOR),
    "rulebook:retire_option": Entitled(ADMINISTRATOR, ADMINISTRATOR),
    "rulebook:book_title": Entitled(ADMINISTRATOR, ADMINISTRATOR),
    "rulebook:new_draft": Entitled(ADMINISTRATOR, ADMINISTRATOR),
    "rulebook:import_draft": Entitled(ADMINISTRATOR, ADMINISTRATOR),
    "rulebook:draft_file": Entitled(ADMINISTRATOR),
    "rulebook:draft_comments": Entitled(ADMINISTRATOR, ADMINISTRATOR),
    "rulebook:merge": Entitled(ADMINISTRATOR, ADMINISTRATOR),
    "rulebook:publish": Entitled(ADMINISTRATOR, ADMINISTRATOR),
    "rulebook:approve": Entitled(ADMINISTRATOR, ADMINISTRATOR),
}
SENT = {
    "guide:sharing": {"with_colleague": "1"},
    "guide:teams": {"make": "1"},
    "archive:views": {"save": "1"},
}
"""What a form must say for its page to know which one it is."""
STATES = (Status.SAVED, Status.SUBMITTED, Status.RETURNED, Status.ACCEPTED, "put away")


@pytest.fixture
def saved(anna: User, case_file: CaseFile) -> SavedRecommendation:
    from decisions.guide.actions import save_recommendation
    from decisions.house.sending import Sent

    for name, right in (("rita", Right.READ), ("kim", Right.COMMENT), ("dora", Right.EDIT)):
        user = person(name, "officer")
        Share.objects.create(
            case_file=case_file, person=user, right=right, given_by=anna, given_at=timezone.now()
        )
    return save_recommendation(
        user=anna, case_file=case_file, sent=Sent("save", 1), now=timezone.now()
    )


@pytest.fixture
def clients(
    saved: SavedRecommendation, otto: User, boris: User, clara: User, as_user: As
) -> dict[str, Client]:
    """Everybody, signed in; one has never been, and the session of another has ended."""
    found = {name: as_user(User.objects.get(username=name)) for name in PEOPLE}
    ended = as_user(saved.owner)
    ended.cookies[settings.SESSION_COOKIE_NAME] = "of yesterday"
    return {**found, "nobody": Client(), "ended": ended}


@pytest.fixture(autouse=True)
def nothing_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who may come in is decided before a template is rendered, which takes most of the time."""
    monkeypatch.setattr(Template, "render", lambda *_: "")


def entitled(name: str) -> Entitled:
    return TABLE.get(name) or PAGE[name.partition(":")[0]]


def wanted(who: str, name: str, verb: str) -> frozenset[int]:
    """The answers that are right."""
    if who in STRANGERS:
        return frozenset({302} if verb == "get" else {403})
    may = entitled(name)
    group = may.to_see if verb == "get" else may.to_send
    if group is None:
        # The verb is refused before anything is looked up, or the person is not known there.
        return frozenset({404, 405})
    return frozenset({200, 302, 400, 409, 422}) if who in group else frozenset({404})


def asked(client: Client, verb: str, address: str, sent: dict[str, str] | None = None) -> int:
    """The status of one request; what it changed is undone."""
    with transaction.atomic():
        status: int = getattr(client, verb)(address, sent or {}).status_code
        transaction.set_rollback(True)
    return status


def wrongs(clients: dict[str, Client], pages: dict[str, str]) -> list[str]:
    return [
        f"{who} {verb} {name}: {status}"
        for name, address in pages.items()
        for who, client in clients.items()
        for verb in ("get", "post")
        for status in [asked(client, verb, address, SENT.get(name) if verb == "post" else None)]
        if status not in wanted(who, name, verb)
    ]


def in_state(saved: SavedRecommendation, state: str) -> None:
    dossier = Dossier.objects.filter(pk=saved.pk)
    if state == "put away":
        dossier.update(put_away_at=timezone.now())
    else:
        dossier.update(status=state, round=0 if state == Status.SAVED else 1)


@pytest.mark.parametrize("state", STATES)
def test_each_address_of_a_record_opens_for_those_entitled_in_every_state(
    state: str, clients: dict[str, Client], case_file: CaseFile, saved: SavedRecommendation
) -> None:
    in_state(saved, state)
    pages = addresses(case_file, saved)
    of_record = {name: pages[name] for name in pages if saved.code in pages[name]}
    assert len(of_record) > 15
    assert not (found := wrongs(clients, of_record)), "; ".join(found)


def test_each_other_address_opens_for_those_entitled(
    clients: dict[str, Client], case_file: CaseFile, saved: SavedRecommendation
) -> None:
    pages = addresses(case_file, saved)
    others = {name: pages[name] for name in pages if saved.code not in pages[name]}
    assert not (found := wrongs(clients, others)), "; ".join(found)


def test_every_address_is_in_the_table(case_file: CaseFile, saved: SavedRecommendation) -> None:
    """With the check in test_doors: an address that nobody thought of fails."""
    named = set()
    for namespace in PAGE:
        room = get_resolver().namespace_dict[namespace][1]
        named |= {f"{namespace}:{key}" for key in room.reverse_dict if isinstance(key, str)}
    assert set(TABLE) <= named
    assert named == set(addresses(case_file, saved))


def test_a_door_left_open_is_noticed(
    clients: dict[str, Client],
    case_file: CaseFile,
    saved: SavedRecommendation,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: a getter that forgets to ask who is asking."""
    from decisions.archive import views_links

    def careless(user: Any, code: str) -> SavedRecommendation:
        return SavedRecommendation.objects.select_related("dossier", "case_file").get(code=code)

    monkeypatch.setattr(views_links, "own_recommendation", careless)
    page = {"archive:links": reverse("archive:links", args=[saved.code])}
    assert "otto get archive:links: 200" in wrongs(clients, page)


def test_a_link_opens_one_page_for_anybody_and_no_other(
    anna: User, clients: dict[str, Client], saved: SavedRecommendation
) -> None:
    soon = timezone.now() + timedelta(days=1)
    link = ReadLink.objects.create(
        recommendation=saved, for_whom="x", made_by=anna, made_at=timezone.now(), expires_at=soon
    )
    for name in ("read", "read_paper"):
        address = reverse(name, args=[link.token])
        assert {asked(client, "get", address) for client in clients.values()} == {200}
        assert asked(clients["nobody"], "post", address) in (403, 405)
    page = reverse("archive:recommendation", args=[saved.code])
    assert asked(clients["nobody"], "get", page) == 302
