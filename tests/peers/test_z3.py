"""Does z3, which knows nothing of boxes and masks, say of every check what our checks say?"""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import Any

import pytest
import z3

from decisions.seeds import shipped_document
from decisions.subsidiarity.checks import Check, check, clashes, covering, unreached
from decisions.subsidiarity.wire import read_edition

from ..subsidiarity import asked
from ..subsidiarity.reference import LEVELS
from ..subsidiarity.small_books import document, question, rule
from .z3_book import Z3

pytestmark = pytest.mark.core


def ours(book: dict[str, Any]) -> tuple[Check, ...]:
    return check(read_edition(book))


def differences(book: dict[str, Any]) -> set[str]:
    """The checks of which z3 says something else."""
    expected, found = asked.expected(book, Z3(book)), asked.said(ours(book))
    assert expected.keys() == found.keys()
    return {key for key in expected if expected[key] != found[key]}


def small_books() -> Iterator[Any]:
    """One book in which every check finds something, and two of the opposite kind."""
    everything = document(
        rule("dead", "form", "agreement", interest=["common"], hardness=["hard"]),
        rule("twin", "not_below", "regional", wide=["yes"]),
        rule("sibling", "not_below", "regional", wide={"none_of": ["no"]}),
        rule("narrow", "not_below", "bilateral", wide=["yes"], roles=["transit"]),
        rule("half", "form", "agreement", alone=["yes"], tools={"none_of": ["none"]}),
        rule("other-half", "form", "agreement", tools=["none"]),
        rule("both-halves", "form", "agreement", alone=["yes"], issue=["asylum"]),
        rule("cap", "not_needed_above", "local", wide=["yes"]),
        rule(
            "narrow-cap", "not_achievable_above", "local", "decisive", wide=["yes"], states=["one"]
        ),
        rule("crossing", "not_achievable_above", "local", tools=["hands"]),
        rule("deep", "not_below", "operations", "decisive", hardness=["hard", "mixed"]),
        rule("shallow", "not_achievable_above", "standards", "decisive", interest=["conflicting"]),
    )
    yield pytest.param(everything, id="everything at once")
    yield pytest.param(document(), id="no rules")
    yield pytest.param(
        document(
            rule("up", "not_below", "global", alone=["yes"]),
            rule("down", "not_needed_above", "local", alone={"none_of": ["yes"]}),
            questions=[question("alone", "yes", "no", "perhaps")],
        ),
        id="nothing uncovered",
    )


FAULTY = list(small_books())


@pytest.fixture(scope="module")
def shipped() -> dict[str, Any]:
    return shipped_document()


def test_z3_agrees_on_every_check_of_the_shipped_book(shipped: dict[str, Any]) -> None:
    assert differences(shipped) == set()


@pytest.mark.parametrize("book", FAULTY)
def test_z3_agrees_on_small_books_full_of_faults(book: dict[str, Any]) -> None:
    assert differences(book) == set()


def test_the_book_of_all_faults_has_them_all() -> None:
    everything = FAULTY[0].values[0]
    assert all(asked.said(ours(everything)).values())


@pytest.mark.parametrize("slip", ["widen", "narrow", "raise", "repeat"])
@pytest.mark.heavy
def test_z3_agrees_on_the_shipped_book_after_a_slip(shipped: dict[str, Any], slip: str) -> None:
    book = copy.deepcopy(shipped)
    bounds = [each for each in book["rules"] if each["value"] in LEVELS]
    for each in bounds[::7]:
        slipped(each, slip, book["rules"])
    assert differences(book) == set()


def slipped(each: dict[str, Any], slip: str, rules: list[Any]) -> None:
    if slip == "widen" and len(each["when"]) > 1:
        each["when"].popitem()
    elif slip == "narrow":
        each["when"]["states"] = ["two"]
    elif slip == "raise":
        each["value"] = "global"
    elif slip == "repeat":
        rules.append({**each, "key": f"{each['key']}-again"})


def test_each_witness_is_a_model(shipped: dict[str, Any]) -> None:
    books = [shipped, *(each.values[0] for each in FAULTY)]
    assert sum(no_model(book, Z3(book)) for book in books) > 100


def no_model(book: dict[str, Any], peer: Z3) -> int:
    """Asserts that z3 finds no input with the witness that does not show what is said."""
    seen = 0
    levels = [fires for key, fires in peer.fires.items() if bounds_level(book, key)]
    for item in (item for each in ours(book) for item in each.items if item.witness is not None):
        given = peer.given(dict(item.witness or {}))
        shown = [peer.fires[key] for key in item.rules] or [z3.Not(z3.Or(levels))]
        assert peer.solver.check(*given) == z3.sat, item
        assert peer.solver.check(*given, z3.Not(z3.And(shown))) == z3.unsat, item
        seen += 1
    return seen


def bounds_level(book: dict[str, Any], key: str) -> bool:
    return any(each["key"] == key and asked.bounds_level(each) for each in book["rules"])


def taken(work: Callable[[], object]) -> float:
    """Seconds, without the tracer that counts covered lines: z3 has none of its own to carry."""
    tracer = sys.gettrace()
    sys.settrace(None)
    start = perf_counter()
    try:
        work()
        return perf_counter() - start
    finally:
        sys.settrace(tracer)


def test_the_checks_take_at_most_twice_as_long_as_z3(shipped: dict[str, Any]) -> None:
    rounds = [
        (
            taken(lambda: check(read_edition(shipped))),
            taken(lambda: asked.expected(shipped, Z3(shipped))),
        )
        for _ in range(3)
    ]
    mine, peer = (min(times) for times in zip(*rounds, strict=True))
    print(f"checks {mine:.3f} s, z3 {peer:.3f} s, ratio {mine / peer:.2f}")
    assert mine <= 2 * peer


def careless_contains(outer: Any, inner: Any) -> bool:
    """Forgets one fact."""
    return all(fact in inner and not inner[fact] & ~outer[fact] for fact in list(outer)[1:])


def careless_meet(one: Any, other: Any) -> Any:
    """Never sees that two rules exclude each other."""
    return {**one, **other}


BROKEN = [
    (clashes, "contains", careless_contains),
    (clashes, "meet", careless_meet),
    (clashes, "weaker", lambda one, other: True),
    (covering, "reading", lambda boxes, facts: 0),
    (unreached, "bounds_level", lambda rule: rule.value == "global"),
]


@pytest.mark.parametrize(("module", "name", "broken"), BROKEN, ids=[each[1] for each in BROKEN])
def test_a_broken_check_is_caught(
    shipped: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    name: str,
    broken: Any,
) -> None:
    monkeypatch.setattr(module, name, broken)
    books = [*(each.values[0] for each in FAULTY), shipped]
    assert any(differences(book) for book in books)
