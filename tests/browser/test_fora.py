"""Can the fora be looked up with JavaScript and without, on any screen, and by everybody?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .looks import in_every_look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OpenPage = Callable[..., Page]
PAGES = (
    "/fora/",
    "/fora/?q=zzzz",
    "/fora/?level=mars&state=Atlantis",
    "/fora/?state=Turkey&issue=readmission_own&sort=few",
    "/fora/budapest-process/",
    "/fora/mtm/",
    "/fora/apc/",
    "/fora/tpl-mobility-partnership/",
    "/fora/who/",
    "/fora/who/?states=Spain%3B+Morocco&issue=asylum",
    "/fora/who/?states=All+States",
    "/fora/who/?states=Atlantis",
    "/fora/states/",
    "/fora/states/MA/",
    "/fora/states/PN/",
    "/fora/overlap/",
    "/fora/overlap/?a=schengen&b=budapest-process",
    "/fora/overlap/?a=eu&b=mars",
)
LOW = """() => [...document.querySelectorAll("main :is(button, summary, select, .button, .back),"
  + "main input:not([type=hidden], [type=checkbox], [type=radio]), main :is(th, h4, dd, .states li, nav li) > a")]
  .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 44)
  .map(each => each.outerHTML.slice(0, 90))"""


@pytest.mark.looks
@in_every_look
def test_no_page_offends_axe_scrolls_sideways_or_has_small_targets(
    open_page: OpenPage, options: dict[str, Any]
) -> None:
    page = open_page("clara", **options)
    for path in PAGES:
        page.goto(path)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        wide = page.evaluate("document.scrollingElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} scrolls sideways by {wide} px"
        assert page.evaluate(LOW) == [], path


def names(page: Page, cells: str) -> list[str]:
    return [name.strip() for name in page.locator(cells).all_inner_texts()]


def filtered(page: Page, scripted: bool) -> list[str]:
    """Fora of an issue that seat Türkiye, as the page lists them."""
    page.goto("/fora/")
    page.locator("#id_issue").select_option("readmission_own")
    page.locator("#id_state").fill("Turkey")
    if scripted:
        page.locator("#id_state").blur()
    else:
        page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("status")).to_contain_text("of 90 fora found")
    expect(page.locator("#_results")).to_contain_text("Türkiye: member")
    return names(page, "#_results tbody th a")


def test_the_filter_gives_the_same_with_and_without_javascript(open_page: OpenPage) -> None:
    scripted = open_page()
    by_htmx = filtered(scripted, scripted=True)
    plain = filtered(open_page(java_script_enabled=False), scripted=False)
    assert by_htmx == plain
    assert "Budapest Process" in plain
    assert "issue=readmission_own" in scripted.url
    scripted.reload()
    assert names(scripted, "#_results tbody th a") == plain


def asked(page: Page) -> list[str]:
    page.goto("/fora/who/")
    page.get_by_label("States or groups").fill("Algeria; Morocco; Tunisia; France; Spain; Italy")
    page.get_by_role("button", name="Find the fora").click()
    expect(page.locator("#_answer h2")).to_contain_text("seat all 6 States")
    return names(page, "#_answer .cards h4 a")


@pytest.mark.heavy
def test_who_seats_these_states_answers_the_same_with_and_without_javascript(
    open_page: OpenPage,
) -> None:
    scripted = open_page()
    by_htmx = asked(scripted)
    plain = asked(open_page(java_script_enabled=False))
    assert by_htmx == plain
    assert plain[0] == "5+5 Dialogue on Migration in the Western Mediterranean"
    assert "states=Algeria" in scripted.url


@pytest.mark.heavy
def test_a_search_as_it_is_typed_narrows_the_list_and_the_count_is_announced(
    open_page: OpenPage,
) -> None:
    page = open_page()
    page.goto("/fora/")
    expect(page.get_by_role("status")).to_have_text("90 fora.")
    page.get_by_label("Search").press_sequentially("soderk")
    expect(page.get_by_role("status")).to_contain_text("1 of 90 fora found")
    expect(page.get_by_label("Search")).to_be_focused()


def test_an_error_by_htmx_is_told_and_goes_again_once_it_is_mended(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/fora/")
    state = page.locator("#id_state")
    state.fill("Atlantis")
    state.blur()
    expect(page.get_by_role("alert")).to_contain_text("No State is called “Atlantis”.")
    expect(page.get_by_role("status")).to_contain_text("All 90 fora are shown")
    state.fill("Morocco")
    state.blur()
    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.get_by_role("status")).to_contain_text("fora found")


@pytest.mark.heavy
def test_one_goes_from_a_forum_to_its_states_and_to_another_forum_by_links_alone(
    open_page: OpenPage,
) -> None:
    page = open_page("boris", java_script_enabled=False)
    page.goto("/fora/ecowas/")
    page.get_by_role("link", name="Compare with another forum").click()
    page.get_by_label("Second forum").select_option("african-union")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("img")).to_have_attribute("aria-label", "Only ECOWAS: 0. Both: 12. Only AU: 39. Not certain: 4. ")  # fmt: skip
    page.get_by_role("link", name="Ghana").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ghana")
    page.get_by_role("link", name="Find a table for Ghana and others").click()
    expect(page.get_by_label("States or groups")).to_have_value("GH")
