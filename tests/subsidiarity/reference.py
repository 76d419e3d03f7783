"""What would a slow and obvious reading of the design give?

An oracle, written from the design's sentences alone and without the engine: plain dictionaries,
no masks, no merging, every completion tried one by one. It shares no code with `decisions`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from itertools import chain, combinations, product
from pathlib import Path
from typing import Any

LEVELS = ["local", "subregional", "bilateral", "regional", "interregional", "global"]
DEPTHS = ["exchange", "coordination", "standards", "operations", "delegation"]
STANCE = {"seeks": 2, "supports": 1, "neutral": 0, "reserved": -1, "opposes": -2}
WORDS = ["common", "overlapping", "diverging", "conflicting"]
HARD = {"common": "soft", "overlapping": "mixed", "diverging": "hard", "conflicting": "hard"}
ROLES = ["sending", "transit", "receiving"]

Facts = dict[str, set[Any]]


def load_book(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def subsets(options: list[str]) -> set[frozenset[str]]:
    """The non-empty subsets; "none" stands alone."""
    free = [option for option in options if option != "none"]
    found = {
        frozenset(some)
        for some in chain.from_iterable(combinations(free, n) for n in range(1, len(free) + 1))
    }
    return found | {frozenset({"none"})} if "none" in options else found


def all_facts(book: dict[str, Any]) -> Facts:
    facts: Facts = {}
    for question in book["questions"]:
        keys = [option["key"] for option in question["options"]]
        facts[question["key"]] = subsets(keys) if question.get("several") else set(keys)
    facts["issue"] = {issue["key"] for issue in book["issues"]}
    facts["states"] = {"one", "two", "three_to_five", "six_or_more"}
    facts["regions"] = {"one", "two", "three_or_more"}
    facts["roles"] = subsets(ROLES)
    return facts


def row_name(row: dict[str, Any]) -> str:
    if row.get("all_states"):
        return "*"
    return "@" + row["members_of"] if "members_of" in row else row["state"]


def facts_about(
    case: dict[str, Any],
    entry: dict[str, Any],
    book: dict[str, Any],
    states: dict[str, dict[str, Any]],
    members: dict[str, list[str]],
    shared: bool = False,
) -> Facts:
    """Every fact with the values still possible, for one issue entry of a case document."""
    facts = all_facts(book)
    answers = {**case.get("answers", {}), **entry.get("answers", {})}
    if shared:
        answers.pop("hidden", None)
    for key, answer in answers.items():
        if answer is not None:
            facts[key] = {frozenset(answer) if isinstance(answer, list) else answer}
    facts["issue"] = {entry["issue"]}
    facts["states"], facts["regions"] = count_states(case, states, members)
    facts["roles"] = roles_present(case)
    interests = entry.get("interests", [])
    if shared:
        interests = [
            {k: v for k, v in row.items() if k != "assessed"}
            for row in interests
            if row.get("stated")
        ]
    if interests:
        words = words_possible(interests, case)
        if words != set(WORDS):
            facts["interest"] = words
        decided = hidden(interests, case)
        # An officer who knows of hidden interests is not refuted by stances of one sign.
        if decided and facts["hidden"] != {"yes"}:
            facts["hidden"] = {decided}
    return facts


def count_states(
    case: dict[str, Any], states: dict[str, dict[str, Any]], members: dict[str, list[str]]
) -> tuple[set[str], set[str]]:
    codes: set[str] = set()
    for row in case["states"]:
        if row.get("all_states"):
            return {"six_or_more"}, {"three_or_more"}
        codes |= set(members[row["members_of"]]) if "members_of" in row else {row["state"]}
    number, regions = len(codes), len({states[code]["region"] for code in codes})
    count = "one" if number == 1 else "two" if number == 2 else "three_to_five"
    if number > 5:
        count = "six_or_more"
    return {count}, {"one" if regions == 1 else "two" if regions == 2 else "three_or_more"}


def roles_present(case: dict[str, Any]) -> set[frozenset[str]]:
    known = {role for row in case["states"] for role in row.get("roles", [])}
    if all(row.get("roles") for row in case["states"]):
        return {frozenset(known)}
    return {value for value in subsets(ROLES) if known <= value}


def everyone_spoke(rows: list[dict[str, Any]], case: dict[str, Any]) -> bool:
    spoken = {(row_name(row), row.get("role")) for row in rows}
    for row in case["states"]:
        name, roles = row_name(row), row.get("roles", [])
        if (name, None) in spoken:
            continue
        if not roles or any((name, role) not in spoken for role in roles):
            return False
    return True


def words_possible(rows: list[dict[str, Any]], case: dict[str, Any]) -> set[str]:
    given = [row for row in rows if row.get("assessed") or row.get("stated")]
    weights = [STANCE[row.get("assessed") or row["stated"]] for row in given]
    if len(weights) < 2 or max(weights) < 1:
        return set(WORDS)
    low, high = min(weights), max(weights)
    if low >= 1:
        word = "common"
    elif low == 0:
        word = "overlapping"
    elif low == -1 or high < 2:
        word = "diverging"
    else:
        word = "conflicting"
    if everyone_spoke(given, case):
        return {word}
    return set(WORDS[WORDS.index(word) :])


def hidden(rows: list[dict[str, Any]], case: dict[str, Any]) -> str | None:
    both = [row for row in rows if row.get("stated") and row.get("assessed")]
    for row in both:
        one, other = STANCE[row["stated"]], STANCE[row["assessed"]]
        if (one > 0) != (other > 0) or (one < 0) != (other < 0):
            return "yes"
    return "no" if everyone_spoke(both, case) else None


def accepts(condition: Any, value: Any) -> bool:
    given = value if isinstance(value, frozenset) else {value}
    if isinstance(condition, dict):
        return not set(condition["none_of"]) & given
    return bool(set(condition) & given)


def accepted(rule: dict[str, Any], fact: str, value: Any) -> bool:
    """Whether a rule goes on living when this fact takes this value."""
    alive = accepts(rule["when"][fact], value) if fact in rule["when"] else True
    if fact == "interest" and "hardness" in rule["when"]:
        alive = alive and accepts(rule["when"]["hardness"], HARD[value])
    return alive


def facts_of(rule: dict[str, Any]) -> set[str]:
    return {"interest" if fact == "hardness" else fact for fact in rule["when"]}


def classify(rule: dict[str, Any], facts: Facts) -> str:
    answers = [[accepted(rule, fact, value) for value in facts[fact]] for fact in facts_of(rule)]
    if all(all(each) for each in answers):
        return "certain"
    return "possible" if all(any(each) for each in answers) else "out"


def weigh(rules: list[dict[str, Any]], scale: list[str]) -> dict[str, Any]:
    """Section 4 of the model, sentence by sentence."""
    here = [rule for rule in rules if rule["value"] in scale]

    def rungs(effects: set[str], strengths: set[str]) -> list[int]:
        return [
            scale.index(rule["value"])
            for rule in here
            if rule["effect"] in effects and rule["strength"] in strengths
        ]

    top = len(scale) - 1
    floor = max(rungs({"not_below"}, {"decisive"}), default=0)
    ceiling = min(rungs({"not_achievable_above"}, {"decisive"}), default=top)
    presumed = max(rungs({"not_below"}, {"presumption"}), default=0)
    caps = {"not_achievable_above", "not_needed_above"}
    cap = min(rungs(caps, {"presumption"}), default=top)
    gap = floor > ceiling
    level = ceiling if gap else min(ceiling, max(floor, min(presumed, cap)))
    refusals = rungs({"not_achievable_above"}, {"decisive", "presumption"})
    lifts = rungs({"not_below"}, {"presumption"})
    return {
        "level": level,
        "ambition": floor if gap else None,
        "tension": not gap and any(up > no for up in lifts for no in refusals),
        "yielded": {
            rule["key"]
            for rule in here
            if rule["strength"] == "presumption"
            and (
                scale.index(rule["value"]) > level
                if rule["effect"] == "not_below"
                else scale.index(rule["value"]) < level
            )
        },
    }


def completions(facts: Facts, names: list[str]) -> Iterator[dict[str, Any]]:
    for values in product(*(sorted(facts[name], key=repr) for name in names)):
        yield dict(zip(names, values, strict=True))


def open_names(rules: list[dict[str, Any]], facts: Facts, scale: list[str]) -> list[str]:
    """The facts not known that some rule of the scale reads."""
    read = {fact for rule in rules if rule["value"] in scale for fact in facts_of(rule)}
    return sorted(name for name in read if len(facts[name]) > 1)


def size(rules: list[dict[str, Any]], facts: Facts, scale: list[str]) -> int:
    number = 1
    for name in open_names(rules, facts, scale):
        number *= len(facts[name])
    return number


def level_at(
    rules: list[dict[str, Any]], facts: Facts, values: dict[str, Any], scale: list[str]
) -> int:
    known: Facts = {**facts, **{name: {value} for name, value in values.items()}}
    fired = [
        rule for rule in rules if rule["value"] in scale and classify(rule, known) == "certain"
    ]
    return int(weigh(fired, scale)["level"])


def all_levels(rules: list[dict[str, Any]], facts: Facts, scale: list[str]) -> list[int]:
    names = open_names(rules, facts, scale)
    return [level_at(rules, facts, values, scale) for values in completions(facts, names)]


def decisive(rules: list[dict[str, Any]], facts: Facts, scale: list[str]) -> set[str]:
    """The open facts whose value alone moves the level under some completion of the others."""
    names = open_names(rules, facts, scale)
    found = set()
    for name in names:
        others = [other for other in names if other != name]
        for values in completions(facts, others):
            levels = {
                level_at(rules, facts, {**values, name: value}, scale) for value in facts[name]
            }
            if len(levels) > 1:
                found.add(name)
                break
    return found
