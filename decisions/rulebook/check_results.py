"""What do the checks find in a draft or in an edition, and is it free to be published?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from decisions.models import Draft
from decisions.subsidiarity.checks import Check, Item, Severity, check
from decisions.subsidiarity.edition import Edition

from .draft.reading import DraftReading, draft_reading


@dataclass(frozen=True, slots=True)
class Book:
    """What is checked. Two of one checksum are the same book, so the cache knows it by that."""

    checksum: str
    edition: Edition = field(compare=False)
    unknown: tuple[Item, ...] = field(default=(), compare=False)
    unsourced: tuple[Item, ...] = field(default=(), compare=False)


def checks_of(draft: Draft) -> tuple[Check, ...]:
    """Every check of a draft as it stands now, the gravest first."""
    return checks_of_reading(draft_reading(draft))


def checks_of_reading(reading: DraftReading) -> tuple[Check, ...]:
    """Of a draft as it stood when it was read."""
    read = reading.read
    return checked(Book(reading.checksum, read.edition, read.unknown, read.unsourced))


def checks_of_edition(edition: Edition) -> tuple[Check, ...]:
    """Of an edition that was published; it has a checksum."""
    return checked(Book(edition.checksum, edition))


@lru_cache(maxsize=16)
def checked(book: Book) -> tuple[Check, ...]:
    """Worked out once per book and process: 45 ms for the shipped one."""
    return check(book.edition, book.unknown, book.unsourced)


def failing(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Those that block a publication."""
    return tuple(each for each in checks if each.severity is Severity.FAIL)


def warning(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Those that must be accepted, one by one, with a reason."""
    return tuple(each for each in checks if each.severity is Severity.WARN)


def passing(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Those that found nothing, or only what is information."""
    return tuple(each for each in checks if each.severity is Severity.PASS)


def titled(each: Check, edition: Edition) -> Check:
    """The same, with every rule named by its title where its key stands in a sentence."""
    return replace(each, items=tuple(titled_item(item, edition) for item in each.items))


def titled_item(item: Item, edition: Edition) -> Item:
    rules = edition.book.rule_by_key
    words = {key: f"“{rules[key].title}”" for key in item.rules if key in rules}
    return replace(item, says="".join(words.get(part, part) for part in parted(item.says, words)))


def parted(says: str, words: Iterable[str]) -> list[str]:
    """A sentence in parts, so that each of these words is one; empty parts stay between."""
    longest = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.split(rf"(?<![\w-])({longest})(?![\w-])", says) if longest else [says]
