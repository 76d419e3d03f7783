"""Is every other answer tried, and only other answers, and is each change said and made exactly?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.changes import (
    Change,
    answers_on,
    applied,
    change_words,
    changes,
    otherwise,
    stance_changes,
)
from decisions.subsidiarity.facts import Issue
from decisions.subsidiarity.interests import Interest
from decisions.subsidiarity.wire import read_case

from .small_books import case, edition

pytestmark = pytest.mark.core

BOOK = edition()


def of(*options: str) -> frozenset[str]:
    return frozenset(options)


@pytest.mark.parametrize(
    ("question", "before", "after"),
    [
        ("alone", "yes", ["no"]),
        ("interest", "diverging", ["common", "overlapping", "conflicting"]),
        ("tools", "hands", ["hands+funds", "none"]),
        ("tools", "hands+funds", ["funds", "hands", "none"]),
        ("tools", "none", ["hands", "funds"]),
    ],
)
def test_otherwise_is_any_other_option_or_one_more_or_less(
    question: str, before: str, after: list[str]
) -> None:
    found = list(otherwise(BOOK.book.question_by_key[question], of(*before.split("+"))))
    assert found == [of(*each.split("+")) for each in after]


def test_only_known_answers_are_given_otherwise_in_the_order_asked() -> None:
    read = read_case(case(wide="yes", alone="no"), BOOK)
    assert list(changes(BOOK, read, read.issues[0])) == [
        Change("alone", of("no"), of("yes")),
        Change("wide", of("yes"), of("no")),
    ]


def test_an_answer_of_the_issue_counts_before_that_of_the_case_and_null_makes_it_open() -> None:
    document = case(wide="yes", alone="no")
    document["issues"][0]["answers"] = {"wide": None, "alone": "yes"}
    read = read_case(document, BOOK)
    assert answers_on(read, read.issues[0]) == {"alone": of("yes")}
    assert [change.key for change in changes(BOOK, read, read.issues[0])] == ["alone"]


def test_every_stance_is_given_otherwise_row_by_row() -> None:
    issue = Issue("asylum", {}, (Interest("DE", "seeks"), Interest("MA", "seeks", "opposes")))
    assert list(stance_changes(issue)) == [
        *(
            Change("stance", of("seeks"), of(other), 0)
            for other in ("supports", "neutral", "reserved", "opposes")
        ),
        *(
            Change("stance", of("opposes"), of(other), 1)
            for other in ("seeks", "supports", "neutral", "reserved")
        ),
    ]
    assert list(stance_changes(Issue("asylum", {}, (Interest("DE"),)))) == []


def test_a_change_of_an_answer_leaves_the_others_as_they_are() -> None:
    issue = Issue("asylum", {"alone": of("no"), "wide": of("no")}, (Interest("DE", "seeks"),))
    changed = applied(Change("wide", of("no"), of("yes")), issue)
    assert changed == Issue(
        "asylum", {"alone": of("no"), "wide": of("yes")}, (Interest("DE", "seeks"),)
    )


@pytest.mark.parametrize(
    ("interest", "changed"),
    [
        (Interest("MA", "seeks", None), Interest("MA", "neutral", None)),
        (Interest("MA", "seeks", "opposes"), Interest("MA", "seeks", "neutral")),
        (Interest("MA", None, "opposes", "sending"), Interest("MA", None, "neutral", "sending")),
    ],
)
def test_a_changed_stance_replaces_the_one_that_counts(
    interest: Interest, changed: Interest
) -> None:
    first = Interest("DE", "seeks")
    issue = Issue("asylum", {"alone": of("no")}, (first, interest))
    after = applied(Change("stance", of("seeks"), of("neutral"), 1), issue)
    assert after == Issue("asylum", {"alone": of("no")}, (first, changed))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (Change("alone", of("no"), of("yes")), "A: Yes instead of No"),
        (Change("alone", None, of("yes")), "A: Yes"),
        (Change("tools", of("hands"), of("hands", "funds")), "A: Funds, Hands instead of Hands"),
        (Change("tools", of("hands", "funds"), of("none")), "A: None instead of Funds, Hands"),
        (Change("stance", of("seeks"), of("neutral"), 0), "Germany: neutral instead of seeks"),
        (
            Change("stance", of("opposes"), of("neutral"), 1),
            "Morocco (sending): neutral instead of opposes",
        ),
        (
            Change("stance", of("opposes"), of("neutral"), 2),
            "All States: neutral instead of opposes",
        ),
    ],
)
def test_a_change_is_said_in_one_phrase(change: Change, words: str) -> None:
    rows: Any = (
        Interest("DE", "seeks"),
        Interest("MA", "opposes", None, "sending"),
        Interest("all_states", "opposes"),
    )
    assert change_words(BOOK, Issue("asylum", {}, rows), change) == words
