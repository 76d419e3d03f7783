"""What does every form carry besides its fields, and what has one sent?"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from .requests import HouseRequest
from .sending import Sent

KEYS = ("csrfmiddlewaretoken", "key", "revision", "page", "shown")
"""Names that a form sends which nobody typed."""


def fresh_keys(revision: int = 0) -> dict[str, Any]:
    """The hidden fields of a form (`house/keys.html`): a new key and the revision that was read."""
    return {"key": uuid4().hex, "revision": revision}


def sent_by(request: HouseRequest) -> Sent:
    """The idempotency key and the revision that a form carries."""
    revision = request.POST.get("revision", "")
    return Sent(
        key=request.POST.get("key", "")[:64] or uuid4().hex,
        revision=int(revision) if revision.isdecimal() and len(revision) < 10 else -1,
    )


def typed_in(request: HouseRequest, but: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """(name, value) of everything that was typed or chosen, so that nothing of it is lost."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in KEYS and name not in but
        for value in values
        if value.strip()
    ]
