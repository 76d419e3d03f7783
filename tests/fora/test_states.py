"""Does a State's page tell every forum that it belongs to, and in which standing?"""

from __future__ import annotations

import re

import pytest

from decisions.seeds import shipped_edition
from decisions.subsidiarity.fora import Forum

from .conftest import Read, linked

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

STATES = shipped_edition().states


def section(page: str, heading: str) -> str:
    """What stands under a heading, until the next one."""
    found = re.search(rf"<h2>{re.escape(heading)}.*?</h2>(.*?)(?=<h2>|</main>)", page, re.DOTALL)
    return found[1] if found else ""


def test_every_state_is_listed_by_region_with_its_number_of_seats(
    read: Read, fora: dict[str, Forum]
) -> None:
    page = read("states")
    for code, state in STATES.items():
        seats = sum(
            code in forum.members - forum.unsure
            for forum in fora.values()
            if forum.status not in ("ended", "succeeded")
        )
        row = rf'/fora/states/{code}/">{re.escape(state.name)}</a> <span class="hint">{seats}<'
        assert re.search(row, page), code
    assert "Not members of the United Nations" in page
    oceania = page.split('id="oceania"')[1]
    assert "Tuvalu" in oceania and "Togo" not in oceania


@pytest.mark.heavy
def test_the_page_of_every_state_opens_and_agrees_with_the_list(read: Read) -> None:
    index = read("states")
    for code, state in STATES.items():
        page = read("state", code)
        number = re.search(rf'/fora/states/{code}/">[^<]*</a> <span class="hint">(\d+)<', index)
        assert number
        assert f"{state.name} has a seat in {number[1]} for" in page


def test_memberships_are_grouped_by_level(read: Read, fora: dict[str, Forum]) -> None:
    page = read("state", "GH")
    for level in ("Regional", "Interregional", "Global"):
        keys = linked(section(page, level))
        assert keys
        assert {fora[key].level.label for key in keys} == {level}
        assert all("GH" in fora[key].members for key in keys)
    assert "ecowas" in linked(section(page, "Regional"))


@pytest.mark.parametrize(
    ("code", "forum", "words"),
    [
        ("BY", "budapest-process", "Standing in doubt"),
        ("CO", "mercosur", "Observer"),
        ("VE", "mercosur", "Member, suspended"),
        ("ML", "ecowas", "Former member"),
        ("IL", "gfmd", "Does not take part"),
    ],
)
def test_any_other_standing_is_shown_apart(read: Read, code: str, forum: str, words: str) -> None:
    apart = section(read("state", code), "Observer, suspended or in doubt")
    row = next(row for row in apart.split("<tr ") if f"/fora/{forum}/" in row)
    assert words in row


def test_who_has_given_notice_is_still_a_member(read: Read) -> None:
    regional = section(read("state", "NI"), "Global")
    assert "Member, has given notice" in regional


def test_a_list_from_memory_gives_not_known_instead_of_no(read: Read) -> None:
    assert linked(section(read("state", "MA"), "Not known")) == ["apc"]
    assert "apc" not in linked(section(read("state", "JP"), "Not known"))


def test_fora_that_have_ended_are_kept_for_the_record(read: Read) -> None:
    page = read("state", "UA")
    assert "budapest-process-cis" in linked(section(page, "For the record"))
    assert "budapest-process-cis" not in linked(page.split("For the record")[0])


@pytest.mark.parametrize("code", ["ZZ", "ma", "Morocco", "..", "<b>"])
def test_an_unknown_code_is_not_there(read: Read, code: str) -> None:
    read("state", code, status=404)


def test_states_and_fora_link_to_each_other(read: Read) -> None:
    assert "/fora/states/MA/" in read("forum", "african-union")
    assert "african-union" in linked(read("state", "MA"))
    assert "/fora/who/?states=MA" in read("state", "MA")
