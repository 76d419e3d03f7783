"""What is wrong with each rule of a draft, in one line?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from decisions.subsidiarity.checks import Check, Item, Severity

OF_THE_FIRST = {"shadowed", "shadowed_together"}
"""Checks whose results name first the rule concerned, then those that make it needless."""
SHORT = {
    "unknown": "Cannot be read",
    "no_source": "No source",
    "dead": "Never fires",
    "duplicate": "Doubled",
    "contradictory": "Contradictory",
    "example": "Example fails",
    "shadowed": "Needless",
    "shadowed_together": "Needless",
    "always_contradicted": "Always contradicted",
    "no_example": "Example missing",
}


class Health(NamedTuple):
    """The gravest result that concerns a rule, and how many more there are."""

    tag: str
    fails: bool
    says: str
    more: int


def health_by_rule(checks: Iterable[Check]) -> Mapping[str, Health]:
    """Rules without any failing or warning result are not in it. The checks: gravest first."""
    found: dict[str, list[tuple[Check, Item]]] = defaultdict(list)
    for check in checks:
        for item in check.items if check.severity is not Severity.PASS else ():
            for key in concerned(check, item):
                found[key].append((check, item))
    return {key: gravest(results) for key, results in found.items()}


def concerned(check: Check, item: Item) -> Iterator[str]:
    yield from item.rules[:1] if check.key in OF_THE_FIRST else item.rules


def gravest(results: list[tuple[Check, Item]]) -> Health:
    check, item = results[0]
    fails = check.severity is Severity.FAIL
    return Health(SHORT.get(check.key, check.title), fails, item.says, len(results) - 1)
