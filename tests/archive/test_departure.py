"""Can an officer recommend another level, and does that tell nobody of assessed interests?"""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.utils import timezone

from decisions.archive.departure import departure_of
from decisions.archive.paper import record_for
from decisions.house.document import with_interest_map
from decisions.house.records import keep
from decisions.models import (
    CaseFile,
    Departure,
    Dispute,
    Event,
    FullOutcome,
    Notice,
    SavedRecommendation,
)
from decisions.models.casefile import case_document
from decisions.subsidiarity.recommend import outcomes
from decisions.subsidiarity.wire import read_case, write_recommendation
from tests.conftest import person

from .passing import As, Desk, edit, next_record, share, words

pytestmark = pytest.mark.django_db

REGIONAL = {"level": "regional", "rules": ["quotas-stay-bilateral"], "reason": "The region asks."}


@pytest.fixture
def apart(anna: User, case_file: CaseFile) -> SavedRecommendation:
    """A record whose full level is another than its shared one.

    No rule of the shipped edition moves the level by interests, so the outcome is made to differ.
    """
    hard = [
        {"state": "DE", "stated": "seeks", "assessed": "seeks"},
        {"state": "TR", "stated": "supports", "assessed": "opposes"},
    ]
    held = edit(anna, case_file, lambda d: with_interest_map(d, {"temporary_labour": hard}))
    edition, document = held.edition.ready(), case_document(anna, held)
    both = outcomes(read_case(document, edition), edition)
    return keep(
        user=anna,
        held=held,
        document=document,
        full={**write_recommendation(both.full), "level": "regional"},
        shared=write_recommendation(both.shared),
        now=timezone.now(),
    )


def levels(saved: SavedRecommendation) -> tuple[str, str]:
    return FullOutcome.objects.get(recommendation=saved).level, saved.level


def test_a_departure_names_level_rules_and_reason_and_every_reader_sees_it(
    annas: Desk, boris: User, as_user: As, saved: SavedRecommendation
) -> None:
    assert annas.post("departure", **REGIONAL).status_code == 302
    page = Desk(as_user(boris), saved).page()
    assert "Anna recommends another level: Regional" in page
    assert "The region asks." in page
    assert "Departure: Regional" in page
    paper = departure_of(boris, saved)
    assert paper and paper.level == "Regional"
    rule = saved.edition.ready().book.rule_by_key["quotas-stay-bilateral"]
    assert paper.rules == ((rule.title, rule.source),)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"reason": ""}, "Give a reason."),
        ({"rules": []}, "Choose at least one rule."),
        ({"level": ""}, "Choose a level."),
        ({"level": "bilateral"}, "Select a valid choice"),
        ({"level": "heaven"}, "Select a valid choice"),
        ({"rules": ["strong-spillover"]}, "Select a valid choice"),
    ],
)
def test_a_departure_needs_another_level_a_rule_that_fired_and_a_reason(
    annas: Desk, change: dict[str, Any], said: str
) -> None:
    response = annas.post("departure", **{**REGIONAL, **change})
    assert response.status_code == 422
    assert said in words(response)
    assert not Departure.objects.exists()


def test_it_is_taken_back_and_put_back_and_the_last_one_counts(
    annas: Desk, anna: User, saved: SavedRecommendation
) -> None:
    annas.post("departure", **REGIONAL)
    annas.post("departure", **{**REGIONAL, "level": "global"})
    assert Departure.objects.get(taken_back_at=None).level == "global"
    key = Departure.objects.get(level="global").pk
    annas.post("departure", take_back=key)
    assert departure_of(anna, saved) is None
    assert "was taken back. Undo" in annas.page()
    annas.post("departure", put_back=key)
    paper = departure_of(anna, saved)
    assert paper and paper.level == "Global"


def test_the_same_departure_sent_twice_is_made_once_and_an_old_page_is_a_conflict(
    annas: Desk,
) -> None:
    keys = annas.keys()
    assert [annas.post("departure", **REGIONAL, **keys).status_code for _ in "ab"] == [302, 302]
    assert Departure.objects.count() == 1
    late = annas.post("departure", **{**REGIONAL, "revision": keys["revision"], "level": "global"})
    assert late.status_code == 409
    assert "The region asks." in words(late)
    assert Departure.objects.count() == 1


def test_readers_and_reviewers_cannot_depart(
    boris: User, otto: User, as_user: As, case_file: CaseFile, saved: SavedRecommendation
) -> None:
    share(case_file, otto, 2)
    for who in (boris, otto):
        desk = Desk(as_user(who), saved)
        assert desk.get("departure").status_code == 404
        assert desk.post("departure", **REGIONAL).status_code == 404
        assert "Recommend another level" not in desk.page()


