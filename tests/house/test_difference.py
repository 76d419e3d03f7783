"""Does it say what differs between two recommendations, and what made the difference?"""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from itertools import pairwise
from random import Random
from typing import Any

import pytest

from decisions.house.difference import Difference, Side, Voice, compare, same_outcome, today
from decisions.seeds import shipped_document, shipped_edition, worked_cases
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.wire import read_case, read_edition, to_json, write_recommendation
from tests.subsidiarity.random_cases import random_document

pytestmark = pytest.mark.core

Document = dict[str, Any]
Edit = Callable[[Document], object]

SHIPPED, BOOK = shipped_edition(), shipped_document()
CASES: dict[str, Document] = {case["id"]: case["document"] for case in worked_cases()}
LABOUR = "de-tr-recruitment-1961"
PUEBLA = "puebla-1996"


def side(document: Document, edition: Edition = SHIPPED, evidence: Document | None = None) -> Side:
    outcome = write_recommendation(recommend(read_case(document, edition), edition))
    return Side(document.get("title", ""), document, evidence or {}, outcome, edition)


def edited(document: Document, edit: Edit) -> Document:
    copy = deepcopy(document)
    edit(copy)
    return copy


def edition(edit: Edit) -> Edition:
    return read_edition(edited(BOOK, edit), 2)


def sentences(found: Difference | None) -> list[str]:
    assert found is not None
    told = [sentence for group in found.groups for sentence in group.sentences]
    return [*(reason.text for reason in found.summary), *told]


def answer(key: str, value: Any) -> Edit:
    return lambda case: case["answers"].update({key: value})


def own(place: int, key: str, value: Any) -> Edit:
    return lambda case: case["issues"][place].setdefault("answers", {}).update({key: value})


def mapped(*stances: Document) -> Edit:
    def edit(case: Document) -> None:
        case["issues"][0]["answers"].pop("interest", None)
        case["issues"][0]["interests"] = [dict(row) for row in stances]

    return edit


STATED = ({"state": "DE", "stated": "seeks"}, {"state": "TR", "stated": "supports"})
ASSESSED = (
    {"state": "DE", "stated": "seeks"},
    {"state": "TR", "stated": "supports", "assessed": "opposes"},
)
MAPPED = edited(CASES[LABOUR], mapped(*STATED))

