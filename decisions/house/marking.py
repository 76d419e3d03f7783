"""How is a case to be handled, and how do its exports say so?"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from decisions.models.casefile import HANDLING, CaseFile
from decisions.subsidiarity.wire import to_json

LABELS = dict(HANDLING)


def marking_of(held: CaseFile) -> str:
    """The label of the marking; "" where there is none."""
    return marking_label(held.handling)


def marking_label(key: str) -> str:
    return LABELS.get(key, "") if key else ""


def strictest_key(keys: Iterable[str]) -> str:
    """The key of the strictest marking among them; "" where there is none."""
    return max(keys, key=list(LABELS).index, default="")


def strictest(*held: CaseFile) -> str:
    """The label of the strictest marking, for a page that shows several cases."""
    return marking_label(strictest_key(each.handling for each in held))


def file_name(held: CaseFile, name: str) -> str:
    """The name of an export; the marking, where there is one, comes first."""
    return marked_name(held.handling, name)


def marked_name(handling: str, name: str) -> str:
    """The same where the key of the marking is known."""
    return f"{handling}-{name}" if handling else name


def part_name(name: str, whole: bool) -> str:
    """`…-whole.pdf` where assessed interests were taken in, else `…-shared.pdf`."""
    stem, _, ending = name.rpartition(".")
    return f"{stem}-{'whole' if whole else 'shared'}.{ending}"


def marked_json(held: CaseFile, document: dict[str, Any]) -> str:
    """The public document as always; where there is a marking, its first key is `handling`."""
    text = to_json(document)
    if not held.handling:
        return text
    return text.replace("{\n", f'{{\n  "handling": {json.dumps(held.handling)},\n', 1)
