"""How do the journeys drive a real browser?"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from io import StringIO

import pytest
from django.core.management import call_command
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.chromium import ARGUMENTS, required

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = required()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def house(live_server: LiveServer, settings: object) -> LiveServer:
    """The server with the shipped edition and the demonstration accounts."""
    settings.DEMO = True  # type: ignore[attr-defined]
    call_command("seed", stdout=StringIO())
    call_command("demo", stdout=StringIO())
    return live_server


@pytest.fixture
def open_page(browser: Browser, house: LiveServer) -> Iterator[Callable[..., Page]]:
    """A page signed in as somebody; errors on the console fail the test."""
    contexts = []
    errors: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        # A form sent back with 422 or 403 is news to the browser and to htmx, not an error of ours.
        # Nor is a request of htmx that gave way to the next one while somebody was still typing.
        news = r"status of 4|Status Error Code 4|^htmx:(sendAbort|afterRequest),"
        if message.type == "error" and not re.search(news, message.text):
            errors.append(message.text)

    def opened(user: str = "anna", **options: object) -> Page:
        context = browser.new_context(base_url=house.url, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", listen)
        page.goto("/sign-in/")
        page.click(f"form:has(input[value={user}]) button")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not errors
