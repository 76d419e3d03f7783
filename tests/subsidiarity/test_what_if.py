"""Is every flip true when applied, is none left out, and is no smaller change to be had?"""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from itertools import combinations, product
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decisions.seeds import load, shipped_edition
from decisions.subsidiarity import counting, whatif
from decisions.subsidiarity.changes import answers_on, change_words
from decisions.subsidiarity.counting import open_facts
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import domains
from decisions.subsidiarity.findings import find
from decisions.subsidiarity.ladder import Depth, Level
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.smallest import smallest_change
from decisions.subsidiarity.telling import moved
from decisions.subsidiarity.whatif import firmness, flips, variations
from decisions.subsidiarity.wire import read_case, write_recommendation

from ..campaign import larger
from . import reference, small_books
from .conftest import Advise
from .random_cases import STANCES, random_document
from .small_books import rule

pytestmark = pytest.mark.core

BOOK = load("rulebook.toml")
CODES = sorted(state["code"] for state in load("states.toml")["states"])
some = settings(max_examples=larger(10), deadline=None)
documents = st.integers(min_value=0, max_value=10**9).map(
    lambda seed: random_document(Random(seed), BOOK, CODES)
)


def told(edition: Edition, document: Any) -> Any:
    return write_recommendation(recommend(read_case(document, edition), edition))


def with_flip(document: Any, topic: str, flip: Any) -> Any:
    """What a reader of the flip would do: go to that question, or that cell, and answer it so."""
    changed = deepcopy(document)
    issue = next(each for each in changed["issues"] if each["issue"] == topic)
    if flip["question"] == "stance":
        cell = issue["interests"][flip["row"]]
        cell["assessed" if cell.get("assessed") else "stated"] = flip["to"]
    else:
        several = {"tried_at", "assistance"}
        to = flip["to"]
        listed = [to] if flip["question"] in several and isinstance(to, str) else to
        issue.setdefault("answers", {})[flip["question"]] = listed
    return changed


@some
@given(documents)
def test_each_flip_when_applied_leads_to_where_it_says(document: Any) -> None:
    edition = shipped_edition()
    for place, issue in enumerate(told(edition, document)["issues"]):
        for key, scale in (("flips", "level"), ("depth_flips", "depth")):
            for flip in issue[key]:
                changed = with_flip(document, issue["issue"], flip)
                after = told_briefly(edition, changed, place)
                assert after[scale] == flip["leads_to"]
                assert after[scale] != issue[scale]


def told_briefly(edition: Edition, document: Any, place: int) -> dict[str, str]:
    case = read_case(document, edition)
    issue = case.issues[place]
    finding = find(edition, issue.topic, edition.facts(case, issue))
    return {"level": finding.level.key, "depth": finding.depth.key}


def other_answers(question: Any, given: Any) -> list[Any]:
    options = [option["key"] for option in question["options"]]
    if not question.get("several"):
        return [option for option in options if option != given]
    found: list[Any] = []
    for option in options:
        if "none" in (option, *given):
            found.append([option])
        else:
            found.append(sorted(set(given) ^ {option}))
    return [each for each in found if each and set(each) != set(given)]


def everything_once(document: Any, issue: Any) -> Any:
    """(question or row, the document with one answer on this issue given otherwise)."""
    given = {**document["answers"], **issue.get("answers", {})}
    place = document["issues"].index(issue)
    for question in BOOK["questions"]:
        key = question["key"]
        if given.get(key) is None:
            continue
        for other in other_answers(question, given[key]):
            changed = deepcopy(document)
            changed["issues"][place].setdefault("answers", {})[key] = other
            yield (key, tuple(other) if isinstance(other, list) else (other,)), changed
    for row, cell in enumerate(issue.get("interests", [])):
        kind = "assessed" if cell.get("assessed") else "stated"
        for stance in STANCES:
            if cell.get(kind) and stance != cell[kind]:
                changed = deepcopy(document)
                changed["issues"][place]["interests"][row][kind] = stance
                yield (row, (stance,)), changed


