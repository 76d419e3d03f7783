"""Does the list take about as long among thousands as among a hundred?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.timing import best

from .many import store_many

pytestmark = pytest.mark.django_db

As = Callable[[User], Client]
ASKED: list[dict[str, str]] = [
    {}, {"level": "bilateral"}, {"issue": "asylum"}, {"status": "accepted"},
    {"level": "bilateral", "status": "accepted", "whose": "mine"}, {"forum": "eu"},
    {"q": "saffron"}, {"q": "authorities"}, {"q": "s"}, {"q": "seas work"}, {"q": "zzz"},
]  # fmt: skip
FEW, MANY, TIMES = 100, 3_000, 3.0


@pytest.mark.looks
@pytest.mark.heavy
def test_a_page_among_thousands_takes_at_most_three_times_as_long(
    anna: User, boris: User, as_user: As
) -> None:
    """Sizes a thousand times apart are measured by `make bench-archive`."""
    clients = {user.username: as_user(user) for user in (anna, boris)}
    few = times(clients, FEW)
    many = times(clients, MANY)
    slow = {key: round(many[key] / few[key], 2) for key in few if many[key] > TIMES * few[key]}
    assert not slow


def times(clients: dict[str, Client], number: int) -> dict[Any, float]:
    store_many(number)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return {
        (who, *asked.items(), page): best(lambda: client.get(url, {**asked, **page_of}), tries=5)  # noqa: B023
        for who, client in clients.items()
        for url in [reverse("archive:list")]
        for asked in ASKED
        for page, page_of in pages(client, asked)
    }


def pages(client: Client, asked: dict[str, str]) -> list[tuple[int, dict[str, str]]]:
    """The first page and, of the whole list, the second."""
    rows = client.get(reverse("archive:list"), asked).context["rows"]
    first: list[tuple[int, dict[str, str]]] = [(1, {})]
    return first if asked or not rows else [*first, (2, {"before": rows[0].saved.code})]
