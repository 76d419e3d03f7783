"""Is each thing wrong in a case refused at its very place, with the whole message?"""

from __future__ import annotations

import copy
from typing import Any

import pytest

from decisions.subsidiarity.facts import Case, Issue, Party
from decisions.subsidiarity.interests import Interest
from decisions.subsidiarity.wire import Refused, read_batch, read_case, write_case
from decisions.subsidiarity.wire.cases import party_entry

from .small_books import edition, forum

pytestmark = pytest.mark.core

BOOK = edition(
    fora=[
        forum(id="duo", members=["DE", "FR"]),
        forum(id="nobody", members=[]),
        forum(id="trio", members=["MA", "TN", "US"]),
    ]
)
TOPICS = "asylum, security"
ROLES = "sending, transit, receiving"
ASKED = "alone, wide, tools, interest, hidden, competence, capacity, body_capacity"
STANCES = "seeks, supports, neutral, reserved, opposes"


def whole() -> dict[str, Any]:
    """Everything that a case can hold."""
    return {
        "title": "Two shores",
        "states": [
            {"state": "DE", "roles": ["receiving", "transit"]},
            {"members_of": "trio", "roles": ["sending"]},
            {"all_states": True, "roles": []},
        ],
        "answers": {"alone": "no", "tools": ["funds", "hands"], "capacity": None},
        "issues": [
            {
                "issue": "security",
                "answers": {"wide": None, "alone": "yes", "tools": ["none"]},
                "interests": [
                    {"state": "DE", "role": "transit", "stated": "seeks", "assessed": "opposes"},
                    {"state": "DE", "role": "receiving", "assessed": "neutral"},
                    {"members_of": "trio", "stated": "supports"},
                    {"all_states": True, "role": "sending", "stated": "reserved"},
                ],
            },
            {"issue": "asylum", "answers": {"interest": "common"}},
        ],
    }


def of(*keys: str) -> frozenset[str]:
    return frozenset(keys)


def test_everything_that_a_case_says_is_read() -> None:
    assert read_case(whole(), BOOK) == Case(
        title="Two shores",
        parties=(
            Party("DE", of("receiving", "transit"), of("DE")),
            Party("members_of:trio", of("sending"), of("MA", "TN", "US")),
            Party("all_states", of(), of("FR", "MA", "TN", "US")),
        ),
        answers={"alone": of("no"), "tools": of("funds", "hands")},
        issues=(
            Issue(
                "security",
                {"wide": None, "alone": of("yes"), "tools": of("none")},
                (
                    Interest("DE", "seeks", "opposes", "transit"),
                    Interest("DE", None, "neutral", "receiving"),
                    Interest("members_of:trio", "supports"),
                    Interest("all_states", "reserved", None, "sending"),
                ),
            ),
            Issue("asylum", {"interest": of("common")}),
        ),
    )


def test_it_is_written_again_with_roles_and_keys_in_their_order() -> None:
    document = whole()
    del document["answers"]["capacity"]
    document["states"][0]["roles"] = ["transit", "receiving"]
    assert write_case(read_case(document, BOOK), BOOK) == document


def test_the_least_that_a_case_can_say_is_enough() -> None:
    least = {"states": [{"state": "DE"}], "issues": [{"issue": "asylum"}]}
    assert read_case(least, BOOK) == Case(
        "", (Party("DE", of(), of("DE")),), {}, (Issue("asylum", {}),)
    )
    assert write_case(read_case(least, BOOK), BOOK) == {
        "title": "",
        "states": [{"state": "DE", "roles": []}],
        "answers": {},
        "issues": [{"issue": "asylum"}],
    }


@pytest.mark.parametrize(
    ("key", "entry"),
    [
        ("DE", {"state": "DE"}),
        ("all_states", {"all_states": True}),
        ("members_of:trio", {"members_of": "trio"}),
    ],
)
def test_a_row_is_named_as_it_was_read(key: str, entry: dict[str, Any]) -> None:
    assert party_entry(key) == entry


