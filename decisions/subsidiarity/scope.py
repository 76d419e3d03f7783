"""What is open at the chosen level, what stays lower, what is prepared higher, what is lifted?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .edition import Edition
from .findings import IssueFinding
from .forum_reasons import listed
from .ladder import Level
from .wording import at_words, rung_words

PACKAGE = frozenset({frozenset({"comprehensive"})})
"""The breadth under which issues travel as one."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The issues of a case as its level sorts them (B.2 §1)."""

    level: Level
    open: tuple[str, ...]
    lower: tuple[str, ...]
    prepared: tuple[str, ...]
    """Decided at this level or below, with a track higher up."""
    higher: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """One forum for all: where it would have to stand, and which issues it would lift there."""

    level: Level
    lifted: tuple[str, ...]
    text: str


def scope(findings: tuple[IssueFinding, ...]) -> Scope:
    """Sorted by the level of the lead issue, which is the case's level."""
    level = findings[0].level
    return Scope(
        level,
        topics(each for each in findings if each.level == level),
        topics(each for each in findings if each.level < level),
        topics(each for each in findings if each.level <= level < aim(each)),
        topics(each for each in findings if each.level > level),
    )


def topics(findings: Iterable[IssueFinding]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(finding.topic for finding in findings))


def aim(finding: IssueFinding) -> int:
    """The level that a gap or a tension points to."""
    weighed = finding.on_level.weighed
    aims = (weighed.ambition, weighed.principle, finding.level)
    return max(rung for rung in aims if rung is not None)


def together(edition: Edition, findings: tuple[IssueFinding, ...]) -> Together | None:
    """What one forum for all would mean; None where all issues have the same level anyway."""
    level = max(finding.level for finding in findings)
    below = [finding for finding in findings if finding.level < level]
    if not below:
        return None
    names = listed(
        [f"{edition.names[each.topic]} from {rung_words(each.level)}" for each in below], {}
    )
    return Together(
        level,
        topics(below),
        f"One forum for all would have to stand {at_words(level)}. It would lift {names}."
        " Say why they must travel along (B.2 §§1, 4).",
    )


def travels_as_one(findings: Iterable[IssueFinding]) -> bool:
    """Whether the officer says that the issues lie on one table."""
    return any(finding.facts.get("breadth") == PACKAGE for finding in findings)
