"""Does Clara bring a changed rule into force with the keyboard alone, with JavaScript and without?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from decisions.guide.actions import open_case_file, save_recommendation
from decisions.house.sending import Sent
from decisions.models import CaseFile, Draft, EditionRecord, SavedRecommendation
from tests.rulebook.desk import begin, edit

from .looks import in_every_look, seen

pytestmark = [
    pytest.mark.browser,
    pytest.mark.looks,
    pytest.mark.django_db(transaction=True),
]

OpenPage = Callable[..., Page]
RULE = "States rarely give quotas and temporary schemes to a larger table"
SAME, ABOVE = 0, 2
"""What a browser says of where one element stands from another."""
FURTHEST = 250
"""So many presses of Tab lead to everything on a page."""
QUOTAS: dict[str, Any] = {
    "states": [
        {"state": "IT", "roles": ["receiving"]},
        {"state": "TN", "roles": ["sending"]},
        {"state": "EG", "roles": ["sending"]},
    ],
    "answers": {"reach": "several_regions", "solo": "no", "pair": "no"},
    "issues": [{"issue": "admission_quotas", "answers": {"interest": "overlapping"}}],
}


def form() -> Sent:
    return Sent(uuid4().hex, 1)


def quotas_case() -> tuple[CaseFile, SavedRecommendation]:
    """Anna's open case on quotas, and what she saved of it: regional under the first edition."""
    anna, now = User.objects.get(username="anna"), timezone.now()
    held = open_case_file(user=anna, sent=form(), now=now, title="Quotas", document=QUOTAS)
    saved = save_recommendation(user=anna, case_file=held, sent=form(), now=now)
    assert saved.level == "regional"
    return held, saved


def reach(page: Page, wanted: Locator) -> None:
    """Press Tab until it has the focus; Shift and Tab where it stands above."""
    for _ in range(FURTHEST):
        place = wanted.evaluate("e => document.activeElement.compareDocumentPosition(e)")
        if place == SAME:
            return
        page.keyboard.press("Shift+Tab" if place & ABOVE else "Tab")
    raise AssertionError(f"no key leads to {wanted}")


def follow(page: Page, name: str) -> None:
    reach(page, page.get_by_role("link", name=name, exact=True).first)
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def press(page: Page, name: str) -> None:
    reach(page, page.get_by_role("button", name=name, exact=True).first)
    page.keyboard.press("Enter")
    page.wait_for_load_state()


def fill(page: Page, label: str, text: str) -> None:
    reach(page, page.get_by_label(label).first)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def opens_a_draft(clara: Page) -> None:
    """From the first page to a draft."""
    follow(clara, "Editions and drafts")
    follow(clara, "Start a draft")
    fill(clara, "Name of the draft", "Quotas are decisive")
    press(clara, "Start the draft")
    expect(clara.get_by_role("heading", level=1)).to_have_text("Quotas are decisive")


def opens_the_rule(clara: Page) -> None:
    follow(clara, "Rules")
    fill(clara, "Search", "quotas-stay-bilateral")
    press(clara, "Show")
    follow(clara, f"Change {RULE}")


def makes_it_decisive(clara: Page) -> None:
    """And sees the sentence, the share and the moved case before anything is saved."""
    reach(clara, clara.get_by_role("radio", name="Presumption"))
    clara.keyboard.press("ArrowDown")
    press(clara, "Preview")
    preview = clara.locator("#_preview")
    expect(preview).to_contain_text("not achievable above bilateral (decisive)")
    expect(preview).to_contain_text("Fires on 1 in 12 of all possible inputs")
    expect(preview).to_contain_text("1 from regional to bilateral")
    assert Draft.objects.get().steps == 0
    press(clara, "Save the rule")
    expect(clara.locator("#_done")).to_contain_text(RULE)


def breaks_an_example_and_mends_it(clara: Page) -> None:
    """A second change takes an option away that the rule's own example needs."""
    follow(clara, "Go to it")
    follow(clara, f"Change {RULE}")
    reach(clara, clara.get_by_role("checkbox", name="Admission quotas"))
    clara.keyboard.press("Space")
    press(clara, "Save the rule")
    follow(clara, "Publish")
    expect(clara.get_by_text("It cannot be published yet")).to_be_visible()
    expect(clara.get_by_role("button", name="Ask for approval")).to_have_count(0)
    follow(clara, "Worked examples that fail")
    expect(clara.locator("main")).to_contain_text("Italy reserves a number of work permits")
    follow(clara, "Steps")
    press(clara, "Undo step 2")
    expect(clara.get_by_text("Step 2 is undone")).to_be_visible()
    expect(clara.locator("#step-3")).to_contain_text("Undid step 2")


