"""How do the tests of this room read a page?"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from decisions.seeds import shipped_edition
from decisions.subsidiarity.fora import Forum

Read = Callable[..., str]


@pytest.fixture
def read(anna: User, as_user: Callable[[User], Client]) -> Read:
    """The text of a page of the room as an officer gets it, signs spelled out."""
    client = as_user(anna)

    def get(
        name: str, *args: str, asked: dict[str, str | list[str]] | None = None, status: int = 200
    ) -> str:
        response = client.get(reverse(f"fora:{name}", args=args), asked or {})
        assert response.status_code == status
        return unescape(response.content.decode())

    return get


@pytest.fixture(scope="session")
def fora() -> dict[str, Forum]:
    return {forum.id: forum for forum in shipped_edition().fora}


def linked(page: str) -> list[str]:
    """Ids of the fora that a page links to, in order, each once."""
    known = {forum.id for forum in shipped_edition().fora}
    found = re.findall(r'<a href="/fora/([\w-]+)/', page)
    return list(dict.fromkeys(key for key in found if key in known))
