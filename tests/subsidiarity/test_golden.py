"""What must follow from these answers, in the eyes of a migration diplomat?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.ladder import Depth, Level
from decisions.subsidiarity.recommend import Recommendation

from .conftest import Advise

pytestmark = pytest.mark.core

ROUTE = {"reach": "corridor", "extent": "whole_state", "solo": "no", "pair": "no"}
PAIR = {"reach": "two_states", "extent": "whole_state", "solo": "partly", "pair": "yes"}


def warned(recommendation: Recommendation) -> set[str]:
    return {warning.rule for warning in recommendation.warnings}


def fired(recommendation: Recommendation) -> set[str]:
    return {rule.key for rule in recommendation.lead.certain(recommendation.edition)}


def kinds(recommendation: Recommendation) -> list[str]:
    return [gap.kind for gap in recommendation.gaps]


def tracks(recommendation: Recommendation) -> list[tuple[str, Level]]:
    return [(track.when, track.level) for track in recommendation.tracks]


def test_temporary_workers_between_two_states_go_to_a_bilateral_labour_agreement(
    advise: Advise,
) -> None:
    found = advise("temporary_labour", **PAIR, interest="common", commitment="soft")
    assert found.level is Level.BILATERAL
    assert found.packages[0].form == "agreement"
    assert found.packages[0].match.fits[0].forum.id == "tpl-labour-agreement"
    assert found.packages[0].pairs == (("DE", "TR"),)
    assert "quotas-stay-bilateral" in fired(found)


def test_hard_interests_alone_do_not_make_a_matter_bilateral(advise: Advise) -> None:
    easy = advise("irregular_migration", states="ES MA DZ", **ROUTE, interest="common")
    hard = advise("irregular_migration", states="ES MA DZ", **ROUTE, interest="conflicting")
    assert easy.level is hard.level
    assert hard.level >= Level.REGIONAL
    assert "consultation" in hard.lead.forms(hard.edition)


def test_high_sovereignty_does_not_make_a_matter_local(advise: Advise) -> None:
    found = advise("border_management", **ROUTE, sovereignty="high", states="ES MA DZ")
    assert found.level >= Level.REGIONAL
    assert "sovereignty-is-not-localness" in warned(found)


@pytest.mark.parametrize(
    ("enough", "level"), [({"solo": "yes"}, Level.LOCAL), ({"pair": "yes"}, Level.BILATERAL)]
)
def test_a_worldwide_matter_stays_where_it_can_be_settled(
    advise: Advise, enough: dict[str, str], level: Level
) -> None:
    answers = {"reach": "worldwide", "extent": "whole_state", "solo": "partly", **enough}
    assert advise("selection_criteria", states="CA IN", **answers).level is level


def test_a_crisis_calls_agencies_that_assist_and_moves_no_decision_to_the_world(
    advise: Advise,
) -> None:
    answers = {**ROUTE, "reach": "region", "urgency": "crisis"}
    help_needed = ["emergency_relief", "refugee_protection"]
    calm = advise("asylum", states="CO PE EC", **{**answers, "urgency": "routine"})
    found = advise("asylum", states="CO PE EC", **answers, assistance=help_needed)
    assert found.level is calm.level is Level.REGIONAL
    assert "crisis-agencies-assist" in warned(found)
    roles = {fit.forum.id: fit.role for fit in found.packages[0].match.fits}
    assert roles.get("unhcr") == "assists"
    assert "specialised_body" in found.lead.forms(found.edition)


@pytest.mark.parametrize("risk", [{}, {"protection_risk": "none"}, {"protection_risk": "likely"}])
def test_readmission_always_warns_to_check_protection(advise: Advise, risk: dict[str, str]) -> None:
    found = advise("readmission_third_country", **PAIR, **risk)
    assert "check-protection-before-return" in warned(found)
    assert ("protection-at-risk" in warned(found)) == (risk.get("protection_risk") == "likely")


def test_taking_back_own_nationals_is_called_a_duty_not_a_bargain(advise: Advise) -> None:
    found = advise("readmission_own", **PAIR)
    assert "own-nationals-are-a-duty" in warned(found)
    assert "own-nationals-are-a-duty" not in warned(advise("readmission_third_country", **PAIR))


def test_where_powers_were_handed_over_we_warn_that_subsidiarity_may_not_apply(
    advise: Advise,
) -> None:
    assert "competence-transferred" in warned(advise("asylum", **PAIR, competence="transferred"))
    assert "competence-transferred" not in warned(advise("asylum", **PAIR, competence="states"))


def test_unanswered_hidden_interests_stay_unknown_and_are_never_read_as_none(
    advise: Advise,
) -> None:
    found = advise("asylum", **ROUTE, interest="conflicting")
    assert len(found.lead.facts["hidden"]) == 2
    assert "hidden-interests" not in warned(found)


def test_no_bound_rests_on_the_number_of_states_or_regions_alone(edition: Any) -> None:
    for rule in edition.book.rules:
        assert not set(rule.when) <= {"states", "regions"}


def test_temporary_schemes_on_a_route_show_the_tension_of_the_paper_as_two_tracks(
    advise: Advise,
) -> None:
    answers = {**ROUTE, "solo": "partly", "pair": "partly"}
    found = advise("temporary_labour", states="QA NP IN", **answers)
    assert found.level is Level.BILATERAL
    assert found.lead.on_level.weighed.tension
    assert tracks(found) == [("now", Level.BILATERAL), ("prepare", Level.REGIONAL)]
    assert not kinds(found).count("willingness")


def test_a_needed_state_that_refuses_the_table_makes_a_willingness_gap_with_two_tracks(
    advise: Advise,
) -> None:
    found = advise("smuggling", states="ES MA DZ", **ROUTE, table_limit="pair")
    assert found.level is Level.BILATERAL
    assert found.lead.on_level.weighed.ambition is Level.REGIONAL
    assert kinds(found).count("willingness") == 1
    assert tracks(found) == [("now", Level.BILATERAL), ("prepare", Level.REGIONAL)]


def test_a_willingness_gap_may_lie_in_the_depth_alone(advise: Advise) -> None:
    decisive = advise("asylum", **PAIR, commitment="none", pooled_resources="yes")
    assert decisive.depth is Depth.COORDINATION
    assert not decisive.lead.on_level.weighed.ambition


def test_capacity_of_bodies_and_of_states_are_two_separate_gaps(advise: Advise) -> None:
    both = advise("asylum", **PAIR, capacity="overstretched", body_capacity="unable")
    one = advise("asylum", **PAIR, capacity="able", body_capacity="partly")
    assert kinds(both).count("capacity") == 2
    assert kinds(one).count("capacity") == 1


def test_all_soft_issues_warn_and_one_hard_issue_silences_the_warning(edition: Any) -> None:
    from decisions.subsidiarity.recommend import recommend
    from decisions.subsidiarity.wire import read_case

    def advice(*words: str) -> Recommendation:
        topics = ["data_analysis", "integration"]
        issues = [
            {"issue": topic, "answers": {"interest": word}}
            for topic, word in zip(topics, words, strict=True)
        ]
        states = [{"state": "DE", "roles": ["receiving"]}]
        return recommend(read_case({"states": states, "issues": issues}, edition), edition)

    assert "all-soft" in warned(advice("common", "common"))
    assert "all-soft" not in warned(advice("common", "diverging"))


def test_nothing_answered_stays_local_and_says_that_it_is_only_so_far(advise: Advise) -> None:
    found = advise("asylum")
    assert found.level is Level.LOCAL
    assert found.headline == "Local level so far: nothing that is known asks for more."


def test_a_matter_of_one_state_is_a_full_answer_without_a_forum(advise: Advise) -> None:
    found = advise(
        "integration", states="DE", reach="one_state", extent="whole_state", solo="yes", pair="yes"
    )
    assert found.level is Level.LOCAL
    assert found.headline == "Local level: one State can do it by itself."
    assert found.packages[0].match.fits == ()


def test_a_border_strip_is_settled_by_local_border_traffic(advise: Advise) -> None:
    answers = {"reach": "two_states", "extent": "border_area", "solo": "no", "pair": "partly"}
    found = advise("border_management", "free_movement", states="PL RU", **answers,
                   sovereignty="medium")  # fmt: skip
    assert found.level is Level.SUBREGIONAL
    assert found.packages[0].match.fits[0].forum.id == "tpl-local-border-traffic"
    assert found.headline.startswith("Cross-border area so far, by ")


@pytest.mark.parametrize(
    ("answers", "headline"),
    [
        (
            {**ROUTE, "solo": "partly", "pair": "partly", "table_limit": "alone"},
            "Local level: a State that is needed deals with this alone.",
        ),
        (
            {**ROUTE, "table_limit": "alone"},
            "Local level for now: a State that is needed deals with this alone.",
        ),
        (
            {**PAIR, "solo": "partly", "extent": "municipality"},
            "Local level: the matter lies within a city.",
        ),
        (
            {**PAIR, "solo": "yes", "existing_rule": "sufficient"},
            "Local level: one State can do it by itself.",
        ),
    ],
)
def test_a_local_headline_names_the_very_rule_that_holds_it(
    advise: Advise, answers: dict[str, str], headline: str
) -> None:
    assert advise("asylum", states="HU RS", **answers).headline == headline


def test_where_a_needed_state_refuses_every_table_open_talks_come_first(advise: Advise) -> None:
    found = advise("burden_sharing", states="LB SY JO", **{**ROUTE, "reach": "region"},
                   table_limit="alone", interest="conflicting")  # fmt: skip
    assert [(track.when, track.level) for track in found.tracks] == [
        ("first", Level.REGIONAL),
        ("now", Level.LOCAL),
        ("prepare", Level.REGIONAL),
    ]
    assert found.tracks[1].text.startswith("Each State does what it can")


def test_nobody_is_invited_into_a_union_in_order_to_talk(advise: Advise) -> None:
    found = advise("temporary_or_permanent", states="DE FR PL UA", reach="region",
                   extent="whole_state", solo="partly", pair="partly")  # fmt: skip
    (gap,) = found.gaps
    assert gap.kind == "forum"
    assert "inviting" not in gap.text
    assert "Widen the mandate of the Prague Process" in gap.text


FIVE_PLUS_FIVE = "ES FR IT PT MT MA DZ TN LY MR"


def test_one_named_state_without_a_seat_makes_a_gap_and_is_to_be_invited(advise: Advise) -> None:
    all_seated = advise("irregular_migration", states=FIVE_PLUS_FIVE, **ROUTE)
    egypt_too = advise("irregular_migration", states=f"{FIVE_PLUS_FIVE} EG", **ROUTE)
    assert "start in the 5+5" in all_seated.headline
    assert not all_seated.gaps
    assert "no forum is ready" in egypt_too.headline
    assert "Extend the 5+5 Dialogue by inviting Egypt" in egypt_too.gaps[0].text


def test_the_headline_names_no_forum_that_does_not_hold_the_lead_issue(advise: Advise) -> None:
    found = advise("readmission_third_country", "irregular_migration", states=FIVE_PLUS_FIVE,
                   **{**ROUTE, "reach": "several_regions"})  # fmt: skip
    assert "no forum is ready" in found.headline
    assert "Widen the mandate of the 5+5 Dialogue" in found.gaps[0].text


def test_kosovo_has_its_seats(advise: Advise) -> None:
    found = advise("capacity_building", states="AL BA ME MK RS XK", reach="region",
                   extent="whole_state", solo="partly", pair="partly")  # fmt: skip
    best = found.packages[0].match.fits[0]
    assert (best.forum.id, best.missing) == ("marri", ())


@pytest.mark.parametrize(
    ("issue", "states", "forum"),
    [
        ("free_movement", "FR GE", "tpl-visa-waiver"),
        ("security", "FR IT", "tpl-border-police"),
        ("readmission_own", "DE PK", "tpl-readmission-agreement"),
        ("integration", "DE TR", None),
        ("humanitarian_emergency", "BD MM", None),
    ],
)
def test_a_matter_of_whole_states_goes_to_no_town_hall(
    advise: Advise, issue: str, states: str, forum: str | None
) -> None:
    found = advise(issue, states=states, **{**PAIR, "solo": "no"})
    tables = [fit.forum.id for fit in found.packages[0].match.fits if fit.table]
    assert tables[:1] == ([forum] if forum else [])
    if forum is None:
        assert found.headline.endswith("in an agreement: draft an agreement of your own.")
        assert "Draft an agreement of your own" in found.gaps[0].text


def test_only_a_union_can_be_party_to_a_mobility_partnership(advise: Advise) -> None:
    def with_members_of(bloc: str) -> list[str]:
        rows = [{"members_of": bloc, "roles": ["receiving"]}, {"state": "PK", "roles": ["sending"]}]
        found = advise("readmission_own", states=rows, **{**PAIR, "solo": "no"})
        return [fit.forum.id for fit in found.packages[0].match.fits]

    assert "tpl-mobility-partnership" in with_members_of("eu")
    assert "tpl-mobility-partnership" not in with_members_of("rabat-process")


@pytest.mark.parametrize("commitment", ["none", "soft"])
def test_agencies_for_refugees_assist_whatever_the_depth_and_whoever_sits_on_their_boards(
    advise: Advise, commitment: str
) -> None:
    crisis = {"urgency": "crisis", "assistance": ["refugee_protection"], "commitment": commitment}
    pair = advise("humanitarian_emergency", states="DE TR", **{**PAIR, "solo": "no"}, **crisis)
    region = advise("asylum", states="MM BD TH MY ID", **{**ROUTE, "reach": "region"}, **crisis)
    for found in (pair, region):
        roles = {fit.forum.id: fit.role for fit in found.packages[0].match.fits}
        assert roles["unhcr"] == "assists"


def test_a_gap_in_an_emergency_calls_a_meeting_of_states_not_another_agency(advise: Advise) -> None:
    found = advise("humanitarian_emergency", states="JO LB TR IQ EG SY",
                   **{**ROUTE, "reach": "region"}, urgency="crisis")  # fmt: skip
    assert "It takes a new table: a consultation" in found.gaps[0].text


def test_consultation_is_a_track_and_never_the_body_in_the_headline(advise: Advise) -> None:
    found = advise("irregular_migration", states=FIVE_PLUS_FIVE, **ROUTE, interest="conflicting")
    assert found.lead.forms(found.edition) == ("consultation",)
    assert "consultation" not in found.headline
    assert found.packages[0].form == ""


def test_the_headline_bears_the_form_of_the_lead_issue_alone(advise: Advise) -> None:
    found = advise("free_movement", "data_analysis", states="SE NO DK", pair="no",
                   reach="region", extent="whole_state", solo="no")  # fmt: skip
    assert found.packages[0].form == "specialised_body"
    assert "specialised body" not in found.headline


def test_capacity_in_part_is_not_called_none(advise: Advise) -> None:
    found = advise("asylum", **PAIR, body_capacity="partly", capacity="unequal")
    texts = [gap.text for gap in found.gaps if gap.kind == "capacity"]
    assert "only in part" in texts[0]
    assert "not all States concerned" in texts[1]


def test_a_tension_cites_the_rules_that_are_in_it(advise: Advise) -> None:
    answers = {**ROUTE, "solo": "partly", "pair": "partly"}
    found = advise("temporary_labour", states="QA NP IN", **answers)
    (later,) = [track.text for track in found.tracks if track.when == "prepare"]
    assert later.endswith("(B.1 §1; A.2 §3; B.1 §6; against B.2 §1; B.2 §1; compare TFEU 79(5)).")


def test_strong_spillover_is_not_met_by_the_word_that_only_two_are_concerned(
    advise: Advise,
) -> None:
    some = advise("irregular_migration", **{**PAIR, "pair": "partly"}, spillover="some")
    strong = advise("irregular_migration", **{**PAIR, "pair": "partly"}, spillover="strong")
    assert "two-states-concerned" in fired(some)
    assert "two-states-concerned" not in fired(strong)


def test_two_answers_that_contradict_each_other_are_pointed_out(advise: Advise) -> None:
    found = advise("asylum", **{**ROUTE, "solo": "yes"})
    assert "one-suffices-but-no-pair" in warned(found)
    assert "one-suffices-but-no-pair" not in warned(advise("asylum", **ROUTE))


def test_a_border_strip_that_one_side_can_only_partly_serve_needs_both_sides(
    advise: Advise,
) -> None:
    answers = {"reach": "two_states", "extent": "border_area", "solo": "partly"}
    assert advise("integration", states="FR CH", **answers, sovereignty="low").level is (
        Level.SUBREGIONAL
    )


def test_stances_of_one_sign_do_not_refute_what_the_officer_knows(edition: Any) -> None:
    from decisions.subsidiarity.recommend import recommend
    from decisions.subsidiarity.wire import read_case

    row = {"state": "DE", "stated": "seeks", "assessed": "supports"}
    document = {
        "states": [{"state": "DE", "roles": ["receiving"]}],
        "answers": {"hidden": "yes"},
        "issues": [{"issue": "asylum", "interests": [row]}],
    }
    assert "hidden-interests" in warned(recommend(read_case(document, edition), edition))
    document["answers"] = {}
    assert "hidden-interests" not in warned(recommend(read_case(document, edition), edition))
