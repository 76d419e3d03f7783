"""Do the shipped facts on fora, States and rules hold together?"""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from decisions.seeds import load, worked_cases
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.findings import find
from decisions.subsidiarity.fits import fit
from decisions.subsidiarity.fora import Need
from decisions.subsidiarity.ladder import Depth
from decisions.subsidiarity.wire import read_case

pytestmark = pytest.mark.core

FORA: list[dict[str, Any]] = load("fora.toml")["fora"]
BY_ID = {forum["id"]: forum for forum in FORA}
STATES: list[dict[str, Any]] = load("states.toml")["states"]
LISTS = ("members", "observers", "uncertain", "suspended", "departing", "departed", "excluded")
NAMED_BY_THE_PAPER = [
    "eu", "budapest-process", "budapest-process-cis", "mtm", "rcm", "apc", "bali-process", "samp",
    "five-plus-five", "ilo", "unhcr", "council-of-europe", "iom", "oecd", "icmpd", "osce", "cis",
    "berne-initiative", "gcim", "un-hld",
]  # fmt: skip


def test_ninety_fora_have_ids_of_their_own_and_a_word_on_their_status() -> None:
    assert len(BY_ID) == len(FORA) == 90
    assert all(forum["status_note"] for forum in FORA)


@pytest.mark.parametrize(
    ("forum", "members"),
    [("eu", 27), ("oecd", 38), ("council-of-europe", 46), ("osce", 57), ("asean", 11),
     ("ecowas", 12), ("ilo", 187)],
)  # fmt: skip
def test_known_bodies_have_their_known_number_of_members(forum: str, members: int) -> None:
    assert len(BY_ID[forum]["members"]) == members


@pytest.mark.parametrize("forum", FORA, ids=lambda forum: forum["id"])
def test_lists_of_a_forum_agree_with_its_published_count_and_with_each_other(
    forum: dict[str, Any],
) -> None:
    codes = {state["code"] for state in STATES}
    for key in LISTS:
        listed = forum.get(key, [])
        assert len(listed) == len(set(listed)), key
        assert set(listed) <= codes, key
    members = set(forum.get("members", []))
    assert set(forum.get("suspended", [])) <= members
    assert not (set(forum.get("departed", [])) | set(forum.get("excluded", []))) & members
    assert set(forum["mandate_core"]) <= set(forum["mandate"])
    if "published_count" in forum:
        named = {
            entry["code"] if isinstance(entry, dict) else entry
            for part in forum["count_parts"]
            for entry in forum.get(part, [])
        }
        extra = forum["count_extra"] + forum["count_gap"]
        assert len(named) + extra == forum["published_count"]


def test_mandates_relations_and_words_are_known() -> None:
    issues = {issue["key"] for issue in load("rulebook.toml")["issues"]}
    for forum in FORA:
        assert set(forum["mandate"]) <= issues, forum["id"]
        assert {relation["id"] for relation in forum.get("relations", [])} <= BY_ID.keys()
        assert forum["level"] in {"bilateral", "regional", "interregional", "global"}
        assert forum["status"] in {
            "active",
            "dormant",
            "uncertain",
            "ended",
            "succeeded",
            "template",
        }


def test_every_forum_that_the_paper_names_is_there_with_its_paragraph() -> None:
    for key in NAMED_BY_THE_PAPER:
        assert BY_ID[key]["named_in_paper"], key


ROLES_BY_MANDATE = {
    "decides": """eu cis eu-oacps african-union ecowas eac igad sadc cemac gcc mercosur can caricom oecs ca4
        schengen nordic benelux eaeu cplp tpl-labour-agreement tpl-readmission-agreement tpl-social-security
        tpl-visa-waiver tpl-dual-nationality tpl-border-police tpl-asylum-responsibility
        tpl-local-border-traffic""",
    "standard_setter": """ilo unhcr council-of-europe oecd osce berne-initiative un-hld gcm-imrf grf-gcr
        untoc-cop ohchr-cmw wto-gats-mode4 asean trans-tasman common-travel-area""",
    "assists": "iom icmpd un-network-on-migration frontex euaa",
    "informs": "samp un-desa knomad emn",
}
"""On an issue of its main field, at its own level. Whatever is not here convenes."""


def test_every_forum_has_the_role_that_its_kind_and_instruments_give_it(edition: Edition) -> None:
    """The mobility and skills partnerships bind neither party, and are no bodies that assist."""
    named = {key: role for role, keys in ROLES_BY_MANDATE.items() for key in keys.split()}
    for forum in edition.fora:
        issue = min(forum.mandate_core or forum.mandate)
        states = frozenset(sorted(forum.members)[:2])
        found = fit(forum, Need(forum.level, Depth.EXCHANGE, (issue,), states))
        assert found.role == named.get(forum.id, "convenes"), forum.id


def test_states_have_codes_of_their_own_five_regions_and_193_un_members() -> None:
    assert len({state["code"] for state in STATES}) == len(STATES)
    assert {s["region"] for s in STATES} == {"Africa", "Americas", "Asia", "Europe", "Oceania"}
    assert sum(state["un_member"] for state in STATES) == 193
    by_code = {state["code"]: state["region"] for state in STATES}
    assert by_code["CY"] == "Europe"
    assert by_code["TR"] == by_code["KZ"] == "Asia"
    assert by_code["NO"] == "Europe"


def test_every_state_has_a_name(edition: Edition) -> None:
    assert all(state.name and state.name != code for code, state in edition.states.items())


def test_the_book_has_every_frozen_question_and_at_least_thirty_rules(edition: Edition) -> None:
    keys = [question.key for question in edition.book.questions]
    assert (
        keys
        == (
            "reach extent solo pair spillover common_standards pooled_resources capacity body_capacity"
            " tried_below tried_at existing_rule competence protection_risk urgency interest hidden"
            " commitment sovereignty table_limit breadth assistance"
        ).split()
    )
    assert len(edition.book.topics) == 24
    assert len(edition.book.rules) >= 30


def test_every_question_but_the_warnings_only_ones_is_read_by_some_rule(edition: Edition) -> None:
    read = {fact for rule in edition.book.rules for fact in rule.when}
    assert {question.key for question in edition.book.questions} <= read


def test_every_grade_and_effect_is_used_and_titles_are_clauses(edition: Edition) -> None:
    grades = Counter(rule.grade for rule in edition.book.rules)
    assert set(grades) == {
        "paper_states",
        "paper_implies",
        "eu_practice",
        "literature",
        "assumption",
    }
    assert len({rule.effect for rule in edition.book.rules}) == 5
    for rule in edition.book.rules:
        assert not rule.title.endswith("."), rule.key
        assert rule.rationale.endswith("."), rule.key


@pytest.mark.parametrize("worked", worked_cases(), ids=lambda worked: worked["id"])
def test_worked_cases_come_within_one_rung_of_what_states_chose(
    edition: Edition, worked: dict[str, Any]
) -> None:
    from decisions.subsidiarity.ladder import LEVELS

    case = read_case(worked["document"], edition)
    lead = case.issues[0]
    found = find(edition, lead.topic, edition.facts(case, lead))
    assert abs(found.level - LEVELS[worked["chosen"]]) <= 1