@some
@given(documents)
def test_no_single_answer_that_moves_the_result_is_left_out(document: Any) -> None:
    edition = shipped_edition()
    case = read_case(document, edition)
    for place, issue in enumerate(case.issues):
        finding = find(edition, issue.topic, edition.facts(case, issue))
        expected: dict[str, Any] = {"level": set(), "depth": set()}
        for name, changed in everything_once(document, document["issues"][place]):
            after = told_briefly(edition, changed, place)
            for scale, now in (("level", finding.level), ("depth", finding.depth)):
                if after[scale] != now.key:
                    expected[scale].add((*name, after[scale]))
        for scale, on in (("level", finding.on_level), ("depth", finding.on_depth)):
            found = {
                (
                    each.change.key if each.change.row is None else each.change.row,
                    tuple(sorted(each.change.after)),
                    each.rung.key,
                )
                for each in flips(edition, finding, on, variations(edition, case, issue, finding))
            }
            assert found == {(name, tuple(sorted(to)), rung) for name, to, rung in expected[scale]}


@pytest.mark.parametrize("seed", [1, 2])
def test_firmness_equals_the_count_over_all_completions(edition: Edition, seed: int) -> None:
    draw, compared = Random(seed), 0
    states = {state["code"]: state for state in load("states.toml")["states"]}
    members = {forum["id"]: forum.get("members", []) for forum in load("fora.toml")["fora"]}
    for _ in range(larger(70)):
        document = random_document(draw, BOOK, CODES)
        case = read_case(document, edition)
        for issue, entry in zip(case.issues, document["issues"], strict=True):
            facts = reference.facts_about(document, entry, BOOK, states, members, False)
            finding = find(edition, issue.topic, edition.facts(case, issue))
            for on, scale in (
                (finding.on_level, reference.LEVELS),
                (finding.on_depth, reference.DEPTHS),
            ):
                if reference.size(BOOK["rules"], facts, scale) > 200:
                    continue
                rungs = Counter(reference.all_levels(BOOK["rules"], facts, scale))
                found = firmness(edition, finding, on)
                assert found.exact
                assert found.same * rungs.total() == rungs[on.rung] * found.of
                compared += 1
    assert compared > larger(50)


