"""How does the difference of two rule books read on a terminal?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from decisions.management.telling import bullets
from decisions.rulebook.differing import Difference, Stand, differences
from decisions.rulebook.differing_page import grouped
from decisions.subsidiarity.wire import to_json

STATES = "The States differ."


def told(one: Stand, other: Stand, format: str) -> tuple[str, bool]:
    """As text or JSON, and whether anything differs."""
    found = differences(one, other)
    states = one.document["states"] != other.document["states"]
    if format == "json":
        return to_json(as_json(one, other, found, states)), bool(found or states)
    return "\n".join(as_text(one, other, found, states)), bool(found or states)


def as_text(one: Stand, other: Stand, found: Sequence[Difference], states: bool) -> Iterable[str]:
    count = len(found) + states
    yield f"From {one.name} to {other.name}: {count or 'nothing'} differ{'s' * (count < 2)}"
    for group in grouped(found):
        yield ""
        yield group.title
        yield from bullets(
            f"{each.name}: {each.says}" if each.key else each.says for each in group.differences
        )
    if states:
        yield from ("", STATES)


def as_json(one: Stand, other: Stand, found: Sequence[Difference], states: bool) -> dict[str, Any]:
    return {
        "from": one.name,
        "to": other.name,
        "states_differ": states,
        "differences": [
            {
                "kind": each.kind.value,
                "key": each.key,
                "how": each.how,
                "says": each.says,
                "lines": [line._asdict() for line in each.changes],
            }
            for each in found
        ],
    }
