"""How does a draft move to another base edition, so that undoing moves it back?

The base stands in the step beside the items that were touched, as if it were an item. A merge is
therefore undone whole, and only together with every later merge.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from decisions.models import Draft, EditionRecord

from .parts import Document

BASE = "base"


class Base(NamedTuple):
    """The number of an edition, and what of a document no item holds; None: as it is."""

    edition: int
    rest: Document | None = None


def is_base(done: Mapping[str, Any]) -> bool:
    """Whether this part of a step moved the base, and touched no item."""
    return bool(done["kind"] == BASE)


def base_before(changes: Sequence[Mapping[str, Any]]) -> Base | None:
    """The base as it was before a step; None where the step did not move it."""
    moved = next((each["before"] for each in changes if is_base(each)), None)
    return Base(moved["edition"], moved.get("rest")) if moved else None


def move_base(held: Draft, wanted: Base | None) -> Document | None:
    """Move it on the draft at hand (the caller saves it); the change as a step keeps it."""
    if wanted is None or wanted.edition == held.base.number:
        return None
    before: Document = {"edition": held.base.number}
    after: Document = {"edition": wanted.edition}
    if wanted.rest is not None and wanted.rest != held.rest:
        before["rest"], after["rest"] = held.rest, wanted.rest
        held.rest = wanted.rest
    held.base = EditionRecord.objects.defer("document").get(number=wanted.edition)
    return {"kind": BASE, "key": BASE, "before": before, "after": after}
