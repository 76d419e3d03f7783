"""What does a form carry, was it sent before, and what stands in its way?"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User

from decisions.models import Receipt


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form carries besides its fields.

    `key` makes a repeat harmless; `revision` is the state that was read; `page` names the very
    page, so that its own autosaves never stand in its way. `secret` is the revision that was read
    of what only the entitled know of; None where the page showed nothing of it.
    """

    key: str
    revision: int
    page: str = ""
    secret: int | None = None


class Conflict(Exception):
    """Somebody saved newer work on this case file since the page was read."""


class WouldLose(Exception):
    """Saving would take away stances or answers that the page does not show; `count` of them."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} stances or answers")
        self.count = count


def receipt_for(user: User, key: str, content: Any, now: datetime) -> tuple[Receipt, bool]:
    """(receipt, whether this is the first time). The same key with other content is new."""
    digest = digest_of(key, content)
    return Receipt.objects.get_or_create(user=user, key=digest, defaults={"at": now})


def has_receipt(user: User, key: str, content: Any) -> bool:
    return Receipt.objects.filter(user=user, key=digest_of(key, content)).exists()


def digest_of(key: str, content: Any) -> str:
    return hashlib.sha256(f"{key}|{content!r}".encode()).hexdigest()


def give_result(receipt: Receipt, result: str) -> None:
    receipt.result = result
    receipt.save(update_fields=["result"])
