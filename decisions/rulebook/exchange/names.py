"""What can a fact be called where other engines take names for variables?"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterable

FEEL = frozenset({
    "and", "between", "context", "date", "duration", "else", "every", "external", "false", "for",
    "function", "if", "in", "instance", "item", "list", "not", "null", "of", "or", "range",
    "return", "satisfies", "some", "then", "time", "true",
})  # fmt: skip
"""Words that mean something else in FEEL. Those of Python are kept clear of too."""


def safe_names(keys: Iterable[str]) -> list[str]:
    """Different names of letters, digits and low lines that begin with a letter, in order."""
    found: dict[str, None] = {}
    for key in keys:
        name = re.sub(r"[^A-Za-z0-9_]", "_", key)
        if not name[:1].isalpha() or name in FEEL or keyword.iskeyword(name):
            name = f"fact_{name}"
        number = 1
        while (one := name if number == 1 else f"{name}_{number}") in found:
            number += 1
        found[one] = None
    return list(found)
