"""Can questions be changed, added, and their options retired with the rules that use them?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.models import Draft, DraftStep, Kind
from decisions.rulebook.draft.acts import set_aside
from decisions.rulebook.draft.order import standing
from decisions.rulebook.draft.reading import draft_reading
from decisions.rulebook.editing.known_to_core import OPTIONS, QUESTIONS
from decisions.seeds import shipped_document
from decisions.subsidiarity.wire import checksum, read_leniently
from tests.rulebook.desk import QUOTAS, begin, edit, item_of

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]


@pytest.fixture
def draft(clara: User) -> Draft:
    return begin(clara)


@pytest.fixture
def desk(clara: User, as_user: As) -> Client:
    return as_user(clara)


def at(name: str, draft: Draft, *more: str) -> str:
    return reverse(f"rulebook:{name}", args=[draft.code, *more])


def filled(draft: Draft, key: str, **typed: str) -> dict[str, Any]:
    """The form of a question as it was opened, with some of it typed anew."""
    item = item_of(draft, key, Kind.QUESTION)
    content = item.content
    sent = {name: content[name] for name in ("label", "text", "why", "help", "source", "step")}
    sent |= {"several": "several" if content.get("several") else "one"}
    for number, option in enumerate(content["options"]):
        row = {"label": option["label"], "help": option.get("help", ""), "place": number + 1}
        row["was"] = option["key"]
        sent |= {f"option-{number}-{name}": value for name, value in row.items()}
    rows = str(len(content["options"]) + 2)
    return {**sent, "rows": rows, "revision": str(item.revision), "key": f"k{key}", **typed}


def options(draft: Draft, key: str) -> list[str]:
    return [each["key"] for each in item_of(draft, key, Kind.QUESTION).content["options"]]


def test_a_form_that_is_sent_as_it_was_opened_changes_nothing(desk: Client, draft: Draft) -> None:
    for key in ("reach", "tried_at", "interest"):
        address = at("item", draft, "questions", key)
        assert desk.get(address).status_code == 200
        assert desk.post(address, filled(draft, key)).status_code == 302
    assert not DraftStep.objects.exists()


def test_a_question_is_worded_anew_with_its_options_in_another_order(
    desk: Client, draft: Draft
) -> None:
    typed = filled(draft, "extent", **{
        "label": "Area", "option-0-place": "9", "option-3-label": "Two cities",
    })  # fmt: skip
    done = desk.post(at("item", draft, "questions", "extent"), typed, follow=True)
    assert "Changed: question “Area”" in done.content.decode()
    assert options(draft, "extent") == ["border_area", "whole_state", "municipality", "two_cities"]
    step = DraftStep.objects.get()
    desk.post(at("undo", draft, str(step.number)), {"key": "u", "revision": "1"})
    assert draft_reading(draft).checksum == checksum(shipped_document())


def test_a_colleague_who_was_quicker_is_not_overwritten(
    desk: Client, clara: User, draft: Draft
) -> None:
    mine = filled(draft, "reach", label="Mine")
    edit(clara, draft, "reach", Kind.QUESTION, label="Hers")
    page = desk.post(at("item", draft, "questions", "reach"), mine)
    assert page.status_code == 409
    assert "Mine" in page.content.decode()
    assert item_of(draft, "reach", Kind.QUESTION).content["label"] == "Hers"
    turned = item_of(draft, "reach", Kind.QUESTION).content["options"][::-1]
    edit(clara, draft, "reach", Kind.QUESTION, options=turned)
    desk.post(at("item", draft, "questions", "reach"), {**mine, "revision": "3", "key": "over"})
    over = item_of(draft, "reach", Kind.QUESTION).content
    assert (over["label"], over["options"]) == ("Mine", turned[::-1])


def test_what_was_typed_is_kept_with_what_is_wrong(desk: Client, draft: Draft) -> None:
    typed = filled(draft, "reach", **{"label": "", "text": "How far?", "option-0-label": ""})
    page = desk.post(at("item", draft, "questions", "reach"), typed)
    assert page.status_code == 422
    assert "How far?" in page.content.decode()
    assert "Option 1, label" in page.content.decode()
    more = desk.post(at("item", draft, "questions", "reach"), {**typed, "more": "yes"})
    assert more.status_code == 200
    assert "How far?" in more.content.decode()
    assert 'name="option-9-label"' in more.content.decode()


def test_a_new_question_has_a_key_of_its_own_and_no_rule_reads_it(
    desk: Client, draft: Draft
) -> None:
    typed = {
        "label": "Public opinion", "text": "Is there support?", "why": "It may matter.",
        "source": "Ours", "step": "level", "several": "one", "rows": "4",
        "option-0-label": "Yes", "option-1-label": "No",
    }  # fmt: skip
    page = desk.post(at("new_item", draft, "questions"), typed, follow=True).content.decode()
    assert "No rule reads it" in page
    assert options(draft, "public_opinion") == ["yes", "no"]
    for key in ("public_opinion", "hardness", "a/b", "new-one", "reach"):
        answer = desk.post(at("new_item", draft, "questions"), {**typed, "new_key": key})
        assert answer.status_code == 422, key
    removed = {"revision": "1", "key": "r"}
    desk.post(at("remove_item", draft, "questions", "public_opinion"), removed)
    page = desk.post(at("new_item", draft, "questions"), typed).content.decode()
    assert "removed from this draft" in page


def test_an_option_is_retired_with_its_rules_in_one_step_and_undone_in_one(
    desk: Client, draft: Draft
) -> None:
    address = at("retire_option", draft, "reach") + "?option=two_states"
    page = desk.get(address)
    uses = page.context["uses"]
    assert uses.sound
    assert "Two States" in page.content.decode()
    also = [use.item.key for use in uses.nothing_left]
    sent = {"revision": "1", "key": "x", "seen": uses.seen, "also": also}
    if also:
        assert desk.post(address, {**sent, "also": []}).status_code == 422
    assert desk.post(address, {**sent, "seen": "older"}).status_code == 409
    assert desk.post(address, sent).status_code == 302
    assert "two_states" not in options(draft, "reach")
    step = DraftStep.objects.get()
    assert step.act == "retired"
    assert len(step.changes) == 1 + len(uses.all)
    assert draft_reading(draft).strict is not None
    desk.post(at("undo", draft, "1"), {"key": "u", "revision": "1"})
    assert draft_reading(draft).checksum == checksum(shipped_document())


def test_every_option_that_may_go_leaves_a_draft_that_can_be_read(
    desk: Client, draft: Draft
) -> None:
    """The negative control: without the rules the same draft has rules that cannot be read."""
    item = item_of(draft, "spillover", Kind.QUESTION)
    bare = {**draft_reading(draft).document}
    bare["questions"] = [
        {**each, "options": each["options"][:1]} if each["key"] == item.key else each
        for each in bare["questions"]
    ]
    assert read_leniently(bare).unknown
    for option in options(draft, "spillover")[1:]:
        address = f"{at('retire_option', draft, 'spillover')}?option={option}"
        uses = desk.get(address).context["uses"]
        also = [use.item.key for use in uses.nothing_left]
        revision = item_of(draft, "spillover", Kind.QUESTION).revision
        sent = {"revision": revision, "key": option, "seen": uses.seen, "also": also}
        assert desk.post(address, sent).status_code == 302
        assert draft_reading(draft).strict is not None


def test_what_the_reasoning_reads_itself_stays(desk: Client, draft: Draft) -> None:
    here = {item.key for item in standing(draft, Kind.QUESTION)}
    assert here >= QUESTIONS == OPTIONS.keys()
    for key, kept in OPTIONS.items():
        assert set(options(draft, key)) >= kept
    for address in (
        at("remove_item", draft, "questions", "competence"),
        at("retire_option", draft, "interest") + "?option=common",
    ):
        seen = desk.get(address).context["uses"].seen
        page = desk.post(address, {"revision": "1", "key": "k", "seen": seen})
        assert page.status_code == 422
        assert "The reasoning itself reads this" in page.content.decode()
    several = filled(draft, "urgency", several="several")
    assert desk.post(at("item", draft, "questions", "urgency"), several).status_code == 422
    assert not DraftStep.objects.exists()


def test_how_many_answers_a_question_takes_changes_only_where_rules_can_still_be_read(
    desk: Client, draft: Draft
) -> None:
    several = filled(draft, "reach", several="several")
    page = desk.post(at("item", draft, "questions", "reach"), several)
    assert page.status_code == 422
    assert "examples[0].answers.reach" in page.content.decode()
    assert not DraftStep.objects.exists()


def test_a_question_goes_with_all_that_reads_it_in_one_step(desk: Client, draft: Draft) -> None:
    address = at("remove_item", draft, "questions", "extent")
    assert desk.post(address, {"revision": "1", "key": "q"}).url == address  # type: ignore[attr-defined]
    uses = desk.get(address).context["uses"]
    also = [use.item.key for use in uses.nothing_left]
    sent = {"revision": "1", "key": "r", "seen": uses.seen, "also": also}
    for _ in range(2):
        assert desk.post(address, sent).status_code == 302
    assert draft_reading(draft).strict is not None
    assert DraftStep.objects.get().act == "removed"
    desk.post(at("undo", draft, "1"), {"key": "u", "revision": "1"})
    assert draft_reading(draft).checksum == checksum(shipped_document())


def test_strangers_find_nothing_and_a_reviewer_reads_without_changing(
    boris: User, anna: User, as_user: As, desk: Client, draft: Draft
) -> None:
    places = [
        at("items", draft, "questions"), at("item", draft, "questions", "reach"),
        at("retire_option", draft, "reach") + "?option=corridor",
        at("move_item", draft, "questions", "reach"), at("remove_item", draft, "questions", "reach"),
        at("book_title", draft),
    ]  # fmt: skip
    for address in places:
        assert as_user(anna).get(address).status_code == 404
        assert as_user(anna).post(address, {"to": "down"}).status_code == 404
        assert desk.put(address).status_code == 405
        assert desk.get(address).status_code == 200
    Draft.objects.update(for_comment=True)
    page = as_user(boris).get(places[0])
    assert page.status_code == 200
    assert "/move/" not in page.content.decode()
    assert [as_user(boris).get(address).status_code for address in places[1:]] == [404] * 5


def test_hostile_forms_are_refused_without_an_error_of_ours(desk: Client, draft: Draft) -> None:
    long = "x" * 30_000
    for typed in (
        {"rows": "-1"}, {"rows": "999", "label": "\x00", "step": "no", "option-0-was": "corridor"},
        {"option-0-place": "9" * 5000, "option-7-label": "A", "option-7-new_key": "corridor"},
        {"revision": "²", "seen": long, "also": long, "label": long, "option-1-was": "a/b"},
    ):  # fmt: skip
        for address in (
            at("item", draft, "questions", "reach"), at("new_item", draft, "questions"),
            at("remove_item", draft, "questions", "reach"), at("book_title", draft),
            at("move_item", draft, "questions", "reach"),
            at("retire_option", draft, "reach") + "?option=corridor",
        ):  # fmt: skip
            assert desk.post(address, {**filled(draft, "reach"), **typed}).status_code < 500
    assert desk.get(at("retire_option", draft, "reach") + "?option=%00").status_code == 404
    assert draft_reading(draft).strict is not None


def test_the_title_of_the_book_is_changed(desk: Client, clara: User, draft: Draft) -> None:
    address = at("book_title", draft)
    done = desk.post(address, {"title": "Our rule book", "revision": "1", "key": "t"}, follow=True)
    assert "Our rule book" in done.content.decode()
    assert draft_reading(draft).edition.book.title == "Our rule book"
    assert desk.post(address, {"title": "", "revision": "2"}).status_code == 422
    page = desk.post(address, {"title": "Mine", "revision": "1"})
    assert page.status_code == 409


def test_a_draft_that_is_set_aside_says_so_and_keeps_what_was_typed(
    desk: Client, clara: User, draft: Draft
) -> None:
    set_aside(user=clara, draft=draft, now=timezone.now())
    for address, typed in (
        (at("item", draft, "questions", "reach"), filled(draft, "reach", label="Mine")),
        (at("book_title", draft), {"title": "Mine", "revision": "1"}),
        (at("move_item", draft, "questions", "reach"), {"revision": "1", "to": "down"}),
        (at("remove_item", draft, "rules", QUOTAS), {"revision": "1"}),
    ):
        page = desk.post(address, typed)
        assert page.status_code == 422
        assert "no longer under work" in page.content.decode()
        assert ("Mine" in page.content.decode()) == ("Mine" in typed.values())
    assert not DraftStep.objects.exists()
