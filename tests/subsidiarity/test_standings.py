"""Does the standing of a State say why it has a seat, and never other than the matching does?"""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.fora import Forum
from decisions.subsidiarity.standings import Seat, Standing, seat, standing_of

from .small_parts import made

pytestmark = pytest.mark.core

SEATS: tuple[Seat, ...] = ("yes", "no", "unknown")
LISTS = (
    "members", "observers", "suspended", "departing", "uncertain", "departed", "excluded",
)  # fmt: skip


def seat_by_matching(forum: Forum, code: str) -> Seat:
    seated, none, unknown = forum.standing(frozenset({code}))
    assert len(seated) + len(none) + len(unknown) == 1
    return "yes" if seated else "no" if none else "unknown"


def test_seats_follow_the_matching_for_every_forum_and_every_state(edition: Edition) -> None:
    for forum, code in product(edition.fora, edition.states):
        assert seat(standing_of(forum, code)) == seat_by_matching(forum, code), (forum.id, code)


def test_seats_follow_the_matching_whatever_lists_a_state_stands_on() -> None:
    plain = made(members=[])
    for held in product((frozenset(), frozenset({"DE"})), repeat=len(LISTS)):
        for confidence, template in product(("high", "low"), (False, True)):
            forum = replace(
                plain,
                **dict(zip(LISTS, held, strict=True)),
                membership_confidence=confidence,
                is_template=template,
            )
            assert seat(standing_of(forum, "DE")) == seat_by_matching(forum, "DE"), forum


MA = frozenset({"MA"})


@pytest.mark.parametrize(
    ("lists", "standing"),
    [
        ({}, Standing.NONE),
        ({"members": MA}, Standing.MEMBER),
        ({"members": MA, "departing": MA}, Standing.DEPARTING),
        ({"members": MA, "suspended": MA}, Standing.SUSPENDED),
        ({"members": MA, "departing": MA, "suspended": MA}, Standing.SUSPENDED),
        ({"members": MA, "uncertain": MA}, Standing.UNCERTAIN),
        ({"uncertain": MA}, Standing.UNCERTAIN),
        ({"uncertain": MA, "membership_confidence": "low"}, Standing.UNCERTAIN),
        ({"observers": MA}, Standing.OBSERVER),
        ({"observers": MA, "departed": MA}, Standing.OBSERVER),
        ({"departed": MA}, Standing.DEPARTED),
        ({"departed": MA, "excluded": MA}, Standing.DEPARTED),
        ({"excluded": MA}, Standing.EXCLUDED),
        ({"membership_confidence": "low"}, Standing.UNKNOWN),
        ({"membership_confidence": "low", "observers": MA}, Standing.UNKNOWN),
        ({"membership_confidence": "low", "members": MA}, Standing.MEMBER),
        ({"membership_confidence": "n/a"}, Standing.NONE),
        ({"is_template": True, "excluded": MA}, Standing.ANY_PARTY),
    ],
)  # fmt: skip
def test_the_standing_of_a_state_is_what_the_list_says_of_it_now(
    lists: dict[str, object], standing: Standing
) -> None:
    assert standing_of(replace(made(members=["DE"]), **lists), "MA") is standing  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("forum", "code", "standing"),
    [
        ("eu", "DE", Standing.MEMBER),
        ("eu", "GB", Standing.NONE),
        ("ilo", "NI", Standing.DEPARTING),
        ("mercosur", "VE", Standing.SUSPENDED),
        ("budapest-process", "RU", Standing.UNCERTAIN),
        ("osce", "MA", Standing.OBSERVER),
        ("ecowas", "ML", Standing.DEPARTED),
        ("gfmd", "US", Standing.EXCLUDED),
        ("apc", "DE", Standing.UNKNOWN),
        ("tpl-labour-agreement", "DE", Standing.ANY_PARTY),
        ("prague-process", "XK", Standing.MEMBER),
    ],
)
def test_known_standings_are_told(
    edition: Edition, forum: str, code: str, standing: Standing
) -> None:
    known = {each.id: each for each in edition.fora}
    assert standing_of(known[forum], code) is standing


def test_every_standing_has_a_label_and_a_seat_of_its_own_kind() -> None:
    assert {each.value: each.label for each in Standing} == {
        "member": "Member",
        "departing": "Member, has given notice",
        "suspended": "Member, suspended",
        "uncertain": "Standing in doubt",
        "observer": "Observer",
        "departed": "Former member",
        "excluded": "Does not take part",
        "none": "No standing",
        "unknown": "Not known",
        "any_party": "Any two parties",
    }
    assert {given: [each for each in Standing if seat(each) == given] for given in SEATS} == {
        "yes": ["member", "departing", "any_party"],
        "no": ["observer", "departed", "excluded", "none"],
        "unknown": ["suspended", "uncertain", "unknown"],
    }
