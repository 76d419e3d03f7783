"""Is each part of an edition read as it is written, and each fault refused with the whole message?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.edition import edition_of
from decisions.subsidiarity.facts import State
from decisions.subsidiarity.fora import Forum
from decisions.subsidiarity.ladder import Level
from decisions.subsidiarity.rules import (
    Condition,
    Effect,
    Example,
    Option,
    Question,
    Rule,
    Strength,
    Topic,
)
from decisions.subsidiarity.wire import Refused, checksum, read_edition

from .small_books import document, forum, question, rule

pytestmark = pytest.mark.core

EXAMPLES = [
    {"says": "It fires.", "fires": True, "answers": {"alone": "no", "tools": ["hands", "funds"]}},
    {"says": "It does not.", "fires": False, "answers": {"roles": ["sending"], "issue": "asylum"}},
]
RULE = rule("r", "not_below", "regional", "decisive", alone=["no"], tools={"none_of": ["none"]})
FORUM = forum(
    mandate=["asylum", "security"],
    instruments=["dialogue", "funds"],
    members=["DE", "FR", "MA"],
    uncertain=["FR", "TN"],
    suspended=["MA"],
    members_non_iso=[{"code": "ZZ-1", "name": "Somewhere"}],
    is_template=True,
    involves_subnational=True,
    needs_bloc=True,
)


def test_every_part_of_an_edition_is_read() -> None:
    asked = {**question("tools", "hands", "none", several=True), "help": "Look it up"}
    asked["options"][0]["help"] = "Those who help"
    several_states = [
        {"code": "DE", "region": "Europe", "un_member": True, "name": "Germany"},
        {"code": "XK", "region": "Europe", "un_member": False},
    ]
    row = {**RULE, "when": {"tools": {"none_of": ["none"]}, "states": ["one"]}, "examples": []}
    questions = [asked, question("alone", "yes")]
    given = document(row, fora=[forum(members=["DE"])], questions=questions, states=several_states)
    read = read_edition(given, 7)
    assert (read.number, read.checksum, read.book.title) == (7, checksum(given), "A small book")
    assert read.book.questions == (
        Question(
            "tools", "level", "A", "A?", "Why", "Look it up", "B.1 §1",
            (Option("hands", "Hands", "Those who help"), Option("none", "None", "")), True,
        ),
        Question("alone", "level", "A", "A?", "Why", "Help", "B.1 §1", (Option("yes", "Yes", ""),), False),
    )  # fmt: skip
    assert read.book.topics == (
        Topic("asylum", "Asylum", "All", "D", "S"),
        Topic("security", "Security", "All", "D", "S"),
    )
    assert read.states == {
        "DE": State("DE", "Europe", True, "Germany"),
        "XK": State("XK", "Europe", False, ""),
    }
    assert read.book.rules[0].when == {
        "tools": Condition(frozenset({"none"}), True),
        "states": Condition(frozenset({"one"})),
    }


def test_a_rule_is_read_with_its_examples() -> None:
    assert read_edition(document({**RULE, "examples": EXAMPLES})).book.rules == (
        Rule(
            key="r",
            title="The rule r",
            when={
                "alone": Condition(frozenset({"no"}), False),
                "tools": Condition(frozenset({"none"}), True),
            },
            effect=Effect.NOT_BELOW,
            value="regional",
            strength=Strength.DECISIVE,
            rationale="For a reason.",
            source="B.1 §1",
            grade="assumption",
            theme="Rules",
            examples=(
                Example(
                    "It fires.",
                    True,
                    {"alone": frozenset({"no"}), "tools": frozenset({"hands", "funds"})},
                ),
                Example(
                    "It does not.",
                    False,
                    {"roles": frozenset({"sending"}), "issue": frozenset({"asylum"})},
                ),
            ),
        ),
    )


def test_a_forum_is_read_with_its_seats_and_doubts() -> None:
    assert read_edition(document(fora=[FORUM])).fora == (
        Forum(
            id="table",
            name="Table",
            short_name="T",
            kind="regional_consultative_process",
            level=Level.REGIONAL,
            scope="comprehensive",
            binding="consultative_only",
            status="active",
            mandate=frozenset({"asylum", "security"}),
            mandate_core=frozenset({"asylum"}),
            instruments=frozenset({"dialogue", "funds"}),
            membership_rule="listed",
            membership_confidence="high",
            members=frozenset({"DE", "FR", "MA", "ZZ-1"}),
            uncertain=frozenset({"FR", "TN"}),
            suspended=frozenset({"MA"}),
            is_template=True,
            involves_subnational=True,
            needs_bloc=True,
            facts=FORUM,
        ),
    )
    plain = read_edition(document(fora=[forum()])).fora[0]
    assert (plain.is_template, plain.involves_subnational, plain.needs_bloc) == (False,) * 3
    assert plain.unsure == frozenset()


def test_an_edition_without_a_number_bears_none() -> None:
    assert read_edition(document()).number == 0
    made = edition_of(read_edition(document()).book, (), {})
    assert (made.number, made.checksum) == (0, "")


def without(row: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != key}


ASKED = question("alone", "yes")
TOPIC = {"key": "asylum", "label": "A", "group": "G", "definition": "D", "source": "S"}
STATE = {"code": "DE", "region": "Europe", "un_member": True}
QUESTION_KEYS = "key, step, label, text, why, help, source, options"
REFUSED: list[tuple[Any, str]] = [
    *(({"questions": [without(ASKED, key)]}, f"questions[0].{key}: is missing") for key in QUESTION_KEYS.split(", ")),
    *(({"questions": [{**ASKED, key: 1}]}, f"questions[0].{key}: expected a text, got a number")
      for key in QUESTION_KEYS.split(", ")[:-1]),
    ({"questions": "x"}, "questions: expected a list, got a text"),
    ({"questions": [7]}, "questions[0]: expected an object with keys, got a number"),
    ({"questions": [{**ASKED, "x": 1}]}, f"questions[0].x: unknown key; allowed: {QUESTION_KEYS}, several"),
    ({"questions": [{**ASKED, "several": 1}]}, "questions[0].several: expected true or false, got a number"),
    ({"questions": [{**ASKED, "step": "x"}]}, 'questions[0].step: "x" is not a step; allowed: level, issues, scope'),
    ({"questions": [{**ASKED, "options": {}}]}, "questions[0].options: expected a list, got an object"),
    ({"questions": [{**ASKED, "options": []}]}, "questions[0].options: a question needs at least one option"),
    ({"questions": [question("a", "x", "x")]}, 'questions[0].options[1]: "x" stands twice'),
    ({"questions": [{**ASKED, "options": [{"key": "a"}]}]}, "questions[0].options[0].label: is missing"),
    ({"questions": [{**ASKED, "options": [{"label": "a"}]}]}, "questions[0].options[0].key: is missing"),
    ({"questions": [{**ASKED, "options": [{"key": "a", "label": "A", "x": 1}]}]},
     "questions[0].options[0].x: unknown key; allowed: key, label, help"),
    ({"questions": [{**ASKED, "options": [{"key": "a", "label": 1}]}]},
     "questions[0].options[0].label: expected a text, got a number"),
    ({"questions": [question("a", *"bcdefghijkl", several=True)]},
     "questions[0].options: are 11; a question that takes several has at most 10"),
    ({"questions": [ASKED, ASKED]}, 'questions[1]: "alone" stands twice'),
    *(({"issues": [without(TOPIC, key)]}, f"issues[0].{key}: is missing") for key in TOPIC),
    *(({"issues": [{**TOPIC, key: None}]}, f"issues[0].{key}: expected a text, got nothing (null)") for key in TOPIC),
    ({"issues": [TOPIC, TOPIC]}, 'issues[1]: "asylum" stands twice'),
    ({"issues": None}, "issues: expected a list, got nothing (null)"),
    ({"rules": 3}, "rules: expected a list, got a number"),
    ({"rules": [RULE, RULE]}, 'rules[1]: "r" stands twice'),
    ({"title": 3}, "title: expected a text, got a number"),
    ({"title": "x" * 301}, "title: has 301 characters, allowed are 300"),
    ({"more": 3}, "more: unknown key; allowed: title, questions, issues, rules, fora, states"),
    ({"states": True}, "states: expected a list, got true or false"),
    *(({"states": [without(STATE, key)]}, f"states[0].{key}: is missing") for key in STATE),
    ({"states": [{**STATE, "x": 1}]}, "states[0].x: unknown key; allowed: code, region, un_member, name"),
    ({"states": [{**STATE, "code": "DEU"}]}, "states[0].code: has 3 characters, allowed are 2"),
    ({"states": [{**STATE, "region": "x" * 31}]}, "states[0].region: has 31 characters, allowed are 30"),
    ({"states": [{**STATE, "name": "x" * 201}]}, "states[0].name: has 201 characters, allowed are 200"),
    ({"states": [{**STATE, "un_member": "x"}]}, "states[0].un_member: expected true or false, got a text"),
    ({"states": [STATE, STATE]}, 'states[1]: "DE" stands twice'),
    ({"fora": 1}, "fora: expected a list, got a number"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "message"), REFUSED)
def test_a_fault_in_an_edition_is_refused_at_its_place(changes: Any, message: str) -> None:
    with pytest.raises(Refused) as refused:
        read_edition({**document(), **changes})
    assert str(refused.value) == message


@pytest.mark.parametrize("key", ["title", "questions", "issues", "rules", "fora", "states"])
def test_an_edition_lacks_none_of_its_parts(key: str) -> None:
    with pytest.raises(Refused, match=f"^{key}: is missing$"):
        read_edition(without(document(), key))


def test_a_question_takes_one_answer_unless_it_says_several() -> None:
    asked = [without(ASKED, "several"), question("tools", "hands", several=True)]
    read = read_edition(document(questions=asked)).book.questions
    assert [each.several for each in read] == [False, True]


def test_texts_of_the_greatest_length_are_read() -> None:
    state = {"code": "DE", "region": "x" * 30, "un_member": True, "name": "x" * 200}
    own = {"code": "x" * 40, "name": "x" * 200}
    table = forum(members=["DE"], members_non_iso=[own], status_note="x" * 1000)
    given = document(title="x" * 300, states=[state], fora=[table])
    assert len(read_edition(given).book.title) == 300
