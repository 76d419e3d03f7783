"""Is bad input refused with its place and what is allowed there?"""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import Issue
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.wire import (
    Refused,
    parse_json,
    parse_toml,
    read_batch,
    read_case,
    read_edition,
    write_case,
    write_recommendation,
)

from .small_books import case as small_case
from .small_books import document as book_document
from .small_books import edition as book_edition
from .small_books import forum, question, rule

pytestmark = pytest.mark.core


@pytest.fixture
def case() -> dict[str, Any]:
    return {
        "title": "Two States",
        "states": [{"state": "ES", "roles": ["receiving"]}, {"state": "MA", "roles": ["sending"]}],
        "answers": {"reach": "two_states", "assistance": ["technical_assistance"]},
        "issues": [
            {
                "issue": "temporary_labour",
                "answers": {"commitment": "binding"},
                "interests": [{"state": "ES", "stated": "seeks", "assessed": "supports"}],
            }
        ],
    }


def changed(case: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The case with one value put at a path such as `states.0.roles`."""
    new = copy.deepcopy(case)
    *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
    at: Any = new
    for part in way:
        at = at[part]
    at[last] = value
    return new


REFUSALS = [
    ("answers.colour", "red", 'answers.colour: "colour" is not a question; allowed: reach, extent'),
    ("answers.states", "two", 'answers.states: "states" is not a question'),
    (
        "answers.reach",
        "galaxy",
        'answers.reach: "galaxy" is not an option; allowed: one_state, two',
    ),
    ("answers.reach", ["two_states"], "answers.reach: a list is not an option"),
    ("answers.assistance", "none", "answers.assistance: expected a list, got a text"),
    ("answers.assistance", [], "answers.assistance: is empty; allowed: some of emergency_relief"),
    ("answers.assistance", ["none", "development_funds"], 'answers.assistance: "none" excludes'),
    ("answers.assistance", ["none", "none"], 'answers.assistance[1]: "none" stands twice'),
    ("answers", [], "answers: expected an object of answers by question"),
    ("states", [], "states: name at least one State"),
    ("states", {}, "states: expected a list, got an object"),
    (
        "states.0.state",
        "XX",
        'states[0].state: "XX" is not a State; allowed: a State code of two letters such as DE',
    ),
    ("states.0.state", 7, "states[0].state: a number is not a State"),
    ("states.1.state", "ES", 'states[1]: "ES" stands twice'),
    ("states.0.roles", ["boss"], 'states[0].roles[0]: "boss" is not an option; allowed: sending'),
    ("states.0.colour", "red", "states[0].colour: unknown key; allowed: state, all_states"),
    ("states.0", {"roles": []}, "states[0]: name exactly one of state, all_states, members_of"),
    ("states.0", {"all_states": False}, "states[0].all_states: can only be true"),
    ("states.0", {"all_states": "yes"}, "states[0].all_states: expected true or false"),
    ("states.0", {"members_of": "nato"}, 'states[0].members_of: "nato" is not a forum'),
    ("issues", [], "issues: name at least one issue"),
    ("issues.0.issue", "weather", 'issues[0].issue: "weather" is not an issue; allowed: temporary'),
    (
        "issues.0.interests.0.stated",
        "loves",
        'issues[0].interests[0].stated: "loves" is not a stance',
    ),
    ("issues.0.interests.0.role", "boss", 'issues[0].interests[0].role: "boss" is not a role'),
    (
        "issues.0.interests.0",
        {"state": "ES"},
        "issues[0].interests[0]: has no stance; allowed: seeks",
    ),
    ("issues.0.interests.0.state", "FR", 'issues[0].interests[0]: "FR" has no row in states'),
    ("issues.0.answers.interest", "common", "issues[0].interests: stances stand beside a direct"),
    ("answers.interest", "common", "issues[0].interests: stances stand beside a direct answer"),
    ("title", 5, "title: expected a text, got a number"),
    ("title", "x" * 301, "title: has 301 characters, allowed are 300"),
    ("title", "a\x00b", "title: holds U+0000, which cannot be written as text"),
    ("title", "\ud800", "title: holds U+D800, which cannot be written as text"),
    (
        "issues.0.interests.0.role",
        "transit",
        'issues[0].interests[0].role: "ES" has no role transit in states; allowed: receiving',
    ),
    (
        "states.0.state",
        "es",
        'states[0].state: "es" is not a State; allowed: a State code of two letters such as ES',
    ),
    ("extra", 1, "extra: unknown key; allowed: states, issues, title, answers"),
]


@pytest.mark.parametrize(("path", "value", "message"), REFUSALS)
def test_what_is_wrong_is_refused_with_its_place_and_what_is_allowed(
    edition: Edition, case: dict[str, Any], path: str, value: Any, message: str
) -> None:
    with pytest.raises(Refused) as refused:
        read_case(changed(case, path, value), edition)
    assert str(refused.value).startswith(message)


def test_the_same_issue_or_stance_twice_is_refused(edition: Edition, case: dict[str, Any]) -> None:
    twice = changed(case, "issues", case["issues"] * 2)
    with pytest.raises(Refused, match=r"issues\[1\].issue: .* stands twice"):
        read_case(twice, edition)
    rows = case["issues"][0]["interests"] * 2
    with pytest.raises(Refused, match="has a stance for this role already"):
        read_case(changed(case, "issues.0.interests", rows), edition)


def test_a_group_whose_members_are_all_listed_singly_is_refused(edition: Edition) -> None:
    rows = [{"state": code} for code in ("BE", "NL", "LU")] + [{"members_of": "benelux"}]
    with pytest.raises(Refused, match="all its States have a row of their own"):
        read_case({"states": rows, "issues": [{"issue": "asylum"}]}, edition)


def test_not_an_object_and_a_missing_key_are_named(edition: Edition) -> None:
    with pytest.raises(Refused, match="expected an object with keys, got a list"):
        read_case([], edition)
    with pytest.raises(Refused, match=r"^states: is missing$"):
        read_case({"issues": []}, edition)


def test_groups_and_all_states_stand_for_those_without_a_row_of_their_own(
    edition: Edition,
) -> None:
    rows = [{"state": "BE"}, {"members_of": "benelux"}, {"all_states": True}]
    case = read_case({"states": rows, "issues": [{"issue": "asylum"}]}, edition)
    assert case.parties[1].states == {"NL", "LU"}
    assert case.parties[1].bloc == "benelux"
    assert "BE" not in case.parties[2].states
    assert len(case.states) == 193
    assert write_case(case, edition)["states"] == [{**row, "roles": []} for row in rows]


def test_null_for_an_issue_means_unknown_and_a_missing_answer_is_inherited(
    edition: Edition, case: dict[str, Any]
) -> None:
    unknown = read_case(changed(case, "issues.0.answers", {"reach": None}), edition)
    assert len(edition.facts(unknown, unknown.issues[0])["reach"]) == 6
    inherited = read_case(case, edition)
    assert len(edition.facts(inherited, inherited.issues[0])["reach"]) == 1


def test_an_unfinished_case_may_lack_states_and_issues(edition: Edition) -> None:
    case = read_case({"states": [], "issues": []}, edition, unfinished=True)
    assert case.states == frozenset()
    nothing = edition.facts(case, Issue("", {}))
    assert nothing == edition.tables.domains


def test_batches_carry_ids_and_refuse_one_twice(edition: Edition, case: dict[str, Any]) -> None:
    batch = {"cases": [{"id": "a", "case": case}, {"id": "b", "case": case}]}
    assert [key for key, _ in read_batch(batch, edition) or []] == ["a", "b"]
    assert read_batch(case, edition) is None
    with pytest.raises(Refused, match=r'cases\[1\].id: "a" stands twice'):
        read_batch({"cases": [batch["cases"][0], batch["cases"][0]]}, edition)
    broken = {"cases": [{"id": "a", "case": changed(case, "answers.reach", "moon")}]}
    with pytest.raises(Refused, match=r"^cases\[0\].case.answers.reach"):
        read_batch(broken, edition)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "line 1, column 2: not JSON"),
        ('{"a": 1, "a": 2}', "a: this key stands twice in one object"),
        ('{"a": NaN}', "NaN is not a number that can be used here"),
        ("[" * 100_000, "nested too deeply to be read"),
        ('"' + "x" * 5_000_001 + '"', "too large: 5000003 characters"),
        ('{"a": ' + "9" * 5000 + "}", "holds a number that is too long to be read"),
    ],
)
def test_broken_json_is_refused(text: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_json(text)
    assert str(refused.value).startswith(message)


def test_sound_json_is_read() -> None:
    assert parse_json('{"a": [1]}') == {"a": [1]}


def test_broken_toml_is_refused() -> None:
    with pytest.raises(Refused, match="not TOML"):
        parse_toml("a = 1\na = 2")
    with pytest.raises(Refused, match="nested too deeply"):
        parse_toml("a = " + "[" * 50_000)
    assert parse_toml("country = 'NO'") == {"country": "NO"}


EDITIONS = [
    ({"questions": [question("alone", "yes", "yes")]}, 'questions[0].options[1]: "yes" stands twice'),
    ({"questions": [question("alone")]}, "questions[0].options: a question needs at least one"),
    ({"questions": [{**question("alone", "a"), "step": "end"}]}, 'questions[0].step: "end" is not a'),
    ({"questions": [question("alone", "a")] * 2}, 'questions[1]: "alone" stands twice'),
    ({"rules": [rule("r", "not_below", "moon", alone=["no"])]}, 'rules[0].value: "moon" is not a'),
    ({"rules": [rule("r", "form", "regional", alone=["no"])]}, 'rules[0].value: "regional" is not a'),
    ({"rules": [rule("r", "warn", "often", alone=["no"])]}, 'rules[0].value: "often" is not a value'),
    ({"rules": [rule("r", "command", "regional")]}, 'rules[0].effect: "command" is not an effect'),
    ({"rules": [rule("r", "not_below", "regional")]}, "rules[0].when: a rule names at least one"),
    ({"rules": [rule("r", "not_below", "regional", moon=["x"])]}, 'rules[0].when.moon: "moon" is not'),
    ({"rules": [rule("r", "not_below", "regional", alone=["x"])]}, 'rules[0].when.alone[0]: "x" is not'),
    ({"rules": [rule("r", "not_below", "regional", alone=[])]}, "rules[0].when.alone: is empty"),
    ({"rules": [rule("r", "not_below", "regional", tools={"none_of": []})]}, "rules[0].when.tools.none"),
    ({"rules": [rule("r", "form", "agreement", "decisive", alone=["no"])]}, "rules[0].strength: form is"),
    ({"rules": [rule("r", "not_needed_above", "local", "decisive", alone=["no"])]}, "rules[0].strength"),
    ({"rules": [{**rule("r", "form", "agreement", alone=["no"]), "source": " "}]}, "rules[0].source: no"),
    ({"rules": [{**rule("r", "form", "agreement", alone=["no"]), "grade": "x"}]}, "rules[0].grade"),
    ({"fora": [{"id": "x"}]}, "fora[0].name: is missing"),
    ({"fora": ["x"]}, "fora[0]: expected an object with keys"),
    ({"fora": [forum(level="sea")]}, 'fora[0].level: "sea" is not a level'),
    ({"fora": [forum(is_template="no")]}, "fora[0].is_template: expected true or false, got a text"),
    ({"states": [{"code": "DE", "region": None, "un_member": True}]}, "states[0].region: expected a text"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "message"), EDITIONS)
def test_a_faulty_edition_is_refused_with_its_place(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(Refused) as refused:
        read_edition({**book_document(), **changes})
    assert str(refused.value).startswith(message)


def test_the_checksum_follows_the_content_and_not_the_order_of_keys() -> None:
    one = book_document()
    other = dict(reversed(list(json.loads(json.dumps(one)).items())))
    assert read_edition(one).checksum == read_edition(other).checksum
    assert read_edition({**one, "title": "Other"}).checksum != read_edition(one).checksum


def test_an_answer_that_is_null_for_the_case_is_unknown(edition: Edition, case: Any) -> None:
    read = read_case(changed(case, "answers.solo", None), edition)
    assert "solo" not in read.answers


def test_a_book_that_does_not_ask_for_interests_cannot_speak_of_hardness() -> None:
    whole = book_document(rule("hard", "warn", "any_issue", hardness=["hard"]))
    asked = [each for each in whole["questions"] if each["key"] != "interest"]
    with pytest.raises(Refused, match=r"rules\[0\].when.hardness"):
        read_edition({**whole, "questions": asked})


def test_a_written_issue_has_both_scales_with_range_and_ambition() -> None:
    book = book_edition(
        rule("deep", "not_below", "operations", "decisive", alone=["no"]),
        rule("shy", "not_achievable_above", "exchange", "decisive", competence=["states"]),
    )
    asked = small_case("asylum", alone="no", competence="states")
    (issue,) = write_recommendation(recommend(read_case(asked, book), book))["issues"]
    assert {key: issue[key] for key in (
        "range", "range_exact", "depth_range", "depth_range_exact", "ambition", "depth_ambition",
    )} == {
        "range": ["local", "local"], "range_exact": True, "depth_range": ["exchange", "exchange"],
        "depth_range_exact": True, "ambition": None, "depth_ambition": "operations",
    }  # fmt: skip
