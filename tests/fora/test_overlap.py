"""Are two fora laid side by side so that every State is counted once?"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from decisions.fora.overlap import GAP, WIDTH, bar, overlap
from decisions.seeds import shipped_edition
from decisions.subsidiarity.fora import Forum

from .conftest import Read

pytestmark = [pytest.mark.django_db, pytest.mark.looks]


def counts(page: str) -> dict[str, int]:
    """The table: part -> number of States."""
    found = re.findall(r'<th scope="row">([^<]+)</th><td>(\d+)</td>', page)
    return {part: int(number) for part, number in found}


def test_every_state_of_two_fora_is_in_one_part(read: Read, fora: dict[str, Forum]) -> None:
    page = read("overlap", asked={"a": "eu", "b": "budapest-process"})
    assert counts(page) == {
        "Only EU": 0,
        "Both": 27,
        "Only Budapest Process": 25,
        "Not certain": 2,
    }
    assert "27 States sit in both: Budapest Process has everybody that EU has, and 25 more." in page
    assert "<h3>Not certain (2)</h3>" in page
    assert "/fora/states/RU/" in page.split("<h3>Not certain (2)</h3>")[1]


def test_the_picture_says_in_words_what_it_shows(read: Read) -> None:
    page = read("overlap", asked={"a": "schengen", "b": "eu"})
    assert (
        'role="img" aria-label="Only Schengen: 4. Both: 25. Only EU: 1. Not certain: 1. "' in page
    )
    for key in ("a", "both", "b", "unsure"):
        assert re.search(rf'<rect x="\d+" y="1" width="\d+" height="30" class="{key}">', page)


def test_a_list_from_memory_makes_the_rest_uncertain(read: Read) -> None:
    page = read("overlap", asked={"a": "apc", "b": "eu"})
    assert counts(page)["Not certain"] > 20
    assert counts(page)["Only EU"] == 0


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"a": "mercosur", "b": "asean"}, "No State surely sits in both MERCOSUR and ASEAN."),
        ({"a": "eu", "b": "benelux"}, "EU has everybody that Benelux has, and 24 more."),
        ({"a": "gfmd", "b": "un-desa"}, "UN DESA has everybody that GFMD has"),
        ({"a": "igad", "b": "igad-rcp"}, "and nobody in one alone."),
        ({"a": "eac", "b": "igad"}, "in EAC alone and"),
    ],
)
def test_the_finding_is_one_sentence(read: Read, asked: dict[str, Any], sentence: str) -> None:
    assert sentence in read("overlap", asked=asked)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"a": "eu", "b": "mars"}, "Second forum: “mars” is not on this list."),
        ({"a": "<b>", "b": "eu"}, "First forum: “<b>” is not on this list."),
        ({"a": "eu", "b": "", "compare": "yes"}, "Choose the second forum."),
        ({"a": "eu", "b": "eu"}, "Choose another forum than the first."),
        ({"a": "tpl-visa-waiver", "b": "eu"}, "is not on this list"),
    ],
)
def test_what_cannot_be_compared_is_said(read: Read, asked: dict[str, Any], says: str) -> None:
    page = read("overlap", asked=asked, status=422)
    assert "There is a problem" in page
    assert says in page


def test_whoever_comes_from_a_forum_has_chosen_it_already(read: Read) -> None:
    page = read("overlap", asked={"a": "eu"})
    assert "There is a problem" not in page
    assert '<option value="eu" selected>' in page


def test_any_two_fora_can_be_compared_and_add_up(fora: dict[str, Forum]) -> None:
    edition = shipped_edition()
    seating = [forum for forum in fora.values() if forum.members]
    for first in seating:
        for second in seating:
            parts = overlap(first, second, edition)["parts"]
            codes = [state["code"] for part in parts for state in part["states"]]
            assert len(codes) == len(set(codes))
            assert set(codes) == first.members | first.unsure | second.members | second.unsure


@pytest.mark.parametrize(
    "numbers", [(1, 0, 0, 0), (1, 193, 1, 1), (3, 5, 7, 0), (0, 50, 0, 50), (1, 1, 400, 1)]
)
def test_the_bar_fills_its_length_and_shows_a_single_state(numbers: tuple[int, ...]) -> None:
    pieces = bar(dict(zip(("a", "both", "b", "unsure"), numbers, strict=True)))
    assert len(pieces) == sum(1 for number in numbers if number)
    assert all(piece["width"] >= 4 for piece in pieces)
    end = pieces[-1]["x"] + pieces[-1]["width"]
    assert WIDTH - 4 <= end <= WIDTH
    for before, after in pairwise(pieces):
        assert after["x"] == before["x"] + before["width"] + GAP
