"""Can an officer go all the way, with JavaScript and without, and end at the same record?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import StringIO
from tempfile import NamedTemporaryFile
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command
from playwright.sync_api import Page, expect

from decisions.models import FullOutcome, SavedRecommendation
from decisions.seeds import shipped_edition, worked_cases
from decisions.subsidiarity.wire import to_json

from .looks import in_every_look

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LOOKED_AT = "de-tr-recruitment-1961"
# The others differ in what is answered, not in how it is asked or stored: a campaign.
MATTERS = [
    LOOKED_AT,
    pytest.param("palermo-2000", marks=pytest.mark.heavy),
    pytest.param("eu-tpd-ukraine-2022", marks=pytest.mark.heavy),
]
OpenPage = Callable[..., Page]


def matter(key: str) -> dict[str, Any]:
    return next(worked for worked in worked_cases() if worked["id"] == key)


class Journey:
    """Walks the guide as an officer would; looks at each page with axe where asked."""

    def __init__(self, page: Page, worked: dict[str, Any], look: bool, scripted: bool) -> None:
        self.page, self.look, self.scripted = page, look, scripted
        self.document = worked["document"]

    def seen(self) -> None:
        if self.look:
            found = Axe().run(self.page)
            assert found.violations_count == 0, f"{self.page.url}: {found.generate_report()}"

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_load_state()

    def start(self) -> None:
        self.page.goto("/guide/new/")
        self.seen()
        self.press("Continue")
        expect(self.page.get_by_text("There is a problem")).to_be_visible()
        self.seen()
        self.page.get_by_label("Title").fill(self.document["title"])
        self.press("Continue")

    def states(self) -> None:
        for roles, names in self.by_roles().items():
            for box in (
                self.page.get_by_role("group", name="Roles of what you add")
                .get_by_role("checkbox")
                .all()
            ):
                box.set_checked(box.get_attribute("value") in roles)
            self.page.get_by_label("Add a State or a group").fill("; ".join(names))
            self.press("Add")
        self.seen()
        self.press("Save and continue")

    def by_roles(self) -> dict[tuple[str, ...], list[str]]:
        found: dict[tuple[str, ...], list[str]] = {}
        states = shipped_edition().states
        for row in self.document["states"]:
            name = "All States" if row.get("all_states") else states[row["state"]].name
            found.setdefault(tuple(row["roles"]), []).append(name)
        return found

    def issues(self) -> None:
        for issue in self.document["issues"]:
            self.page.locator(f"input[name=issues][value={issue['issue']}]").check()
        self.page.get_by_label("Lead issue").select_option(self.document["issues"][0]["issue"])
        self.seen()
        self.press("Save and continue")

    def interests(self) -> None:
        self.seen()
        self.page.get_by_role("link", name="One word per issue").click()
        for issue in self.document["issues"]:
            word, topic = issue["answers"]["interest"], issue["issue"]
            self.page.locator(f"input[name='word {topic}'][value={word}]").check()
        self.seen()
        self.press("Save and continue")

    def questions(self) -> None:
        """Answers what is asked until the guide leaves the questions."""
        asked = 0
        while match := re.search(r"/answer/\w+/(\w+)/$", self.page.url):
            key = match[1]
            answer = self.document["answers"].get(key, "unknown")
            self.page.locator(f"input[name='{key}-answer'][value={answer}]").check()
            if self.scripted:
                expect(self.page.locator("#_saved")).to_contain_text("Saved")
            if asked == 0:
                self.seen()
            self.press("Continue")
            asked += 1
            assert asked < 30, "the guide asks for ever"
        assert asked > 3

    def own_view(self) -> None:
        self.seen()
        self.page.get_by_role("radio", name="Bilateral").check()
        if self.scripted:
            expect(self.page.locator("#_saved")).to_contain_text("Saved")
        self.press("Save and continue")

    def check(self) -> None:
        self.seen()
        self.page.get_by_role("link", name="See the recommendation").click()

    def save(self) -> SavedRecommendation:
        expect(self.page.locator("h1")).to_contain_text("level")
        self.seen()
        self.press("Save this recommendation")
        expect(self.page.get_by_role("heading", name="This record")).to_be_visible()
        self.seen()
        code = self.page.url.rstrip("/").rsplit("/", 1)[1]
        return SavedRecommendation.objects.get(code=code)

    def whole(self) -> SavedRecommendation:
        self.start()
        self.states()
        self.issues()
        self.interests()
        self.questions()
        self.own_view()
        self.check()
        return self.save()


@pytest.mark.parametrize("key", MATTERS)
def test_a_real_matter_ends_in_the_same_record_with_and_without_javascript(
    open_page: OpenPage, key: str
) -> None:
    worked = matter(key)
    scripted = Journey(open_page(), worked, look=key == LOOKED_AT, scripted=True).whole()
    page = open_page(java_script_enabled=False)
    plain = Journey(page, worked, look=False, scripted=False).whole()
    assert scripted.case == plain.case
    assert scripted.outcome == plain.outcome
    assert scripted.checksum == plain.checksum
    assert stored(scripted) == stored(plain) == by_command_line(scripted)


def stored(saved: SavedRecommendation) -> str:
    return to_json(FullOutcome.objects.get(recommendation=saved).outcome)


def by_command_line(saved: SavedRecommendation) -> str:
    """What `manage.py recommend` prints for the stored answers, to the byte."""
    case = FullOutcome.objects.get(recommendation=saved).case
    with NamedTemporaryFile("w", suffix=".json") as file:
        file.write(to_json(case))
        file.flush()
        printed = StringIO()
        call_command("recommend", file.name, format="json", stdout=printed)
    return printed.getvalue().rstrip("\n")


def first_case(page: Page) -> str:
    page.goto("/guide/")
    return page.locator("tbody th a").first.get_attribute("href") or ""


def pages(page: Page) -> Iterator[str]:
    case = first_case(page)
    page.goto("/archive/")
    saved = page.locator("tbody th a").first.get_attribute("href")
    yield from ("/guide/", "/guide/new/", "/archive/", "/rulebook/", "/rulebook/record/")
    yield from ("/nowhere/", saved or "")
    for part in ("", "about/", "states/", "issues/", "interests/?map", "interests/?words"):
        yield f"{case}{part}"
    for part in ("answer/level/tried_at/", "answer/level/?compact=yes", "own-view/", "check/"):
        yield f"{case}{part}"
    yield from (f"{case}recommendation/", f"{case}copy/")
    page.goto(f"{case}recommendation/")
    yield page.locator(".flips a").first.get_attribute("href") or ""
    yield f"{case}recommendation/level/"
    yield f"{case}recommendation/level/?level=heaven"


@pytest.mark.looks
@in_every_look
def test_no_page_offends_axe_or_scrolls_sideways(
    open_page: OpenPage, options: dict[str, Any]
) -> None:
    page = open_page(**options)
    for path in pages(page):
        page.goto(path)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} scrolls sideways by {wide} px"


@pytest.mark.heavy
def test_the_ladder_narrows_by_htmx_while_answers_come(open_page: OpenPage) -> None:
    page = open_page()
    page.goto("/guide/new/")
    page.get_by_label("Title").fill("A route")
    page.get_by_role("button", name="Continue", exact=True).click()
    page.wait_for_url("**/states/")
    code = page.url.split("/guide/")[1].split("/")[0]
    page.goto(f"/guide/{code}/answer/scope/table_limit/")
    assert page.locator("#_panel .rung-possible").count() >= 4
    page.get_by_label("Two parties").check()
    expect(page.locator("#_saved")).to_contain_text("Saved")
    expect(page.locator("#_panel .rung-not_achievable")).to_have_count(3)
    page.reload()
    expect(page.get_by_label("Two parties")).to_be_checked()


@pytest.mark.heavy
def test_what_another_level_would_take_comes_by_htmx_and_can_be_tried(
    open_page: OpenPage,
) -> None:
    page = open_page()
    page.goto(f"{first_case(page)}recommendation/level/")
    page.check("input[value=local]")
    page.click("text=Work it out")
    page.wait_for_selector("#_smallest h2, #_smallest .note")
    assert "level=local" in page.url
    if page.locator("#_smallest a:has-text('Try')").count():
        page.click("#_smallest a:has-text('Try')")
        assert page.locator("h1.headline").inner_text().startswith("Local level")


def test_the_guide_can_be_walked_by_keyboard_alone(open_page: OpenPage) -> None:
    page = open_page()
    page.goto(f"{first_case(page)}answer/level/solo/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.locator("input[name='solo-answer']:checked").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#_saved")).to_contain_text("Saved")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "solo" not in url)


def test_typing_saves_itself_and_an_answer_that_could_not_be_saved_is_said(
    open_page: OpenPage,
) -> None:
    page = open_page()
    address = f"{first_case(page)}answer/level/solo/"
    page.goto(address)
    page.get_by_text("Evidence, source, certainty").click()
    page.get_by_label("Evidence or remark").press_sequentially("A law of 2005")
    expect(page.locator("#_saved")).to_contain_text("Saved")
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Partly").check()
    expect(page.locator("#_saved")).to_contain_text("could not be saved")
    expect(page.get_by_label("Evidence or remark")).to_have_value("A law of 2005")


def test_two_windows_on_one_case_meet_in_a_conflict_and_nothing_is_lost(
    open_page: OpenPage,
) -> None:
    mine = open_page()
    address = f"{first_case(mine)}answer/level/solo/"
    theirs = mine.context.new_page()
    for page in (mine, theirs):
        page.goto(address)
    theirs.get_by_label("No", exact=True).check()
    expect(theirs.locator("#_saved")).to_contain_text("Saved")
    mine.get_by_label("Partly").check()
    expect(mine.get_by_role("heading", level=1)).to_contain_text("has changed since you opened")
    expect(mine.get_by_role("row", name="One State alone Partly No")).to_be_visible()
    expect(mine.get_by_role("heading", level=1)).to_be_focused()
    assert Axe().run(mine).violations_count == 0
    mine.get_by_role("button", name="Save mine over it").click()
    mine.wait_for_url(lambda url: "solo" not in url)
    theirs.reload()
    expect(theirs.get_by_label("Partly")).to_be_checked()
