"""Who seats these States: are the best fora first, and the missing States named?"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from decisions.subsidiarity.fora import Forum

from .conftest import Read, linked

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

WESTERN_MEDITERRANEAN = (
    "Algeria; Libya; Mauritania; Morocco; Tunisia; France; Italy; Malta; Portugal; Spain"
)


def answer(page: str) -> str:
    return page.split('<div id="_answer">')[1]


def card(page: str, name: str) -> str:
    """What is said of one forum."""
    cards = re.findall(r"<li>\s*<h4>.*?</li>", page, re.DOTALL)
    return next(each for each in cards if f">{name}</a>" in each)


@pytest.mark.parametrize("typed", ["members of EU", "EU", "All members: European Union"])
def test_the_members_of_the_union_find_the_union_first(read: Read, typed: str) -> None:
    page = answer(read("who", asked={"states": typed}))
    assert linked(page)[0] == "eu"
    assert "27 of 27 States seated" in card(page, "European Union")
    assert "nobody else" in card(page, "European Union")


def test_the_ten_of_the_western_mediterranean_find_their_dialogue_first(read: Read) -> None:
    page = answer(read("who", asked={"states": WESTERN_MEDITERRANEAN}))
    assert linked(page)[0] == "five-plus-five"
    assert "all 10 States" in page


def test_missing_and_uncertain_states_are_named(read: Read) -> None:
    page = answer(read("who", asked={"states": "Spain; Morocco; Senegal; Belarus"}))
    assert "Without a seat: Morocco, Senegal." in card(page, "Budapest Process")
    assert "Not certain: Belarus." in card(page, "Budapest Process")
    assert "1 of 4 States seated, 2 missing, 1 not certain" in card(page, "Budapest Process")
    assert "<h3>Some have no seat</h3>" in page


def test_a_list_from_memory_answers_not_known_and_never_no(read: Read) -> None:
    page = answer(read("who", asked={"states": "Japan; Morocco"}))
    apc = card(page, "Inter-Governmental Asia-Pacific Consultations on Refugees, Displaced "
               "Persons and Migrants")  # fmt: skip
    assert "Not certain: Morocco." in apc
    assert "Without a seat" not in apc
    assert "<h3>May seat all of them</h3>" in page
    strangers = answer(read("who", asked={"states": "Spain; Senegal"}))
    assert "Not known, for their lists are not certain" in strangers


def test_the_order_is_full_tables_then_fewest_missing_then_the_smallest(
    read: Read, fora: dict[str, Forum]
) -> None:
    page = answer(read("who", asked={"states": "Ghana; Senegal"}))
    now = page.split("Ended, for the record")[0]
    seats = [tuple(map(int, found)) for found in re.findall(r"(\d+) of (\d+) States seated", now)]
    missing = [total - seated for seated, total in seats]
    assert missing == sorted(missing)
    full = [key for key in linked(now.split("Some have no seat")[0]) if fora[key].members]
    assert full[:2] == ["ecowas", "midwa"]


def test_issues_and_level_and_status_narrow_the_answer(read: Read, fora: dict[str, Forum]) -> None:
    two = {"states": "Spain; Morocco"}
    everything = linked(answer(read("who", asked=two)))
    by_issues = linked(answer(read("who", asked={**two, "issue": ["asylum", "trafficking"]})))
    assert set(by_issues) < set(everything)
    assert all({"asylum", "trafficking"} <= fora[key].mandate for key in by_issues)
    by_level = linked(answer(read("who", asked={**two, "level": "interregional"})))
    assert {fora[key].level.key for key in by_level} == {"interregional"}
    working = linked(answer(read("who", asked={**two, "working": "yes"})))
    assert {fora[key].status for key in working} == {"active", "template"}


def test_fora_that_have_ended_are_apart(read: Read) -> None:
    page = answer(read("who", asked={"states": "Russia; Ukraine"}))
    now, past = page.split("Ended, for the record")
    assert "budapest-process-cis" not in linked(now.split("Not known")[0])
    assert "budapest-process-cis" in linked(past)


def test_forms_for_two_are_offered_to_two_parties_only(read: Read) -> None:
    pair = read("who", asked={"states": "members of EU; Morocco"})
    three = read("who", asked={"states": "Spain; Morocco; Senegal"})
    assert "Two parties can also agree with each other (12 forms)" in pair
    assert "tpl-readmission-agreement" in linked(answer(pair))
    assert "Two parties can also" not in three
    assert not [key for key in linked(answer(three)) if key.startswith("tpl")]


def test_at_most_forty_are_shown_and_then_all(read: Read) -> None:
    asked: dict[str, Any] = {"states": "All States"}
    first = answer(read("who", asked=asked))
    link = re.search(
        r'<a class="button secondary" href="(/fora/who/\?[^"]+)">Show all (\d+)', first
    )
    assert link
    assert first.split("Ended, for the record")[0].count("<li>\n") >= 40
    whole = answer(read("who", asked={**asked, "all": "yes"}))
    now = whole.split("Ended, for the record")[0]
    assert len(re.findall("<h4>", now)) == int(link[2])
    assert "Show all" not in whole


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"states": "Atlantis"}, "States or groups: No State or group is called “Atlantis”."),
        ({"states": "Spain; Marroco"}, "Did you mean Morocco"),
        ({"states": ""}, "States or groups: Type the name of a State or of a group."),
        ({"states": " ; , "}, "Type the name of a State or of a group, or pick one"),
        (
            {"states": "Spain", "level": "moon"},
            "Level: “moon” is not on this list. Allowed are global",
        ),
        ({"states": "Spain", "issue": "golf"}, "“golf” is not an issue of the list."),
        (
            {"states": "Spain", "working": "no"},
            "Which fora: “no” is not on this list. Allowed is yes.",
        ),
    ],
)
def test_what_is_not_understood_is_named_and_what_was_typed_is_kept(
    read: Read, asked: dict[str, Any], says: str
) -> None:
    page = read("who", asked=asked, status=422)
    assert "There is a problem" in page
    assert says in page
    if asked["states"]:
        assert f'value="{asked["states"]}"' in page


def test_without_a_question_the_page_gives_examples_that_work(
    anna: User, as_user: Callable[[User], Client]
) -> None:
    client = as_user(anna)
    page = client.get(reverse("fora:who")).content.decode()
    assert "There is a problem" not in page
    examples = re.findall(r'href="(/fora/who/\?states=[^"]+)"', page)
    assert len(examples) == 3
    for example in examples:
        assert client.get(example).status_code == 200


def test_what_was_typed_is_never_taken_for_markup(
    anna: User, as_user: Callable[[User], Client]
) -> None:
    attack = '"><script>alert(1)</script>'
    response = as_user(anna).get(reverse("fora:who"), {"states": attack})
    assert "<script>alert" not in response.content.decode()


def test_htmx_gets_the_answer_alone(anna: User, as_user: Callable[[User], Client]) -> None:
    headers = {"HX-Request": "true", "HX-Target": "_answer"}
    client = as_user(anna)
    page = client.get(reverse("fora:who"), {"states": "Spain"}, headers=headers).content.decode()
    assert page.lstrip().startswith('<div id="_answer">')
    assert 'id="_errors" hx-swap-oob="true"' in page
    refused = client.get(reverse("fora:who"), {"states": "Atlantis"}, headers=headers)
    assert refused.status_code == 422
    assert "There is a problem" in refused.content.decode()


def test_the_page_needs_few_queries(
    anna: User, as_user: Callable[[User], Client], django_assert_max_num_queries: Any
) -> None:
    client = as_user(anna)
    with django_assert_max_num_queries(12):
        client.get(reverse("fora:who"), {"states": "All States"})
