"""What stands between need and possibility: will, a table, or the strength to carry it?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from .edition import Edition
from .findings import IssueFinding
from .forum_reasons import listed
from .ladder import Level
from .matching import match
from .packages import Package
from .remedies import Remedy, remedy
from .remedy_words import remedy_words
from .wording import rung_words

BODIES_LACK = " Build it up through a specialised body first (A.2 §4; B.2 §§2-3)."
STATES_LACK = " Plan help to build up capacity (B.2 §§2-3)."
CAPACITY = {
    "body_capacity": {
        "partly": f"Capacity gap: international bodies can carry this only in part.{BODIES_LACK}",
        "unable": f"Capacity gap: no international body can carry this yet.{BODIES_LACK}",
    },
    "capacity": {
        "unequal": f"Capacity gap: not all States concerned can carry this yet.{STATES_LACK}",
        "overstretched": f"Capacity gap: the States concerned can hardly carry this.{STATES_LACK}",
    },
}


@dataclass(frozen=True, slots=True)
class Gap:
    """`willingness`, `forum` or `capacity`: three gaps, kept apart."""

    kind: str
    issue: str
    text: str


def gaps(
    edition: Edition, findings: tuple[IssueFinding, ...], packed: tuple[Package, ...]
) -> tuple[Gap, ...]:
    found = [gap for finding in findings for gap in willingness_gaps(edition, finding)]
    ways = [(package, remedy(package)) for package in packed]
    found += [forum_gap(edition, package, way) for package, way in ways if way]
    capacity = {gap.text: gap for finding in reversed(findings) for gap in capacity_gaps(finding)}
    return (*found, *capacity.values())


def willingness_gaps(edition: Edition, finding: IssueFinding) -> Iterable[Gap]:
    """On either scale: the aim needs more than States accept."""
    for on in (finding.on_level, finding.on_depth):
        if on.weighed.ambition is not None:
            yield Gap(
                "willingness",
                finding.topic,
                f"Willingness gap on {edition.names[finding.topic]}: the aim needs"
                f" {rung_words(on.weighed.ambition)};"
                f" States accept at most {rung_words(on.weighed.rung)}.",
            )


def forum_gap(edition: Edition, package: Package, found: Remedy) -> Gap:
    """What no table holds, and the nearest way to one: widen a mandate, invite, or begin anew."""
    issues = listed(found.issues, edition.names)
    if package.level <= Level.BILATERAL:
        text = (
            f"Forum gap: no usual form between two parties is made for {issues}."
            " Draft an agreement of your own (B.2 §1)."
        )
    else:
        lacks = (
            f"{above(edition, package)} can bind these States in negotiations over {issues}"
            " (B.2 §4)"
            if package.need.comprehensive
            else f" seats these States with a mandate for {issues}"
        )
        ways = remedy_words(found, edition.names)
        text = f"Forum gap: no forum at {rung_words(package.level)}{lacks}. {ways} (A.1 §3)."
    return Gap("forum", found.issues[0], text)


def above(edition: Edition, package: Package) -> str:
    """Whether the world has a body for negotiations that the level found has none for."""
    worldwide = match(edition.fora, replace(package.need, level=Level.GLOBAL))
    return "" if worldwide.tables or package.level is Level.GLOBAL else ", and none above it,"


def capacity_gaps(finding: IssueFinding) -> Iterable[Gap]:
    """Only what was answered: an open answer makes no gap."""
    for fact, texts in CAPACITY.items():
        values = finding.facts[fact]
        if len(values) == 1:
            (option,) = next(iter(values))
            if option in texts:
                yield Gap("capacity", finding.topic, texts[option])
