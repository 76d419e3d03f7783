"""What exactly is known of an issue: from answers, from the States themselves, from the map?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.facts import (
    Case,
    Issue,
    Party,
    derived,
    domains,
    mapped,
    possible_roles,
    single,
    values,
)
from decisions.subsidiarity.interests import (
    Interest,
)
from decisions.subsidiarity.wire import read_case

from .small_books import case, edition

pytestmark = pytest.mark.core

BOOK = edition()


def of(*keys: str) -> frozenset[str]:
    return frozenset(keys)


def sets(*some: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(each.split("+")) for each in some)


def rows(*codes: str, roles: frozenset[str] = frozenset()) -> tuple[Party, ...]:
    return tuple(Party(code, roles, of(code)) for code in codes)


@pytest.mark.parametrize(
    ("codes", "states", "regions"),
    [
        (("DE",), "one", "one"),
        (("DE", "FR"), "two", "one"),
        (("DE", "MA"), "two", "two"),
        (("DE", "FR", "MA"), "three_to_five", "two"),
        (("DE", "FR", "MA", "TN", "US"), "three_to_five", "three_or_more"),
        (("DE", "FR", "MA", "TN", "US", "XX"), "six_or_more", "three_or_more"),
    ],
)
def test_the_states_are_counted_and_so_are_their_regions(
    codes: tuple[str, ...], states: str, regions: str
) -> None:
    read = BOOK.states
    known_states = {**read, "XX": read["US"]}
    found = derived(Case("", rows(*codes), {}, ()), known_states)
    assert (found["states"], found["regions"]) == (single(states), single(regions))


def test_all_states_are_many_in_every_region() -> None:
    everyone = Party("all_states", frozenset(), of("DE"))
    found = derived(Case("", (everyone,), {}, ()), BOOK.states)
    assert (found["states"], found["regions"]) == (single("six_or_more"), single("three_or_more"))


def test_a_row_is_a_state_or_everyone_or_a_bloc() -> None:
    parties = [Party(key, of(), of()) for key in ("DE", "all_states", "members_of:duo")]
    assert [party.everyone for party in parties] == [False, True, False]
    assert [party.bloc for party in parties] == [None, None, "duo"]


def test_open_roles_may_be_any_that_hold_the_known_ones() -> None:
    sending, receiving, open_row = (
        rows("MA", roles=of("sending")),
        rows("DE", roles=of("receiving")),
        rows("FR"),
    )
    assert possible_roles(Case("", sending + receiving, {}, ())) == sets("sending+receiving")
    assert possible_roles(Case("", sending + open_row, {}, ())) == sets(
        "sending", "sending+transit", "sending+receiving", "sending+transit+receiving"
    )


def test_values_are_single_options_or_the_sets_that_can_be_given() -> None:
    assert values(["a", "b"]) == sets("a", "b")
    assert values(["a", "b"], several=True) == sets("a", "b", "a+b")
    assert values(["a", "b", "none"], several=True) == sets("a", "b", "a+b", "none")
    assert values(["a", "none"]) == sets("a", "none")


def test_every_fact_has_its_values() -> None:
    found = domains(BOOK.book)
    assert list(found) == [
        "alone", "wide", "tools", "interest", "hidden", "competence", "capacity", "body_capacity",
        "issue", "states", "regions", "roles",
    ]  # fmt: skip
    assert found["tools"] == sets("hands", "funds", "hands+funds", "none")
    assert found["issue"] == sets("asylum", "security")
    assert found["states"] == sets("one", "two", "three_to_five", "six_or_more")
    assert found["regions"] == sets("one", "two", "three_or_more")
    assert len(found["roles"]) == 7


def facts(interests: Any = (), answers: Any = None, **of_case: Any) -> Any:
    document = case(**of_case)
    document["issues"][0] |= {"interests": list(interests), "answers": answers or {}}
    read = read_case(document, BOOK)
    return BOOK.facts(read, read.issues[0])


def stance(state: str, **stances: str) -> dict[str, str]:
    return {"state": state, **stances}


def test_what_is_not_said_keeps_all_its_values() -> None:
    found = facts()
    assert found["issue"] == single("asylum")
    assert found["alone"] == sets("yes", "no")
    assert found["roles"] == sets("sending+receiving")
    nothing = BOOK.facts(Case("", (), {}, ()), Issue("", {}))
    assert nothing == BOOK.tables.domains


@pytest.mark.parametrize(
    ("said", "stances", "hidden"),
    [
        ("yes", ["supports", "supports"], sets("yes")),
        ("no", ["supports", "opposes"], sets("yes")),
        ("no", ["supports", "supports"], sets("no")),
        (None, ["supports", "seeks"], sets("no")),
        (None, ["supports", ""], sets("yes", "no")),
        (None, ["supports", "neutral"], sets("yes")),
    ],
)
def test_the_map_says_whether_interests_are_hidden_unless_the_officer_knows_that_they_are(
    said: str | None, stances: list[str], hidden: Any
) -> None:
    cells = [stance("DE", stated="supports", assessed="supports"), stance("MA", stated=stances[0])]
    if stances[1]:
        cells[1]["assessed"] = stances[1]
    answers = {"hidden": said} if said else {}
    assert facts(cells, answers)["hidden"] == hidden


def test_the_map_says_nothing_where_it_says_nothing() -> None:
    parties = (("DE", of("receiving")), ("MA", of("sending")))
    assert mapped(Issue("asylum", {}), parties) == {}
    assert mapped(Issue("asylum", {}, (Interest("DE", "seeks"),)), parties) == {}
    both = (Interest("DE", "seeks"), Interest("MA", "reserved"))
    assert mapped(Issue("asylum", {}, both), parties) == {"interest": sets("diverging")}


def test_those_who_may_not_know_see_no_assessed_stance_and_nothing_hidden() -> None:
    document = case(hidden="yes", alone="no")
    document["issues"][0] |= {
        "answers": {"hidden": "no", "wide": "yes"},
        "interests": [
            stance("DE", stated="seeks", assessed="opposes"),
            stance("MA", assessed="opposes"),
        ],
    }
    shared = read_case(document, BOOK).shared()
    assert shared.answers == {"alone": of("no")}
    assert shared.issues == (Issue("asylum", {"wide": of("yes")}, (Interest("DE", "seeks"),)),)
    assert shared.parties == read_case(document, BOOK).parties
