"""How are checks laid out for a page, the gravest first?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from decisions.rulebook.check_results import failing, parted, passing, warning
from decisions.subsidiarity.checks import Check, Item
from decisions.subsidiarity.checks.verdict import one_in

from .places import Link, Places

SHOWN = 20
"""Of what a check found so much is shown at once; the rest is folded."""
MOST = 300
"""What is beyond is only counted: of five hundred rules, pairs alone would fill megabytes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found: a sentence with the ways to what it names, on how many inputs, and a case
    that shows it."""

    says: tuple[Link, ...]
    share: str = ""
    trial: str = ""

    @property
    def links(self) -> tuple[Link, ...]:
        return tuple(part for part in self.says if part.url)


@dataclass(frozen=True, slots=True)
class Shown:
    """One check; `more` are the findings that are folded, `count` are all."""

    key: str
    title: str
    count: int
    first: tuple[Finding, ...]
    more: tuple[Finding, ...]

    @property
    def beyond(self) -> int:
        """How many there are that are not shown."""
        return self.count - len(self.first) - len(self.more)


def check_page(checks: Sequence[Check], places: Places) -> dict[str, Any]:
    """Fails, warnings, what passes with information, and the names of what found nothing."""
    passed = passing(checks)
    return {
        "fails": shown(failing(checks), places),
        "warnings": shown(warning(checks), places),
        "informs": shown((each for each in passed if each.items), places),
        "silent": [each.title for each in passed if not each.items],
        "passed": len(passed),
    }


def shown(checks: Iterable[Check], places: Places) -> list[Shown]:
    return [shown_check(each, places) for each in checks]


def shown_check(check: Check, places: Places) -> Shown:
    found = tuple(finding(item, places) for item in check.items[:MOST])
    return Shown(check.key, check.title, len(check.items), found[:SHOWN], found[SHOWN:])


def finding(item: Item, places: Places) -> Finding:
    named = {key: places.quoted(key) for key in item.rules}
    return Finding(linked(item.says, named), share(item), places.trial(item.witness))


def linked(says: str, named: Mapping[str, Link]) -> tuple[Link, ...]:
    """A sentence in parts; a word of it that is named here gives way to its link."""
    return tuple(named.get(part, Link(part, "")) for part in parted(says, named) if part)


def share(item: Item) -> str:
    """On how many inputs, in words; nothing where the sentence says it already."""
    words = one_in(*item.share) if item.share and item.share[0] else ""
    return "" if words in item.says else words
