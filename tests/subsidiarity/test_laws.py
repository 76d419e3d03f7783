"""Which laws hold for every case, whatever the answers?"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.seeds import load, shipped_edition
from decisions.subsidiarity import counting, telling
from decisions.subsidiarity.edition import Edition, edition_of
from decisions.subsidiarity.findings import (
    IssueFinding,
    decisive_unknowns,
    find,
    idle_questions,
    still_open,
    still_telling,
)
from decisions.subsidiarity.ladder import Level
from decisions.subsidiarity.recommend import outcomes, recommend
from decisions.subsidiarity.rules import Effect, RuleBook, Strength
from decisions.subsidiarity.wire import read_case, to_json, write_case, write_recommendation
from decisions.subsidiarity.wording import because

from ..campaign import larger
from .random_cases import random_document

pytestmark = [pytest.mark.core, pytest.mark.random]

BOOK = load("rulebook.toml")
CODES = sorted(state["code"] for state in load("states.toml")["states"])
documents = st.integers(min_value=0, max_value=10**9).map(
    lambda seed: random_document(Random(seed), BOOK, CODES)
)
laws = settings(max_examples=larger(25), deadline=None)


def with_rules(edition: Edition, rules: Any) -> Edition:
    book = RuleBook("changed", edition.book.questions, edition.book.topics, tuple(rules))
    return edition_of(book, edition.fora, edition.states)


def findings(document: Any, edition: Edition) -> list[Any]:
    case = read_case(document, edition)
    return [find(edition, issue.topic, edition.facts(case, issue)) for issue in case.issues]


@laws
@given(documents, st.randoms(use_true_random=False))
def test_the_order_of_rules_does_not_matter(document: Any, draw: Random) -> None:
    edition = shipped_edition()
    shuffled = list(edition.book.rules)
    draw.shuffle(shuffled)
    mixed = with_rules(edition, shuffled)
    for one, other in zip(findings(document, edition), findings(document, mixed), strict=True):
        assert one.on_level.rung == other.on_level.rung
        assert one.on_level.span == other.on_level.span
        assert one.depth == other.depth


@laws
@given(documents, st.sampled_from(list(Level)), st.sampled_from(list(Strength)))
def test_adding_a_floor_never_lowers_the_level_and_adding_a_cap_never_raises_it(
    document: Any, level: Level, strength: Strength
) -> None:
    edition = shipped_edition()
    pattern = edition.book.rules[0]
    floor = replace(pattern, key="new", when={}, effect=Effect.NOT_BELOW, value=level.key,
                    strength=strength)  # fmt: skip
    cap = replace(floor, effect=Effect.NOT_ACHIEVABLE_ABOVE)
    lifted = with_rules(edition, (*edition.book.rules, floor))
    held = with_rules(edition, (*edition.book.rules, cap))
    for before, up, down in zip(
        findings(document, edition),
        findings(document, lifted),
        findings(document, held),
        strict=True,
    ):
        assert down.on_level.rung <= before.on_level.rung <= up.on_level.rung


@laws
@given(documents, st.randoms(use_true_random=False))
def test_answering_an_unknown_never_widens_the_range_and_the_level_stays_inside(
    document: Any, draw: Random
) -> None:
    edition = shipped_edition()
    case = read_case(document, edition)
    issue = case.issues[0]
    facts = edition.facts(case, issue)
    before = find(edition, issue.topic, facts)
    unknown = [fact for fact, values in facts.items() if len(values) > 1]
    if unknown:
        fact = draw.choice(unknown)
        value = draw.choice(sorted(facts[fact], key=sorted))
        after = find(edition, issue.topic, {**facts, fact: frozenset({value})})
        assert before.on_level.span.low <= after.on_level.span.low
        assert after.on_level.span.high <= before.on_level.span.high
    for on in (before.on_level, before.on_depth):
        assert on.span.low <= on.rung <= on.span.high


@laws
@given(documents, st.randoms(use_true_random=False))
def test_a_question_said_to_change_nothing_changes_nothing(document: Any, draw: Random) -> None:
    edition = shipped_edition()
    case = read_case(document, edition)
    issue = case.issues[0]
    facts = edition.facts(case, issue)
    before = find(edition, issue.topic, facts)
    idle = {
        question.key for question in edition.book.questions if len(facts[question.key]) > 1
    } - set(still_telling(edition, [before]))
    for fact in sorted(idle):
        value = draw.choice(sorted(facts[fact], key=sorted))
        after = find(edition, issue.topic, {**facts, fact: frozenset({value})})
        assert (after.on_level.span, after.on_depth.span) == (
            before.on_level.span,
            before.on_depth.span,
        )


@laws
@given(documents, st.randoms(use_true_random=False))
def test_a_question_that_is_no_longer_open_changes_no_advice(document: Any, draw: Random) -> None:
    edition = shipped_edition()
    case = read_case(document, edition)
    issue = case.issues[0]
    facts = edition.facts(case, issue)
    before = find(edition, issue.topic, facts)
    closed = {
        question.key for question in edition.book.questions if len(facts[question.key]) > 1
    } - set(still_open(edition, [before]))
    answers = {fact: frozenset({draw.choice(sorted(facts[fact], key=sorted))}) for fact in closed}
    after = find(edition, issue.topic, {**facts, **answers})
    assert advice(after) == advice(before)


@laws
@given(documents, st.randoms(use_true_random=False))
def test_a_question_said_to_be_idle_is_idle_whatever_the_others_will_be(
    document: Any, draw: Random
) -> None:
    """Under every completion of the others. What is found so far may still differ by it."""
    edition = shipped_edition()
    case = read_case(document, edition)
    issue = case.issues[0]
    facts = edition.facts(case, issue)
    idle = idle_questions(edition, find(edition, issue.topic, facts))
    if not idle:
        return
    for _ in range(6):
        key = draw.choice(idle)
        others = {
            fact: frozenset({draw.choice(sorted(values, key=sorted))})
            for fact, values in facts.items()
            if fact != key
        }
        told = [
            advice(find(edition, issue.topic, {**facts, **others, key: frozenset({value})}))
            for value in sorted(facts[key], key=sorted)
        ]
        assert all(each == told[0] for each in told)


def advice(finding: IssueFinding) -> Any:
    """What a reader is told of one issue: rungs, gaps and tracks, forms, warnings."""
    edition = shipped_edition()
    scales = [
        (on.rung, on.span.low, on.span.high, on.weighed.ambition, on.weighed.principle)
        for on in (finding.on_level, finding.on_depth)
    ]
    warned = [rule.key for rule in finding.certain(edition) if rule.effect is Effect.WARN]
    return scales, finding.forms(edition), warned


@laws
@given(documents)
def test_a_case_written_and_read_again_gives_the_same_recommendation(document: Any) -> None:
    edition = shipped_edition()
    case = read_case(document, edition)
    again = read_case(write_case(case, edition), edition)
    assert again == case
    one, other = recommend(case, edition), recommend(again, edition)
    assert to_json(write_recommendation(one)) == to_json(write_recommendation(other))


@laws
@given(documents)
def test_the_shared_outcome_does_not_depend_on_anything_assessed(document: Any) -> None:
    edition = shipped_edition()
    case = read_case(document, edition)
    shared = outcomes(case, edition).shared
    stripped = {**document, "answers": {**document["answers"]}}
    stripped["answers"].pop("hidden", None)
    stripped["issues"] = [without_assessed(issue) for issue in document["issues"]]
    plain = recommend(read_case(stripped, edition), edition)
    assert all(len(advice.finding.facts["hidden"]) == 2 for advice in shared.issues)
    assert to_json(write_recommendation(plain)) == to_json(write_recommendation(shared))


def without_assessed(issue: Any) -> Any:
    answers = {k: v for k, v in issue.get("answers", {}).items() if k != "hidden"}
    rows = [
        {k: v for k, v in row.items() if k != "assessed"}
        for row in issue.get("interests", [])
        if row.get("stated")
    ]
    return {**issue, "answers": answers, "interests": rows}


@laws
@given(documents)
def test_above_the_state_cap_bounds_are_given_that_hold_the_exact_range(document: Any) -> None:
    edition = shipped_edition()
    case = read_case(document, edition)
    issue = case.issues[0]
    exact = find(edition, issue.topic, edition.facts(case, issue))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "STATE_CAP", 0)
        forget()
        bounded = find(edition, issue.topic, edition.facts(case, issue))
        decisive = set(decisive_unknowns(edition, bounded))
    forget()
    assert bounded.on_level.span.low <= exact.on_level.span.low
    assert exact.on_level.span.high <= bounded.on_level.span.high
    assert set(decisive_unknowns(edition, exact)) <= decisive
    if exact.on_level.span.low < exact.on_level.span.high:
        assert not bounded.on_level.span.exact


def forget() -> None:
    """No answer that was kept under another cap may be found again."""
    counting.exact_span.cache_clear()
    telling.by_walk.cache_clear()


@laws
@given(documents)
def test_what_drawn_completions_call_decisive_is_decisive(document: Any) -> None:
    """What the drawn completions call decisive, the exact walk calls decisive too."""
    edition = shipped_edition()
    case = read_case(document, edition)
    facts = edition.facts(case, case.issues[0])
    matter = counting.open_facts(edition.tables, edition.level_marks, facts)
    for fact, weight in telling.weights(matter).items():
        assert not weight or telling.by_walk(matter, fact)


@laws
@given(documents)
def test_every_fired_rule_can_be_put_into_a_sentence_with_its_source_and_grade(
    document: Any,
) -> None:
    edition = shipped_edition()
    for finding in findings(document, edition):
        for rule in finding.certain(edition):
            sentence = because(edition, rule, finding.facts)
            assert sentence.startswith(rule.title)
            assert rule.source in sentence
