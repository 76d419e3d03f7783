"""What does one check of a book or a catalogue say, how grave is it, and where does it point?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What fails should not be published; a warning is for its author to weigh."""

    FAIL = "fail"
    WARN = "warn"
    PASS = "pass"  # noqa: S105


Witness = Mapping[str, tuple[str, ...]]
"""Fact -> the options given: any input with these values shows it, whatever the other facts say."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing found: a sentence, the rules or fora that it names, and what shows it.

    `share` is exact: (inputs concerned, all inputs), each fact varying by itself.
    """

    says: str
    rules: tuple[str, ...] = ()
    witness: Witness | None = None
    share: tuple[int, int] | None = None
    fora: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """One question put to a book or a catalogue. Under `pass` the items are information."""

    key: str
    severity: Severity
    title: str
    items: tuple[Item, ...]


def one_in(count: int, of: int) -> str:
    """A share in words: per cent from a half on, "1 in N" below, "about" where rounded."""
    if count in (0, of):
        return "all" if count else "none"
    if 2 * count > of:
        rounded, rest = divmod(100 * count, of)
        return f"{'' if not rest else 'about '}{rounded} %"
    rounded = (2 * of + count) // (2 * count)
    return f"{'' if rounded * count == of else 'about '}1 in {rounded:,}"


def listed(names: Iterable[str]) -> str:
    """Names as a sentence takes them: one, two and three."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
