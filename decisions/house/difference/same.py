"""At which places do two written documents differ, as paths in words?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import Any

SHOWN = 20
"""Places that are named; the others are counted."""
LONGEST = 80
"""Characters of a value that are shown."""
MISSING = object()


def same_outcome(a: Any, b: Any, shown: int = SHOWN) -> list[str]:
    """`issues[1].level: "regional" became "bilateral"`; empty where both are equal to the byte."""
    found = differences(a, b, "")
    named = list(islice(found, shown))
    more = sum(1 for _ in found)
    return [*named, f"and {more} more"] if more else named


def differences(a: Any, b: Any, place: str) -> Iterator[str]:
    if isinstance(a, dict) and isinstance(b, dict):
        for key in sorted({*a, *b}):
            inner = f"{place}.{key}" if place else str(key)
            yield from differences(a.get(key, MISSING), b.get(key, MISSING), inner)
    elif isinstance(a, list) and isinstance(b, list):
        for number in range(max(len(a), len(b))):
            one, other = (some[number] if number < len(some) else MISSING for some in (a, b))
            yield from differences(one, other, f"{place}[{number}]")
    elif written(a) != written(b):
        yield f"{place or 'the whole'}: {became(a, b)}"


def became(a: Any, b: Any) -> str:
    if a is MISSING:
        return f"{short(b)} is new"
    if b is MISSING:
        return f"{short(a)} is gone"
    return f"{short(a)} became {short(b)}"


def written(value: Any) -> str:
    """To the byte: 1, 1.0 and true are equal to Python and not on paper."""
    return "" if value is MISSING else json.dumps(value, ensure_ascii=False, sort_keys=True)


def short(value: Any) -> str:
    if isinstance(value, dict | list):
        noun = "key" if isinstance(value, dict) else "entry"
        plural = {"key": "keys", "entry": "entries"}[noun]
        return f"({len(value)} {noun if len(value) == 1 else plural})"
    text = written(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def top_places(a: Any, b: Any) -> list[str]:
    """Only the outermost keys that differ: nothing that is said under them."""
    if not (isinstance(a, dict) and isinstance(b, dict)):
        return [] if written(a) == written(b) else ["the whole"]
    return [
        key
        for key in sorted({*a, *b})
        if written(a.get(key, MISSING)) != written(b.get(key, MISSING))
    ]
