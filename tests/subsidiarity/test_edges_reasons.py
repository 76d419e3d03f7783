"""Are reasons given rung by rung, and open questions told by what they can still move?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity import counting
from decisions.subsidiarity.counting import Span, exact_span
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.explain import (
    Blocked,
    RungReasons,
    blocked,
    is_words,
    left,
    open_words,
    why_not_higher,
    why_not_lower,
)
from decisions.subsidiarity.facts import Facts
from decisions.subsidiarity.findings import (
    IssueFinding,
    decisive_unknowns,
    find,
    idle_questions,
    rung_under,
    still_open,
    still_telling,
)
from decisions.subsidiarity.ladder import Depth, Level

from .small_books import document, edition, rule

pytestmark = pytest.mark.core

D = "decisive"
LABELLED = [{**each, "label": each["key"].title()} for each in document()["questions"]]
SOURCE = "B.1 §1; our assumption."
BOOK = edition(
    rule("low", "not_below", "bilateral", D, alone=["no"]),
    rule("same", "not_below", "regional", wide=["yes"]),
    rule("spare", "not_needed_above", "regional", hidden=["no"]),
    rule("bar", "not_achievable_above", "interregional", interest=["conflicting"]),
    rule("deep", "not_below", "standards", D, tools={"none_of": ["none"]}),
    rule("hard", "warn", "any_issue", hardness=["hard"], alone=["no"]),
    questions=LABELLED,
)


def known(book: Edition = BOOK, **answers: str) -> Facts:
    given = {fact: frozenset({frozenset({option})}) for fact, option in answers.items()}
    return {**book.tables.domains, **given}


def found(book: Edition = BOOK, **answers: str) -> IssueFinding:
    return find(book, "asylum", known(book, **answers))


ALL = {"alone": "no", "wide": "yes", "hidden": "no", "interest": "conflicting", "tools": "hands"}


def test_a_rule_bars_the_rungs_below_its_own_and_not_its_own() -> None:
    finding = found(**ALL)
    assert why_not_lower(BOOK, finding, finding.on_level) == (
        RungReasons(Level.BILATERAL, (f"Bilateral is not enough: The rule same (Wide: Yes). {SOURCE}",)),
        *(
            RungReasons(
                rung,
                (
                    f"{rung.label} is not enough: The rule low (Alone: No). {SOURCE}",
                    f"{rung.label} is not enough: The rule same (Wide: Yes). {SOURCE}",
                ),
            )
            for rung in (Level.SUBREGIONAL, Level.LOCAL)
        ),
    )  # fmt: skip


def test_a_cap_bars_the_rungs_above_its_own_and_refusals_come_first() -> None:
    finding = found(**ALL)
    spare = f"not needed: The rule spare (Hidden: No). {SOURCE}"
    assert why_not_higher(BOOK, finding, finding.on_level) == (
        RungReasons(Level.INTERREGIONAL, (f"Interregional is {spare}",)),
        RungReasons(
            Level.GLOBAL,
            (
                f"Global is more than States usually accept: The rule bar (Interest: Conflicting). {SOURCE}",
                f"Global is {spare}",
            ),
        ),
    )


def test_a_rung_that_nothing_asks_for_is_not_needed_so_far_or_for_good() -> None:
    finding = found(alone="yes")
    higher = why_not_higher(BOOK, finding, finding.on_level)
    assert higher[0] == RungReasons(
        Level.SUBREGIONAL,
        (
            "Cross-border area is not needed so far: no rule that fires asks for it.",
            "Cross-border area stays open until more questions are answered.",
        ),
    )
    assert higher[3] == RungReasons(
        Level.INTERREGIONAL, ("Interregional is not needed: no rule that fires asks for it.",)
    )


def test_what_every_completion_rules_out_is_said_without_a_rule() -> None:
    either = edition(
        rule("one", "not_below", "bilateral", D, wide=["yes"]),
        rule("other", "not_below", "regional", D, wide=["no"]),
        rule("lift", "not_below", "global", alone=["no"]),
        rule("cap", "not_needed_above", "regional", hidden=["yes"]),
        rule("lid", "not_needed_above", "regional", hidden=["no"]),
    )
    finding = found(either, alone="no")
    lower = why_not_lower(either, found(either, alone="yes"), found(either, alone="yes").on_level)
    assert [each.reasons for each in lower] == [
        ("Cross-border area is not enough, however the open questions are answered.",),
        ("Local is not enough, however the open questions are answered.",),
    ]
    assert finding.level is Level.REGIONAL
    assert [each.reasons for each in why_not_higher(either, finding, finding.on_level)] == [
        ("Interregional is out of reach, however the open questions are answered.",),
        ("Global is out of reach, however the open questions are answered.",),
    ]


def test_depth_has_its_reasons_in_its_own_number() -> None:
    finding = found(**{**ALL, "tools": "none"})
    assert finding.depth is Depth.EXCHANGE
    assert why_not_higher(BOOK, finding, finding.on_depth)[1].reasons == (
        "Standards are not needed: no rule that fires asks for it.",
    )
    opened = found(alone="no")
    assert why_not_higher(BOOK, opened, opened.on_depth)[1].reasons == (
        "Standards are not needed so far: no rule that fires asks for it.",
        "Standards stay open until more questions are answered.",
    )
    stay, stays = (f"{word} open until more questions are answered" for word in ("stay", "stays"))
    assert [(is_words(rung), open_words(rung), left(rung)) for rung in (*Depth, Level.LOCAL)] == [
        (
            f"{rung.label} {verb}",
            stay if verb == "are" else stays,
            f"{verb} left only if States refuse more",
        )
        for rung, verb in zip(
            (*Depth, Level.LOCAL), ("is", "is", "are", "are", "is", "is"), strict=True
        )
    ]


def test_each_rule_that_did_not_fire_has_what_failed_and_whether_it_may_yet() -> None:
    finding = found(alone="no", wide="no", tools="none", interest="common")
    rules = BOOK.book.rules
    assert blocked(BOOK, finding) == (
        Blocked(rules[1], False, {"wide": (("no",), ("yes",))}),
        Blocked(rules[2], True, {"hidden": (None, ("no",))}),
        Blocked(rules[3], False, {"interest": (("common",), ("conflicting",))}),
        Blocked(rules[4], False, {"tools": (("none",), ("not none",))}),
        Blocked(rules[5], False, {"hardness": (("soft",), ("hard",))}),
    )


@pytest.mark.parametrize(
    ("words", "hardness"),
    [
        (["common"], "soft"),
        (["overlapping"], "mixed"),
        (["diverging"], "hard"),
        (["diverging", "conflicting"], "hard"),
        (["overlapping", "diverging"], None),
    ],
)
def test_hardness_follows_from_the_words_still_possible(words: list[str], hardness: Any) -> None:
    values = frozenset(frozenset({word}) for word in words)
    assert find(BOOK, "asylum", {**known(), "interest": values}).hardness == hardness


MOVES = edition(
    rule("far", "not_below", "global", wide=["yes"]),
    rule("near", "not_below", "subregional", alone=["yes"]),
    rule("deep", "not_below", "delegation", hidden=["yes"]),
    rule("flat", "not_below", "coordination", capacity=["able"]),
    rule("body", "form", "agreement", competence=["shared"]),
)


def test_the_questions_that_move_most_come_first_and_those_of_depth_after_them() -> None:
    finding = find(MOVES, "asylum", known(MOVES))
    assert decisive_unknowns(MOVES, finding) == ("wide", "alone")
    assert still_telling(MOVES, [finding]) == ("wide", "alone", "hidden", "capacity")
    assert still_open(MOVES, [finding]) == (
        "alone",
        "wide",
        "hidden",
        "competence",
        "capacity",
        "body_capacity",
    )
    assert idle_questions(MOVES, finding) == ("tools", "interest")


def test_what_one_issue_has_settled_another_may_still_wait_for() -> None:
    one = find(MOVES, "asylum", known(MOVES, wide="yes", hidden="yes", competence="states"))
    other = find(MOVES, "security", known(MOVES, alone="no", capacity="able", competence="shared"))
    assert still_telling(MOVES, [one]) == ()
    assert still_telling(MOVES, [one, other]) == ("wide", "hidden")
    waiting = ("wide", "hidden", "competence", "capacity", "body_capacity")
    assert still_open(MOVES, [one, other]) == tuple(key for key in waiting if key != "competence")
    assert idle_questions(MOVES, one) == ("alone", "tools", "interest")


def test_the_rung_alone_is_that_of_the_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    either = edition(
        rule("one", "not_below", "bilateral", D, wide=["yes"]),
        rule("other", "not_below", "regional", D, wide=["no"]),
        rule("cap", "not_achievable_above", "bilateral", D, hidden=["no"]),
    )
    marks = either.level_marks
    for answers, level in (
        ({}, Level.BILATERAL),
        ({"wide": "yes"}, Level.BILATERAL),
        ({"wide": "no", "hidden": "yes"}, Level.REGIONAL),
        ({"hidden": "no"}, Level.BILATERAL),
        ({"wide": "no", "hidden": "no"}, Level.BILATERAL),
    ):
        facts = known(either, **answers)
        assert rung_under(either, marks, facts) == find(either, "asylum", facts).level == level
    exact_span.cache_clear()
    monkeypatch.setattr(counting, "STATE_CAP", 0)
    finding = find(either, "asylum", known(either))
    assert (finding.on_level.span, finding.level) == (Span(0, 3, False), Level.LOCAL)
    assert rung_under(either, marks, known(either)) == Level.LOCAL
    exact_span.cache_clear()


def test_forms_stand_in_the_order_of_the_headline() -> None:
    forms = edition(
        rule("talk", "form", "consultation", alone=["no"]),
        rule("some", "form", "specialised_body", alone=["no"]),
        rule("text", "form", "agreement", alone=["no"]),
        rule("more", "not_below", "regional", alone=["no"]),
    )
    assert found(forms, alone="no").forms(forms) == (
        "agreement",
        "specialised_body",
        "consultation",
    )
    assert found(forms, alone="yes").forms(forms) == ()
