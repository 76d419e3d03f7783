"""How is a case to be handled, and how do its exports say so?"""

from __future__ import annotations

import json
from typing import Any

from decisions.models.casefile import HANDLING, CaseFile
from decisions.subsidiarity.wire import to_json

LABELS = dict(HANDLING)


def marking_of(held: CaseFile) -> str:
    """The label of the marking; "" where there is none."""
    return LABELS.get(held.handling, "") if held.handling else ""


def strictest(*held: CaseFile) -> str:
    """The label of the strictest marking, for a page that shows several cases."""
    order = list(LABELS)
    return marking_of(max(held, key=lambda each: order.index(each.handling)))


def file_name(held: CaseFile, name: str) -> str:
    """The name of an export; the marking, where there is one, comes first."""
    return f"{held.handling}-{name}" if held.handling else name


def marked_json(held: CaseFile, document: dict[str, Any]) -> str:
    """The public document as always; where there is a marking, its first key is `handling`."""
    text = to_json(document)
    if not held.handling:
        return text
    return text.replace("{\n", f'{{\n  "handling": {json.dumps(held.handling)},\n', 1)
