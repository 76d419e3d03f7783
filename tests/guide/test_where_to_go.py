"""Does the page say where to go, why there, why nowhere else, and what to do where there is no table?"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.guide.actions import open_case_file
from decisions.house.advice import present
from decisions.house.advice_map import DRAWN
from decisions.house.sending import Sent
from decisions.models import CaseFile
from decisions.seeds import shipped_edition
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.matching import match
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.wire import read_case, write_recommendation
from tests.timing import best

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

As = Callable[[User], Client]
ROUTE = {"reach": "corridor", "extent": "whole_state", "solo": "no", "pair": "no"}
WEST = ["ES", "FR", "IT", "MT", "PT", "DZ", "LY", "MA", "MR", "TN"]


def rows(*codes: str) -> list[dict[str, Any]]:
    return [
        {"state": code, "roles": ["receiving" if n % 2 else "sending"]}
        for n, code in enumerate(codes)
    ]


def matter(*issues: str, states: list[dict[str, Any]], **answers: Any) -> dict[str, Any]:
    return {"states": states, "answers": answers, "issues": [{"issue": issue} for issue in issues]}


def opened(anna: User, document: dict[str, Any]) -> CaseFile:
    return open_case_file(
        user=anna, sent=Sent("where", 0), now=timezone.now(), title="Where", document=document
    )


def page(client: Client, anna: User, document: dict[str, Any]) -> str:
    case_file = opened(anna, document)
    answer = client.get(reverse("guide:recommendation", args=[case_file.code]))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.fixture
def client(anna: User, as_user: As) -> Client:
    return as_user(anna)


def test_the_chosen_forum_has_its_seats_mandate_depth_and_next_step(
    client: Client, anna: User
) -> None:
    html = page(
        client, anna, matter("irregular_migration", "smuggling", states=rows(*WEST), **ROUTE)
    )
    card = html[html.index('class="card chosen"') :]
    card = card[: card.index("</article>")]
    assert reverse("fora:forum", args=["five-plus-five"]) in card
    assert "10 of 10 States seated" in card
    assert 'Irregular migration <span class="hint">(main field)</span>' in card
    assert "<dt>Depth it can reach</dt><dd>Coordination" in card
    assert "Ask first whether it still meets." in card


def test_every_forum_of_the_catalogue_is_on_the_page_with_its_reason(
    client: Client, anna: User
) -> None:
    html = page(client, anna, matter("smuggling", states=rows(*WEST), **ROUTE))
    for forum in shipped_edition().fora:
        assert reverse("fora:forum", args=[forum.id]) in html, forum.id
    others = re.search(r'<details class="others">.*?</details>', html)
    assert others
    assert "<dd></dd>" not in others[0]
    assert "None of the States that are needed has a seat." in others[0]


def test_the_map_shows_roles_and_seats_and_all_of_it_in_words(client: Client, anna: User) -> None:
    html = page(client, anna, matter("smuggling", states=rows(*WEST), **ROUTE))
    assert "The map in words" in html
    assert "Receiving: 5" in html
    assert "Has a seat: 10" in html


def test_the_map_shows_the_seats_of_another_forum_if_asked(client: Client, anna: User) -> None:
    document = matter("smuggling", states=rows(*WEST), **ROUTE)
    address = reverse("guide:recommendation", args=[opened(anna, document).code])
    plain = client.get(address).content.decode()
    assert "<strong>5+5 Dialogue on Migration in the Western Mediterranean</strong>" in plain
    other = re.search(r'href="\?seats=([\w-]+)#map"', plain)
    assert other
    shown = client.get(address, {"seats": other[1]}).content.decode()
    forum = next(each for each in shipped_edition().fora if each.id == other[1])
    assert f"<strong>{forum.name}</strong> seats them" in shown
    seated, missing, _ = forum.standing(frozenset(WEST))
    assert f"Has a seat: {len(seated)}" in shown
    assert f"No seat: {len(missing)}" in shown
    for strange in ("nowhere", "<b>", "tpl-labour-agreement"):
        assert "<strong>5+5 Dialogue" in client.get(address, {"seats": strange}).content.decode()


def test_of_nearly_all_states_no_map_is_drawn(client: Client, anna: User) -> None:
    everyone = [{"all_states": True, "roles": ["sending"]}]
    document = matter("trafficking", states=everyone, **{**ROUTE, "reach": "worldwide"})
    assert len(read_case(document, shipped_edition()).states) > DRAWN
    assert 'id="map-advice"' not in page(client, anna, document)


def test_two_packages_are_laid_beside_one_forum_for_all(client: Client, anna: User) -> None:
    document = matter(
        "trafficking", "admission_quotas", states=rows("DE", "FR", "MA", "TN"), **ROUTE
    )
    document["issues"][1]["answers"] = {"pair": "yes"}
    html = page(client, anna, document)
    part = html[html.index('<section id="together">') :]
    part = part[: part.index("</section>")]
    assert "Each in its place: 2 tables" in part
    assert "admission quotas (bilateral)" in part
    assert "It would lift admission quotas from the bilateral level." in part


def test_where_one_table_holds_all_there_is_nothing_to_compare(client: Client, anna: User) -> None:
    html = page(
        client, anna, matter("irregular_migration", "smuggling", states=rows(*WEST), **ROUTE)
    )
    assert "can hold every issue, and none has to be lifted above its own level" in html


def test_a_forum_gap_says_whom_to_invite_or_what_to_set_up(client: Client, anna: User) -> None:
    states = [{"all_states": True, "roles": ["sending"]}]
    html = page(client, anna, matter(
        "comprehensive_package", states=states, reach="worldwide", extent="whole_state", solo="no",
        pair="no", breadth="comprehensive", commitment="binding", table_limit="no_limit",
    ))  # fmt: skip
    note = html[html.index('class="note gap-forum"') :]
    note = note[: note.index("</div>")]
    assert "a comprehensive negotiation" in note
    assert "on the model of the" in note
    assert "No table in the catalogue is ready for it." in html


def test_a_record_from_before_portfolios_is_still_shown(edition: Edition) -> None:
    document = matter("smuggling", "irregular_migration", states=rows("ES", "MA", "DZ"), **ROUTE)
    old = write_recommendation(recommend(read_case(document, edition), edition))
    del old["portfolio"]
    for package in old["packages"]:
        for key in ("others", "shallow", "extend"):
            del package[key]
        package["new_forum"] = {"form": "consultation", "states": package["states"]}
        for each in package["fora"]:
            for key in ("chosen", "depth", "outsiders", "next"):
                del each[key]
    shown = present(old, document, edition)
    assert shown["portfolio"] is None
    assert shown["packages"][0]["tables"]
    assert shown["packages"][0]["new"]["form"] == "a consultation"


def test_matching_a_large_case_takes_less_time_than_rendering_its_page(edition: Edition) -> None:
    """90 fora, 60 States and 12 issues; the templates alone, without what they show."""
    codes = sorted(code for code, state in edition.states.items() if state.un_member)[:60]
    topics = [topic.key for topic in edition.book.topics[:12]]
    document = matter(*topics, states=rows(*codes), **ROUTE)
    found = recommend(read_case(document, edition), edition)
    advice = present(write_recommendation(found), document, edition)

    def matched() -> None:
        for package in found.packages:
            match(edition.fora, package.need)

    def rendered() -> None:
        render_to_string("house/advice/_advice.html", {"advice": advice})

    rendered()
    assert best(matched) < best(rendered)
