"""Do Anna and Boris come to an accepted paper, page by page?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .looks import in_every_look, seen

pytestmark = [
    pytest.mark.browser,
    pytest.mark.looks,
    pytest.mark.django_db(transaction=True),
]

OpenPage = Callable[..., Page]
REASON = "Single towns have hired on their own since 2019."


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    page.wait_for_load_state()


def saved_and_submitted(anna: Page) -> str:
    """The address of the record."""
    anna.goto("/guide/")
    case = anna.locator("tbody th a").first.get_attribute("href")
    anna.goto(f"{case}recommendation/")
    press(anna, "Save this recommendation")
    address = anna.url.split("#")[0]
    press(anna, "Submit for review")
    expect(anna.locator("#_review")).to_contain_text("Submitted by Anna")
    seen(anna)
    return address


def disputed_and_returned(boris: Page, address: str) -> None:
    """Found among what waits; one rule disputed."""
    boris.goto("/archive/waiting/")
    expect(boris.get_by_role("link", name="Waiting (")).to_be_visible()
    seen(boris)
    code = address.rstrip("/").rpartition("/")[2]
    listed = boris.get_by_role("heading", name="To review").locator("xpath=..")
    listed.locator(f"a[href*='{code}']").click()
    assert boris.url == f"{address}review/"
    seen(boris)
    press(boris, "Return it to the officer")
    expect(boris.get_by_role("alert")).to_contain_text("Dispute at least one point")
    boris.locator("#_points").get_by_role("link", name="Dispute").first.click()
    press(boris, "Dispute it")
    expect(boris.get_by_role("alert")).to_contain_text("Give a reason.")
    seen(boris)
    boris.get_by_label("Why do you dispute it?").fill(REASON)
    press(boris, "Dispute it")
    expect(boris.locator("#_disputed")).to_contain_text(REASON)
    press(boris, "Return it to the officer")
    expect(boris.locator("#_review")).to_contain_text("Returned by Boris")


def answered(anna: Page, address: str) -> None:
    anna.goto("/archive/waiting/")
    code = address.rstrip("/").rpartition("/")[2]
    listed = anna.get_by_role("heading", name="To answer").locator("xpath=..")
    listed.locator(f"a[href*='{code}']").click()
    expect(anna.get_by_text(REASON)).to_be_visible()
    seen(anna)
    anna.get_by_label("Keep it, with a reply").check()
    press(anna, "Send it back to the reviewer")
    expect(anna.get_by_role("alert")).to_contain_text("Give a reply")
    seen(anna)
    anna.get_by_label("Your reply").fill("The law of 2020 ended that.")
    press(anna, "Send it back to the reviewer")
    expect(anna.locator("#_review")).to_contain_text("second round")


def accepted(boris: Page, address: str) -> None:
    boris.goto(f"{address}review/")
    seen(boris)
    boris.get_by_label("Settled").check()
    press(boris, "Accept it")
    expect(boris.get_by_role("status")).to_contain_text("Accepted.")
    expect(boris.locator("#_review")).to_contain_text("Accepted by Boris")
    seen(boris)


def test_anna_submits_boris_disputes_one_rule_anna_answers_boris_accepts_and_it_is_printed(
    open_page: OpenPage,
) -> None:
    anna = open_page()
    boris = open_page("boris", viewport={"width": 360, "height": 800}, color_scheme="dark")
    address = saved_and_submitted(anna)
    disputed_and_returned(boris, address)
    answered(anna, address)
    accepted(boris, address)
    anna.goto(address)
    for said in (REASON, "The law of 2020 ended that.", "Settled"):
        expect(anna.locator("#_review")).to_contain_text(said)
    seen(anna)
    with anna.expect_download() as loading:
        anna.locator("#_tools a[href$='memo/one-page.pdf']").click()
    assert loading.value.path().read_bytes().startswith(b"%PDF")


def test_the_same_way_goes_without_javascript_to_an_accepted_record_with_dissent(
    open_page: OpenPage,
) -> None:
    anna, boris = (open_page(who, java_script_enabled=False) for who in ("anna", "boris"))
    anna.goto("/archive/")
    anna.goto(anna.locator("tbody th a").first.get_attribute("href") or "")
    address = anna.url
    press(anna, "Submit for review")
    boris.goto(f"{address}review/")
    boris.locator("#_points").get_by_role("link", name="Dispute").first.click()
    boris.get_by_label("Why do you dispute it?").fill(REASON)
    press(boris, "Dispute it")
    press(boris, "Return it to the officer")
    anna.goto(f"{address}answer/")
    anna.get_by_label("Keep it, with a reply").check()
    anna.get_by_label("Your reply").fill("No.")
    press(anna, "Send it back to the reviewer")
    boris.goto(f"{address}review/")
    boris.get_by_label("I still disagree").check()
    boris.get_by_label("If you still disagree: why?").fill("I keep my doubt.")
    press(boris, "Accept it")
    expect(boris.locator("#_review")).to_contain_text("Dissent kept")
    expect(boris.locator("#_review")).to_contain_text("I keep my doubt.")


@pytest.mark.heavy
@in_every_look
def test_departing_commenting_and_what_has_moved_on_offend_nobody(
    open_page: OpenPage, options: dict[str, object]
) -> None:
    anna = open_page(**options)
    anna.goto("/archive/")
    anna.goto(anna.locator("tbody th a").first.get_attribute("href") or "")
    address = anna.url
    other = anna.context.new_page()
    other.goto(address)
    press(anna, "Submit for review")
    press(other, "Submit for review")
    expect(other.get_by_role("heading", level=1)).to_contain_text("has moved on")
    seen(other)
    anna.goto(f"{address}departure/")
    press(anna, "Depart from the advice")
    expect(anna.get_by_role("alert")).to_contain_text("Choose a level.")
    seen(anna)
    anna.locator("input[name=level]").first.check()
    anna.locator("input[name=rules]").first.check()
    anna.get_by_label("Why do you depart from the advice?").fill("The minister has promised it.")
    press(anna, "Depart from the advice")
    expect(anna.locator("#_departure")).to_contain_text("recommends another level")
    anna.get_by_text("Write a comment").click()
    press(anna, "Comment")
    expect(anna.get_by_role("alert")).to_contain_text("Write what you want to say.")
    seen(anna)
    anna.get_by_label("Comment", exact=True).fill("A word.")
    press(anna, "Comment")
    expect(anna.locator("#_comments")).to_contain_text("A word.")
    press(anna, "Take back your comment on The whole recommendation")
    expect(anna.locator("#_comments")).to_contain_text("You took back a comment.")
    seen(anna)
    clara = open_page("clara", **options)
    clara.goto("/rulebook/disputed/")
    expect(clara.locator("tbody tr").first).to_be_visible()
    seen(clara)
