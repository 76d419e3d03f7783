"""How do the checks of a rule book or of a catalogue look outside the core?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..checks import Check, Item, Severity


def write_checks(checks: Iterable[Check]) -> dict[str, Any]:
    """Plain values; shares as exact counts, never as fractions."""
    checks = list(checks)
    return {
        "counts": {
            severity.value: sum(check.severity is severity for check in checks)
            for severity in Severity
        },
        "checks": [
            {
                "key": check.key,
                "severity": check.severity.value,
                "title": check.title,
                "items": [write_item(item) for item in check.items],
            }
            for check in checks
        ],
    }


def write_item(item: Item) -> dict[str, Any]:
    named = {"fora": list(item.fora)} if item.fora else {"rules": list(item.rules)}
    written: dict[str, Any] = {"says": item.says, **named}
    if item.witness is not None:
        written["witness"] = {fact: list(given) for fact, given in item.witness.items()}
    if item.share is not None:
        written["share"] = {"count": item.share[0], "of": item.share[1]}
    return written