def only_full(saved: SavedRecommendation) -> str:
    """A rule that fired with assessed interests alone."""
    full = FullOutcome.objects.get(recommendation=saved).outcome
    keys = [
        {each["rule"] for issue in outcome["issues"] for each in issue["fired"]}
        for outcome in (full, saved.outcome)
    ]
    return sorted(keys[0] - keys[1])[0]


def test_a_departure_to_the_shared_level_is_seen_by_the_entitled_alone(
    anna: User, boris: User, otto: User, as_user: As, apart: SavedRecommendation
) -> None:
    full, shared = levels(apart)
    assert full != shared
    secret = only_full(apart)
    desk = Desk(as_user(anna), apart)
    sent = {"level": shared, "rules": [secret], "reason": "A secret reason."}
    assert desk.post("departure", **sent).status_code == 302
    assert "A secret reason." in desk.page()
    share(apart.case_file, otto, 3)
    for who in (boris, otto):
        stranger = Desk(as_user(who), apart)
        page = stranger.page()
        assert "A secret reason." not in page
        assert "None: the advice stands as it is." in page
        assert departure_of(who, apart) is None
        assert record_for(who, apart).departure is None
    form = words(Desk(as_user(otto), apart).get("departure"))
    assert "stands now" not in form
    assert not Event.objects.filter(subject=apart.code, act="departed").exists()
    assert Event.objects.filter(subject=apart.case_file.code, act="departed").exists()


def test_a_rule_of_the_full_outcome_alone_is_hidden_and_never_the_only_one_others_would_see(
    anna: User, boris: User, as_user: As, apart: SavedRecommendation
) -> None:
    secret = only_full(apart)
    title = apart.edition.ready().book.rule_by_key[secret].title
    desk = Desk(as_user(anna), apart)
    alone = {"level": "global", "rules": [secret], "reason": "Why."}
    refused = desk.post("departure", **alone)
    assert refused.status_code == 422
    assert "fires without assessed interests" in words(refused)
    beside = next(each["rule"] for each in apart.outcome["issues"][0]["fired"])
    assert desk.post("departure", **{**alone, "rules": [secret, beside]}).status_code == 302
    mine, theirs = departure_of(anna, apart), departure_of(boris, apart)
    assert mine and theirs
    assert title in [name for name, _ in mine.rules]
    assert title not in [name for name, _ in theirs.rules]
    assert len(theirs.rules) == 1
    section = Desk(as_user(boris), apart).get("recommendation").content.decode()
    assert title not in section.split('id="_departure"')[1].split("</section>")[0]


def test_a_colleague_without_assessed_interests_departs_from_the_advice_that_they_see(
    otto: User, as_user: As, apart: SavedRecommendation
) -> None:
    full, shared = levels(apart)
    share(apart.case_file, otto, 3)
    desk = Desk(as_user(otto), apart)
    rule = next(each["rule"] for each in apart.outcome["issues"][0]["fired"])
    sent = {"rules": [rule], "reason": "Why."}
    assert desk.post("departure", level=shared, **sent).status_code == 422
    assert desk.post("departure", level=full, **sent).status_code == 302
    forged = desk.post("departure", level="global", rules=[only_full(apart)], reason="Why.")
    assert forged.status_code == 422


def test_a_colleague_cannot_turn_a_departure_that_they_do_not_see(
    anna: User, otto: User, as_user: As, apart: SavedRecommendation
) -> None:
    _, shared = levels(apart)
    sent = {"level": shared, "rules": [only_full(apart)], "reason": "A secret reason."}
    Desk(as_user(anna), apart).post("departure", **sent)
    share(apart.case_file, otto, 3)
    key = Departure.objects.get().pk
    Desk(as_user(otto), apart).post("departure", take_back=key)
    assert Departure.objects.get().taken_back_at is None


def test_a_hidden_departure_and_one_that_all_see_stand_side_by_side(
    anna: User, boris: User, otto: User, as_user: As, apart: SavedRecommendation
) -> None:
    _, shared = levels(apart)
    share(apart.case_file, otto, 3)
    mine, ottos, reader = (Desk(as_user(who), apart) for who in (anna, otto, boris))
    secret = {"level": shared, "rules": ["quotas-stay-bilateral"], "reason": "A secret reason."}
    seen = {**secret, "level": "global", "reason": "An open reason."}
    assert ottos.post("departure", **seen).status_code == 302
    before = ottos.keys()["revision"]
    assert mine.post("departure", **secret).status_code == 302
    assert ottos.keys()["revision"] == before
    assert ottos.post("departure", **{**seen, "reason": "Another open one."}).status_code == 302
    page = mine.page()
    assert -1 < page.index("A secret reason.") < page.rindex("Another open one.")
    for desk in (ottos, reader):
        assert "A secret reason." not in desk.page()
        assert "Another open one." in desk.page()