def test_the_id_of_a_forum_may_hold_any_sign() -> None:
    book = edition(fora=[forum(id="a:b", members=["MA", "TN"])])
    rows = [{"state": "DE"}, {"members_of": "a:b"}]
    read = read_case({"states": rows, "issues": [{"issue": "asylum"}]}, book)
    assert read.parties[1].states == {"MA", "TN"}
    assert write_case(read, book)["states"][1] == {"members_of": "a:b", "roles": []}


GONE = object()
ONE_STATE = {"state": "DE", "stated": "seeks"}
REFUSED = [
    ("states", GONE, "states: is missing"),
    ("issues", GONE, "issues: is missing"),
    ("extra", 1, "extra: unknown key; allowed: states, issues, title, answers"),
    ("title", None, "title: expected a text, got nothing (null)"),
    ("title", "x" * 301, "title: has 301 characters, allowed are 300"),
    ("answers", [], "answers: expected an object of answers by question"),
    ("answers.moon", "yes", f'answers.moon: "moon" is not a question; allowed: {ASKED}'),
    ("answers.wide", "far", 'answers.wide: "far" is not an option; allowed: yes, no'),
    ("answers.tools", [], "answers.tools: is empty; allowed: some of hands, funds, none, or leave it out"),
    ("answers.tools", ["none", "funds"], 'answers.tools: "none" excludes the other options'),
    ("answers.tools", ["wit"], 'answers.tools[0]: "wit" is not an option; allowed: hands, funds, none'),
    ("states", [], "states: name at least one State"),
    ("states", "DE", "states: expected a list, got a text"),
    ("states.0", "DE", "states[0]: expected an object with keys, got a text"),
    ("states.0", {}, "states[0]: name exactly one of state, all_states, members_of"),
    ("states.0.members_of", "duo", "states[0]: name exactly one of state, all_states, members_of"),
    ("states.0.role", "sending", "states[0].role: unknown key; allowed: state, all_states, members_of, roles"),
    ("states.0.state", "XX", 'states[0].state: "XX" is not a State; allowed: a State code of two letters such as DE'),
    ("states.0.state", "fr", 'states[0].state: "fr" is not a State; allowed: a State code of two letters such as FR'),
    ("states.1.members_of", "nobody", 'states[1].members_of: "nobody" is not a forum; allowed: duo, trio'),
    ("states.2.all_states", False, "states[2].all_states: can only be true; leave the row out otherwise"),
    ("states.2.all_states", 1, "states[2].all_states: expected true or false, got a number"),
("states.2", {"state": "DE"}, 'states[2]: "DE" stands twice'),
    ("states.0.roles", ["boss"], f'states[0].roles[0]: "boss" is not an option; allowed: {ROLES}'),
    ("states.0.roles", None, "states[0].roles: expected a list, got nothing (null)"),
    ("states.0.roles", ["transit"] * 2, 'states[0].roles[1]: "transit" stands twice'),
    ("issues", [], "issues: name at least one issue"),
    ("issues", {"issue": "asylum"}, "issues: expected a list, got an object"),
    ("issues.1", {}, "issues[1].issue: is missing"),
    ("issues.1.title", "x", "issues[1].title: unknown key; allowed: issue, answers, interests"),
    ("issues.1.issue", "sea", f'issues[1].issue: "sea" is not an issue; allowed: {TOPICS}'),
    ("issues.1.issue", "security", 'issues[1].issue: "security" stands twice'),
    ("issues.1.answers", None, "issues[1].answers: expected an object of answers by question"),
    ("issues.1.answers.wide", True, "issues[1].answers.wide: true or false is not an option; allowed: yes, no"),
    ("issues.1.interests", 7, "issues[1].interests: expected a list, got a number"),
    ("issues.1.interests", [ONE_STATE], "issues[1].interests: stances stand beside a direct answer to interest;"
        " give one or the other"),
    ("answers.interest", "common", "issues[0].interests: stances stand beside a direct answer to interest;"
        " give one or the other"),
    ("issues.0.interests.0.mood", "x", "issues[0].interests[0].mood: unknown key; allowed: state, all_states,"
        " members_of, role, stated, assessed"),
    ("issues.0.interests.0.state", "FR", 'issues[0].interests[0]: "FR" has no row in states;'
        " allowed: DE, members_of:trio, all_states"),
    ("issues.0.interests.2", {"members_of": "trio"}, f"issues[0].interests[2]: has no stance; allowed: {STANCES}"),
    ("issues.0.interests.2.stated", "hot", f'issues[0].interests[2].stated: "hot" is not a stance; allowed: {STANCES}'),
    ("issues.0.interests.2.assessed", 2, f"issues[0].interests[2].assessed: a number is not a stance; allowed: {STANCES}"),
    ("issues.0.interests.2.role", "x", f'issues[0].interests[2].role: "x" is not a role; allowed: {ROLES}'),
    ("issues.0.interests.2.role", "transit", 'issues[0].interests[2].role: "members_of:trio" has no role transit'
        " in states; allowed: sending"),
    ("issues.0.interests.0.role", "sending", 'issues[0].interests[0].role: "DE" has no role sending in states;'
        " allowed: transit, receiving"),
    ("issues.0.interests.1.role", "transit", 'issues[0].interests[1]: "DE" has a stance for this role already'),
]  # fmt: skip