def weighs_it(clara: Page) -> None:
    follow(clara, "Impact")
    press(clara, "Weigh the draft")
    expect(clara.locator("main")).to_contain_text("Admission quotas")
    expect(clara.locator("main")).to_contain_text("1 move")


def asks(clara: Page) -> None:
    follow(clara, "Publish")
    fill(clara, "Change note", "States do not give quotas away at all.")
    press(clara, "Ask for approval")
    expect(clara.get_by_text("waits for the approval").first).to_be_visible()
    assert EditionRecord.objects.count() == 1


def approves(emil: Page) -> None:
    follow(emil, "Quotas are decisive")
    expect(emil.locator("main")).to_contain_text("States do not give quotas away at all.")
    fill(emil, "Your password", "wrong")
    press(emil, "Approve and publish")
    expect(emil.get_by_role("alert")).to_be_visible()
    fill(emil, "Your password", "demonstration")
    press(emil, "Approve and publish")
    expect(emil.get_by_text("Edition 2 is in force.")).to_be_visible()


def chooses_to_move(anna: Page, held: CaseFile) -> None:
    anna.goto(f"/guide/{held.code}/")
    follow(anna, "See what would differ, and choose")
    expect(anna.locator("main")).to_contain_text("bilateral")
    press(anna, "Move to edition 2")
    expect(anna.get_by_text("What to answer")).to_be_visible()
    expect(anna.locator("#_edition_news")).to_have_count(0)
    held.refresh_from_db()
    assert held.edition.number == 2


@pytest.mark.parametrize("scripted", [True, False], ids=["with JavaScript", "without"])
def test_a_rule_is_changed_weighed_approved_and_comes_into_force_by_keyboard(
    open_page: OpenPage, scripted: bool
) -> None:
    held, saved = quotas_case()
    before = SavedRecommendation.objects.values("case", "kept__document").get(pk=saved.pk)
    clara = open_page("clara", java_script_enabled=scripted)
    opens_a_draft(clara)
    opens_the_rule(clara)
    makes_it_decisive(clara)
    breaks_an_example_and_mends_it(clara)
    weighs_it(clara)
    asks(clara)
    approves(open_page("emil", java_script_enabled=scripted))
    chooses_to_move(open_page("anna", java_script_enabled=scripted), held)
    assert EditionRecord.objects.get(current=True).number == 2
    after = SavedRecommendation.objects.values("case", "kept__document").get(pk=saved.pk)
    assert after == before
    anna = open_page("anna", java_script_enabled=scripted)
    anna.goto(f"/archive/{saved.code}/")
    expect(anna.get_by_role("heading", level=1)).to_contain_text("Regional level")


def desk() -> Iterator[str]:
    """Every page of the desk, some of them with what was refused."""
    draft = Draft.objects.get()
    at = f"/rulebook/drafts/{draft.code}"
    yield from ("/rulebook/", "/rulebook/editions/", "/rulebook/editions/1/checks/")
    yield from ("/rulebook/health/", "/rulebook/drafts/new/", "/rulebook/drafts/import/")
    yield f"/rulebook/difference/?a=1&b={draft.code}"
    yield f"{at}/"
    parts = ("steps", "rules", "questions", "issues", "fora", "checks", "impact", "trial")
    yield from (f"{at}/{part}/" for part in parts)
    yield from (f"{at}/{part}/" for part in ("health", "comments", "publish", "merge", "title"))
    for item in ("rules/quotas-stay-bilateral", "questions/reach", "issues/asylum", "fora/eu"):
        yield f"{at}/{item}/"
    yield f"{at}/questions/reach/retire/?option=region"
    yield f"{at}/rules/quotas-stay-bilateral/move/"
    yield f"{at}/questions/urgency/remove/"
    yield f"{at}/steps/1/undo/"


@in_every_look
def test_no_page_of_the_desk_offends_axe_or_scrolls_sideways(
    open_page: OpenPage, options: dict[str, Any]
) -> None:
    quotas_case()
    clara = User.objects.get(username="clara")
    draft = begin(clara)
    edit(clara, draft, when={"issue": ["temporary_labour"]})
    page = open_page("clara", **options)
    for address in desk():
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, address
        seen(page)
    page.goto(f"/rulebook/drafts/{draft.code}/rules/new-one/")
    press(page, "Add the rule")
    expect(page.get_by_role("alert")).to_be_visible()
    seen(page)
