"""Does the server's log keep the addresses of read-only links to itself?"""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from gunicorn.config import Config
from gunicorn.glogging import Logger

from config.access_log import Masked

pytestmark = pytest.mark.core

TOKEN = "k3m9x2abcd:Zm9vYmFy"
VISIT = {
    "REQUEST_METHOD": "GET",
    "PATH_INFO": f"/read/{TOKEN}/",
    "RAW_URI": f"/read/{TOKEN}/?seats=eu",
    "QUERY_STRING": "seats=eu",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "HTTP_REFERER": f"https://subsidium.example/read/{TOKEN}/",
}


def logged(logger: type[Logger], visit: dict[str, str]) -> str:
    request = SimpleNamespace(headers=[("REFERER", visit["HTTP_REFERER"])])
    response = SimpleNamespace(status="200 OK", headers=[], sent=1)
    return str(logger(Config()).atoms(response, request, visit, timedelta(seconds=1)))


def test_the_address_of_a_link_is_masked_wherever_it_stands() -> None:
    assert TOKEN not in logged(Masked, VISIT)
    assert "/read/…" in logged(Masked, VISIT)


def test_other_addresses_stand_as_they_are() -> None:
    visit = {**VISIT, "PATH_INFO": "/archive/", "RAW_URI": "/archive/", "HTTP_REFERER": "-"}
    assert "/archive/" in logged(Masked, visit)


def test_gunicorn_by_itself_would_log_it() -> None:
    """The negative control."""
    assert TOKEN in logged(Logger, VISIT)
