"""Does the catalogue of fora agree with what is known, and is its age told honestly?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.seeds import known_counts
from decisions.subsidiarity.catalogue import STALE_AFTER, check_catalogue, freshness
from decisions.subsidiarity.checks import Check, Severity
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.wire import write_checks

from .small_books import edition as small_edition
from .small_books import forum

pytestmark = pytest.mark.core

YEAR = 2026
FRESH = {"as_of": YEAR}
GRAVEST_FIRST = ["fail", "warn", "pass"]


def checks(*entries: Any, known: dict[str, int] | None = None) -> dict[str, Check]:
    made = small_edition(fora=[{**FRESH, **entry} for entry in entries])
    found = check_catalogue(made.fora, made.states, known or {}, YEAR)
    return {check.key: check for check in found}


def told(key: str, *entries: Any, **more: Any) -> list[str]:
    return [item.says for item in checks(*entries, **more)[key].items]


def other(**changes: Any) -> dict[str, Any]:
    return forum(id="hall", name="Hall", short_name="H", **changes)


def to(type: str, id: str = "hall") -> dict[str, Any]:
    return {"relations": [{"type": type, "id": id}]}


def test_the_shipped_catalogue_fails_no_check(edition: Edition) -> None:
    found = check_catalogue(edition.fora, edition.states, known_counts(), YEAR)
    assert [check.key for check in found if check.severity is Severity.FAIL] == []
    severities = [check.severity.value for check in found]
    assert severities == sorted(severities, key=GRAVEST_FIRST.index)
    assert len({check.key for check in found}) == len(found) == 12


TITLES = [
    ("known_count", "fail", "Fora whose members are not as many as is known"),
    ("stale", "warn", "Fora with facts more than 5 years old"),
    ("undated", "warn", "Fora with facts of no year, or of one to come"),
    ("from_memory", "warn", "Active fora with an uncertain list of members"),
    ("memberless", "warn", "Lists of members that are empty"),
    ("no_successor", "warn", "Fora that were succeeded by none"),
    ("unanswered", "warn", "Relations that the other forum does not know of"),
    ("last_year", "warn", "Fora whose status and last year do not agree"),
    ("doubtful", "warn", "Fora in doubt without a later sign of life"),
    ("status", "pass", "Fora by status"),
    ("confidence", "pass", "Fora by how sure their list of members is"),
    ("tableless", "pass", "UN members without a seat between a pair and the world"),
]


def test_each_check_bears_its_title_and_its_gravity_once_it_finds_something() -> None:
    entries = [
        {**forum(as_of=2012), **to("has_part")},
        other(as_of=2027, status="succeeded"),
        forum(id="empty", status="uncertain", members=[]),
        forum(id="guessed", membership_confidence="low"),
    ]
    found = checks(*entries, known={"table": 3}).values()
    assert all(check.items for check in found)
    assert [(check.key, check.severity.value, check.title) for check in found] == TITLES
    clean = checks(forum()).values()
    assert [(check.key, check.title) for check in clean] == [(key, says) for key, _, says in TITLES]
    assert {check.severity for check in clean} == {Severity.PASS}


def test_what_is_found_is_written_with_the_fora_that_it_names() -> None:
    found = checks(forum(as_of=2012), other(as_of=2012), known={"table": 1})
    assert found["tableless"].items[0].fora == ()
    written = write_checks(found.values())
    assert written["counts"] == {"fail": 1, "warn": 1, "pass": 10}
    by_key = {check["key"]: check["items"] for check in written["checks"]}
    assert by_key["known_count"] == [
        {"says": "Table (table): 2 members are listed, 1 are known.", "fora": ["table"]}
    ]
    assert by_key["status"] == [{"says": "active: 2", "fora": ["table", "hall"]}]
    assert by_key["tableless"] == [
        {"says": "Morocco, Tunisia and United States.", "rules": []},
    ]


def test_every_known_count_is_that_of_a_shipped_forum(edition: Edition) -> None:
    members = {each.id: len(each.members) for each in edition.fora}
    assert len(known_counts()) >= 30
    assert {key: members.get(key) for key in known_counts()} == known_counts()


def test_a_member_lost_from_a_well_known_body_fails(edition: Edition) -> None:
    known = {**known_counts(), "eu": 28}
    first, *_ = check_catalogue(edition.fora, edition.states, known, YEAR)
    assert (first.key, first.severity) == ("known_count", Severity.FAIL)
    assert [(item.says, item.fora) for item in first.items] == [
        ("European Union (eu): 27 members are listed, 28 are known.", ("eu",))
    ]


def test_a_forum_that_nobody_counted_is_not_miscounted() -> None:
    assert told("known_count", forum(), known={"hall": 3}) == []
    assert told("known_count", forum(), known={"table": 2}) == []


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"as_of": YEAR - STALE_AFTER}, []),
        ({"as_of": YEAR - STALE_AFTER - 1}, ["Table (table): facts as of 2020, 6 years old."]),
        ({"as_of": 2012}, ["Table (table): facts as of 2012, 14 years old."]),
        ({"as_of": 2012, "status": "uncertain"}, ["Table (table): facts as of 2012, 14 years old."]),
        ({"as_of": 2012, "status": "dormant"}, ["Table (table): facts as of 2012, 14 years old."]),
        ({"as_of": 2012, "status": "ended"}, []),
        ({"as_of": 2012, "status": "succeeded"}, []),
        ({"as_of": 2012, "is_template": True}, []),
    ],
)  # fmt: skip
def test_facts_grow_stale_while_they_can_still_change(changes: Any, says: list[str]) -> None:
    assert told("stale", forum(**changes)) == says


def test_the_oldest_facts_are_named_first() -> None:
    old, older = forum(as_of=2015), other(as_of=2010)
    found = checks(old, older, forum(id="new"))["stale"]
    assert [item.fora for item in found.items] == [("hall",), ("table",)]
    assert found.severity is Severity.WARN


@pytest.mark.parametrize(
    ("key", "entries", "says"),
    [
        ("undated", [forum(as_of=2027)], "Table (table): facts as of 2027, which is still to come."),
        ("from_memory", [forum(membership_confidence="low")],
         "Table (table): its list of members is from memory or derived."),
        ("memberless", [forum(members=[])], "Table (table): its members are said to be listed, and none is."),
        ("no_successor", [{**forum(status="succeeded"), **to("related")}, other()],
         "Table (table): succeeded, and no successor is named."),
        ("last_year", [forum(status="ended")], "Table (table): ended, and the year of its end is not given."),
        ("last_year", [forum(status="succeeded")], "Table (table): succeeded, and the year of its end is not given."),
        ("last_year", [forum(active_to=2014)], "Table (table): active, although it is said to have ended in 2014."),
        ("doubtful", [forum(status="uncertain")], "Table (table): in doubt, and no later sign of life is noted."),
    ],
)  # fmt: skip
def test_what_is_doubtful_is_a_warning(key: str, entries: list[Any], says: str) -> None:
    check = checks(*entries)[key]
    assert check.severity is Severity.WARN
    assert [(item.says, item.fora) for item in check.items] == [(says, ("table",))]


def test_facts_of_no_year_are_named() -> None:
    made = small_edition(fora=[forum()])
    found = {check.key: check for check in check_catalogue(made.fora, made.states, {}, YEAR)}
    assert [item.says for item in found["undated"].items] == [
        "Table (table): the year of its facts is not given."
    ]
    assert found["stale"].items == ()


def test_facts_of_this_year_are_neither_old_nor_still_to_come() -> None:
    assert told("undated", forum(as_of=YEAR)) == told("stale", forum(as_of=YEAR)) == []


@pytest.mark.parametrize(
    ("key", "entries"),
    [
        ("from_memory", [forum(membership_confidence="low", status="ended")]),
        ("from_memory", [forum(membership_confidence="medium")]),
        ("memberless", [forum(members=[], membership_rule="none")]),
        ("no_successor", [{**forum(status="succeeded"), **to("successor")}, other()]),
        ("no_successor", [forum(status="ended")]),
        ("last_year", [forum(status="ended", active_to=2014)]),
        ("last_year", [forum(status="dormant", active_to=2014)]),
        ("last_year", [forum(status="dormant")]),
        ("doubtful", [forum(status="uncertain", last_evidence="2025")]),
        ("unanswered", [{**forum(), **to("related")}, other()]),
        ("unanswered", [{**forum(), **to("serves")}, other()]),
    ],
)
def test_what_may_well_be_so_is_no_warning(key: str, entries: list[Any]) -> None:
    assert checks(*entries)[key].severity is Severity.PASS


@pytest.mark.parametrize(
    ("one", "answer"),
    [
        ("has_part", "part_of"),
        ("part_of", "has_part"),
        ("successor", "predecessor"),
        ("predecessor", "successor"),
        ("coordinates", "coordinator"),
        ("coordinator", "coordinates"),
        ("counterpart", "counterpart"),
        ("secretariat", "serves"),
    ],
)
def test_a_relation_wants_its_answer_from_the_other_side(one: str, answer: str) -> None:
    asking = {**forum(), **to(one)}
    says = f"Table (table): names hall as {one}, which does not name it as {answer}."
    assert told("unanswered", asking, other()) == [says]
    assert told("unanswered", asking, {**other(), **to("related", "table")})[0] == says
    assert told("unanswered", asking, {**other(), **to(answer, "table")}) == []


def test_fora_are_counted_by_status_and_by_how_sure_their_members_are() -> None:
    entries = [
        forum(id="a", status="ended"),
        forum(id="b", membership_confidence="n/a"),
        forum(id="c"),
        forum(id="d", status="dormant"),
    ]
    assert told("status", *entries) == ["active: 2", "dormant: 1", "ended: 1"]
    assert told("confidence", *entries) == ["high: 3", "n/a: 1"]
    assert checks(*entries)["status"].items[0].fora == ("b", "c")
    rest = [forum(id="e", status="ended"), forum(id="f", status="ended")]
    assert told("status", *entries, *rest) == ["ended: 3", "active: 2", "dormant: 1"]


@pytest.mark.parametrize(
    ("entries", "says"),
    [
        ([forum(members=["DE", "FR", "MA"])], ["Tunisia and United States."]),
        ([forum(members=["DE", "FR", "MA", "TN", "US"])], []),
        ([forum(members=["DE", "FR", "MA", "TN", "US"], suspended=["US"])], ["United States."]),
        ([forum(level="interregional", members=["DE", "FR", "MA"]), other(members=["TN"])], ["United States."]),
        ([forum(level="global", members=["DE"])], ["Germany, France, Morocco, Tunisia and United States."]),
        ([forum(level="bilateral", members=["DE"])], ["Germany, France, Morocco, Tunisia and United States."]),
        ([forum(status="dormant", members=["DE"])], ["Germany, France, Morocco, Tunisia and United States."]),
        ([], ["Germany, France, Morocco, Tunisia and United States."]),
    ],
)  # fmt: skip
def test_states_that_no_regional_table_seats_are_named(entries: list[Any], says: list[str]) -> None:
    assert told("tableless", *entries) == says


def test_a_state_without_a_name_goes_by_its_code_and_no_territory_is_missed() -> None:
    states = [
        {"code": "DE", "region": "Europe", "un_member": True},
        {"code": "XK", "region": "Europe", "un_member": False, "name": "Kosovo"},
    ]
    made = small_edition(states=states)
    found = {check.key: check for check in check_catalogue(made.fora, made.states, {}, YEAR)}
    assert [item.says for item in found["tableless"].items] == ["DE."]


OLD = "Facts as of 2012, 14 years old."
MEMORY = "The list of members is from memory or derived."


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({}, ()),
        (FRESH, ()),
        ({"as_of": 2012}, (OLD,)),
        ({"as_of": 2012, "membership_confidence": "low"}, (OLD, MEMORY)),
        ({"as_of": 2012, "status": "ended"}, ()),
        ({"membership_confidence": "low"}, (MEMORY,)),
        ({"membership_confidence": "medium"}, ()),
    ],
)
def test_a_page_says_softly_why_facts_should_be_looked_up_again(
    changes: dict[str, Any], reasons: tuple[str, ...]
) -> None:
    assert freshness(small_edition(fora=[forum(**changes)]).fora[0], YEAR) == reasons
