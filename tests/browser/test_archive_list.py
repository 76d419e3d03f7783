"""Is the list of recommendations for everybody: on any screen, with JavaScript and without?"""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import Page, expect

from decisions.management.made_up import filling

from .looks import in_every_look, with_and_without_scripts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OpenPage = Callable[..., Page]
PAGES = (
    "/archive/",
    "/archive/?away=also&q=a",
    "/archive/?q=zzzz",
    "/archive/?level=mars&state=Atlantis&edition=9",
    "/archive/views/",
)
LOW = """() => [...document.querySelectorAll("main :is(button, summary, select, .button, .back),"
  + "main input:not([type=hidden], [type=checkbox], [type=radio]), main :is(th, h2, nav li) > a")]
  .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 44)
  .map(each => each.outerHTML.slice(0, 90))"""


@pytest.fixture
def filled(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred records, most of them made up."""
    monkeypatch.setattr(filling, "POOL", 9)
    call_command("demo", "--recommendations", "100", stdout=StringIO(), stderr=StringIO())


def kept_view(page: Page) -> None:
    page.goto("/archive/?status=accepted")
    page.get_by_text("Keep this search as a view").click()
    page.get_by_label("Name of the view").fill("Accepted")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("link", name="Accepted", exact=True)).to_be_visible()


@pytest.mark.looks
@in_every_look
def test_no_page_offends_axe_scrolls_sideways_or_has_small_targets(
    filled: None, open_page: OpenPage, options: dict[str, Any]
) -> None:
    page = open_page("anna", **options)
    kept_view(page)
    page.goto("/archive/")
    tags = page.get_by_role("link", name="Tags of").first.get_attribute("href") or ""
    for path in (*PAGES, tags):
        page.goto(path)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} scrolls sideways by {wide} px"
        assert page.evaluate(LOW) == [], path


def titles(page: Page) -> list[str]:
    return page.locator("#_results tbody th > a").all_inner_texts()


def narrowed(page: Page, scripted: bool) -> list[str]:
    page.goto("/archive/")
    page.locator("#id_level").select_option("bilateral")
    if scripted:
        page.wait_for_url("**level=bilateral**")
    else:
        page.get_by_role("button", name="Show").click()
    expect(page.locator("#_count")).to_contain_text("found, the latest first")
    return titles(page)


def test_a_filter_gives_the_same_with_and_without_javascript(
    filled: None, open_page: OpenPage
) -> None:
    scripted = open_page()
    by_htmx = narrowed(scripted, scripted=True)
    plain = narrowed(open_page(java_script_enabled=False), scripted=False)
    assert by_htmx == plain
    scripted.reload()
    assert titles(scripted) == plain


@pytest.mark.heavy
def test_a_search_narrows_the_list_as_it_is_typed(filled: None, open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/archive/")
    before = page.locator("#_count").inner_text()
    page.get_by_label("Search").press_sequentially("khartoum")
    expect(page.locator("#_count")).to_have_text("1 recommendation found, the latest first")
    expect(page.get_by_label("Search")).to_be_focused()
    assert before != page.locator("#_count").inner_text()


@with_and_without_scripts
def test_a_record_is_tagged_found_put_away_and_brought_back(
    filled: None, open_page: OpenPage, scripted: bool
) -> None:
    page = open_page(java_script_enabled=scripted)
    page.goto("/archive/?q=khartoum")
    page.locator("#_results tbody th > a").click()
    page.get_by_label("Add a tag").fill("to revisit")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#_tags .tags")).to_contain_text("to revisit")
    page.goto("/archive/?tag=To+Revisit")
    page.locator("#_results tbody th > a").click()
    page.get_by_role("button", name="Put it away").click()
    expect(page.get_by_text("is put away")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Put it away")).to_be_visible()
    page.goto("/archive/?tag=to+revisit")
    expect(page.locator("#_count")).to_contain_text("1 recommendation found")
