"""What is refused in a catalogue of fora, and does the message lead to it?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.seeds import shipped_document, shipped_edition
from decisions.subsidiarity.fora import Forum, Relation
from decisions.subsidiarity.wire import Refused, parse_toml
from decisions.subsidiarity.wire.fora import read_fora

from .small_books import FORUM

pytestmark = pytest.mark.core

STATES = ("DE", "FR", "MA", "NO", "TN")
ISSUES = ("asylum", "security")
KINDS = (
    "supranational_body, regional_organisation, regional_consultative_process,"
    " interregional_consultative_process, specialised_agency, global_process,"
    " bilateral_format_template, research_network"
)
RELATIONS = (
    "has_part, part_of, successor, predecessor, secretariat, serves, coordinator, coordinates,"
    " counterpart, related"
)
UNQUOTED = (
    "YAML reads an unquoted NO (Norway) as false, and some tools read NA (Namibia) as nothing:"
    ' write "NO" and "NA"'
)
WHOLE: dict[str, Any] = {
    **FORUM,
    "aliases": ["The Tables", "T"],
    "named_in_paper": ["A.1 §2"],
    "relations": [{"type": "part_of", "id": "hall"}],
    "members": ["DE", "FR", "MA"],
    "members_non_iso": [{"code": "ZZ", "name": "Somewhere"}],
    "observers": ["TN"],
    "suspended": ["MA"],
    "departing": ["FR"],
    "uncertain": ["NO", "DE"],
    "departed": ["TN"],
    "excluded": ["NO"],
    "as_of": 2024,
    "active_from": 1990,
    "active_to": 1990,
    "published_count": 6,
    "count_parts": ["members", "members_non_iso"],
    "count_extra": 1,
    "count_gap": 1,
    "seat_country": "NO",
    "last_evidence": "2024-12",
    "small_group": True,
}
HALL = {**FORUM, "id": "hall"}


def read(*entries: Any) -> tuple[Forum, ...]:
    return read_fora(list(entries), STATES, ISSUES)


def test_a_forum_is_read_with_all_its_lists_years_and_relations() -> None:
    forum, _ = read(WHOLE, HALL)
    assert forum.members == {"DE", "FR", "MA", "ZZ"}
    assert (forum.observers, forum.suspended, forum.departing) == ({"TN"}, {"MA"}, {"FR"})
    assert (forum.uncertain, forum.departed, forum.excluded) == ({"NO", "DE"}, {"TN"}, {"NO"})
    assert forum.unsure == {"NO", "DE", "MA"}
    assert (forum.as_of, forum.active_from, forum.active_to) == (2024, 1990, 1990)
    assert forum.published_count == 6
    assert forum.relations == (Relation("part_of", "hall"),)
    assert (forum.aliases, forum.named_in_paper) == (("The Tables", "T"), ("A.1 §2",))
    assert forum.facts is WHOLE


def test_what_an_entry_does_not_say_is_empty_or_none() -> None:
    (forum,) = read({**FORUM, "members": []})
    assert not forum.members | forum.observers | forum.unsure | forum.departing
    assert not forum.departed | forum.excluded
    assert forum.relations == forum.aliases == forum.named_in_paper == ()
    assert forum.as_of is forum.active_from is forum.active_to is forum.published_count is None
    assert not (forum.is_template or forum.involves_subnational or forum.needs_bloc)


def test_the_shipped_catalogue_is_read_entry_by_entry() -> None:
    rows = {row["id"]: row for row in shipped_document()["fora"]}
    for forum in shipped_edition().fora:
        row = rows[forum.id]
        assert forum.observers == set(row.get("observers", []))
        assert [{"type": each.type, "id": each.id} for each in forum.relations] == row.get(
            "relations", []
        )
        assert forum.as_of == row["as_of"]
        assert forum.published_count == row.get("published_count")


LISTS = (
    "members", "observers", "suspended", "departing", "uncertain", "departed", "excluded",
    "paper_members", "voted_against", "abstained",
)  # fmt: skip
TEXTS = ("id", "name", "short_name")
NOTES = (
    "binding_note", "status_note", "secretariat", "members_sense", "paper_members_note",
    "uncertain_note", "departing_note", "observers_note", "suspended_note",
)  # fmt: skip
WORDS = (
    "kind", "level", "scope", "binding", "status", "membership_rule", "membership_confidence",
)  # fmt: skip
REQUIRED = (*TEXTS, *WORDS, "mandate", "mandate_core", "instruments")
KEYS = (
    "id, name, short_name, kind, level, scope, binding, status, membership_rule,"
    " membership_confidence, mandate, mandate_core, instruments, members, observers, suspended,"
    " departing, uncertain, departed, excluded, members_non_iso, paper_members, voted_against,"
    " abstained, binding_note, status_note, secretariat, members_sense, paper_members_note,"
    " uncertain_note, departing_note, observers_note, suspended_note, aliases, named_in_paper,"
    " member_organisations, as_of, active_from, active_to, published_count, count_extra, count_gap,"
    " count_parts, membership_routes, is_template, involves_subnational, needs_bloc, small_group,"
    " relations, seat_country, last_evidence"
)
# What is written instead | where it is refused | and why.
REFUSED: list[tuple[dict[str, Any], str, str]] = [
    # Keys and shapes.
    ({"menbers": ["DE"]}, ".menbers", f"unknown key; allowed: {KEYS}"),
    *(({key: 1}, f".{key}", "expected a text, got a number")
      for key in (*(key for key in TEXTS if key != "id"), *WORDS, *NOTES, "last_evidence")),
    *(({key: "DE"}, f".{key}", "expected a list, got a text")
      for key in (*LISTS, "members_non_iso", "mandate", "mandate_core", "instruments", "membership_routes",
                  "count_parts", "aliases", "named_in_paper", "member_organisations", "relations")),
    *(({key: 0}, f".{key}", "expected true or false, got a number")
      for key in ("is_template", "involves_subnational", "needs_bloc", "small_group")),
    ({"name": " "}, ".name", "is empty"),
    ({"short_name": ""}, ".short_name", "is empty"),
    *(({key: "x" * 1001}, f".{key}", "has 1001 characters, allowed are 1000") for key in NOTES),
    ({"aliases": ["A", "B", "A"]}, ".aliases[2]", '"A" stands twice'),
    ({"aliases": [None]}, ".aliases[0]", "expected a text, got nothing (null)"),
    ({"named_in_paper": ["A", "x" * 1001]}, ".named_in_paper[1]", "has 1001 characters, allowed are 1000"),
    # Closed vocabularies.
    ({"kind": "club"}, ".kind", f'"club" is not a kind of forum; allowed: {KINDS}'),
    ({"level": "sea"}, ".level", '"sea" is not a level; allowed: local, subregional, bilateral, regional, interregional, global'),
    ({"scope": "wide"}, ".scope", '"wide" is not a scope; allowed: limited, specialised, comprehensive'),
    ({"binding": "yes"}, ".binding", '"yes" is not a kind of outcome; allowed: binding, soft_law, consultative_only'),
    ({"status": "closed"}, ".status",
     '"closed" is not a status; allowed: active, dormant, uncertain, ended, succeeded, template'),
    ({"membership_rule": "all"}, ".membership_rule",
     '"all" is not a rule of membership; allowed: listed, un_members, un_members_except, template, none'),
    ({"membership_confidence": "some"}, ".membership_confidence",
     '"some" is not a degree of confidence; allowed: high, medium, low, n/a'),
    ({"instruments": ["dialogue", "army"]}, ".instruments[1]",
     '"army" is not an instrument; allowed: standards, monitoring, adjudication, funds, operations, dialogue, training, data'),
    ({"instruments": ["data", "data"]}, ".instruments[1]", '"data" stands twice'),
    ({"membership_routes": ["WEB", "NET"]}, ".membership_routes[1]",
     '"NET" is not a route to the members; allowed: CC, FB26, FB20, WEB, WEBCOUNT, UNV, ARI, TREATY, MEM'),
    ({"count_parts": ["mandate"]}, ".count_parts[0]",
     '"mandate" is not a list that can be counted; allowed: members, uncertain, observers, departed, excluded, members_non_iso'),
    # Issues.
    ({"mandate": ["asylum", "travel"]}, ".mandate[1]", '"travel" is not an issue; allowed: asylum, security'),
    ({"mandate": ["asylum", "asylum"]}, ".mandate[1]", '"asylum" stands twice'),
    ({"mandate_core": ["asylum", "security"]}, ".mandate_core[1]", '"security" is not in the mandate; allowed: asylum'),
    ({"mandate": []}, ".mandate_core[0]", '"asylum" is not in the mandate; allowed: none'),
    # States.
    *(({key: ["DE", "XX"]}, f".{key}[1]", '"XX" is not a State; allowed: DE, FR, MA, NO, TN') for key in LISTS),
    *(({key: ["TN", "TN"]}, f".{key}[1]", '"TN" stands twice') for key in LISTS),
    ({"members": ["DE", "no"]}, ".members[1]", '"no" is not a State; allowed: DE, FR, MA, NO, TN'),
    ({"members": ["DE", "FR", False]}, ".members[2]", f"expected the code of a State, got true or false: {UNQUOTED}"),
    ({"observers": [None]}, ".observers[0]", f"expected the code of a State, got nothing (null): {UNQUOTED}"),
    ({"members": [276]}, ".members[0]", "a number is not a State; allowed: DE, FR, MA, NO, TN"),
    ({"members": [["DE"]]}, ".members[0]", "a list is not a State; allowed: DE, FR, MA, NO, TN"),
    ({"members": ["DE"] * 300}, ".members", "has 300 entries, allowed are 5, all States"),
    ({"members": [f"S{number}" for number in range(300)]}, ".members", "has 300 entries, allowed are 5, all States"),
    ({"seat_country": "XX"}, ".seat_country", '"XX" is not a State; allowed: DE, FR, MA, NO, TN'),
    ({"seat_country": False}, ".seat_country", f"expected the code of a State, got true or false: {UNQUOTED}"),
    ({"members_non_iso": ["ZZ"]}, ".members_non_iso[0]", "expected an object with keys, got a text"),
    ({"members_non_iso": [{"code": "ZZ"}]}, ".members_non_iso[0].name", "is missing"),
    ({"members_non_iso": [{"name": "Z"}]}, ".members_non_iso[0].code", "is missing"),
    ({"members_non_iso": [{"code": "x" * 41, "name": "Z"}]}, ".members_non_iso[0].code",
     "has 41 characters, allowed are 40"),
    ({"members_non_iso": [{"code": "ZZ", "name": "x" * 201}]}, ".members_non_iso[0].name",
     "has 201 characters, allowed are 200"),
    ({"members_non_iso": [{"code": "ZZ", "name": "Z"}] * 2}, ".members_non_iso[1]", '"ZZ" stands twice'),
    ({"members_non_iso": [{"code": "ZZ", "name": "Z"}, {"code": "FR", "name": "F"}]}, ".members_non_iso[1]",
     '"FR" stands twice'),
    # Lists that contradict each other: Germany and France are the members.
    ({"suspended": ["FR", "MA"]}, ".suspended[1]", '"MA" is not among the members'),
    ({"departing": ["MA"]}, ".departing[0]", '"MA" is not among the members'),
    ({"observers": ["FR"]}, ".observers[0]", '"FR" is among the members'),
    ({"departed": ["MA", "TN", "DE"]}, ".departed[2]", '"DE" is among the members'),
    ({"excluded": ["DE"]}, ".excluded[0]", '"DE" is among the members'),
    ({"members_non_iso": [{"code": "ZZ", "name": "Z"}], "departed": ["ZZ"]}, ".departed[0]", '"ZZ" is among the members'),
    # Years and counts.
    *(({key: value}, f".{key}", f"expected a whole number, got {what}")
      for key in ("as_of", "active_from", "active_to", "published_count", "count_extra", "count_gap")
      for value, what in (("2020", "a text"), (True, "true or false"), (2020.5, "a number"), (None, "nothing (null)"))),
    *(({key: value}, f".{key}", "is not between 1800 and 2200")
      for key in ("as_of", "active_from", "active_to") for value in (1799, 2201, 10**400)),
    *(({key: value}, f".{key}", "is not between 0 and 1000")
      for key in ("published_count", "count_extra", "count_gap") for value in (-1, 1001)),
    ({"active_from": 2000, "active_to": 1999}, ".active_to", "1999 is before active_from, 2000"),
    *(({"last_evidence": month}, ".last_evidence", 'expected a year or a month such as "2025-08"')
      for month in ("", "May 2025", "2025-13", "2025-08-01", "25")),
    ({"published_count": 3}, ".published_count",
     "is 3, but there are 2 on the lists counted (members), and 0 beside them"),
    ({"published_count": 0}, ".published_count",
     "is 0, but there are 2 on the lists counted (members), and 0 beside them"),
    ({"published_count": 3, "observers": ["MA", "TN"], "count_parts": ["members", "observers"], "count_extra": 1,
      "count_gap": 2}, ".published_count",
     "is 3, but there are 4 on the lists counted (members, observers), and 3 beside them"),
    ({"published_count": 2, "count_parts": []}, ".published_count",
     "is 2, but there are 0 on the lists counted (none), and 0 beside them"),
    # Relations; the catalogue holds this forum, "table", and another, "hall".
    ({"relations": ["hall"]}, ".relations[0]", "expected an object with keys, got a text"),
    ({"relations": [{"type": "related"}]}, ".relations[0].id", "is missing"),
    ({"relations": [{"type": "related", "id": "hall", "note": "x"}]}, ".relations[0].note", "unknown key; allowed: type, id"),
    ({"relations": [{"type": 1, "id": "hall"}]}, ".relations[0].type", "expected a text, got a number"),
    ({"relations": [{"type": "cousin", "id": "hall"}]}, ".relations[0].type",
     f'"cousin" is not a relation; allowed: {RELATIONS}'),
    ({"relations": [{"type": "related", "id": "hall"}, {"type": "related", "id": "nowhere"}]}, ".relations[1].id",
     '"nowhere" is not a forum of this catalogue; allowed: table, hall'),
    ({"relations": [{"type": "related", "id": "table"}]}, ".relations[0].id", "points to the forum itself"),
    ({"relations": [{"type": "related", "id": "hall"}] * 2}, ".relations[1]", '"related hall" stands twice'),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "place", "problem"), REFUSED)
def test_a_malformed_entry_is_refused_at_its_place_and_by_its_name(
    changes: dict[str, Any], place: str, problem: str
) -> None:
    with pytest.raises(Refused) as refused:
        read({**FORUM, **changes}, HALL)
    assert str(refused.value) == f'fora[0]{place}: {problem} (forum "table")'


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": 1}, "fora[1].id: expected a text, got a number"),
        ({"id": ""}, 'fora[1].id: is empty (forum "")'),
        ({"id": "hall"}, 'fora[1]: "hall" stands twice'),
    ],
)
def test_an_entry_without_a_name_of_its_own_is_found_by_its_number(
    changes: dict[str, Any], message: str
) -> None:
    with pytest.raises(Refused) as refused:
        read(HALL, {**FORUM, **changes})
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ({}, "fora: expected a list, got an object"),
        (None, "fora: expected a list, got nothing (null)"),
        ([HALL, "x"], "fora[1]: expected an object with keys, got a text"),
        ([[]], "fora[0]: expected an object with keys, got a list"),
    ],
)
def test_what_is_no_list_of_entries_is_refused(rows: Any, message: str) -> None:
    with pytest.raises(Refused) as refused:
        read_fora(rows, STATES, ISSUES)
    assert str(refused.value) == message


@pytest.mark.parametrize("key", REQUIRED)
def test_an_entry_lacks_none_of_the_keys_that_matching_needs(key: str) -> None:
    entry = {name: value for name, value in FORUM.items() if name != key}
    with pytest.raises(Refused, match=rf"^fora\[0\]\.{key}: is missing"):
        read(entry)


@pytest.mark.parametrize(
    "changes",
    [
        {"published_count": 2},
        {"published_count": 2, "count_parts": ["members", "uncertain"], "uncertain": ["FR"]},
        {"published_count": 4, "count_parts": ["members"], "count_extra": 1, "count_gap": 1},
        {"published_count": 0, "count_parts": []},
        {"count_gap": 3},
        {"members": ["DE"], "members_non_iso": [{"code": "FR", "name": "F"}]},
        {"active_from": 1800, "active_to": 2200, "as_of": 2200},
        {"active_to": 1900},
        {"last_evidence": "2025"},
        {"relations": [{"type": "related", "id": "hall"}, {"type": "part_of", "id": "hall"}]},
    ],
)  # fmt: skip
def test_what_agrees_is_read(changes: dict[str, Any]) -> None:
    assert read({**FORUM, **changes}, HALL)[0].id == "table"


def test_a_number_too_long_for_python_is_refused_in_toml_too() -> None:
    with pytest.raises(Refused) as refused:
        parse_toml(f"as_of = {'9' * 5000}")
    assert str(refused.value) == "holds a number that is too long to be read"
    assert refused.value.place == ""
