"""Where no table holds an issue: whom to invite, where to prepare, who might call, like which?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.ladder import Depth
from decisions.subsidiarity.packages import Package
from decisions.subsidiarity.recommend import Recommendation, recommend
from decisions.subsidiarity.remedies import Remedy, calls_for_all, remedy
from decisions.subsidiarity.remedy_words import remedy_words
from decisions.subsidiarity.wire import read_case

from .conftest import Advise
from .small_books import case, edition, forum, rule
from .small_parts import fitted, need

pytestmark = pytest.mark.core

LIFT = rule("lift", "not_below", "regional", "decisive", alone=["no"])
BOTH = ["asylum", "security"]


def advised(
    *fora: Any, form: str = "", states: str = "DE FR MA", pair: bool = False
) -> Recommendation:
    lift = {**LIFT, "value": "bilateral"} if pair else LIFT
    rules = [lift, *([rule("body", "form", form, alone=["no"])] if form else [])]
    made = edition(*rules, fora=fora)
    return recommend(read_case(case("asylum", states=states, alone="no"), made), made)


def package(*fora: Any, **asked: Any) -> Package:
    return advised(*fora, **asked).packages[0]


def found(*fora: Any, **asked: Any) -> Remedy:
    way = remedy(package(*fora, **asked))
    assert way
    return way


def words(*fora: Any, **asked: Any) -> str:
    names = {"MA": "Morocco", "FR": "France", "DE": "Germany"}
    return remedy_words(found(*fora, **asked), names)


def talk(key: str, *members: str, **changes: Any) -> dict[str, Any]:
    return forum(id=key, short_name=key.title(), members=list(members), **changes)


AGENCY = {"kind": "specialised_agency", "level": "global", "instruments": ["operations"]}
PACT = {
    "kind": "regional_organisation",
    "binding": "binding",
    "instruments": ["standards", "dialogue"],
}


def test_where_every_issue_has_its_table_nothing_is_to_be_remedied() -> None:
    assert remedy(package(talk("full", "DE", "FR", "MA"))) is None


def test_the_forum_with_the_fewest_invitations_is_extended() -> None:
    two = talk("two", "DE", "US", "TN")
    one = talk("one", "DE", "FR", "US", "TN")
    way = found(two, one)
    assert way.extension and (way.extension.forum.id, way.extension.invite) == ("one", ("MA",))
    assert words(two, one).startswith("Extend the One by inviting Morocco, or set up a new table")


def test_between_equals_the_usual_order_decides_whom_to_extend() -> None:
    large, small = talk("a", "DE", "FR", "US", "TN"), talk("b", "DE", "FR", "TN")
    way = found(large, small)
    assert way.extension and way.extension.forum.id == "b"


def test_a_forum_that_seats_all_may_take_the_issue_up_if_none_that_knows_it_is_near() -> None:
    stranger = talk("stranger", "DE", "FR", "MA", mandate=["security"], mandate_core=["security"])
    way = found(stranger)
    assert way.extension and (way.extension.invite, way.extension.take_up) == ((), ("asylum",))
    near = talk("near", "DE", "FR", "TN")
    assert found(stranger, near).extension.forum.id == "near"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "closed", [{"status": "ended"}, {"level": "global"}, {"kind": "regional_organisation"}]
)
def test_what_is_closed_of_another_level_or_a_union_is_not_extended(closed: dict[str, Any]) -> None:
    assert found(talk("one", "DE", "FR", "TN", **closed)).extension is None


def test_a_forum_asks_in_only_states_of_a_region_that_it_spans() -> None:
    assert found(talk("europe", "DE", "FR")).extension is None
    both = found(talk("europe", "DE", "FR"), talk("both", "DE", "FR", "TN", "US"))
    assert both.extension and both.extension.forum.id == "both"


def test_countries_of_origin_do_not_ask_in_those_who_meet_in_their_counterpart() -> None:
    other = talk("other", "MA", "US")
    origin = talk("origin", "DE", "FR", "TN", relations=[{"type": "counterpart", "id": "other"}])
    assert found(origin, other).extension is None
    elsewhere = talk("other", "US")
    assert found(origin, elsewhere).extension.forum.id == "origin"  # type: ignore[union-attr]


def test_a_table_that_holds_the_other_issues_takes_up_one_more_before_any_dialogue_does() -> None:
    lift = {**LIFT}
    known = {"mandate": ["security"], "mandate_core": ["security"]}
    table = talk("z-table", "DE", "FR", "MA", kind="regional_organisation", **known)
    talks = talk("a-talks", "DE", "FR", "MA", mandate=[], mandate_core=[])
    for kind, taken in (("regional_organisation", "z-table"), ("supranational_body", "a-talks")):
        made = edition(lift, fora=[{**table, "kind": kind}, talks])
        got = recommend(
            read_case(case("security", "asylum", states="DE FR MA", alone="no"), made), made
        )
        way = remedy(got.packages[0])
        assert (
            way and way.extension and (way.issues, way.extension.forum.id) == (("asylum",), taken)
        )


def test_an_agreement_of_many_is_no_table() -> None:
    assert words(talk("far", "US"), form="agreement").startswith(
        "It takes an agreement of their own"
    )


def test_parties_to_a_treaty_are_no_model_of_a_consultation() -> None:
    treaty = talk("treaty", "US", kind="global_process", binding="binding")
    assert found(treaty).new.model is None


def test_who_joins_a_treaty_must_first_accept_it_so_its_parties_ask_nobody_in() -> None:
    treaty = talk("treaty", "DE", "FR", "TN", kind="global_process", binding="binding")
    assert found(treaty).extension is None


def test_an_active_forum_is_extended_before_one_in_doubt_if_both_need_as_few() -> None:
    doubtful = talk("a-doubtful", "DE", "FR", "TN", status="uncertain")
    way = found(doubtful, talk("b-active", "DE", "FR", "TN"))
    assert way.extension and way.extension.forum.id == "b-active"
    asked = {"mandate": ["security"], "mandate_core": ["security"]}
    stranger = talk("a-stranger", "DE", "FR", "MA", status="uncertain", **asked)
    wider = found(stranger, talk("b-stranger", "DE", "FR", "MA", "US", **asked))
    assert wider.extension and wider.extension.forum.id == "b-stranger"


def test_a_body_that_knows_the_issue_and_most_states_might_call_the_new_table() -> None:
    far = talk("far", "US", **{**AGENCY, "level": "regional"})
    near = talk("near", "DE", "FR", "MA", **{**AGENCY, "level": "regional"})
    everywhere = talk("everywhere", "US", "TN", **AGENCY)
    assert found(far).new.convener is None
    assert found(far, near).new.convener.id == "near"  # type: ignore[union-attr]
    assert found(far, near, everywhere).new.convener.id == "near"  # type: ignore[union-attr]
    assert found(far, everywhere).new.convener.id == "everywhere"  # type: ignore[union-attr]
    assert "perhaps called by Near" in words(far, near)
    wider = talk("wider", "DE", "FR", "MA", **{**AGENCY, "level": "regional"}, mandate_core=[])
    assert found(wider).new.convener.id == "wider"  # type: ignore[union-attr]
    assert found(near, wider).new.convener.id == "near"  # type: ignore[union-attr]
    ended = talk("ended", "DE", "FR", "MA", **{**AGENCY, "level": "regional", "status": "ended"})
    assert found(ended).new.convener is None
    one_side = talk("one-side", "DE", "FR", **{**AGENCY, "level": "regional"})
    assert found(one_side).new.convener is None
    lends = {"kind": "regional_organisation", "instruments": ["funds"]}
    organisation = talk("pact", "DE", "FR", "MA", **lends)
    assert found(organisation).new.convener.id == "pact"  # type: ignore[union-attr]


STATES = frozenset({"DE", "FR", "MA", "TN", "US", "x"})


@pytest.mark.parametrize(
    ("members", "singly", "calls"),
    [
        (["DE", "FR", "MA", "TN"], [], True),
        (["DE", "FR", "MA"], [], False),
        (["DE", "FR", "MA", "TN"], ["US"], False),
        (["DE", "FR", "MA", "TN"], ["DE"], True),
    ],
)
def test_two_in_three_seats_make_a_body_that_can_call_for_all_and_whoever_is_named(
    members: list[str], singly: list[str], calls: bool
) -> None:
    asked = need(states=STATES, singly=frozenset(singly))
    assert calls_for_all(fitted(asked, members=members)) is calls


def test_a_new_table_is_modelled_on_one_of_its_form_that_deals_mainly_with_the_issue() -> None:
    like = talk("like", "US", "TN")
    assert found(like).new.model.id == "like"  # type: ignore[union-attr]
    assert "on the model of Like" in words(like)
    assert found(talk("wider", "US", mandate_core=[])).new.model is None
    assert found(talk("ended", "US", status="ended")).new.model is None
    assert found(talk("pact", "US", **PACT)).new.model is None
    limited = found(talk("pact", "US", **PACT, scope="limited"), form="limited_body")
    assert (limited.new.form, limited.new.model.id) == ("limited_body", "pact")  # type: ignore[union-attr]
    assert found(talk("pact", "US", **PACT), form="limited_body").new.model is None
    union = talk("union", "US", kind="supranational_body", scope="limited")
    assert found(union, form="limited_body").new.model.id == "union"  # type: ignore[union-attr]
    agency = talk("agency", "US", **AGENCY, scope="limited")
    assert found(agency, form="limited_body").new.model is None
    assert found(talk("like", "US"), form="agreement").new.model is None


def test_the_model_holds_most_of_the_issues_then_is_active_then_of_the_level_then_large() -> None:
    doubtful = talk("a-doubtful", "US", status="uncertain")
    wide = talk("b-wide", "US", level="global")
    small, large = talk("c-small", "US"), talk("d-large", "US", "TN")
    for better, worse in ((large, small), (small, wide), (wide, doubtful)):
        assert found(worse, better).new.model.id == better["id"]  # type: ignore[union-attr]


def test_the_extended_forum_is_not_its_own_model() -> None:
    way = found(talk("one", "DE", "FR", "TN"))
    assert way.extension and way.new.model is None


def test_a_body_does_not_call_a_table_that_is_modelled_on_it() -> None:
    pact = talk("pact", "DE", "FR", "MA", **PACT, scope="limited")
    way = found(pact, form="comprehensive_negotiation")
    assert way.prepare and (way.new.convener, way.new.model) == (None, None)
    binding = talk("pact", "US", **PACT)
    assert found(binding, form="comprehensive_negotiation").new.convener is None


def test_a_package_is_prepared_in_talks_and_negotiated_in_a_body_that_binds() -> None:
    talks = talk("talks", "DE", "FR", "MA")
    pact = talk("pact", "US", "TN", **PACT)
    asked = {"form": "comprehensive_negotiation"}
    way = found(talks, pact, **asked)
    assert way.prepare and way.prepare.id == "talks"
    assert way.extension is None
    assert way.new.form == "comprehensive_negotiation"
    assert way.new.model and way.new.model.id == "pact"
    assert words(talks, pact, **asked).startswith("Prepare it in the Talks. It takes a new table:")
    narrow = talk("narrow", "US", **{**PACT, "scope": "limited"})
    assert found(talks, narrow, **asked).new.model is None
    gap = advised(talks, pact, **asked).gaps[0].text
    assert (
        "level, and none above it, can bind these States in negotiations over asylum (B.2 §4)"
        in gap
    )
    world = talk("world", "DE", "FR", "MA", **{**PACT, "level": "global"})
    assert "regional level can bind these" in advised(talks, world, **asked).gaps[0].text


def test_talks_that_are_no_table_for_it_prepare_nothing() -> None:
    asked = {"form": "comprehensive_negotiation"}
    assert found(talk("few", "US"), **asked).prepare is None
    assert (
        found(
            talk("other", "DE", "FR", "MA", mandate=["security"], mandate_core=[]), **asked
        ).prepare
        is None
    )


def test_two_parties_draft_what_they_need() -> None:
    way = found(talk("near", "DE", **AGENCY), states="DE MA", pair=True)
    assert (way.extension, way.prepare, way.new.convener, way.new.model) == (None, None, None, None)
    assert way.new.form == "agreement"


def test_the_headline_says_how_far_the_table_goes_if_that_is_not_as_deep_as_needed() -> None:
    deep = rule("deep", "not_below", "standards", "decisive", alone=["no"])
    made = edition(LIFT, deep, fora=[talk("talks", "DE", "MA", name="Talks")])
    got = recommend(read_case(case("asylum", alone="no"), made), made)
    assert got.depth is Depth.STANDARDS
    assert got.headline.endswith("start in the Talks, which goes as far as coordination.")
    assert got.packages[0].match.shallow == ("asylum",)
    rules = {"binding": "soft_law", "instruments": ["dialogue", "standards"]}
    made = edition(LIFT, deep, fora=[talk("talks", "DE", "MA", name="Talks", **rules)])
    got = recommend(read_case(case("asylum", alone="no"), made), made)
    assert got.headline.endswith("start in the Talks.")
    assert got.packages[0].match.shallow == ()


def test_no_forum_of_the_world_binds_on_trade_aid_and_migration(advise: Advise) -> None:
    everyone = [{"all_states": True, "roles": ["sending"]}]
    got = advise("comprehensive_package", states=everyone, reach="worldwide", extent="whole_state",
                 solo="no", pair="no", breadth="comprehensive", table_limit="no_limit")  # fmt: skip
    (gap,) = [each for each in got.gaps if each.kind == "forum"]
    assert (
        "no forum at the interregional level, and none above it, can bind these States" in gap.text
    )
    assert "on the model of EU-OACPS" in gap.text


@pytest.mark.parametrize(
    ("form", "words_"),
    [
        ("", "Extend the Near by inviting Morocco, or set up a new table: a consultation"),
        ("agreement", "Extend the Near by inviting Morocco, or conclude an agreement of their own"),
        (
            "limited_body",
            "Extend the Near by inviting Morocco, or set up a new table: a limited body",
        ),
    ],
)
def test_the_second_way_is_to_set_up_a_table_or_to_conclude_an_agreement(
    form: str, words_: str
) -> None:
    assert words(talk("near", "DE", "FR", "TN"), form=form) == words_


def test_a_remedy_names_caller_and_model_in_one_sentence() -> None:
    caller = talk("caller", "DE", "FR", "MA", **AGENCY)
    assert words(caller, talk("like", "US")) == (
        "It takes a new table: a consultation, perhaps called by Caller, on the model of Like"
    )


def test_a_model_that_holds_more_or_that_more_of_the_states_know_comes_first() -> None:
    made = edition(LIFT, fora=[
        talk("a-one", "US"),
        talk("b-both", "US", mandate=["asylum", "security"], mandate_core=["asylum"]),
    ])  # fmt: skip
    both = recommend(
        read_case(case("asylum", "security", states="DE FR MA", alone="no"), made), made
    )
    way = remedy(both.packages[0])
    assert way and way.new.model and way.new.model.id == "b-both"
    strange, known = talk("a-strange", "US", "TN"), talk("b-known", "DE", "US")
    assert found(strange, known).new.model.id == "b-known"  # type: ignore[union-attr]
    far = talk("a-far", "US", level="subregional")
    near = talk("b-near", "US", level="interregional")
    assert found(far, near).new.model.id == "b-near"  # type: ignore[union-attr]
