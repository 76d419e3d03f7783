"""Do checks of examples, and of rules made needless, point to exactly what they mean?"""

from __future__ import annotations

from typing import Any

import pytest

from decisions.subsidiarity.checks import CHECKS, Item, unreached
from decisions.subsidiarity.checks.covering import space_of
from decisions.subsidiarity.checks.matter import Matter
from decisions.subsidiarity.checks.unreached import (
    issues_without_rule,
    reached,
    unreachable_levels,
    witnessed,
)
from decisions.subsidiarity.ladder import Depth, Level

from .small_books import document, edition, rule

pytestmark = pytest.mark.core

LABELLED = [{**each, "label": each["key"].title()} for each in document()["questions"][:4]]


def matter(*rules: Any) -> Matter:
    made = edition(*rules, questions=LABELLED)
    return Matter(made, space_of(made.tables))


def found(key: str, *rules: Any) -> list[Item]:
    """What one search finds by itself."""
    search = next(search for name, _, _, search in CHECKS if name == key)
    return list(search(matter(*rules)))


def exemplified(*examples: tuple[bool, dict[str, Any]]) -> Any:
    row = rule("r", "form", "agreement", alone=["no"], tools={"none_of": ["none"]})
    told = [
        {"says": f"Case {number}", "fires": fires, "answers": answers}
        for number, (fires, answers) in enumerate(examples)
    ]
    return {**row, "examples": told}


@pytest.mark.parametrize(
    ("fires", "answers", "problem"),
    [
        (True, {"alone": "no", "tools": ["hands"]}, None),
        (True, {"alone": "yes", "tools": ["none"]}, "does not make it fire: it refuses what is said of Alone and Tools"),
        (True, {"alone": "no"}, "does not make it fire: nothing is said of Tools"),
        (True, {"alone": "yes"}, "does not make it fire: it refuses what is said of Alone"),
        (True, {"wide": "no"}, "does not make it fire: nothing is said of Alone and Tools"),
        (False, {"alone": "yes"}, None),
        (False, {"alone": "no", "tools": ["hands"]}, "is no near miss: it fires"),
        (False, {"alone": "no"}, "is no near miss: it may still fire, as nothing is said of Tools"),
    ],
)  # fmt: skip
def test_an_example_that_fails_names_its_rule_and_its_answers(
    fires: bool, answers: dict[str, Any], problem: str | None
) -> None:
    good = (True, {"alone": "no", "tools": ["funds", "hands"]}), (False, {"tools": ["none"]})
    items = found("example", exemplified(*good, (fires, answers)))
    witness = {
        fact: tuple(sorted(given)) if isinstance(given, list) else (given,)
        for fact, given in answers.items()
    }
    assert items == ([Item(f"r: “Case 2” {problem}.", ("r",), witness)] if problem else [])


def test_a_near_miss_of_a_dead_rule_is_none_and_the_next_is_still_judged() -> None:
    dead = {**rule("dead", "form", "agreement", interest=["common"], hardness=["hard"]), "examples": [
        {"says": "Miss", "fires": False, "answers": {"alone": "no"}},
    ]}  # fmt: skip
    assert found("example", dead, exemplified((True, {"alone": "yes"}))) == [
        Item(
            "r: “Case 0” does not make it fire: it refuses what is said of Alone.",
            ("r",),
            {"alone": ("yes",)},
        )
    ]
    assert found("no_example", dead) == []


@pytest.mark.parametrize(
    ("examples", "lacks"),
    [
        ([], "example that fires and no near miss"),
        ([(True, {"alone": "no", "tools": ["hands"]})], "near miss"),
        ([(False, {"alone": "yes"})], "example that fires"),
    ],
)
def test_a_rule_has_an_example_and_a_near_miss(examples: Any, lacks: str) -> None:
    assert found("no_example", exemplified(*examples)) == [Item(f"r has no {lacks}.", ("r",))]


def test_what_one_rule_makes_needless_hides_nothing_that_several_do() -> None:
    rules = [
        rule("first", "form", "agreement", alone=["yes"], hidden=["yes"])
        | {"when": {"alone": ["yes"], "interest": ["common"]}},
        rule("all", "form", "agreement", alone=["yes"]),
        rule("both", "form", "limited_body", alone=["no"]),
        rule("twin", "form", "limited_body", alone={"none_of": ["yes"]}),
        rule("left", "form", "limited_body", wide=["yes"]),
        rule("right", "form", "limited_body", wide=["no"]),
    ]
    assert [item.rules for item in found("shadowed", *rules)] == [("first", "all")]
    assert [item.rules for item in found("shadowed_together", *rules)] == [
        ("both", "left", "right"),
        ("twin", "left", "right"),
    ]


def test_rungs_are_counted_on_their_scale_and_in_whole_inputs() -> None:
    seen = matter(
        rule("far", "not_below", "global", alone=["yes"], wide=["yes"]),
        rule("deep", "not_below", "standards", tools=["hands"]),
    )
    total = seen.space.total
    levels, depths = reached(seen, Level), reached(seen, Depth)
    assert levels == {
        **dict.fromkeys(Level, 0),
        Level.LOCAL: total * 3 // 4,
        Level.GLOBAL: total // 4,
    }
    assert depths == {
        **dict.fromkeys(Depth, 0),
        Depth.EXCHANGE: total // 2,
        Depth.STANDARDS: total // 2,
    }
    assert all(isinstance(number, int) for number in (*levels.values(), *depths.values()))
    assert (witnessed(seen, Level), witnessed(seen, Depth)) == ({0, 5}, {0, 2})


def test_where_every_rung_is_witnessed_nothing_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    rules = [
        rule(level, "not_below", level, **{"interest" if level != "global" else "alone": [word]})
        for level, word in zip(
            ("subregional", "bilateral", "regional", "interregional", "global"),
            ("common", "overlapping", "diverging", "conflicting", "yes"),
            strict=True,
        )
    ]
    low = rule("low", "not_needed_above", "local", wide=["no"])
    monkeypatch.setattr(unreached, "reached", lambda *asked: pytest.fail("counted"))
    assert list(unreachable_levels(matter(*rules, low))) == []


def test_duplicates_of_different_strength_are_said_to_be() -> None:
    floor = ("not_below", "regional")
    alike = [rule(key, *floor, alone=["no"]) for key in ("one", "two")]
    strong = rule("three", *floor, "decisive", alone=["no"])
    other = rule("four", *floor, "decisive", alone=["yes"])
    said = "accept exactly the same inputs and say the same"
    assert [item.says for item in found("duplicate", *alike, other)] == [f"one and two {said}."]
    assert found("duplicate", *alike, strong, other) == [
        Item(f"one, two and three {said}, in different strength.", ("one", "two", "three"))
    ]


@pytest.mark.parametrize(
    ("source", "named"),
    [
        ("B.1 §4", True), ("A §1", True), ("After B.2 §§1-2", True), ("B.12 §4", False),
        ("Not named in A §1", False), ("C.1 §4", False), ("UDHR, Art. 14", False), ("b.1 §4", False),
    ],
)  # fmt: skip
def test_an_issue_of_the_paper_is_one_that_its_source_cites(source: str, named: bool) -> None:
    topics = [{**each, "source": source} for each in document()["issues"]]
    made = edition(rule("r", "form", "agreement", issue=["asylum"]), issues=topics)
    items = list(issues_without_rule(Matter(made, space_of(made.tables))))
    said = f"No rule names the issue Security (security; {source})."
    assert [item.says for item in items] == ([said] if named else [])
