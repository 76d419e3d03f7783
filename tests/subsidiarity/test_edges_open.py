"""Which rules fire, which are still awaited, and what could an awaited one add?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import Facts
from decisions.subsidiarity.findings import (
    awaited_facts,
    find,
    idle_questions,
    opens_a_track,
    still_open,
)
from decisions.subsidiarity.firing import (
    Fired,
    all_but_one,
    failing,
    fire,
    rules_in,
    tabulate,
    through_interest,
)
from decisions.subsidiarity.gaps import willingness_gaps
from decisions.subsidiarity.rules import Condition

from .small_books import edition, question, rule

pytestmark = pytest.mark.core

D, P = "decisive", "presumption"
FLOOR, CAP, BAR = "not_below", "not_needed_above", "not_achievable_above"


def known(book: Edition, **answers: str) -> Facts:
    given = {fact: frozenset({frozenset({option})}) for fact, option in answers.items()}
    return {**book.tables.domains, **given}


def test_a_rule_fires_for_certain_or_perhaps_or_not_at_all() -> None:
    book = edition(
        rule("sure", FLOOR, "regional", alone=["no"]),
        rule("both", FLOOR, "regional", alone=["no"], wide=["yes"]),
        rule("out", FLOOR, "regional", alone=["yes"], wide=["yes"]),
        rule("soft", FLOOR, "regional", hardness={"none_of": ["hard"]}),
        rule("pair", FLOOR, "regional", interest=["diverging"], hardness=["hard"]),
    )
    assert fire(book.tables, known(book, alone="no")) == Fired(0b00001, 0b11011)
    assert fire(book.tables, known(book, alone="no", interest="diverging")) == Fired(
        0b10001, 0b10011
    )
    assert fire(book.tables, known(book, interest="common")) == Fired(0b01000, 0b01111)
    assert [each.key for each in rules_in(book.book, 0b10010)] == ["both", "pair"]
    assert failing(book.tables, 1, known(book, alone="no")) == ("wide",)
    assert failing(book.tables, 2, known(book, alone="no")) == ("alone", "wide")
    assert failing(book.tables, 0, known(book, alone="no", wide="no")) == ()


def test_a_book_without_rules_fires_none() -> None:
    tables = tabulate(edition().book)
    assert fire(tables, tables.domains) == Fired(0, 0)
    assert dict(tables.alive) == {}
    assert set(tables.reads.values()) == {0}


def test_hardness_is_read_through_the_words_of_interest() -> None:
    some = through_interest(Condition(frozenset({"hard", "soft"})))
    assert some == Condition(frozenset({"common", "diverging", "conflicting"}))
    none = through_interest(Condition(frozenset({"mixed"}), none_of=True))
    assert none == Condition(frozenset({"overlapping"}), True)


@pytest.mark.parametrize(
    ("masks", "others"),
    [
        ([0b110, 0b101, 0b011], [0b001, 0b010, 0b100]),
        ([0b110, 0b101], [0b101, 0b110]),
        ([0b110, 0b101, 0b111, 0b100], [0b100, 0b100, 0b100, 0b100]),
        ([0b110], [-1]),
    ],
)
def test_each_mask_has_the_and_of_all_the_others(masks: list[int], others: list[int]) -> None:
    assert all_but_one(masks) == others


GAP = [
    rule("need", FLOOR, "regional", D, alone=["no"]),
    rule("will", BAR, "bilateral", alone=["no"]),
]
PLAIN = [rule("need", FLOOR, "regional", D, alone=["no"])]
PERHAPS = [rule("need", FLOOR, "regional", D, hidden=["yes"])]
OUT = [rule("need", FLOOR, "regional", D, alone=["yes"])]
DEEPER = [rule("deep", FLOOR, "operations", D, alone=["no"])]
HELD = [rule("will", BAR, "bilateral", D, alone=["no"])]
SPARED = [rule("spare", CAP, "bilateral", alone=["no"])]
OPENS = [
    (GAP, (FLOOR, "global", P), True),
    (GAP, (FLOOR, "bilateral", D), False),
    (GAP, (FLOOR, "coordination", P), False),
    (GAP, (BAR, "local", P), True),
    (PLAIN, (BAR, "bilateral", P), True),
    (PLAIN, (BAR, "regional", D), False),
    (PLAIN, (BAR, "exchange", D), False),
    (PLAIN, (CAP, "bilateral", P), False),
    (PLAIN, (FLOOR, "global", P), False),
    (PERHAPS, (BAR, "bilateral", P), True),
    (OUT, (BAR, "bilateral", P), False),
    (DEEPER, (BAR, "coordination", P), True),
    (DEEPER, (BAR, "local", D), False),
    (HELD, (FLOOR, "regional", P), True),
    (HELD, (FLOOR, "bilateral", P), False),
    (HELD, (BAR, "local", P), False),
    (SPARED, (FLOOR, "regional", P), False),
    ([], (BAR, "local", D), False),
]


@pytest.mark.parametrize(("rules", "bound", "opens"), OPENS)
def test_an_awaited_bound_opens_a_track_if_it_may_stand_against_another(
    rules: list[Any], bound: Any, opens: bool
) -> None:
    book = edition(*rules, rule("awaited", *bound, wide=["yes"]))
    finding = find(book, "asylum", known(book, alone="no"))
    awaited = book.book.rule_by_key["awaited"]
    assert opens_a_track(book, finding, awaited) is opens
    assert ("wide" in awaited_facts(book, finding)) is opens


def test_warnings_and_forms_not_yet_given_are_awaited() -> None:
    book = edition(
        rule("given", "form", "agreement", alone=["no"]),
        rule("again", "form", "agreement", hidden=["yes"]),
        rule("out", "warn", "any_issue", alone=["yes"], competence=["shared"]),
        rule("sure", "warn", "any_issue", alone=["no"]),
        rule("mind", "warn", "any_issue", wide=["yes"], alone=["no"]),
        rule("body", "form", "limited_body", capacity=["able"]),
    )
    finding = find(book, "asylum", known(book, alone="no"))
    assert list(awaited_facts(book, finding)) == ["wide", "capacity"]


def test_a_willingness_gap_names_its_issue() -> None:
    book = edition(GAP[0], rule("will", BAR, "bilateral", D, alone=["no"]))
    (gap,) = willingness_gaps(book, find(book, "asylum", known(book, alone="no")))
    assert (gap.kind, gap.issue) == ("willingness", "asylum")
    assert list(willingness_gaps(book, find(book, "asylum", known(book, alone="yes")))) == []


def test_what_gaps_parties_and_forum_roles_look_at_is_never_idle() -> None:
    read = ("capacity", "body_capacity", "competence", "breadth", "urgency")
    asked = [question(key, "yes", "no") for key in (*read, "interest", "other")]
    made = edition(questions=asked)
    finding = find(made, "asylum", made.tables.domains)
    assert still_open(made, [finding]) == read
    assert idle_questions(made, finding) == ("interest", "other")
