"""Does a forum's page tell everything, and no more than is known?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions.models import EditionRecord
from decisions.seeds import shipped_document, shipped_edition
from decisions.subsidiarity.fora import Forum
from decisions.subsidiarity.wire import checksum

from .conftest import Read, linked

pytestmark = [pytest.mark.django_db, pytest.mark.looks]

IDS = [forum.id for forum in shipped_edition().fora]
EACH = [
    pytest.param(key, marks=[] if place % 9 == 0 else pytest.mark.heavy)
    for place, key in enumerate(IDS)
]
"""Every ninth in each run, all in `make campaign`."""
Fora = dict[str, Forum]


@pytest.mark.parametrize("key", EACH)
def test_the_page_of_every_forum_opens_and_says_what_the_catalogue_says(
    read: Read, fora: Fora, key: str
) -> None:
    page, forum = read("forum", key), fora[key]
    facts: dict[str, Any] = dict(forum.facts or {})
    assert forum.name in page
    assert facts["secretariat"] in page
    assert facts["status_note"] in page
    assert facts.get("binding_note", "") in page
    topics = shipped_edition().book.topic_by_key
    for issue in forum.mandate:
        assert topics[issue].label in page
    for place in forum.named_in_paper:
        assert ("its title" if place == "title §0" else place) in page
    assert "None" not in page.split("<main")[1].split("</main>")[0].replace("None;", "").replace(
        facts["secretariat"], ""
    )


def test_every_member_and_observer_stands_there_by_name(read: Read, fora: Fora) -> None:
    states = shipped_edition().states
    for key in ("mercosur", "budapest-process", "marri", "african-union"):
        page = read("forum", key)
        for code in fora[key].members | fora[key].observers:
            assert f'<a href="/fora/states/{code}/">{states[code].name}</a>' in page


@pytest.mark.parametrize(
    ("key", "heading"),
    [
        ("mercosur", "Suspended (1)"),
        ("ilo", "Members that have given notice (1)"),
        ("budapest-process", "In doubt (2)"),
        ("ecowas", "Former members (3)"),
        ("gfmd", "Left out (2)"),
        ("colombo-process", "Observers (8)"),
        ("eu", "Members (27)"),
    ],
)
def test_members_are_grouped_by_standing(read: Read, key: str, heading: str) -> None:
    assert f"<h3>{heading}</h3>" in read("forum", key)


@pytest.mark.parametrize(
    ("key", "says"),
    [
        ("eu", "We name 27 members. A source counts 27 as well."),
        ("budapest-process", "A source counts 55: members, those in doubt and observers together."),
        ("mtm", "A source counts 46. One of them we cannot name."),
        ("wto-gats-mode4", "A source counts 166. One of them is not a State."),
        ("unhcr", "Who counts as a member: members of the Executive Committee"),
        ("frontex", "No published number was found to hold this against."),
        ("apc", "This list is not certain."),
    ],
)
def test_our_number_of_members_is_held_against_a_published_one(
    read: Read, key: str, says: str
) -> None:
    assert says in read("forum", key)


@pytest.mark.heavy
def test_the_number_always_agrees_where_a_source_counts(read: Read) -> None:
    for key in IDS:
        assert "which our lists do not explain" not in read("forum", key)


def test_the_composition_of_2004_shows_who_came_and_who_went(read: Read) -> None:
    page = read("forum", "eu")
    assert "25 States belonged to it." in page
    assert "<dt>Came since</dt><dd>Bulgaria, Croatia, Romania</dd>" in page
    assert "<dt>Left since</dt><dd>United Kingdom</dd>" in page
    assert "In 2004" not in read("forum", "asean")


@pytest.mark.parametrize(
    ("key", "role", "why"),
    [
        ("eu", "Decides", "Its members have handed it powers"),
        ("ecowas", "Decides", "By its treaty its members can adopt rules that bind them."),
        ("council-of-europe", "Sets the standard", "It makes rules that bind in law"),
        ("budapest-process", "Convenes", "It brings States together to talk"),
        ("iom", "Assists", "It does work on the ground"),
        ("emn", "Informs", "States do not negotiate in it."),
        ("tpl-labour-agreement", "Decides", "What the two parties agree in it binds them."),
    ],
)
def test_the_roles_a_forum_can_play_come_with_their_reason(
    read: Read, key: str, role: str, why: str
) -> None:
    page = read("forum", key)
    assert f"<dt>{role}</dt>" in page
    assert why in page


@pytest.mark.parametrize(
    ("key", "depth"),
    [
        ("eu", "It can reach delegation, for members have handed it powers."),
        ("budapest-process", "It can reach coordination, for it makes no rules of its own."),
        ("ilo", "It can reach standards, for it sets rules or standards."),
    ],
)
def test_how_deep_cooperation_can_go_there_is_said_with_the_ground(
    read: Read, key: str, depth: str
) -> None:
    assert depth in read("forum", key)


@pytest.mark.heavy
def test_related_fora_are_linked_from_both_ends(read: Read, fora: Fora) -> None:
    for forum in fora.values():
        for relation in forum.relations:
            assert relation.id in linked(read("forum", forum.id))
            assert forum.id in linked(read("forum", relation.id))
    assert "Followed by" in read("forum", "un-hld")
    assert "Came after" in read("forum", "gfmd")
    assert "Has as parts" in read("forum", "caricom")
    assert "Part of" in read("forum", "oecs")  # only CARICOM tells of it


def test_whoever_mends_the_facts_sees_a_flag_and_readers_a_word_of_care(
    anna: User, clara: User, as_user: Callable[[User], Client]
) -> None:
    old, fresh = (reverse("fora:forum", args=[key]) for key in ("apc", "benelux"))
    reader, administrator = as_user(anna), as_user(clara)
    assert "Take what follows with some care." in reader.get(old).content.decode()
    assert "Look these facts up again." not in reader.get(old).content.decode()
    assert "Look these facts up again." in administrator.get(old).content.decode()
    assert "Look these facts up again." not in administrator.get(fresh).content.decode()


def test_the_catalogue_lists_for_the_administrator_what_to_look_up_again(
    anna: User, clara: User, as_user: Callable[[User], Client]
) -> None:
    address = reverse("fora:catalogue")
    listed = as_user(clara).get(address).content.decode()
    assert "Facts to look up again" in listed
    part = listed[listed.index('class="upkeep"') :]
    part = part[: part.index("</details>")]
    assert part.index(reverse("fora:forum", args=["apc"])) < part.index(
        reverse("fora:forum", args=["gcm-imrf"])
    )
    assert reverse("fora:forum", args=["benelux"]) not in part
    assert "Facts to look up again" not in as_user(anna).get(address).content.decode()


@pytest.mark.parametrize("key", ["nowhere", "EU", "<b>", "ab" * 200])
def test_an_unknown_forum_is_not_there(read: Read, key: str) -> None:
    read("forum", key, status=404)


def edition(number: int, status: str, name: str) -> EditionRecord:
    document = shipped_document()
    document["fora"] = [{**forum} for forum in document["fora"]]
    document["fora"][0]["name"] = name
    return EditionRecord.objects.create(
        number=number,
        document=document,
        checksum=checksum(document),
        status=status,
        created_at=timezone.now(),
    )


@pytest.mark.parametrize("status", ["published", "retired"])
def test_another_edition_shows_the_facts_as_they_were_pinned(read: Read, status: str) -> None:
    edition(7, status, "The Union of that day")
    page = read("forum", "eu", asked={"edition": "7"})
    assert "The Union of that day" in page
    assert "as edition 7 has them" in page
    assert '<a href="/fora/schengen/?edition=7">' in page
    assert '<a href="/fora/eu/">See them in the current edition</a>' in page
    assert "The Union of that day" not in read("forum", "eu")
    assert "has them" not in read("forum", "eu", asked={"edition": "1"})


@pytest.mark.parametrize("number", ["8", "9", "0", "", "-1", "x", "1.0", "²", "9" * 30])
def test_a_draft_or_an_edition_that_is_none_is_not_there(read: Read, number: str) -> None:
    edition(8, "draft", "Not yet")
    read("forum", "eu", asked={"edition": number}, status=404)


def test_the_page_needs_few_queries(
    anna: User, as_user: Callable[[User], Client], django_assert_max_num_queries: Any
) -> None:
    client = as_user(anna)
    with django_assert_max_num_queries(12):
        client.get(reverse("fora:forum", args=["untoc-cop"]))
