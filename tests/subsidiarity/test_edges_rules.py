"""Is each fault in a rule refused with the whole message, and are all of them told when checking?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.checks import Item
from decisions.subsidiarity.wire import Refused, read_edition, read_leniently

from .small_books import document, rule

pytestmark = pytest.mark.core

KEYS = "key, title, theme, effect, value, strength, rationale, source, grade, when"
RULE = rule("r", "not_below", "regional", "decisive", alone=["no"])
EXAMPLE = {"says": "S", "fires": True, "answers": {"alone": "no"}}
FACTS = "alone, wide, tools, interest, hidden, competence, capacity, body_capacity, issue, states, regions, roles"
LEVELS = "local, subregional, bilateral, regional, interregional, global"
DEPTHS = "exchange, coordination, standards, operations, delegation"
FORMS = "agreement, limited_body, specialised_body, comprehensive_negotiation, consultation"
GRADES = "paper_states, paper_implies, eu_practice, literature, assumption"
EFFECTS = "not_below, not_needed_above, not_achievable_above, form, warn"
WHEN = "a rule names at least one fact with the options it accepts"
ANSWERS = "an example names at least one answer"


def example(**changes: Any) -> dict[str, Any]:
    return {"examples": [EXAMPLE, {**EXAMPLE, **changes}]}


def answered(**answers: Any) -> dict[str, Any]:
    return example(answers=answers)


REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"key": 1}, "key", "expected a text, got a number"),
    ({"title": 1}, "title", "expected a text, got a number"),
    ({"theme": 1}, "theme", "expected a text, got a number"),
    ({"grade": "x"}, "grade", f'"x" is not a grade; allowed: {GRADES}'),
    ({"effect": "x"}, "effect", f'"x" is not an effect; allowed: {EFFECTS}'),
    ({"strength": "x"}, "strength", '"x" is not a strength; allowed: decisive, presumption'),
    ({"value": "x"}, "value", f'"x" is not a value of this effect; allowed: {LEVELS}, {DEPTHS}'),
    ({"effect": "form", "strength": "presumption"}, "value",
     f'"regional" is not a value of this effect; allowed: {FORMS}'),
    ({"effect": "warn", "strength": "presumption"}, "value",
     '"regional" is not a value of this effect; allowed: any_issue, every_issue'),
    ({"effect": "not_needed_above"}, "strength", "not_needed_above is always a presumption"),
    ({"effect": "form", "value": "agreement"}, "strength", "form is always a presumption"),
    ({"effect": "warn", "value": "any_issue"}, "strength", "warn is always a presumption"),
    ({"more": 1}, "more", f"unknown key; allowed: {KEYS}, examples"),
    ({"when": {}}, "when", WHEN),
    ({"when": ["alone"]}, "when", WHEN),
    ({"when": {"moon": ["x"]}}, "when.moon", f'"moon" is not a fact; allowed: {FACTS}, hardness'),
    ({"when": {"alone": "no"}}, "when.alone", "expected a list, got a text"),
    ({"when": {"alone": []}}, "when.alone", "is empty; allowed: some of yes, no"),
    ({"when": {"alone": ["x"]}}, "when.alone[0]", '"x" is not an option; allowed: yes, no'),
    ({"when": {"alone": ["no", "no"]}}, "when.alone[1]", '"no" stands twice'),
    ({"when": {"hardness": ["x"]}}, "when.hardness[0]", '"x" is not an option; allowed: soft, mixed, hard'),
    ({"when": {"states": ["x"]}}, "when.states[0]",
     '"x" is not an option; allowed: one, two, three_to_five, six_or_more'),
    ({"when": {"regions": ["x"]}}, "when.regions[0]", '"x" is not an option; allowed: one, two, three_or_more'),
    ({"when": {"issue": ["x"]}}, "when.issue[0]", '"x" is not an option; allowed: asylum, security'),
    ({"when": {"roles": ["x"]}}, "when.roles[0]", '"x" is not an option; allowed: sending, transit, receiving'),
    ({"when": {"alone": {"none_of": []}}}, "when.alone.none_of", "is empty; allowed: some of yes, no"),
    ({"when": {"alone": {"none_of": ["x"]}}}, "when.alone.none_of[0]", '"x" is not an option; allowed: yes, no'),
    ({"when": {"alone": {"any_of": ["x"]}}}, "when.alone.any_of", "unknown key; allowed: none_of"),
    ({"when": {"alone": {}}}, "when.alone.none_of", "is missing"),
    ({"examples": "x"}, "examples", "expected a list, got a text"),
    ({"examples": [EXAMPLE, "x"]}, "examples[1]", "expected an object with keys, got a text"),
    (example(more=1), "examples[1].more", "unknown key; allowed: says, fires, answers"),
    (example(says=1), "examples[1].says", "expected a text, got a number"),
    (example(says="x" * 301), "examples[1].says", "has 301 characters, allowed are 300"),
    (example(fires="x"), "examples[1].fires", "expected true or false, got a text"),
    (example(answers=[]), "examples[1].answers", ANSWERS),
    (answered(), "examples[1].answers", ANSWERS),
    (answered(moon="x"), "examples[1].answers.moon", f'"moon" is not a fact; allowed: {FACTS}'),
    (answered(hardness="hard"), "examples[1].answers.hardness", f'"hardness" is not a fact; allowed: {FACTS}'),
    (answered(alone="x"), "examples[1].answers.alone", '"x" is not an option; allowed: yes, no'),
    (answered(alone=["no"]), "examples[1].answers.alone", "a list is not an option; allowed: yes, no"),
    (answered(tools="none"), "examples[1].answers.tools", "expected a list, got a text"),
    (answered(tools=["x"]), "examples[1].answers.tools[0]", '"x" is not an option; allowed: hands, funds, none'),
    (answered(tools=[]), "examples[1].answers.tools", '"none" stands alone, and something must be given'),
    (answered(tools=["none", "hands"]), "examples[1].answers.tools",
     '"none" stands alone, and something must be given'),
    (answered(roles=[]), "examples[1].answers.roles", '"none" stands alone, and something must be given'),
]  # fmt: skip
NO_GROUND = "no rule without a rationale and a source"
UNSOURCED = [
    ({"source": " "}, "source", NO_GROUND),
    ({"rationale": ""}, "rationale", NO_GROUND),
    ({"source": 3}, "source", "expected a text, got a number"),
]


@pytest.mark.parametrize(("changes", "where", "problem"), [*REFUSED, *UNSOURCED])
def test_a_fault_in_a_rule_is_refused_at_its_place(
    changes: dict[str, Any], where: str, problem: str
) -> None:
    with pytest.raises(Refused) as refused:
        read_edition(document({**RULE, "key": "first"}, {**RULE, **changes}))
    assert str(refused.value) == f"rules[1].{where}: {problem}"


@pytest.mark.parametrize("key", KEYS.split(", "))
def test_a_rule_lacks_none_of_its_parts(key: str) -> None:
    row = {name: value for name, value in RULE.items() if name != key}
    with pytest.raises(Refused, match=rf"^rules\[0\].{key}: is missing$"):
        read_edition(document(row))


@pytest.mark.parametrize("key", [key for key in KEYS.split(", ") if key not in ("effect", "value")])
def test_a_check_tells_what_a_rule_lacks(key: str) -> None:
    row = {name: value for name, value in RULE.items() if name != key}
    read = read_leniently(document(row))
    told = [*read.unknown, *read.unsourced]
    name = "rules[0]" if key == "key" else "r"
    assert told == [Item(f"{name}, {key}: is missing.", (name,))]
    assert bool(read.unsourced) == (key in ("source", "rationale"))


def test_hardness_is_a_fact_only_where_interest_is_asked() -> None:
    questions = [each for each in document()["questions"] if each["key"] != "interest"]
    with pytest.raises(Refused, match='"hardness" is not a fact'):
        read_edition(document({**RULE, "when": {"hardness": ["soft"]}}, questions=questions))


def test_what_is_given_of_several_choices_stands_together() -> None:
    row = {**RULE, **answered(tools=["hands", "funds"], roles=["transit"])}
    assert read_edition(document(row)).book.rules[0].examples[1].answers == {
        "tools": frozenset({"hands", "funds"}),
        "roles": frozenset({"transit"}),
    }
    longest = read_edition(document({**RULE, **example(says="x" * 300)}))
    assert len(longest.book.rules[0].examples) == 2


@pytest.mark.parametrize(("changes", "where", "problem"), REFUSED)
def test_a_check_tells_the_same_fault_once_with_the_name_of_the_rule(
    changes: dict[str, Any], where: str, problem: str
) -> None:
    read = read_leniently(document({**RULE, "key": "first"}, {**RULE, **changes}))
    name = "rules[1]" if "key" in changes else "r"
    assert read.unknown == (Item(f"{name}, {where}: {problem}.", (name,)),)
    assert read.unsourced == ()
    assert [kept.key for kept in read.edition.book.rules] == ["first"]


@pytest.mark.parametrize(("changes", "where", "problem"), UNSOURCED)
def test_a_rule_without_a_ground_is_kept_so_that_what_it_says_can_be_checked(
    changes: dict[str, Any], where: str, problem: str
) -> None:
    read = read_leniently(document({**RULE, **changes}), 5)
    assert read.unknown == ()
    assert read.unsourced == (Item(f"r, {where}: {problem}.", ("r",)),)
    (kept,) = read.edition.book.rules
    assert (kept.key, getattr(kept, where), kept.when["alone"].options) == ("r", "-", {"no"})
    assert read.edition.number == 5


MANY: list[tuple[Any, list[str]]] = [
    ("nothing", ["rules[0]: expected an object with keys, got a text."]),
    (
        {"key": 1},
        [
            *(f"rules[0], {key}: is missing." for key in ("title", "theme", "effect", "value", "strength", "grade", "when")),
            "rules[0], key: expected a text, got a number.",
        ],
    ),
    (
        {**RULE, "b": 1, "a": 1, "effect": "x", "when": {"moon": [], "alone": ["x", "no", "y"]}},
        [
            f"r, a: unknown key; allowed: {KEYS}, examples.",
            f"r, b: unknown key; allowed: {KEYS}, examples.",
            f'r, effect: "x" is not an effect; allowed: {EFFECTS}.',
            f'r, when.moon: "moon" is not a fact; allowed: {FACTS}, hardness.',
            'r, when.alone[0]: "x" is not an option; allowed: yes, no.',
            'r, when.alone[2]: "y" is not an option; allowed: yes, no.',
        ],
    ),
    (
        {**RULE, "when": {"alone": {"none_of": ["x", "y"]}, "wide": {"none_of": ["x"], "more": 1}}},
        [
            'r, when.alone.none_of[0]: "x" is not an option; allowed: yes, no.',
            'r, when.alone.none_of[1]: "y" is not an option; allowed: yes, no.',
            "r, when.wide.more: unknown key; allowed: none_of.",
        ],
    ),
    (
        {**RULE, "examples": [{**EXAMPLE, "says": 1, "answers": {"tools": ["x", "y"], "wide": 1}}, 5]},
        [
            "r, examples[0].says: expected a text, got a number.",
            'r, examples[0].answers.tools[0]: "x" is not an option; allowed: hands, funds, none.',
            'r, examples[0].answers.tools[1]: "y" is not an option; allowed: hands, funds, none.',
            "r, examples[0].answers.wide: a number is not an option; allowed: yes, no.",
            "r, examples[1]: expected an object with keys, got a number.",
        ],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("row", "says"), MANY)
def test_all_faults_of_a_rule_are_told(row: Any, says: list[str]) -> None:
    assert [item.says for item in read_leniently(document(row)).unknown] == says


def test_a_rule_told_twice_is_kept_once_and_the_rest_of_the_book_is_read_strictly() -> None:
    again = {**RULE, "value": "global"}
    read = read_leniently(document(RULE, again))
    assert read.unknown == (Item("r, key: stands twice.", ("r",)),)
    assert [kept.value for kept in read.edition.book.rules] == ["regional"]
    assert read.edition.number == 0
    for key, value in (("title", 1), ("rules", 1), ("more", 1)):
        with pytest.raises(Refused, match=f"^{key}: "):
            read_leniently({**document(RULE), key: value})
