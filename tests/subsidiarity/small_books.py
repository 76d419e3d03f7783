"""How does a rule book of a few rows look in a test?"""

from __future__ import annotations

from typing import Any

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.wire import read_edition

QUESTION = {
    "step": "level", "label": "A", "text": "A?", "why": "Why", "help": "Help", "source": "B.1 §1",
}  # fmt: skip
RULE = {
    "theme": "Rules", "rationale": "For a reason.", "source": "B.1 §1", "grade": "assumption",
    "strength": "presumption",
}  # fmt: skip
FORUM = {
    "id": "table", "name": "Table", "short_name": "T", "kind": "regional_consultative_process",
    "level": "regional", "scope": "comprehensive", "binding": "consultative_only",
    "status": "active", "mandate": ["asylum"], "mandate_core": ["asylum"],
    "instruments": ["dialogue"], "membership_rule": "listed", "membership_confidence": "high",
    "members": ["DE", "FR"],
}  # fmt: skip


STATES = {
    "DE": ("Europe", "Germany"), "FR": ("Europe", "France"), "MA": ("Africa", "Morocco"),
    "TN": ("Africa", "Tunisia"), "US": ("Americas", "United States"),
}  # fmt: skip


def question(key: str, *options: str, several: bool = False) -> dict[str, Any]:
    listed = [{"key": option, "label": option.title()} for option in options]
    return {**QUESTION, "key": key, "options": listed, "several": several}


def rule(key: str, effect: str, value: str, strength: str = "presumption", **when: Any) -> Any:
    row = {**RULE, "key": key, "title": f"The rule {key}", "effect": effect, "value": value}
    return {**row, "strength": strength, "when": when}


def forum(**changes: Any) -> dict[str, Any]:
    """An entry of the catalogue. Members that are no State of the small book are codes of its own."""
    entry = {**FORUM, **changes}
    members = entry["members"]
    strange = [code for code in members if code not in STATES] if type(members) is list else []
    if not strange:
        return entry
    own = [{"code": code, "name": code} for code in strange]
    known = [code for code in members if code in STATES]
    return {**entry, "members": known, "members_non_iso": own}


def issues(fora: Any) -> list[str]:
    """The two of the small book, and whatever else its fora deal with."""
    dealt_with = [issue for entry in fora for issue in entry["mandate"]]
    return list(dict.fromkeys(["asylum", "security", *dealt_with]))


def document(*rules: Any, fora: Any = (), **changes: Any) -> dict[str, Any]:
    """An edition with three plain questions and the ones that the core knows by name."""
    return {
        "title": "A small book",
        "questions": [
            question("alone", "yes", "no"),
            question("wide", "yes", "no"),
            question("tools", "hands", "funds", "none", several=True),
            question("interest", "common", "overlapping", "diverging", "conflicting"),
            question("hidden", "yes", "no"),
            question("competence", "states", "shared", "transferred"),
            question("capacity", "able", "unequal", "overstretched"),
            question("body_capacity", "able", "partly", "unable"),
        ],
        "issues": [
            {"key": key, "label": key.title(), "group": "All", "definition": "D", "source": "S"}
            for key in issues(fora)
        ],
        "rules": list(rules),
        "fora": list(fora),
        "states": [
            {"code": code, "region": region, "un_member": True, "name": name}
            for code, (region, name) in STATES.items()
        ],
        **changes,
    }


def edition(*rules: Any, fora: Any = (), **changes: Any) -> Edition:
    return read_edition(document(*rules, fora=fora, **changes))


def case(*issues: str, states: str = "DE MA", **answers: Any) -> dict[str, Any]:
    rows = [
        {"state": code, "roles": ["receiving"] if place == 0 else ["sending"]}
        for place, code in enumerate(states.split())
    ]
    listed = [{"issue": issue} for issue in issues or ("asylum",)]
    return {"states": rows, "answers": answers, "issues": listed}
