"""How does a random but valid case document look?"""

from __future__ import annotations

from random import Random
from typing import Any

STANCES = ["seeks", "supports", "neutral", "reserved", "opposes"]
ROLES = ["sending", "transit", "receiving"]
BLOCS = ["eu", "ecowas", "asean", "nordic"]


def random_document(draw: Random, book: dict[str, Any], codes: list[str]) -> dict[str, Any]:
    """States, answers, overrides, words or stances, all at the mercy of the draw."""
    share = draw.choice([0.2, 0.5, 0.8, 0.95, 1.0])
    states = random_states(draw, codes)
    asked = [question for question in book["questions"] if question["key"] != "interest"]
    topics = draw.sample([issue["key"] for issue in book["issues"]], draw.randint(1, 4))
    return {
        "title": "A random case",
        "states": states,
        "answers": random_answers(draw, asked, share),
        "issues": [random_issue(draw, topic, states, asked) for topic in topics],
    }


def random_states(draw: Random, codes: list[str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [
        {"state": code} for code in draw.sample(codes, draw.randint(1, draw.choice([2, 6, 12])))
    ]
    kind = draw.random()
    if kind < 0.1:
        rows.append({"all_states": True})
    elif kind < 0.25:
        rows.append({"members_of": draw.choice(BLOCS)})
    for row in rows:
        if draw.random() < 0.9:
            row["roles"] = draw.sample(ROLES, draw.randint(1, 3))
    return rows


def random_answers(draw: Random, asked: list[dict[str, Any]], share: float) -> dict[str, Any]:
    return {
        question["key"]: random_answer(draw, question)
        for question in asked
        if draw.random() < share
    }


def random_answer(draw: Random, question: dict[str, Any]) -> Any:
    keys = [option["key"] for option in question["options"]]
    if not question.get("several"):
        return draw.choice(keys)
    if "none" in keys and draw.random() < 0.3:
        return ["none"]
    free = [key for key in keys if key != "none"]
    return draw.sample(free, draw.randint(1, len(free)))


def random_issue(
    draw: Random, topic: str, states: list[dict[str, Any]], asked: list[dict[str, Any]]
) -> dict[str, Any]:
    issue: dict[str, Any] = {"issue": topic, "answers": random_answers(draw, asked, 0.1)}
    for key in list(issue["answers"]):
        if draw.random() < 0.2:
            issue["answers"][key] = None
    if draw.random() < 0.4:
        words = ["common", "overlapping", "diverging", "conflicting", None]
        issue["answers"]["interest"] = draw.choice(words)
    elif draw.random() < 0.8:
        issue["interests"] = random_interests(draw, states)
    return issue


def random_interests(draw: Random, states: list[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = []
    share = draw.choice([0.5, 1.0])
    for state in states:
        name = {key: value for key, value in state.items() if key != "roles"}
        roles = state.get("roles", [])
        whole = not roles or draw.random() < 0.7
        for role in [None] if whole else roles:
            stances = {kind: draw.choice(STANCES) for kind in random_kinds(draw)}
            if draw.random() < share:
                rows.append({**name, **({"role": role} if role else {}), **stances})
    return rows


def random_kinds(draw: Random) -> list[str]:
    return draw.choice([["stated"], ["stated"], ["assessed"], ["stated", "assessed"]])
