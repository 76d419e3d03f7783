"""What stands between need and possibility, and what to do now and prepare for later?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .edition import Edition
from .facts import Case
from .findings import IssueFinding
from .fora import Fit
from .forum_reasons import listed
from .interests import nobody_asks
from .ladder import Level
from .packages import Package
from .rules import FORMS, Effect, Strength

INVITATIONS = 5
"""More newcomers than this make a new table rather than a wider one."""
WHEN = ("first", "now", "prepare")
CAPACITY = {
    "body_capacity": (
        {"partly", "unable"},
        "Capacity gap: no international body can carry this yet."
        " Build it up through a specialised body first (A.2 §4; B.2 §§2-3).",
    ),
    "capacity": (
        {"unequal", "overstretched"},
        "Capacity gap: the States cannot all carry this yet."
        " Pair the agreement with help to build their capacity (B.2 §§2-3).",
    ),
}


@dataclass(frozen=True, slots=True)
class Gap:
    """`willingness`, `forum` or `capacity`: three gaps, kept apart."""

    kind: str
    issue: str
    text: str


@dataclass(frozen=True, slots=True)
class Track:
    """What to do `first` (talk openly), `now` (at the level found) or `prepare` (above it)."""

    when: str
    level: Level
    text: str


@dataclass(frozen=True, slots=True)
class Warning:
    """A process warning with the key of the rule that gives it."""

    rule: str
    text: str


def gaps(
    edition: Edition, findings: tuple[IssueFinding, ...], packed: tuple[Package, ...]
) -> tuple[Gap, ...]:
    found = [gap for finding in findings for gap in willingness_gaps(edition, finding)]
    found += [forum_gap(edition, package) for package in packed if package.match.uncovered]
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
                f" {on.weighed.ambition.label.lower()},"
                f" States accept at most {on.weighed.rung.label.lower()}.",
            )


def forum_gap(edition: Edition, package: Package) -> Gap:
    names = edition.names
    nearest = next((fit for fit in package.match.fits if fit.table and extendable(fit)), None)
    new_table = f"a new table: {FORMS[package.form or 'consultation']}"
    advice = f"It takes {new_table}"
    if nearest and nearest.covers(package.match.uncovered[0]):
        invited = listed(nearest.missing, names)
        advice = (
            f"Extend the {nearest.forum.short_name} by inviting {invited}, or set up {new_table}"
        )
    return Gap(
        "forum",
        package.match.uncovered[0],
        f"Forum gap: no forum at the {package.level.label.lower()} level seats these States with"
        f" a mandate for {listed(package.match.uncovered, names)}. {advice} (A.1 §3).",
    )


def extendable(fit: Fit) -> bool:
    return 0 < len(fit.missing) <= INVITATIONS


def capacity_gaps(finding: IssueFinding) -> Iterable[Gap]:
    for fact, (lacking, text) in CAPACITY.items():
        if all(value <= lacking for value in finding.facts[fact]):
            yield Gap("capacity", finding.topic, text)


FIRST = "First, bring the interests on {} into the open, in confidence (B.1 §§2-4)."
NOW = "Now, agree on {} as far as States will go."
CONCRETE = "Now, make the concrete agreements on {} here."
PRINCIPLES = "Discuss principles for {} here, for agreements later (B.1 §6; B.2 §1)."


def tracks(edition: Edition, findings: tuple[IssueFinding, ...]) -> tuple[Track, ...]:
    """Two tracks for each gap or tension on the level, and open talks first where a rule asks.

    Issues with the same advice at the same level share a track.
    """
    shared: dict[tuple[str, Level, str], list[str]] = {}
    for finding in findings:
        for advice in issue_tracks(edition, finding):
            shared.setdefault(advice, []).append(finding.topic)
    ordered = sorted(shared.items(), key=lambda entry: WHEN.index(entry[0][0]))
    return tuple(
        Track(when, level, text.format(listed(topics, edition.names)))
        for (when, level, text), topics in ordered
    )


def issue_tracks(edition: Edition, finding: IssueFinding) -> Iterable[tuple[str, Level, str]]:
    """(when, level, text with a place for the issues)."""
    weighed, level = finding.on_level.weighed, finding.level
    if "consultation" in finding.forms(edition) and level > Level.LOCAL:
        yield "first", level, FIRST
    if weighed.ambition is not None:
        yield "now", level, NOW
        yield "prepare", Level(weighed.ambition), closing_condition(edition, finding)
    elif weighed.principle is not None:
        yield "now", level, CONCRETE
        yield "prepare", Level(weighed.principle), PRINCIPLES


def closing_condition(edition: Edition, finding: IssueFinding) -> str:
    """What to prepare, and which refusals would have to fall."""
    refusals = [
        rule.title
        for rule in finding.certain(edition)
        if rule.effect is Effect.NOT_ACHIEVABLE_ABOVE
        and rule.strength is Strength.DECISIVE
        and isinstance(rule.rung, Level)
    ]
    return f"Prepare {{}} here. It opens once this no longer holds: {'; '.join(refusals)}."


def warnings(
    edition: Edition, case: Case, findings: tuple[IssueFinding, ...]
) -> tuple[Warning, ...]:
    """The book's warnings that some (or, as the rule says, every) issue fires, in its order."""
    fired = [{rule.key for rule in finding.certain(edition)} for finding in findings]
    given = tuple(
        Warning(rule.key, rule.rationale)
        for rule in edition.book.rules
        if rule.effect is Effect.WARN
        and (all if rule.value == "every_issue" else any)(rule.key in keys for keys in fired)
    )
    return given + tuple(unasked(edition, case))


def unasked(edition: Edition, case: Case) -> Iterable[Warning]:
    for issue in case.issues:
        if nobody_asks(issue.interests):
            name = edition.names[issue.topic]
            yield Warning(
                "nobody-asks",
                f"No State asks for {name}: the interest map says nothing yet (B.1 §3).",
            )
