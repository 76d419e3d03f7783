"""Who are the people of the tests, and what is stored before they begin?"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.commands import flush
from django.db import connection
from django.test import Client

from decisions.house.roles import OFFICER, REVIEWER, RULE_ADMINISTRATOR
from decisions.models import CaseFile, immutable
from decisions.seeds import shipped_edition
from decisions.subsidiarity.edition import Edition

# Tests make very many objects and few circles: looking for circles took a tenth of their time.
gc.set_threshold(50_000, 20, 100)

CORE = Path(__file__).parent / "subsidiarity"
LONG = {
    f"test_{name}"
    for name in "exhaustive fora_golden laws matching_growth oracle sentences what_if".split()
}
"""They go over much of the core many times, and over no line that the others leave out."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of the core by itself are the ones that its coverage is measured with."""
    for item in items:
        if CORE in item.path.parents and item.path.stem not in LONG:
            item.add_marker(pytest.mark.inner)


@pytest.fixture(scope="session")
def edition() -> Edition:
    return shipped_edition()


@pytest.fixture(scope="session", autouse=True)
def triggers_rest_while_tables_are_emptied() -> Iterator[None]:
    """After a test with real transactions all tables are emptied, which triggers would refuse."""
    honest = flush.Command.handle

    def handle(self: flush.Command, **options: Any) -> None:
        immutable.remove(connection, immutable.ALL)
        honest(self, **options)
        immutable.install(connection, immutable.ALL)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(flush.Command, "handle", handle)
        yield


@pytest.fixture
def seeded(db: None) -> None:
    call_command("seed", verbosity=0)


def person(username: str, role: str) -> User:
    user = User.objects.create_user(username, password=None, first_name=username.title())
    user.groups.add(Group.objects.get(name=role))
    return user


@pytest.fixture
def anna(seeded: None) -> User:
    """A policy officer."""
    return person("anna", OFFICER)


@pytest.fixture
def otto(seeded: None) -> User:
    """Another policy officer, a stranger to Anna's cases."""
    return person("otto", OFFICER)


@pytest.fixture
def boris(seeded: None) -> User:
    """A reviewer."""
    return person("boris", REVIEWER)


@pytest.fixture
def clara(seeded: None) -> User:
    """A rule administrator."""
    return person("clara", RULE_ADMINISTRATOR)


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def document() -> dict[str, Any]:
    """Germany and Türkiye, 1961."""
    from decisions.seeds import worked_cases

    return next(c["document"] for c in worked_cases() if c["id"] == "de-tr-recruitment-1961")


@pytest.fixture
def case_file(anna: User, document: dict[str, Any]) -> CaseFile:
    """Anna's case, answered."""
    from django.utils import timezone

    from decisions.guide.actions import open_case_file
    from decisions.house.sending import Sent

    return open_case_file(
        user=anna, sent=Sent("first", 0), now=timezone.now(), title="Workers", document=document
    )
