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
    assert found.headline == "Local level: one State can do this by its own law and means."
    assert found.packages[0].match.fits == ()


def test_a_border_strip_is_settled_by_local_border_traffic(advise: Advise) -> None:
    answers = {"reach": "two_states", "extent": "border_area", "solo": "no", "pair": "partly"}
    found = advise("border_management", "free_movement", states="PL RU", **answers,
                   sovereignty="medium")  # fmt: skip
    assert found.level is Level.SUBREGIONAL
    assert found.packages[0].match.fits[0].forum.id == "tpl-local-border-traffic"
    assert found.headline.startswith("Cross-border area, by ")