ANSWERED: list[tuple[str, Document, Edit, str, str]] = [
    ("an answer", CASES[LABOUR], answer("pair", "partly"),
     "One pair, or each pair: yes became partly.",
     "One pair, or each pair: A has yes, B has partly."),
    ("an answer taken away", CASES[LABOUR], lambda case: case["answers"].pop("reach"),
     "Reach: two States became no answer.",
     "Reach: A has two States, B has no answer."),
    ("an answer that is not known", CASES[LABOUR], answer("reach", None),
     "Reach: two States became “I do not know”.",
     "Reach: A has two States, B has “I do not know”."),
    ("several options", CASES[LABOUR], answer("assistance", ["technical_assistance", "development_funds"]),
     "Specialised help: no answer became technical assistance and development funds.",
     "Specialised help: A has no answer, B has technical assistance and development funds."),
    ("one issue's own answer", CASES[LABOUR], own(1, "pair", "no"),
     "One pair, or each pair on admission quotas: yes became no.",
     "One pair, or each pair on admission quotas: A has yes, B has no."),
    ("a State that comes in", CASES[LABOUR], lambda case: case["states"].append({"state": "GR", "roles": ["sending", "transit"]}),
     "Added to the States: Greece (sending and transit).",
     "Only B has among its States: Greece (sending and transit)."),
    ("a State that leaves", CASES[PUEBLA], lambda case: case["states"].pop(),
     "Removed from the States: United States of America (receiving).",
     "Only A has among its States: United States of America (receiving)."),
    ("a State's roles", CASES[LABOUR], lambda case: case["states"][1].update(roles=["sending", "transit"]),
     "Türkiye: sending became sending and transit.",
     "Türkiye: A has sending, B has sending and transit."),
    ("a group of States", CASES[LABOUR], lambda case: case["states"].append({"members_of": "nordic"}),
     "Added to the States: Members of Nordic Council (no role given).",
     "Only B has among its States: Members of Nordic Council (no role given)."),
    ("an issue that comes in", CASES[LABOUR], lambda case: case["issues"].append({"issue": "integration"}),
     "Added to the issues: integration.",
     "Only B has among its issues: integration."),
    ("an issue that leaves", CASES[LABOUR], lambda case: case["issues"].pop(),
     "Removed from the issues: migrants' rights.",
     "Only A has among its issues: migrants' rights."),
    ("another lead", CASES[LABOUR], lambda case: case["issues"].insert(0, case["issues"].pop()),
     "Lead issue: temporary labour migration became migrants' rights.",
     "Lead issue: A has temporary labour migration, B has migrants' rights."),
    ("a stated stance", MAPPED, lambda case: case["issues"][0]["interests"][1].update(stated="opposes"),
     "Türkiye on temporary labour migration, stated: supports became opposes.",
     "Türkiye on temporary labour migration, stated: A has supports, B has opposes."),
    ("an assessed stance", MAPPED, mapped(*ASSESSED),
     "Türkiye on temporary labour migration, assessed: no stance became opposes.",
     "Türkiye on temporary labour migration, assessed: A has no stance, B has opposes."),
    ("hardness", MAPPED, lambda case: case["issues"][0]["interests"][1].update(stated="opposes"),
     "Hardness of temporary labour migration: soft became hard.",
     "Hardness of temporary labour migration: A has soft, B has hard."),
    ("level", CASES[LABOUR], answer("solo", "yes"),
     "Level on temporary labour migration: bilateral became local.",
     "Level on temporary labour migration: A has bilateral, B has local."),
    ("depth", CASES[LABOUR], answer("solo", "yes"),
     "Depth on admission quotas: coordination became exchange.",
     "Depth on admission quotas: A has coordination, B has exchange."),
    ("what is still open", CASES[LABOUR], answer("solo", "yes"),
     "Still open on temporary labour migration: local to bilateral became nothing.",
     "Still open on temporary labour migration: A has local to bilateral, B has nothing."),
    ("a rule that fires, and what it lacked", CASES[LABOUR], answer("pair", "no"),
     "No longer fires on temporary labour migration, admission quotas and migrants' rights: “Two parties, or each pair by itself, can do it”, not needed above bilateral (presumption). Now, “One pair, or each pair” is no (it asks for yes).",
     "Fires only in A on temporary labour migration, admission quotas and migrants' rights: “Two parties, or each pair by itself, can do it”, not needed above bilateral (presumption). In B, “One pair, or each pair” is no (it asks for yes)."),
    ("a rule that waited for an answer", CASES[LABOUR], answer("table_limit", "alone"),
     "Now fires on temporary labour migration, admission quotas and migrants' rights: “A State that is needed deals with this alone”, not achievable above local (decisive). Before, “Widest acceptable table” was open (it asks for no table, it acts alone).",
     "Fires only in B on temporary labour migration, admission quotas and migrants' rights: “A State that is needed deals with this alone”, not achievable above local (decisive). In A, “Widest acceptable table” is open (it asks for no table, it acts alone)."),
    ("a presumption that gives way", CASES[LABOUR], answer("table_limit", "alone"),
     "Now gives way on temporary labour migration, admission quotas and migrants' rights: “One State does only part of it, and the matter crosses its border”.",
     "Gives way only in B on temporary labour migration, admission quotas and migrants' rights: “One State does only part of it, and the matter crosses its border”."),
    ("a forum that drops out with the level", CASES[LABOUR], answer("solo", "yes"),
     "Drops out: Bilateral labour migration agreement (bilateral; temporary labour migration, admission quotas and migrants' rights). Its package is local instead of bilateral.",
     "Only A goes to Bilateral labour migration agreement (bilateral; temporary labour migration, admission quotas and migrants' rights). Its package is local in B and bilateral in A."),
    ("a forum that drops out with the States", CASES[PUEBLA], lambda case: case["states"].append({"state": "KE", "roles": ["sending"]}),
     "Drops out: Regional Conference on Migration (regional; irregular migration, migrants' rights and 3 more issues). The States of the case differ.",
     "Only A goes to Regional Conference on Migration (regional; irregular migration, migrants' rights and 3 more issues). The States of the case differ."),
    ("a capacity gap", CASES[LABOUR], answer("capacity", "overstretched"),
     "New: Capacity gap: the States concerned can hardly carry this. Plan help to build up capacity (B.2 §§2-3).",
     "Only B: Capacity gap: the States concerned can hardly carry this. Plan help to build up capacity (B.2 §§2-3)."),
    ("a track that is gone", CASES[LABOUR], answer("solo", "yes"),
     "No longer: First, at bilateral level. Talk openly about the interests in migrants' rights (B.1 §§2-4).",
     "Only A: First, at bilateral level. Talk openly about the interests in migrants' rights (B.1 §§2-4)."),
    ("what moved the level", CASES[LABOUR], answer("solo", "yes"),
     "On every issue, local instead of bilateral: “One State alone” is yes instead of partly. So “One State can do it by itself” makes bilateral needless (B.1 §1); “One State does only part of it, and the matter crosses its border” no longer speaks against everything below bilateral (B.1 §1; TEU 5(3)).",
     "On every issue, local in B and bilateral in A: “One State alone” is yes in B and partly in A. So “One State can do it by itself” makes bilateral needless (B.1 §1); “One State does only part of it, and the matter crosses its border” does not speak against everything below bilateral (B.1 §1; TEU 5(3))."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("document", "edit", "then", "beside"),
    [row[1:] for row in ANSWERED],
    ids=[row[0] for row in ANSWERED],
)
def test_what_was_answered_otherwise_is_said_and_what_follows(
    document: Document, edit: Edit, then: str, beside: str
) -> None:
    a, b = side(document), side(edited(document, edit))
    assert then in sentences(compare(a, b, Voice.THEN))
    assert beside in sentences(compare(a, b))


def test_two_answers_that_only_together_move_the_level_are_named_together() -> None:
    both = edited(CASES[LABOUR], lambda case: case["answers"].update(pair="partly", reach="region"))
    found = compare(side(CASES[LABOUR]), side(both), Voice.THEN)
    (reason,) = found.summary
    assert (
        reason.said
        == "On migrants' rights, regional instead of bilateral. It takes these together:"
    )
    assert reason.steps == (
        "“Reach” is one region instead of two States. So “Only two States are concerned” no longer makes regional needless (B.1 §1).",
        "“One pair, or each pair” is partly instead of yes. So “Pairs of States leave gaps along the way” asks for more than bilateral (B.1 §1; A.2 §3); “Two parties, or each pair by itself, can do it” no longer makes regional needless (B.1 §1).",
    )  # fmt: skip


def test_an_issue_with_an_answer_of_its_own_is_left_out_of_a_change_for_all() -> None:
    before = edited(CASES[LABOUR], own(1, "pair", "no"))
    found = compare(side(before), side(edited(before, answer("pair", "partly"))), Voice.THEN)
    assert "One pair, or each pair (not on admission quotas): yes became partly." in sentences(
        found
    )


def test_evidence_is_said_to_differ_and_never_quoted() -> None:
    a = side(CASES[LABOUR], evidence={"solo": {"note": "A law of 1961", "certainty": "high"}})
    b = side(CASES[LABOUR], evidence={"solo": {"note": "A law of 1965", "source": "BGBl"}})
    assert sentences(compare(a, b, Voice.THEN))[-1] == (
        "Evidence on “One State alone”: note changed, certainty removed and source added."
    )
    assert sentences(compare(a, b))[-1] == (
        "Evidence on “One State alone”: note not the same, certainty only in A and source only in B."
    )


def rule(document: Document, key: str) -> Document:
    return next(each for each in document["rules"] if each["key"] == key)


def forum(document: Document, key: str) -> Document:
    return next(each for each in document["fora"] if each["id"] == key)


def new_rule(**fields: Any) -> Edit:
    def edit(document: Document) -> None:
        made = {**rule(document, "one-state-only-partly"), "key": "made-up", "examples": [],
                "title": "Many compete for the same workers", "value": "regional", "source": "B.1 §1",
                "strength": "decisive", "when": {"issue": ["temporary_labour"]}}  # fmt: skip
        document["rules"].append({**made, **fields})

    return edit


def without_rule(key: str) -> Edit:
    return lambda document: document["rules"].remove(rule(document, key))


def altered_rule(key: str, **fields: Any) -> Edit:
    return lambda document: rule(document, key).update(examples=[], **fields)


def leaves(key: str, code: str) -> Edit:
    def edit(document: Document) -> None:
        forum(document, key)["members"].remove(code)
        forum(document, key).pop("published_count", None)

    return edit


def small_table(document: Document) -> None:
    made = {**forum(document, "rcm"), "id": "small-table", "name": "Our small table",
            "short_name": "Small table", "relations": [],
            "members": [row["state"] for row in CASES[PUEBLA]["states"]]}  # fmt: skip
    kept = {
        key: made[key] for key in made if key not in ("published_count", "observers", "aliases")
    }
    document["fora"].append(kept)


def not_asked(document: Document) -> None:
    document["questions"] = [q for q in document["questions"] if q["key"] != "pair"]
    document["rules"] = [
        {**each, "examples": []} for each in document["rules"] if "pair" not in each["when"]
    ]


def not_offered(document: Document) -> None:
    reach = next(q for q in document["questions"] if q["key"] == "reach")
    reach["options"] = [each for each in reach["options"] if each["key"] != "region"]
    for each in document["rules"]:
        each["examples"] = []
        if "region" in each["when"].get("reach", ()):
            others = [key for key in each["when"]["reach"] if key != "region"]
            each["when"]["reach"] = others or ["corridor"]


def new_question(document: Document) -> None:
    like = next(q for q in document["questions"] if q["key"] == "pair")
    document["questions"].append(
        {**like, "key": "zeal", "label": "Zeal", "text": "How keen are they?"}
    )
    new_rule(when={"zeal": ["yes"]}, value="local", effect="not_achievable_above")(document)


def other_options(document: Document) -> None:
    options = next(q for q in document["questions"] if q["key"] == "reach")["options"]
    options[1]["label"] = "A pair of States"
    options.append({"key": "sea", "label": "A sea"})


def reworded(document: Document) -> None:
    next(q for q in document["questions"] if q["key"] == "reach")["text"] = "How far does it go?"


FULL_RCM = "Regional Conference on Migration (regional; irregular migration, migrants' rights and 3 more issues)"
UNDER_ANOTHER_EDITION: list[tuple[str, str, Edit, str]] = [
    ("a new rule moves the level", LABOUR, new_rule(),
     "On temporary labour migration, regional instead of bilateral: the rule “Many compete for the same workers” is new in edition 2 and rules out bilateral (B.1 §1)."),
    ("the new rule fires", LABOUR, new_rule(),
     "Now fires on temporary labour migration: “Many compete for the same workers”, not below regional (decisive). Edition 1 does not have it."),
    ("a new presumption is weaker in words", LABOUR, new_rule(strength="presumption", effect="not_achievable_above", value="local"),
     "On temporary labour migration, local instead of bilateral: the rule “Many compete for the same workers” is new in edition 2 and counts bilateral as more than States usually accept (B.1 §1)."),
    ("a rule is gone", LABOUR, without_rule("one-state-only-partly"),
     "On every issue, local instead of bilateral: the rule “One State does only part of it, and the matter crosses its border” is gone from edition 2. It no longer speaks against everything below bilateral (B.1 §1; TEU 5(3))."),
    ("a condition of a rule changed", LABOUR, altered_rule("one-state-only-partly", when={"solo": ["partly"], "extent": ["border_area"]}),
     "On every issue, local instead of bilateral: the rule “One State does only part of it, and the matter crosses its border” differs in edition 2, where it also accepts an area along a border on “Extent”, it no longer accepts the whole State or States on “Extent” and it no longer looks at “Reach”. So it no longer speaks against everything below bilateral (B.1 §1; TEU 5(3))."),
    ("the strength of a rule changed", LABOUR, altered_rule("quotas-stay-bilateral", strength="decisive", value="local"),
     "On temporary labour migration and admission quotas, local instead of bilateral: the rule “States rarely give quotas and temporary schemes to a larger table” differs in edition 2, where not achievable above bilateral (presumption) became not achievable above local (decisive). So it bars bilateral (B.2 §1; compare TFEU 79(5))."),
    ("a rule changed and moves nothing", LABOUR, altered_rule("one-state-only-partly", value="regional"),
     "Still fires: “One State does only part of it, and the matter crosses its border”. In edition 2 not below bilateral (presumption) became not below regional (presumption)."),
    ("nothing moves, and that is said", LABOUR, altered_rule("one-state-only-partly", value="regional"),
     "Levels, depths and fora stay as they are. What differs: rules and tracks."),
    ("a rule that fires is worded otherwise", LABOUR, altered_rule("pair-suffices", title="Two can do it", source="B.1 §9"),
     "The rule “Two can do it” works alike in both; in edition 2 it was called “Two parties, or each pair by itself, can do it”; and its source is B.1 §9 instead of B.1 §1."),
    ("a rule that waits for an answer is new", LABOUR, new_rule(when={"table_limit": ["alone"]}, value="local", effect="not_achievable_above"),
     "Only edition 2 has the rule “Many compete for the same workers”, not achievable above local (decisive). It waits for an answer."),
    ("a rule that waits for an answer changed", LABOUR, altered_rule("table-limit-alone", value="subregional"),
     "The rule “A State that is needed deals with this alone” differs: in edition 2 not achievable above local (decisive) became not achievable above cross-border area (decisive). It waits for an answer."),
    ("a rule that waits for an answer is gone", LABOUR, without_rule("table-limit-alone"),
     "Only edition 1 has the rule “A State that is needed deals with this alone”, not achievable above local (decisive). It waits for an answer."),
    ("a rule that accepts none of some options", LABOUR, altered_rule("worked-subregional", when={"tried_below": ["worked"], "tried_at": {"none_of": ["bilateral"]}}),
     "The rule “It has worked in a border area or lower down” differs: in edition 2 it asks for none of bilateral instead of none of bilateral or regional or interregional on “Rungs tried”. It waits for an answer."),
    ("a warning is gone", LABOUR, without_rule("rights-are-a-floor"),
     "Only edition 1 has the rule “Rights in force are a floor”, which gives a warning."),
    ("the grade of a rule changed", LABOUR, altered_rule("pair-suffices", grade="assumption", rationale="x"),
     "The rule “Two parties, or each pair by itself, can do it” works alike in both; in edition 2 its grade is “our assumption” instead of “the paper implies it” and its reason is worded otherwise."),
    ("a question is new and can still tell", LABOUR, new_question,
     "Only edition 2 asks: “How keen are they?”"),
    ("an option is called otherwise and one is new", LABOUR, other_options,
     "On “Reach”, in edition 2 one can also answer a sea and “Two States” is called “A pair of States”."),
    ("a forum that stays can do more", PUEBLA, lambda document: forum(document, "rcm").update(level="interregional", binding="binding", instruments=["dialogue", "operations"]),
     "Stays: Regional Conference on Migration. In edition 2 its level is interregional instead of regional; it can reach operations instead of coordination; its outcome is binding instead of consultative only; and its instruments are dialogue and operations."),
    ("a forum that stays has grown", PUEBLA, lambda document: (forum(document, "rcm")["members"].append("FR"), forum(document, "rcm").pop("published_count", None)),
     "Stays: Regional Conference on Migration. In edition 2 it has 12 members instead of 11."),
    ("only what is known of the fora differs", PUEBLA, lambda document: (forum(document, "rcm")["members"].append("FR"), forum(document, "rcm").pop("published_count", None)),
     "Levels, depths and fora stay as they are. What differs: what is known of the fora."),
    ("two new rules would each do it", PUEBLA, lambda document: (new_rule(key="one", title="First", value="global")(document), new_rule(key="two", title="Second", value="global")(document), [each.update(when={"reach": ["region"]}) for each in document["rules"][-2:]]),
     "On every issue, global instead of regional. Each of these alone would do: The rule “First” is new in edition 2 and rules out everything below global (B.1 §1). The rule “Second” is new in edition 2 and rules out everything below global (B.1 §1)."),
    ("a question is worded otherwise", LABOUR, reworded,
     "On “Reach”, in edition 2 the question is “How far does it go?” instead of “How far does the matter itself reach?”."),
    ("a State leaves a forum", PUEBLA, leaves("rcm", "MX"),
     f"Drops out: {FULL_RCM}. In edition 2 Mexico has no seat there."),
    ("a forum sleeps", PUEBLA, lambda document: forum(document, "rcm").update(status="dormant"),
     f"Drops out: {FULL_RCM}. In edition 2 its status is dormant instead of active."),
    ("a forum's mandate shrinks", PUEBLA, lambda document: forum(document, "rcm").update(
        mandate=[key for key in forum(document, "rcm")["mandate"] if key != "trafficking"],
        mandate_core=[key for key in forum(document, "rcm")["mandate_core"] if key != "trafficking"]),
     "Stays: Regional Conference on Migration. In edition 2 trafficking in persons is not in its mandate."),
    ("a smaller table is new", PUEBLA, small_table,
     f"{FULL_RCM.replace('Regional Conference on Migration', 'Comes in: Our small table')}. In edition 2 it is in the catalogue and in edition 1 it is not."),
    ("another forum pushes one out", PUEBLA, small_table,
     f"Drops out: {FULL_RCM}. This comes from Our small table: in edition 2 it is in the catalogue and in edition 1 it is not."),
    ("what bears on the case in no way is counted", LABOUR, lambda document: (leaves("rcm", "MX")(document), altered_rule("return-as-principle", rationale="x")(document)),
     "1 rule and 1 forum differ, without a bearing on this case."),
    ("a forum that is named and not chosen", LABOUR, lambda document: forum(document, "ilo").update(status="dormant"),
     "On International Labour Organization: in edition 2 its status is dormant instead of active."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "edit", "said"),
    [row[1:] for row in UNDER_ANOTHER_EDITION],
    ids=[row[0] for row in UNDER_ANOTHER_EDITION],
)
@pytest.mark.heavy
def test_under_another_edition_the_very_rule_or_fact_is_named(
    case: str, edit: Edit, said: str
) -> None:
    assert said in sentences(today(side(CASES[case]), edition(edit)).difference)


def test_what_would_change_today_is_told_with_its_reason_first() -> None:
    found = today(side(CASES[LABOUR]), edition(new_rule()))
    assert [reason.text for reason in found.verdict] == [
        "On temporary labour migration, regional instead of bilateral: the rule “Many compete for"
        " the same workers” is new in edition 2 and rules out bilateral (B.1 §1)."
    ]
    assert found.changes
    assert found.now is not None
    assert found.now.outcome["level"] == "regional"


def test_an_option_that_is_called_otherwise_is_no_other_answer() -> None:
    assert (
        today(side(CASES[LABOUR]), edition(other_options)).verdict[0].text
        == "Nothing would change."
    )


def test_a_record_that_was_worked_out_otherwise_is_said_to_be_so() -> None:
    """As by an earlier version of the engine: no rule is blamed for what none did."""
    one = side(CASES[LABOUR])
    outcome = deepcopy(one.outcome)
    outcome["issues"][0]["level"] = "global"
    stale = Side(one.title, one.document, {}, outcome, SHIPPED)
    found = today(stale, SHIPPED)
    assert [reason.text for reason in found.verdict] == [
        "On temporary labour migration, bilateral instead of global: the record was worked out otherwise than it would be now.",
        "Edition 1 is the record's own; how it is worked out has changed.",
    ]


def test_fora_that_change_places_are_named() -> None:
    two = today(side(CASES[PUEBLA]), edition(not_asked)).now
    assert two is not None
    outcome = deepcopy(dict(two.outcome))
    outcome["packages"][0]["fora"][:2] = reversed(outcome["packages"][0]["fora"][:2])
    other = Side(two.title, two.document, {}, outcome, two.edition)
    first, second = (fit["name"] for fit in two.outcome["packages"][0]["fora"][:2])
    assert f"Order: {second} now comes before {first}." in sentences(
        compare(two, other, Voice.THEN)
    )
    assert f"Order: {second} in B comes before {first}." in sentences(compare(two, other))


def test_a_case_that_its_own_edition_cannot_read_is_compared_without_reasons() -> None:
    one = side(CASES[LABOUR])
    damaged = Side(one.title, {**one.document, "states": []}, {}, one.outcome, SHIPPED)
    found = compare(damaged, side(CASES[PUEBLA]))
    assert "Level of the lead issue: A has bilateral, B has regional." in sentences(found)


def test_numbers_of_editions_are_said_of_two_cases_too() -> None:
    other = side(CASES[LABOUR], edition(without_rule("failed-regional")))
    assert "A was worked out under edition 1, B under edition 2." in sentences(
        compare(side(CASES[LABOUR]), other)
    )


def verdict(case: str, under: Edition) -> list[str]:
    return [reason.text for reason in today(side(CASES[case]), under).verdict]


def test_where_nothing_would_change_it_says_so_and_why_the_editions_do_not_matter() -> None:
    assert verdict(LABOUR, SHIPPED) == ["Nothing would change."]
    assert verdict(LABOUR, edition(lambda document: None)) == [
        "Nothing would change.",
        "Edition 2 says what edition 1 says, word for word.",
    ]
    assert verdict(LABOUR, edition(without_rule("package-at-the-highest-level"))) == [
        "Nothing would change.",
        "1 rule differs, without a bearing on this case.",
        "Only details differ: reasons and what would change it.",
    ]
    assert verdict(LABOUR, edition(lambda document: document.update(title="Another"))) == [
        "Nothing would change.",
        "They differ in nothing on which advice rests.",
    ]


LOST: list[tuple[str, str, Edit, str]] = [
    ("a question that is not asked any more", PUEBLA, not_asked,
     "Edition 2 does not ask “One pair, or each pair”; the answer partly is left out."),
    ("an option that is not offered any more", PUEBLA, not_offered,
     "Edition 2 does not take one region on “Reach”; the answer is left open."),
]  # fmt: skip


@pytest.mark.parametrize(
    ("case", "edit", "said"), [row[1:] for row in LOST], ids=[row[0] for row in LOST]
)
def test_an_answer_without_a_place_is_named_and_left_out(case: str, edit: Edit, said: str) -> None:
    found = today(side(CASES[case]), edition(edit))
    assert found.lost == (said,)
    assert found.now is not None
    assert "open instead of" in found.verdict[0].text


def small_edition(document: Document, states: list[str]) -> Edition:
    """The shipped edition with nothing but these States and no fora."""
    kept = [row for row in document["states"] if row["code"] in states]
    return read_edition({**document, "states": kept, "fora": []}, 2)


def test_a_state_without_a_place_is_left_out_with_its_stances() -> None:
    case = edited(MAPPED, lambda case: case["states"].append({"state": "GR", "roles": ["sending"]}))
    case["issues"][0]["interests"].append({"state": "GR", "stated": "opposes"})
    found = today(side(case), small_edition(BOOK, ["DE", "TR"]))
    assert found.lost == ("Greece has no place in edition 2 and is left out.",)
    assert "Removed from the States: Greece (sending)." in sentences(found.difference)


def test_an_own_answer_without_a_place_never_becomes_that_of_the_case() -> None:
    case = edited(CASES[PUEBLA], answer("reach", "corridor"))
    own(0, "reach", "region")(case)
    found = today(side(case), edition(not_offered))
    assert found.lost == (
        "Edition 2 does not take one region on “Reach”; the answer for irregular migration is left open.",
    )
    assert found.now is not None
    assert found.now.document["issues"][0]["answers"]["reach"] is None
    assert case["issues"][0]["answers"]["reach"] == "region", "the record stays as it is"


def test_an_issue_without_a_place_is_left_out_and_the_next_one_leads() -> None:
    def without(document: Document) -> None:
        document["issues"] = [i for i in document["issues"] if i["key"] != "irregular_migration"]
        for each in document["rules"]:
            each["examples"] = []
            if "issue" in each["when"]:
                named = [key for key in each["when"]["issue"] if key != "irregular_migration"]
                each["when"]["issue"] = named or ["asylum"]
        for each in document["fora"]:
            for key in ("mandate", "mandate_core"):
                each[key] = [issue for issue in each[key] if issue != "irregular_migration"]

    found = today(side(CASES[PUEBLA]), edition(without))
    assert found.lost == ("Edition 2 has no issue “irregular migration”; it is left out.",)
    assert "Lead issue: irregular migration became migrants' rights." in sentences(found.difference)


def test_a_case_of_which_nothing_is_left_is_said_to_be_unreadable() -> None:
    found = today(side(CASES[LABOUR]), small_edition(BOOK, ["FR"]))
    assert found.difference is None
    assert found.changes
    assert found.verdict[0].text == (
        "The case cannot be read under edition 2: states: name at least one State."
    )


OLDER = ("portfolio", "scope", "together")
OLDER_ISSUE = ("flips", "if_answered", "firmness", "depth_flips", "depth_firmness", "depth_range",
               "depth_why_not_lower", "depth_why_not_higher", "idle_questions", "yielded",
               "blocked", "forms", "hardness")  # fmt: skip


def older(found: Side) -> Side:
    """As a record from before most of an outcome was written down."""
    outcome = {key: value for key, value in found.outcome.items() if key not in OLDER}
    outcome["issues"] = [
        {key: value for key, value in issue.items() if key not in OLDER_ISSUE}
        for issue in outcome["issues"]
    ]
    outcome["packages"] = [
        {**package, "fora": [{k: v for k, v in fit.items() if k != "chosen"} for fit in package["fora"]]}
        for package in outcome["packages"]
    ]  # fmt: skip
    return Side(found.title, found.document, found.evidence, outcome, found.edition)


@pytest.mark.parametrize("case", CASES)
@pytest.mark.heavy
def test_older_records_that_say_less_are_compared_as_well(case: str) -> None:
    old, new = older(side(CASES[case])), side(CASES[PUEBLA])
    assert not sentences(compare(old, old))
    assert compare(old, new).groups
    assert compare(new, old).groups
    assert today(old, SHIPPED).verdict


@pytest.mark.parametrize("case", CASES)
def test_nothing_differs_from_itself(case: str) -> None:
    one = side(CASES[case])
    for voice in Voice:
        found = compare(one, side(deepcopy(CASES[case])), voice)
        assert not sentences(found)
        assert found.nothing
        assert found.silent == ("Levels and depths", "Answers", "Rules", "Fora", "Gaps", "Tracks",
                                "Warnings", "Editions")  # fmt: skip


TITLES = {each.title for each in SHIPPED.book.rules}


def rules_named(found: Difference) -> set[str]:
    told = next(group.sentences for group in found.groups if group.key == "rules")
    return TITLES & {title for sentence in told for title in re.findall("“(.*?)”", sentence)}


def random_sides(number: int) -> list[Side]:
    draw = Random(1961)
    codes = sorted(SHIPPED.states)
    return [side(random_document(draw, BOOK, codes)) for _ in range(number)]


@pytest.mark.heavy
def test_both_ways_round_the_same_rules_are_named() -> None:
    sides = [*map(side, CASES.values()), *random_sides(20)]
    named = 0
    for one, other in pairwise(sides):
        there, back = rules_named(compare(one, other)), rules_named(compare(other, one))
        assert there == back
        named += len(there)
    assert named, "the control: rules do differ"


def swapped_rule(title: str, document: Document) -> Edition:
    """The shipped edition with this one rule as the other document has it."""
    other = next((each for each in document["rules"] if each["title"] == title), None)

    def edit(shipped: Document) -> None:
        one = next(each for each in shipped["rules"] if each["title"] == title)
        shipped["rules"] = [
            other if each is one else each for each in shipped["rules"] if other or each is not one
        ]

    return edition(edit)


def fired_bounds(found: Side) -> list[str]:
    return [
        each["rule"]
        for issue in found.outcome["issues"]
        for each in issue["fired"]
        if each["effect"].startswith("not_")
    ]


def moved_by(reason: str) -> tuple[str, str] | None:
    """(`local instead of bilateral`, the rule that is blamed) of a reason that names one."""
    found = re.match(r"(?:On .*?, )?((?:by )?\w+ instead of \w+): the rule “(.*?)” ", reason)
    return (found[1].lower(), found[2]) if found else None


@pytest.mark.heavy
def test_a_rule_that_is_said_to_move_a_level_moves_it_alone() -> None:
    """Several rules go or change at once; the one that is blamed is then swapped by itself."""
    draw, blamed = Random(2004), 0
    for one in [*map(side, CASES.values()), *random_sides(10)]:
        document = deepcopy(BOOK)
        for key in fired_bounds(one):
            if draw.random() < 0.7:
                continue
            if (each := next((r for r in document["rules"] if r["key"] == key), None)) is None:
                continue
            if draw.random() < 0.6:
                document["rules"].remove(each)
            else:
                each.update(examples=[], when={**each["when"], "urgency": ["crisis"]})
        for reason in today(one, read_edition(document, 2)).verdict:
            if by := moved_by(reason.said):
                alone = today(one, swapped_rule(by[1], document)).verdict
                assert any(by[0] in each.said.lower() for each in alone), reason
                blamed += 1
    assert blamed >= 5, "the control: rules are blamed"


def test_the_same_outcome_differs_nowhere() -> None:
    one = side(CASES[LABOUR]).outcome
    assert same_outcome(one, deepcopy(one)) == []


SAME: list[tuple[Any, Any, list[str]]] = [
    ({"issues": [{}, {"level": "regional"}]}, {"issues": [{}, {"level": "bilateral"}]},
     ['issues[1].level: "regional" became "bilateral"']),
    ({"a": 1, "b": 2}, {"a": 1}, ["b: 2 is gone"]),
    ({"a": 1}, {"a": 1, "b": [1, 2]}, ["b: (2 entries) is new"]),
    ({"a": [1, 2]}, {"a": [1]}, ["a[1]: 2 is gone"]),
    ({"a": 1}, {"a": True}, ["a: 1 became true"]),
    ({"a": 1}, {"a": 1.0}, ["a: 1 became 1.0"]),
    ({"a": None}, {"a": {"b": 1}}, ["a: null became (1 key)"]),
    ({"a": "x" * 200}, {"a": ""}, [f'a: "{"x" * 79}… became ""']),
    ([], {}, ["the whole: (0 entries) became (0 keys)"]),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b", "said"), SAME)
def test_places_that_differ_are_named_as_paths(a: Any, b: Any, said: list[str]) -> None:
    assert same_outcome(a, b) == said


def test_many_places_are_named_up_to_a_cap_and_the_rest_counted() -> None:
    a, b = ({"list": [number + n for number in range(30)]} for n in (0, 100))
    found = same_outcome(a, b)
    assert len(found) == 21
    assert found[-1] == "and 10 more"
    assert to_json(a) != to_json(b)
