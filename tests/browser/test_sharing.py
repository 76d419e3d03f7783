"""Can a case be shared, marked, linked and brought in, with JavaScript and without, on any screen?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from decisions.models import CaseFile, LinkView, Share

from .looks import in_every_look, seen, with_and_without_scripts

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OpenPage = Callable[..., Page]
MATTER = "Poland-Russia local border traffic"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_load_state()


def case_page(page: Page) -> str:
    code = CaseFile.objects.get(title__startswith=MATTER).code
    return f"/guide/{code}/"


@pytest.mark.looks
@in_every_look
def test_no_page_offends_axe_or_scrolls_sideways(
    open_page: OpenPage, tmp_path: Path, options: dict[str, Any]
) -> None:
    page = open_page("anna", **options)
    case = case_page(page)
    page.goto(f"{case}sharing/")
    page.get_by_role("radio", name="Confidential").check()
    press(page, "Save the marking")
    seen(page)
    press(page, "Share with this colleague")
    expect(page.get_by_text("There is a problem")).to_be_visible()
    seen(page)
    page.goto("/guide/teams/")
    press(page, "Make this team")
    seen(page)
    broken = tmp_path / "case.json"
    broken.write_text('{"states": [{"state": "XX"}], "issues": []}')
    page.goto("/guide/import/")
    page.get_by_label("File").set_input_files(broken)
    press(page, "Import this case")
    expect(page.get_by_text("is not a State").first).to_be_visible()
    seen(page)
    for address in ("/guide/", case):
        page.goto(address)
        seen(page)
    links(page, "Eva")
    seen(page)
    address = page.locator("input.address").input_value()
    page.goto(address)
    seen(page)
    assert page.goto("/read/none/").status == 404
    seen(page)


def links(page: Page, name: str) -> None:
    """On the page of links to the matter's recommendation, with one made."""
    saved = CaseFile.objects.get(title__startswith=MATTER).recommendations.latest("pk")
    page.goto(f"/archive/{saved.code}/links/")
    page.get_by_label("For whom is it?").fill(name)
    page.get_by_role("radio", name="7 days").check()
    press(page, "Make this link")


@with_and_without_scripts
def test_a_case_is_shared_taken_back_and_given_again(open_page: OpenPage, scripted: bool) -> None:
    page = open_page("anna", java_script_enabled=scripted)
    page.goto(f"{case_page(page)}sharing/")
    page.get_by_label("Name of the colleague").fill("boris")
    colleague = page.locator("form", has=page.locator("#colleague_name"))
    colleague.get_by_label("Read and comment").check()
    press(page, "Share with this colleague")
    share = page.locator(".share", has_text="Boris")
    expect(share).to_be_visible()
    share.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("no longer shared with Boris")).to_be_visible()
    press(page, "Undo")
    expect(share).to_be_visible()
    assert Share.objects.filter(person__username="boris", right=2, assessed=False).count() == 1


@with_and_without_scripts
def test_a_stranger_reads_by_a_link_until_it_is_revoked(
    open_page: OpenPage, browser: Browser, scripted: bool
) -> None:
    page = open_page("anna", java_script_enabled=scripted)
    links(page, "Eva")
    address = page.locator("input.address").input_value()
    context = browser.new_context(java_script_enabled=scripted)
    stranger = context.new_page()
    stranger.goto(address)
    expect(stranger.get_by_role("heading", level=1)).to_contain_text("Cross-border area")
    button = stranger.get_by_role("button", name="Print this page")
    expect(button).to_have_count(1 if scripted else 0)
    assert stranger.context.cookies() == []
    assert LinkView.objects.count() == 1
    press(page, "Revoke the link for Eva")
    expect(page.get_by_text("is revoked, and that is final")).to_be_visible()
    assert stranger.reload().status == 404
    context.close()


@with_and_without_scripts
def test_a_case_that_was_exported_is_brought_in_again(
    open_page: OpenPage, tmp_path: Path, scripted: bool
) -> None:
    page = open_page("anna", java_script_enabled=scripted)
    page.goto(case_page(page))
    with page.expect_download() as download:
        page.get_by_role("link", name="Export this case").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)
    page.goto("/guide/import/")
    page.get_by_label("File").set_input_files(file)
    press(page, "Import this case")
    expect(page.get_by_role("heading", level=1)).to_contain_text(MATTER)
    assert CaseFile.objects.filter(title__startswith=MATTER).count() == 2
