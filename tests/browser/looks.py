"""In which looks is every page examined, and what must none of them do?"""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LIGHT: dict[str, Any] = {"color_scheme": "light"}
DARK: dict[str, Any] = {"color_scheme": "dark", "viewport": {"width": 360, "height": 800}}
FORCED: dict[str, Any] = {"forced_colors": "active", "viewport": {"width": 320, "height": 800}}

in_every_look = pytest.mark.parametrize(
    "options",
    [
        pytest.param(LIGHT, id="light and wide", marks=pytest.mark.heavy),
        pytest.param(DARK, id="dark and narrow"),
        pytest.param(FORCED, id="forced colours and narrower", marks=pytest.mark.heavy),
    ],
)
"""All in `make campaign`; the narrow dark one, where most goes wrong, in every run."""

with_and_without_scripts = pytest.mark.parametrize(
    "scripted",
    [
        pytest.param(True, id="with JavaScript", marks=pytest.mark.heavy),
        pytest.param(False, id="without"),
    ],
)
"""A page that works without JavaScript is first a link or a form; with it, in the campaign."""


def seen(page: Page) -> None:
    """The page neither offends axe nor scrolls sideways."""
    found = Axe().run(page)
    assert found.violations_count == 0, f"{page.url}: {found.generate_report()}"
    wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
    assert wide <= 0, f"{page.url} scrolls sideways by {wide} px"
