"""How do the tests pass a recommendation between officer and reviewer, by requests alone?"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.guide.actions import change, save_recommendation
from decisions.house.sending import Sent
from decisions.models import CaseFile, Dispute, Dossier, SavedRecommendation, Share

As = Callable[[User], Client]
RULE = ("rule", "one-state-only-partly", "temporary_labour")


def save(owner: User, case_file: CaseFile, by: User | None = None) -> SavedRecommendation:
    case_file.refresh_from_db()
    return save_recommendation(
        user=by or owner,
        case_file=case_file,
        sent=Sent(uuid4().hex, case_file.revision),
        now=timezone.now(),
    )


def edit(owner: User, case_file: CaseFile, how: Any) -> CaseFile:
    case_file.refresh_from_db()
    return change(
        user=owner,
        case_file=case_file,
        sent=Sent(uuid4().hex, case_file.revision),
        now=timezone.now(),
        act="test",
        edit=how,
    )


def share(case_file: CaseFile, person: User, right: int, assessed: bool = False) -> Share:
    return Share.objects.create(
        case_file=case_file,
        person=person,
        right=right,
        assessed=assessed,
        given_by=case_file.owner,
        given_at=timezone.now(),
    )


def status(saved: SavedRecommendation) -> str:
    return Dossier.objects.get(pk=saved.pk).status


class Desk:
    """One person at work on one record: what they send carries the keys of the page it is on."""

    def __init__(self, client: Client, saved: SavedRecommendation) -> None:
        self.client, self.saved = client, saved

    def keys(self) -> dict[str, Any]:
        return {"key": uuid4().hex, "revision": Dossier.objects.get(pk=self.saved.pk).revision}

    def url(self, page: str) -> str:
        return reverse(f"archive:{page}", args=[self.saved.code])

    def get(self, page: str, query: str = "") -> HttpResponse:
        return self.client.get(self.url(page) + query)

    def post(self, page: str, query: str = "", **data: Any) -> HttpResponse:
        return self.client.post(self.url(page) + query, {**self.keys(), **data})

    def page(self) -> str:
        return words(self.get("recommendation"))

    def submit(self) -> HttpResponse:
        return self.post("submit")

    def dispute(self, kind: str, key: str, issue: str = "", /, **data: Any) -> HttpResponse:
        query = "?" + urlencode({"kind": kind, "key": key, "issue": issue})
        return self.post("dispute", query, **{"reason": "I doubt it.", **data})

    def decide(self, act: str, **data: Any) -> HttpResponse:
        return self.post("review", act=act, **data)

    def answer(self, **data: Any) -> HttpResponse:
        return self.post("answer", **data)

    def keep(self, dispute: Dispute, reply: str = "It stands.") -> dict[str, str]:
        return {f"choice_{dispute.pk}": "keep", f"reply_{dispute.pk}": reply}


def words(response: HttpResponse) -> str:
    """The text of a page, without markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def next_record(saved: SavedRecommendation) -> SavedRecommendation:
    """The latest record of a review."""
    thread = Dossier.objects.get(pk=saved.pk).thread_id
    return Dossier.objects.filter(thread=thread).order_by("pk").last().recommendation  # type: ignore[union-attr]
