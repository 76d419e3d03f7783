"""What should the checks of a book say, if an oracle answers one plain question?

The question: is there an input that all of these rules accept, and none of those? All that is
said of rules follows from it. Written from the issue's sentences, without the engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any, Protocol

from .reference import DEPTHS, LEVELS

Rule = dict[str, Any]
Answers = dict[str, set[Any]]
CAPS = ("not_needed_above", "not_achievable_above")


class Oracle(Protocol):
    def some(self, accept: Sequence[Rule], without: Sequence[Rule] = ()) -> bool:
        """Whether some input is accepted by all of these and by none of those."""

    def reaches(self, scale: list[str], rung: int) -> bool:
        """Whether some input leads there."""


def expected(book: dict[str, Any], oracle: Oracle) -> Answers:
    """Per check the rules (or pairs, or rungs) that it should name."""
    rules = book["rules"]
    living = [rule for rule in rules if oracle.some([rule])]
    duplicates = same_inputs(living, oracle)
    found: Answers = {
        "dead": {rule["key"] for rule in rules if rule not in living},
        "duplicate": {frozenset(pair) for pair in duplicates},
        "unreachable_level": unreached(LEVELS, oracle),
        "unreachable_depth": unreached(DEPTHS, oracle),
        "uncovered": {"some"} if oracle.some([], [r for r in rules if bounds_level(r)]) else set(),
    }
    return found | needless(living, duplicates, oracle) | clashing(living, oracle)


def unreached(scale: list[str], oracle: Oracle) -> set[str]:
    return {word for rung, word in enumerate(scale) if not oracle.reaches(scale, rung)}


def bounds_level(rule: Rule) -> bool:
    return rule["value"] in LEVELS


def inside(inner: Rule, outer: Rule, oracle: Oracle) -> bool:
    return not oracle.some([inner], [outer])


def same_inputs(living: list[Rule], oracle: Oracle) -> set[tuple[str, str]]:
    return {
        (one["key"], other["key"])
        for one, other in combinations(living, 2)
        if (one["effect"], one["value"]) == (other["effect"], other["value"])
        and inside(one, other, oracle)
        and inside(other, one, oracle)
    }


def needless(living: list[Rule], duplicates: set[tuple[str, str]], oracle: Oracle) -> Answers:
    alone, together = set(), set()
    for rule in living:
        others = [
            other
            for other in living
            if other is not rule
            and says_as_much(other, rule)
            and not {(rule["key"], other["key"]), (other["key"], rule["key"])} & duplicates
        ]
        if any(inside(rule, other, oracle) for other in others):
            alone.add(rule["key"])
        elif others and not oracle.some([rule], others):
            together.add(rule["key"])
    return {"shadowed": alone, "shadowed_together": together}


def scale_of(rule: Rule) -> list[str] | None:
    return next((scale for scale in (LEVELS, DEPTHS) if rule["value"] in scale), None)


def says_as_much(other: Rule, rule: Rule) -> bool:
    if rule["effect"] != other["effect"] or rule["effect"] == "warn":
        return False
    if rule["effect"] == "form":
        return bool(rule["value"] == other["value"])
    scale = scale_of(rule)
    if scale is None or scale is not scale_of(other):
        return False
    if rule["strength"] == "decisive" and other["strength"] == "presumption":
        return False
    here, there = scale.index(rule["value"]), scale.index(other["value"])
    return there >= here if rule["effect"] == "not_below" else there <= here


def clashing(living: list[Rule], oracle: Oracle) -> Answers:
    found: Answers = {"contradictory": set(), "always_contradicted": set(), "weighed": set()}
    for floor in (rule for rule in living if rule["effect"] == "not_below"):
        for cap in (rule for rule in living if rule["effect"] in CAPS):
            scale = scale_of(floor)
            if scale is not scale_of(cap) or scale is None:
                continue
            if scale.index(floor["value"]) > scale.index(cap["value"]) and oracle.some(
                [floor, cap]
            ):
                found[how_grave(floor, cap, oracle)].add((floor["key"], cap["key"]))
    return found


def how_grave(floor: Rule, cap: Rule, oracle: Oracle) -> str:
    within = inside(floor, cap, oracle), inside(cap, floor, oracle)
    if floor["strength"] == "presumption" and cap["effect"] == "not_achievable_above":
        return "weighed"  # a tension, kept visible on purpose
    if all(within):
        return "contradictory"
    both_decisive = floor["strength"] == cap["strength"] == "decisive"
    return "always_contradicted" if any(within) and not both_decisive else "weighed"


def said(checks: Any) -> Answers:
    """The same of what the checks found."""
    found: Answers = {}
    for check in checks:
        rules = [item.rules for item in check.items]
        if check.key == "duplicate":
            found[check.key] = {frozenset(p) for group in rules for p in combinations(group, 2)}
        elif check.key in ("dead", "shadowed", "shadowed_together"):
            found[check.key] = {named[0] for named in rules}
        elif check.key in ("contradictory", "always_contradicted", "weighed"):
            found[check.key] = set(rules)
        elif check.key.startswith("unreachable"):
            found[check.key] = {rung_in(item.says) for item in check.items}
        elif check.key == "uncovered":
            found[check.key] = {"some"} if check.items else set()
    return found


def rung_in(sentence: str) -> str:
    label = sentence.removeprefix("No input leads to ").removesuffix(".")
    return {"Cross-border area": "subregional"}.get(label, label.lower())