def test_a_hidden_departure_is_taken_back_and_put_back_without_moving_the_revision(
    anna: User, as_user: As, apart: SavedRecommendation
) -> None:
    _, shared = levels(apart)
    desk = Desk(as_user(anna), apart)
    before = desk.keys()["revision"]
    secret = {"level": shared, "rules": ["quotas-stay-bilateral"], "reason": "A secret reason."}
    desk.post("departure", **secret)
    key = Departure.objects.get().pk
    stale = desk.post("departure", **{**secret, "reason": "Unseen."})
    assert stale.status_code == 422
    assert "Somebody departed or took it back" in words(stale)
    assert desk.post("departure", take_back=key).status_code == 302
    assert Departure.objects.get().taken_back_at
    desk.post("departure", put_back=key)
    assert not Departure.objects.get().taken_back_at
    assert (
        desk.post("departure", instead_of=key, **{**secret, "reason": "Seen."}).status_code == 302
    )
    assert Departure.objects.get(taken_back_at=None).reason == "Seen."
    assert desk.keys()["revision"] == before


def test_a_departure_goes_on_with_the_record_that_takes_the_place_of_its_own(
    annas: Desk, boris: User, as_user: As, saved: SavedRecommendation
) -> None:
    annas.post("departure", **REGIONAL)
    made = answered(annas, Desk(as_user(boris), saved))
    again = Departure.objects.get(recommendation=made)
    old = Departure.objects.get(recommendation=saved)
    assert (again.level, again.reason, again.at, again.by) == (
        old.level, old.reason, old.at, old.by,
    )  # fmt: skip
    assert [each.rule for each in again.rules.all()] == REGIONAL["rules"]
    assert "Anna recommends another level: Regional" in Desk(as_user(boris), made).page()


def test_a_departure_whose_rules_no_longer_fire_ends_and_the_log_says_so(
    annas: Desk, boris: User, as_user: As, saved: SavedRecommendation
) -> None:
    fired = [each["rule"] for issue in saved.outcome["issues"] for each in issue["fired"]]
    assert "one-state-only-partly" in fired
    annas.post("departure", **{**REGIONAL, "rules": ["one-state-only-partly"]})
    made = answered(annas, Desk(as_user(boris), saved))
    assert not made.departures.exists()
    assert "did not carry the departure over" in Desk(as_user(boris), made).page()


def answered(officer: Desk, reviewer: Desk) -> SavedRecommendation:
    """The record with the answer on one State that the reviewer proposed."""
    officer.submit()
    reviewer.dispute("answer", "solo", proposed="no")
    reviewer.decide("return")
    officer.answer(**{f"choice_{Dispute.objects.get().pk}": "proposal"})
    return next_record(officer.saved)


def test_the_reviewer_is_told_of_a_departure_that_all_see_and_reads_it_in_review(
    annas: Desk, boris: User, as_user: As, saved: SavedRecommendation
) -> None:
    annas.submit()
    annas.post("departure", **REGIONAL)
    assert Notice.objects.filter(to=boris, act="departed", recommendation=saved).count() == 1
    page = words(Desk(as_user(boris), saved).get("review"))
    assert "The officer departs from the advice: Regional." in page
    assert "The region asks." in page
    assert "departed from the advice of" in words(as_user(boris).get("/archive/waiting/"))


def test_no_reviewer_is_told_of_a_hidden_departure(
    anna: User, boris: User, as_user: As, apart: SavedRecommendation
) -> None:
    _, shared = levels(apart)
    desk = Desk(as_user(anna), apart)
    desk.submit()
    secret = {"level": shared, "rules": ["quotas-stay-bilateral"], "reason": "A secret reason."}
    assert desk.post("departure", **secret).status_code == 302
    assert not Notice.objects.filter(act="departed").exists()
    assert "A secret reason." not in words(Desk(as_user(boris), apart).get("review"))


@pytest.mark.parametrize("act", ["departure", "away"])
def test_whoever_departed_or_put_it_away_never_reviews_it_nor_is_asked_to(
    anna: User, as_user: As, case_file: CaseFile, saved: SavedRecommendation, act: str
) -> None:
    rita = person("rita", "reviewer")
    rita.groups.add(Group.objects.get(name="officer"))
    given = share(case_file, rita, 3)
    sent = REGIONAL if act == "departure" else {"away": "1"}
    assert Desk(as_user(rita), saved).post(act, **sent).status_code == 302
    given.delete()
    Desk(as_user(anna), saved).submit()
    assert Desk(as_user(rita), saved).get("review").status_code == 404
    assert not Notice.objects.filter(to=rita, act="submitted").exists()