def test_above_the_state_cap_firmness_is_a_labelled_sample_near_the_truth(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = read_case({"states": [{"state": "DE"}], "answers": {"reach": "corridor"},
                      "issues": [{"issue": "asylum"}]}, edition)  # fmt: skip
    finding = find(edition, "asylum", edition.facts(case, case.issues[0]))
    exact = firmness(edition, finding, finding.on_level)
    monkeypatch.setattr(counting, "STATE_CAP", 0)
    whatif.counted.cache_clear()
    sample = firmness(edition, finding, finding.on_level)
    whatif.counted.cache_clear()
    assert exact.exact and not sample.exact
    assert sample.of == whatif.DRAWN
    assert abs(sample.same / sample.of - exact.same / exact.of) <= 0.05


RULES = [
    rule("up", "not_below", "regional", "decisive", alone=["no"]),
    rule("high", "not_below", "global", wide=["yes"]),
    rule("hold", "not_needed_above", "bilateral", tools=["hands"]),
    rule("bar", "not_achievable_above", "interregional", capacity=["overstretched"]),
    rule("either", "not_below", "bilateral", interest=["common", "overlapping"]),
    rule("or", "not_below", "bilateral", interest=["diverging", "conflicting"]),
    rule("no", "not_achievable_above", "local", "decisive", competence=["states"]),
]
ASKED = ["alone", "wide", "tools", "interest", "competence", "capacity"]


def small_document(draw: Random) -> Any:
    questions = {q["key"]: q for q in small_books.document()["questions"]}
    answers: dict[str, Any] = {}
    for key in ASKED:
        if draw.random() < 0.6:
            options = [option["key"] for option in questions[key]["options"]]
            answers[key] = [draw.choice(options)] if key == "tools" else draw.choice(options)
    document = small_books.case("asylum", **answers)
    if "interest" not in answers and draw.random() < 0.5:
        rows = document["states"]
        document["issues"][0]["interests"] = [
            {"state": row["state"], "stated": draw.choice(STANCES)} for row in rows
        ]
    return document


def brute_force(edition: Edition, document: Any, level: Level) -> int | None:
    """The fewest answers to change, found by applying every set of at most three."""
    case = read_case(document, edition)
    issue, place = case.issues[0], 0
    given = answers_on(case, issue)
    mapped = bool(issue.interests)
    slots: list[list[Any]] = []
    for key in ASKED:
        if mapped and key == "interest":
            cells = range(len(issue.interests))
            slots.append([("row", row, s) for row in cells for s in STANCES])
        else:
            values = domains(edition.book)[key] - {given.get(key)}
            slots.append([("answer", key, sorted(value)) for value in values])
    for number in range(4):
        for chosen in combinations(slots, number):
            for changes in product(*chosen):
                changed = deepcopy(document)
                for kind, what, to in changes:
                    entry = changed["issues"][0]
                    if kind == "row":
                        entry["interests"][what]["stated"] = to
                    else:
                        answers = entry.setdefault("answers", {})
                        answers[what] = to if what == "tools" else to[0]
                if told_briefly(edition, changed, place)["level"] == level.key:
                    return number
    return None


@pytest.mark.parametrize("seed", range(2))
def test_the_smallest_change_is_the_smallest_and_truly_leads_there(seed: int) -> None:
    edition = small_books.edition(*RULES)
    draw, found = Random(seed), 0
    for _ in range(larger(2)):
        document = small_document(draw)
        case = read_case(document, edition)
        for level in draw.sample(list(Level), 2):
            answer = smallest_change(edition, case, case.issues[0], level)
            fewest = brute_force(edition, document, level)
            assert answer.proven
            assert (None if answer.changes is None else len(answer.changes)) == fewest
            found += fewest is not None
    assert found


def test_the_smallest_change_is_none_at_all_where_the_level_is_reached(advise: Advise) -> None:
    found = advise("asylum", solo="no", extent="whole_state", pair="yes")
    assert found.level is Level.BILATERAL
    answer = smallest_change(found.edition, found.case, found.case.issues[0], Level.BILATERAL)
    assert answer.changes == ()


def test_the_smallest_change_says_what_to_answer_and_open_questions_come_first(
    advise: Advise,
) -> None:
    found = advise("admission_quotas", solo="no", extent="whole_state", pair="yes",
                   reach="two_states")  # fmt: skip
    issue = found.case.issues[0]
    answers = {
        level: smallest_change(found.edition, found.case, issue, level).changes for level in Level
    }
    words = {
        level.key: [change_words(found.edition, issue, each) for each in changes]
        for level, changes in answers.items()
        if changes is not None
    }
    assert words == {
        "local": ["Widest acceptable table: No table, it acts alone"],
        "subregional": ["Extent: A city or municipality instead of The whole State or States"],
        "bilateral": [],
        "regional": ["Reach: A corridor instead of Two States",
                     "One pair, or each pair: No instead of Yes"],
    }  # fmt: skip


def test_a_search_that_is_cut_short_does_not_claim_to_be_proven(
    edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("decisions.subsidiarity.smallest.TRIED", 0)
    case = read_case(small_books.case("asylum"), edition)
    answer = smallest_change(edition, case, case.issues[0], Level.GLOBAL)
    assert not answer.proven


def test_every_open_question_is_either_telling_waited_for_or_idle(edition: Edition) -> None:
    case = read_case(small_books.case("asylum", solo="yes", pair="yes"), edition)
    advice = recommend(case, edition).issues[0]
    open_questions = {q.key for q in edition.book.questions if len(advice.finding.facts[q.key]) > 1}
    assert set(advice.decisive_unknowns) <= open_questions
    assert set(advice.idle_questions) <= open_questions
    assert not set(advice.decisive_unknowns) & set(advice.idle_questions)


def test_the_most_telling_question_comes_first(edition: Edition) -> None:
    """On a fresh case the widest acceptable table can bring everything down to one State."""
    case = read_case(small_books.case("asylum"), edition)
    finding = find(edition, "asylum", edition.facts(case, case.issues[0]))
    matter = open_facts(edition.tables, edition.level_marks, finding.facts)
    advice = recommend(case, edition).issues[0]
    order = [mean_move(edition, matter, fact) for fact in advice.decisive_unknowns]
    assert order[0] == max(order)
    assert order[0] > 2 * order[-1]


def mean_move(edition: Edition, matter: Any, fact: str) -> float:
    """By how many rungs one fact moves the level, over all completions of the others: exact."""
    walked = counting.walk(matter, last=fact)
    total = sum(walked.values())
    return sum(moved(matter, fact, *state) * count for state, count in walked.items()) / total


def test_depth_has_flips_of_its_own(advise: Advise) -> None:
    found = advise("asylum", solo="no", common_standards="yes", commitment="binding",
                   reach="region", pair="no")  # fmt: skip
    assert found.depth is Depth.STANDARDS
    moved = {(each.change.key, next(iter(each.change.after)), each.rung.key)
             for each in found.what_if[0][1].flips}  # fmt: skip
    assert ("commitment", "none", "coordination") in moved
