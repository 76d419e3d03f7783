"""Is what a review brought told where nobody can miss it, and is nothing lost on the way?"""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from decisions.archive.paper import record_for
from decisions.archive.review import review_in_words, round_words
from decisions.house.document import with_interest_map
from decisions.memo.blocks import words as words_of
from decisions.memo.formats import KINDS
from decisions.models import CaseFile, Departure, Dispute, Dossier, ReadLink, SavedRecommendation
from decisions.models.recommendation import readable_recommendation
from decisions.models.sharing import Right
from tests.conftest import person

from .passing import RULE, As, Desk, edit, next_record, save, share, words

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

SOLO = ("answer", "solo", "")
TABLE = ("forum", "tpl-labour-agreement", "")
NOT_THE_TABLE = "In review the officer agreed that this is not the table to start with"


def returned(annas: Desk, boris_desk: Desk, *points: tuple[str, str, str], **data: Any) -> None:
    annas.submit()
    for point in points:
        assert boris_desk.dispute(*point, **data).status_code == 302
    assert boris_desk.decide("return").status_code == 302


@pytest.fixture
def agreed(annas: Desk, boris_desk: Desk) -> Dispute:
    """The officer agrees that the table is not the one to start with."""
    returned(annas, boris_desk, TABLE)
    dispute = Dispute.objects.get()
    assert annas.answer(**{f"choice_{dispute.pk}": "agree"}).status_code == 302
    dispute.refresh_from_db()
    return dispute


def fresh(who: str, saved: SavedRecommendation) -> tuple[User, SavedRecommendation]:
    user = User.objects.get(username=who)
    return user, readable_recommendation(user, saved.code)


# What the officer agreed to


def test_a_table_that_the_officer_agrees_on_is_told_as_agreed_and_not_as_kept(
    annas: Desk, agreed: Dispute
) -> None:
    assert agreed.state == Dispute.State.AGREED
    page = annas.page()
    assert "Agreed by the officer" in page
    assert "Kept by the officer" not in page


def test_it_waits_for_a_verdict_like_every_answer(boris_desk: Desk, agreed: Dispute) -> None:
    assert boris_desk.decide("accept").status_code == 422
    assert "Say whether you still disagree" not in words(boris_desk.get("review"))
    assert boris_desk.dispute(*TABLE).status_code == 422


def test_it_is_told_after_acceptance_under_the_headline_at_the_table_and_on_every_paper(
    annas: Desk, boris_desk: Desk, agreed: Dispute, saved: SavedRecommendation
) -> None:
    assert boris_desk.decide("accept", **{f"verdict_{agreed.pk}": "settled"}).status_code == 302
    agreed.refresh_from_db()
    assert agreed.state == Dispute.State.AGREED
    page = annas.get("recommendation").content.decode()
    headline = page.index('class="headline"')
    assert headline < page.index(NOT_THE_TABLE) < page.index("In short")
    assert page.count(NOT_THE_TABLE) == 2
    anna, record = fresh("anna", saved)
    assert any(NOT_THE_TABLE in each for each in review_in_words(record))
    for kind, paper in KINDS.items():
        assert NOT_THE_TABLE in "\n".join(words_of(paper(record_for(anna, record)))), kind


def test_it_is_told_to_whoever_reads_by_a_link(
    agreed: Dispute, saved: SavedRecommendation, anna: User
) -> None:
    now = timezone.now()
    link = ReadLink.objects.create(
        recommendation=saved, for_whom="A friend", made_by=anna, made_at=now,
        expires_at=now + timezone.timedelta(days=1),
    )  # fmt: skip
    assert NOT_THE_TABLE in words(Client().get(f"/read/{link.token}/"))


def test_what_was_agreed_and_disputed_again_to_the_end_is_dissent(
    boris_desk: Desk, agreed: Dispute, annas: Desk
) -> None:
    still = {f"verdict_{agreed.pk}": "disagree", f"reason_{agreed.pk}": "Take it off the page."}
    assert boris_desk.decide("accept", **still).status_code == 302
    assert set(Dispute.objects.values_list("state", flat=True)) == {"dissent"}
    assert NOT_THE_TABLE not in annas.page()


# Departures


def test_a_departure_stands_right_under_the_headline_and_papers_say_who_and_when(
    annas: Desk, saved: SavedRecommendation
) -> None:
    assert "The officer departs from this" not in annas.page()
    annas.post("departure", level="global", rules=RULE[1], reason="The minister promised it.")
    at = Departure.objects.get().at
    line = f"Global. By Anna, {at.day} {at:%B %Y}."
    assert f"The officer departs from this: {line}" in annas.page()
    anna, record = fresh("anna", saved)
    for kind, paper in KINDS.items():
        text = "\n".join(words_of(paper(record_for(anna, record))))
        assert line in text, kind
        assert f"Global was chosen by Anna on {at.day} {at:%B %Y}" in text, kind


