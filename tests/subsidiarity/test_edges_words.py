"""Which words stand for facts, options, grades, gaps and kinds of forum, one by one?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity import checks, counting, drawing, smallest, telling, whatif
from decisions.subsidiarity.findings import find
from decisions.subsidiarity.fits import fit
from decisions.subsidiarity.fora import Need
from decisions.subsidiarity.gaps import capacity_gaps
from decisions.subsidiarity.ladder import Depth, Level
from decisions.subsidiarity.matching import match
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.rules import GRADES, WARNINGS
from decisions.subsidiarity.whatif import Firmness, firmness
from decisions.subsidiarity.wire import read_case
from decisions.subsidiarity.wording import (
    at_words,
    because,
    fact_label,
    given,
    grounds,
    option_label,
    option_words,
    party_words,
    rung_words,
)

from .small_books import case, edition, forum, rule

pytestmark = pytest.mark.core

BOOK = edition(
    rule(
        "r", "not_below", "regional", alone=["no"], tools={"none_of": ["none"]}, hardness=["hard"]
    ),
    fora=[
        forum(id="duo", name="Duo", short_name="D2", members=["DE", "FR"]),
        forum(id="a:b", name="Trio", short_name="T3", members=["MA", "TN"]),
    ],
)


@pytest.mark.parametrize(
    ("fact", "label", "options"),
    [
        ("alone", "A", {"yes": "Yes"}),
        ("issue", "Issue", {"asylum": "Asylum"}),
        ("states", "Number of States", {"one": "one", "two": "two", "three_to_five": "three to five", "six_or_more": "six or more"}),
        ("regions", "Regions spanned", {"one": "one", "two": "two", "three_or_more": "three or more"}),
        ("roles", "Roles", {"sending": "sending", "transit": "transit", "receiving": "receiving"}),
        ("hardness", "Hardness", {"soft": "soft", "mixed": "mixed", "hard": "hard"}),
    ],
)  # fmt: skip
def test_facts_and_options_have_labels(fact: str, label: str, options: dict[str, str]) -> None:
    assert fact_label(BOOK, fact) == label
    assert {key: option_label(BOOK, fact, key) for key in options} == options
    assert option_words(BOOK, fact, options) == ", ".join(options.values())


@pytest.mark.parametrize(
    ("rung", "words"),
    [
        (Level.LOCAL, "at the local level"),
        (Level.SUBREGIONAL, "in the cross-border area"),
        (Level.GLOBAL, "at the global level"),
        (Depth.STANDARDS, "at standards"),
    ],
)
def test_rungs_stand_in_the_middle_of_a_sentence(rung: Any, words: str) -> None:
    assert at_words(rung) == words
    assert rung_words(rung) == words.partition(" ")[2]


def test_parties_are_called_by_their_names() -> None:
    assert party_words(BOOK, "DE") == "Germany"
    assert party_words(BOOK, "all_states") == "All States"
    assert party_words(BOOK, "members_of:duo") == "Members of D2"
    assert party_words(BOOK, "members_of:a:b") == "Members of T3"


def test_grades_and_warnings_are_named() -> None:
    assert GRADES == {
        "paper_states": "the paper states it",
        "paper_implies": "the paper implies it",
        "eu_practice": "EU practice",
        "literature": "literature",
        "assumption": "our assumption",
    }
    assert WARNINGS == {
        "any_issue": "one issue suffices",
        "every_issue": "only if every issue fires it",
    }


def known(**answers: Any) -> Any:
    facts = {
        fact: frozenset(frozenset({one}) for one in words.split())
        for fact, words in answers.items()
    }
    return {**BOOK.tables.domains, **facts}


def test_a_rule_rests_on_the_answers_that_are_known() -> None:
    (row,) = BOOK.book.rules
    facts = {
        **known(alone="no", interest="diverging conflicting"),
        "tools": frozenset({frozenset({"hands", "funds"})}),
    }
    assert grounds(row, facts) == {
        "alone": ("no",),
        "tools": ("funds", "hands"),
        "hardness": ("hard",),
    }
    assert because(BOOK, row, facts) == (
        "The rule r (A: No; A: Funds, Hands; Hardness: hard). B.1 §1; our assumption."
    )
    assert grounds(row, known(alone="no")) == {"alone": ("no",)}
    assert because(BOOK, row, known()) == "The rule r. B.1 §1; our assumption."
    assert given(known(interest="overlapping diverging"), "hardness") is None
    assert given(known(), "alone") is None


BODIES = " Build it up through a specialised body first (A.2 §4; B.2 §§2-3)."
STATES = " Plan help to build up capacity (B.2 §§2-3)."


@pytest.mark.parametrize(
    ("answers", "texts"),
    [
        ({"capacity": "able", "body_capacity": "able"}, []),
        ({"capacity": "able unequal"}, []),
        ({"capacity": "unequal"}, [f"Capacity gap: not all States concerned can carry this yet.{STATES}"]),
        ({"capacity": "overstretched"}, [f"Capacity gap: the States concerned can hardly carry this.{STATES}"]),
        ({"body_capacity": "partly"}, [f"Capacity gap: international bodies can carry this only in part.{BODIES}"]),
        ({"body_capacity": "unable"}, [f"Capacity gap: no international body can carry this yet.{BODIES}"]),
    ],
)  # fmt: skip
def test_a_capacity_gap_is_told_where_it_was_answered(answers: Any, texts: list[str]) -> None:
    found = list(capacity_gaps(find(BOOK, "asylum", known(**answers))))
    assert [(gap.kind, gap.issue, gap.text) for gap in found] == [
        ("capacity", "asylum", text) for text in texts
    ]


@pytest.mark.parametrize(
    ("kind", "asks_in"),
    [
        ("regional_consultative_process", True),
        ("interregional_consultative_process", True),
        ("global_process", True),
        ("regional_organisation", False),
        ("supranational_body", False),
    ],
)
def test_only_talks_can_ask_others_in(kind: str, asks_in: bool) -> None:
    made = edition(
        rule("lift", "not_below", "regional", "decisive", alone=["no"]),
        fora=[forum(kind=kind, members=["DE", "FR", "TN"], mandate=["security"], mandate_core=[])],
    )
    found = recommend(read_case(case("security", states="DE FR MA", alone="no"), made), made)
    assert ("inviting Morocco" in found.gaps[0].text) is asks_in


def test_at_most_three_tables_and_three_helpers_are_named() -> None:
    fora = [forum(id=f"t{n}", members=["DE", "MA"]) for n in range(5)]
    fora += [
        forum(id=f"h{n}", kind="specialised_agency", instruments=["funds"], members=["DE", "MA"])
        for n in range(5)
    ]
    need = Need(Level.REGIONAL, Depth.EXCHANGE, ("asylum",), frozenset({"DE", "MA"}))
    found = match(edition(fora=fora).fora, need)
    assert [each.forum.id for each in found.fits] == ["t0", "t1", "t2", "h0", "h1", "h2"]
    assert fit(edition(fora=fora).fora[0], need).table


def test_samples_and_caps_have_these_sizes() -> None:
    assert (whatif.DRAWN, smallest.TRIED, smallest.AT_MOST) == (2_000, 2_000, 3)
    assert (counting.STATE_CAP, drawing.WITNESSES, telling.DRAWS) == (20_000, 24, 256)
    assert checks.NOT_COUNTED.says == (
        "This could not be counted: the inputs do not merge far enough."
    )


def test_a_share_is_exact_up_to_the_cap_and_drawn_beyond_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = edition(
        rule("one", "not_below", "regional", wide=["yes"]),
        rule("two", "not_below", "operations", "decisive", tools=["hands"]),
    )
    finding = find(book, "asylum", book.tables.domains)
    assert firmness(book, finding, finding.on_level) == Firmness(1, 2, True)
    assert firmness(book, finding, finding.on_depth) == Firmness(2, 4, True)
    whatif.counted.cache_clear()
    monkeypatch.setattr(counting, "STATE_CAP", 0)
    monkeypatch.setattr(whatif, "DRAWN", 200)
    drawn = firmness(book, finding, finding.on_level)
    assert (drawn.of, drawn.exact) == (200, False)
    assert 70 < drawn.same < 130
    whatif.counted.cache_clear()


def test_a_rung_that_no_completion_leads_to_is_not_firm_at_all() -> None:
    book = edition(
        rule("wish", "not_below", "bilateral", alone=["no"]),
        rule("more", "not_below", "global", wide=["yes"]),
        rule("less", "not_needed_above", "local", wide=["no"]),
    )
    finding = find(book, "asylum", {**book.tables.domains, **known(alone="no")})
    assert finding.level is Level.BILATERAL
    assert firmness(book, finding, finding.on_level) == Firmness(0, 2, True)