def changed(path: str, value: Any) -> dict[str, Any]:
    new = copy.deepcopy(whole())
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    at: Any = new
    for part in way:
        at = at[part]
    if value is GONE:
        del at[last]
    elif isinstance(at, dict):
        at[last] = value
    else:
        at[int(last)] = value
    return new


@pytest.mark.parametrize(("path", "value", "message"), REFUSED)
def test_what_is_wrong_is_refused_at_its_place(path: str, value: Any, message: str) -> None:
    with pytest.raises(Refused) as refused:
        read_case(changed(path, value), BOOK)
    assert str(refused.value) == message
    assert f"{refused.value.place}: {refused.value.problem}" == message


@pytest.mark.parametrize(("path", "value", "message"), REFUSED)
def test_the_place_begins_where_the_case_stands(path: str, value: Any, message: str) -> None:
    batch = {"cases": [{"id": "a", "case": whole()}, {"id": "b", "case": changed(path, value)}]}
    with pytest.raises(Refused) as refused:
        read_batch(batch, BOOK)
    assert str(refused.value) == f"cases[1].case.{message}"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ({"id": "a"}, "cases[1].case: is missing"),
        ({"case": {}}, "cases[1].id: is missing"),
        ({"id": "b", "case": {}, "x": 1}, "cases[1].x: unknown key; allowed: id, case"),
        ({"id": 7, "case": {}}, "cases[1].id: expected a text, got a number"),
        ({"id": "x" * 201, "case": {}}, "cases[1].id: has 201 characters, allowed are 200"),
        ({"id": "a", "case": {}}, 'cases[1].id: "a" stands twice'),
        ([], "cases[1]: expected an object with keys, got a list"),
    ],
)
def test_an_entry_of_a_batch_is_refused_at_its_place(entry: Any, message: str) -> None:
    with pytest.raises(Refused) as refused:
        read_batch({"cases": [{"id": "a", "case": whole()}, entry]}, BOOK)
    assert str(refused.value) == message


def test_a_row_whose_states_all_stand_by_themselves_is_refused_at_its_place() -> None:
    rows = [{"state": "DE"}, {"state": "FR"}, {"members_of": "duo"}]
    with pytest.raises(Refused) as refused:
        read_case({**whole(), "states": rows, "issues": [{"issue": "asylum"}]}, BOOK)
    assert str(refused.value) == (
        "states[2]: all its States have a row of their own; leave this row out"
    )


def test_a_batch_holds_nothing_but_cases_and_a_list_is_none() -> None:
    with pytest.raises(Refused, match=r"^more: unknown key; allowed: cases$"):
        read_batch({"cases": [], "more": 1}, BOOK)
    assert read_batch({"cases": []}, BOOK) == []
    assert read_batch([], BOOK) is None
    long = "x" * 200
    assert [
        key for key, _ in read_batch({"cases": [{"id": long, "case": whole()}]}, BOOK) or []
    ] == [long]


def test_an_unfinished_case_may_lack_the_one_or_the_other() -> None:
    for part in ("states", "issues"):
        document = {**whole(), "issues": [], part: []}
        assert read_case(document, BOOK, unfinished=True).title == "Two shores"
    with pytest.raises(Refused, match="name at least one issue"):
        read_case({**whole(), "issues": []}, BOOK)