def test_the_list_and_its_table_name_a_departure_that_everybody_may_know(
    annas: Desk, boris_desk: Desk
) -> None:
    annas.post("departure", level="global", rules=RULE[1], reason="The minister promised it.")
    for desk in (annas, boris_desk):
        assert "Departure: Global" in words(desk.client.get("/archive/"))
    Departure.objects.update(hidden=True)
    for desk in (annas, boris_desk):
        assert "Departure: Global" not in words(desk.client.get("/archive/"))


# Who saved it


def test_whoever_saved_it_for_the_owner_is_named_on_page_and_paper(
    anna: User, case_file: CaseFile, as_user: As
) -> None:
    dora = person("dora", "officer")
    share(case_file, dora, Right.EDIT)
    saved = save(anna, case_file, by=dora)
    name = dora.first_name or "dora"
    assert f"by {name} for Anna under edition" in Desk(as_user(anna), saved).page()
    user, record = fresh("anna", saved)
    for kind, paper in KINDS.items():
        assert f"by {name} for Anna" in paper(record_for(user, record)).kicker, kind


def test_what_the_owner_saved_names_the_owner_alone(
    annas: Desk, saved: SavedRecommendation
) -> None:
    assert "by Anna under edition" in annas.page()
    anna, record = fresh("anna", saved)
    assert KINDS["full"](record_for(anna, record)).kicker.endswith("by Anna.")


# Verdicts that wait


