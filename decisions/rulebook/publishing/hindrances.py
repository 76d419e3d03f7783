"""What stands in the way of publishing a draft as it reads now?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from decisions.models import EditionRecord
from decisions.subsidiarity.checks import Check

from ..check_results import checks_of_reading, failing, titled, warning
from ..draft.reading import DraftReading
from .refusals import Blocked


@dataclass(frozen=True, slots=True)
class Hindrances:
    """`unreadable` are sentences on what only a lenient reading takes."""

    unreadable: tuple[str, ...]
    failing: tuple[Check, ...]
    warnings: tuple[Check, ...]
    nothing_new: bool
    """Whether it says, word for word, what is in force already."""

    @property
    def blocked(self) -> bool:
        return bool(self.unreadable or self.failing or self.nothing_new)


def hindrances(read: DraftReading, in_force: EditionRecord) -> Hindrances:
    checks = checks_of_reading(read)
    fails, warns = (
        tuple(titled(each, read.edition) for each in some(checks)) for some in (failing, warning)
    )
    return Hindrances(unreadable(read), fails, warns, read.checksum == in_force.checksum)


def unreadable(read: DraftReading) -> tuple[str, ...]:
    left_out = tuple(item.says for item in (*read.read.unknown, *read.read.unsourced))
    if left_out or reads_strictly(Stood(read.checksum, read)):
        return left_out
    return ("The draft as a whole cannot be read.",)


@dataclass(frozen=True, slots=True)
class Stood:
    """A draft as it stood; two of one checksum say the same."""

    checksum: str
    read: DraftReading = field(compare=False)


@lru_cache(maxsize=16)
def reads_strictly(stood: Stood) -> bool:
    """Asked whenever the page is shown, and again when it is proposed and approved."""
    return stood.read.strict is not None


def require_free(
    read: DraftReading, in_force: EditionRecord, accepted: Mapping[str, str]
) -> Hindrances:
    """Raises Blocked where something stands in the way, or a warning has no reason beside it."""
    found = hindrances(read, in_force)
    if found.nothing_new:
        raise Blocked(f"The draft says what edition {in_force.number} says, word for word.")
    if found.unreadable or found.failing:
        raise Blocked("Something in the draft cannot be published. It is listed on the page.")
    if any(not accepted.get(each.key, "").strip() for each in found.warnings):
        raise Blocked("There are warnings that nobody has accepted.")
    return found