def test_verdicts_wait_while_the_reviewer_disputes_another_point_and_go_with_the_decision(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    returned(annas, boris_desk, SOLO, RULE, proposed="no")
    solo, rule = Dispute.objects.order_by("kind")
    annas.answer(**{f"choice_{solo.pk}": "proposal"}, **annas.keep(rule))
    desk = Desk(boris_desk.client, next_record(saved))
    page = desk.get("review").content.decode()
    assert 'form="_decide" name="lead_to" value="kind=' in page
    typed = {f"verdict_{rule.pk}": "disagree", f"reason_{rule.pk}": "I am <not> convinced."}
    led = desk.post("review", lead_to="kind=rule&key=x&issue=", **typed)
    assert led.status_code == 302
    assert led["Location"].endswith("/dispute/?kind=rule&key=x&issue=")
    restored = desk.get("review").context["form"]
    assert {name: restored[name].value() for name in typed} == typed
    assert desk.decide("accept", **typed, **{f"verdict_{solo.pk}": "settled"}).status_code == 302
    assert not desk.client.session["verdicts not sent yet"]


def test_verdicts_also_wait_while_a_dispute_of_this_round_is_taken_back(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    returned(annas, boris_desk, SOLO, proposed="no")
    solo = Dispute.objects.get()
    annas.answer(**{f"choice_{solo.pk}": "proposal"})
    desk = Desk(boris_desk.client, next_record(saved))
    new = desk.get("review").context["points"][0]["point"].name
    assert desk.dispute(*new).status_code == 302
    assert 'formaction="/archive/' in desk.get("review").content.decode()
    desk.dispute(*new, take_back="1", **{f"verdict_{solo.pk}": "settled"})
    assert Dispute.objects.filter(round=2).count() == 0
    assert desk.get("review").context["form"][f"verdict_{solo.pk}"].value() == "settled"


# Too long


def test_too_long_a_reason_is_never_cut_by_the_browser_and_comes_back_whole_with_its_length(
    annas: Desk, boris_desk: Desk
) -> None:
    annas.submit()
    asked = boris_desk.get("dispute", "?kind=answer&key=solo&issue=").content.decode()
    assert "maxlength" not in asked
    response = boris_desk.dispute(*SOLO, reason="x" * 2001)
    assert response.status_code == 422
    assert "It has 2001 characters; it may have at most 2000 characters." in words(response)
    assert "x" * 2001 in response.content.decode()


# Where one lands


def test_whoever_accepts_lands_on_the_record_and_is_told_once(
    annas: Desk, boris_desk: Desk
) -> None:
    annas.submit()
    response = boris_desk.decide("accept")
    assert response["Location"] == boris_desk.url("recommendation")
    assert "Accepted. The officer is told" in boris_desk.page()
    assert "Accepted. The officer is told" not in boris_desk.page()
    done = boris_desk.get("review").content.decode()
    assert "There is nothing to review now." in done
    assert 'href="/archive/waiting/"' in done.split('id="main"')[1]


def test_a_record_that_was_replaced_leads_to_the_one_in_its_place_and_tells_what_was_said(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    boris_desk.post("comment", on="answer:solo", text="Is this so?")
    returned(annas, boris_desk, SOLO, proposed="no")
    sent = annas.answer(**{f"choice_{Dispute.objects.get().pk}": "proposal"})
    made = next_record(saved)
    assert sent["Location"] == f"/archive/{made.code}/"
    head = annas.get("recommendation").content.decode().split('id="_standing"')[0]
    assert f'href="/archive/{made.code}/"' in head
    later = Desk(boris_desk.client, made)
    page = later.page()
    assert "Is this so?" in page
    assert "on the earlier record" in page
    assert "Comments (1)" in page
    assert 'name="take_back"' not in later.get("recommendation").content.decode()
    history = words(annas.get("history"))
    for said in (f"Code {made.code} , saved by Anna", "Replaced by a later one", "Waiting for"):
        assert said.replace(" ,", ",") in history
    pair = annas.client.get("/archive/compare/", {"a": saved.code, "b": made.code})
    assert f"Code {saved.code}, saved" in words(pair)


# What it would lead to


def test_the_officer_sees_what_changed_answers_would_lead_to_and_nothing_is_stored(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    returned(annas, boris_desk, SOLO, RULE)
    solo, rule = Dispute.objects.order_by("kind")
    changed = {f"choice_{solo.pk}": "change", f"answer_{solo.pk}_solo": "yes"}
    response = annas.answer(look="1", **changed)
    assert response.status_code == 200
    assert "What it would lead to" in words(response)
    assert Dossier.objects.get().status == "returned"
    assert SavedRecommendation.objects.count() == 1
    told = response.context["effect"]
    assert annas.answer(**changed, **annas.keep(rule)).status_code == 302
    made = next_record(saved)
    assert told["after"]["headline"] == made.outcome["headline"]
    page = Desk(annas.client, made).page()
    before, after = told["before"]["level"], told["after"]["level"]
    assert before != after
    assert f"The level changed from {before} to {after}." in page


def test_a_colleague_sees_the_effect_on_the_shared_outcome_alone(
    anna: User, boris: User, case_file: CaseFile, as_user: As
) -> None:
    stances = {"temporary_labour": [{"state": "TR", "stated": "supports", "assessed": "opposes"}]}
    edit(anna, case_file, lambda document: with_interest_map(document, stances))
    dora = person("dora", "officer")
    share(case_file, dora, Right.EDIT)
    saved = save(anna, case_file)
    desk = Desk(as_user(dora), saved)
    returned(desk, Desk(as_user(boris), saved), SOLO)
    key = Dispute.objects.get().pk
    looked = desk.answer(look="1", **{f"choice_{key}": "change", f"answer_{key}_solo": "no"})
    assert looked.status_code == 200
    assert "Worked out without assessed interests." in words(looked)
    assert not looked.context["effect"]["whole"]


# Words


def test_a_point_that_no_record_has_is_called_that(annas: Desk, boris_desk: Desk) -> None:
    annas.submit()
    response = boris_desk.dispute("rule", "no-such-rule", "temporary_labour")
    assert "There is no such point in this recommendation." in words(response)


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "first"), (8, "eighth"), (9, "9th"), (11, "11th"), (13, "13th"), (21, "21st"),
     (22, "22nd"), (23, "23rd"), (111, "111th")],
)  # fmt: skip
def test_rounds_are_counted_in_words(number: int, said: str) -> None:
    assert round_words(number) == said


def test_the_answer_page_says_what_the_disputed_rule_says_and_why(
    annas: Desk, boris_desk: Desk, saved: SavedRecommendation
) -> None:
    returned(annas, boris_desk, RULE)
    rule = saved.edition.ready().book.rule_by_key[RULE[1]]
    assert rule.rationale[:40] in annas.get("answer").content.decode().replace("&#x27;", "'")


def test_each_point_is_told_once_with_its_rounds_inside(annas: Desk, boris_desk: Desk) -> None:
    returned(annas, boris_desk, SOLO)
    first = Dispute.objects.get()
    annas.answer(**annas.keep(first, "It stands."))
    boris_desk.decide("return", **{f"verdict_{first.pk}": "disagree",
                                   f"reason_{first.pk}": "Still no."})  # fmt: skip
    thread = annas.get("recommendation").content.decode().split('class="disputes"')[1]
    article = thread.split("</article>")[0]
    for said in ("I doubt it.", "It stands.", "Still no.", "round 2"):
        assert said in article


def test_what_was_typed_for_an_old_page_is_named_by_its_point(
    annas: Desk, boris_desk: Desk
) -> None:
    returned(annas, boris_desk, SOLO)
    key = Dispute.objects.get().pk
    late = annas.post("answer", revision=0, **annas.keep(Dispute.objects.get(), "My reply."))
    assert late.status_code == 409
    assert "Reply on One State alone" in words(late), key
