"""What to do first, now and later, and what should the reader mind?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from .edition import Edition, in_sentence
from .facts import Case
from .findings import Finding, IssueFinding
from .forum_reasons import listed
from .interests import nobody_asks
from .ladder import Depth, Level, Rung
from .rules import Effect, Rule, Strength
from .scope import together, travels_as_one

WHEN = ("first", "now", "prepare")


@dataclass(frozen=True, slots=True)
class Track:
    """What to do `first` (talk openly), `now` (at the level found) or `prepare` (above it)."""

    when: str
    level: Level
    depth: Depth | None
    """Given where the track is about how deep to go, not how wide."""
    text: str


@dataclass(frozen=True, slots=True)
class Warning:
    """A process warning with the key of the rule that gives it."""

    rule: str
    text: str


TOPICS = "{topics}"
"""Stands for the issues, which come in last; a rule's own words may hold any sign."""
FIRST = f"Talk openly about the interests in {TOPICS} (B.1 §§2-4)."
NOW = f"Agree on {TOPICS} as far as States will go."
ALONE = f"Each State does what it can on {TOPICS} by itself."
CONCRETE = f"Make the concrete agreements on {TOPICS} here."
LIGHTER = f"Work together on {TOPICS} in this lighter way."


class Advice(NamedTuple):
    """A track before its issues come in: issues with the same advice share it."""

    when: str
    level: Level
    depth: Depth | None
    text: str


def tracks(edition: Edition, findings: tuple[IssueFinding, ...]) -> tuple[Track, ...]:
    """Two tracks for each gap or tension on either scale, and open talks first where a rule asks.

    Issues with the same advice at the same level share a track.
    """
    shared: dict[Advice, list[str]] = {}
    for finding in findings:
        for advice in issue_tracks(edition, finding):
            shared.setdefault(advice, []).append(finding.topic)
    ordered = sorted(shared.items(), key=lambda entry: WHEN.index(entry[0].when))
    return tuple(
        Track(when, level, depth, text.replace(TOPICS, listed(topics, edition.names), 1))
        for (when, level, depth, text), topics in ordered
    )


def issue_tracks(edition: Edition, finding: IssueFinding) -> Iterable[Advice]:
    """Texts with TOPICS in the place of the issues. Who acts alone shares no authority."""
    level, ambition = finding.level, finding.on_level.weighed.ambition
    if "consultation" in finding.forms(edition) and max(level, ambition or level) > Level.LOCAL:
        # A State that deals with it alone is the one to talk with.
        yield Advice("first", level or Level(ambition or level), None, FIRST)
    yield from two_tracks(edition, finding, finding.on_level)
    if level > Level.LOCAL:
        yield from two_tracks(edition, finding, finding.on_depth)


def two_tracks(edition: Edition, finding: IssueFinding, on: Finding) -> Iterable[Advice]:
    """What to do now at the rung found, and what to prepare above it."""
    higher = on.weighed.principle if on.weighed.ambition is None else on.weighed.ambition
    if higher is None or higher <= on.rung:
        # A decisive floor may have lifted the agreement itself to where principles belong.
        return
    gap = on.weighed.ambition is not None
    text = (
        closing_condition(edition, finding, higher) if gap else principles(edition, finding, higher)
    )
    if isinstance(higher, Level):
        now = ALONE if finding.level is Level.LOCAL else NOW if gap else CONCRETE
        yield Advice("now", finding.level, None, now)
        yield Advice("prepare", higher, None, text)
    else:
        yield Advice("now", finding.level, finding.depth, LIGHTER)
        yield Advice("prepare", finding.level, higher, text)


def principles(edition: Edition, finding: IssueFinding, principle: Rung) -> str:
    """What to discuss up there, by the rules that say so and those that hold agreements down."""
    rules = (rule for rule in finding.certain(edition) if in_tension(rule, principle))
    sources = "; ".join(dict.fromkeys(rule.source for rule in rules))
    if isinstance(principle, Depth):
        return f"Discuss whether {TOPICS} should go as deep as this later ({sources})."
    return f"Discuss principles for {TOPICS} here, for agreements later ({sources})."


def in_tension(rule: Rule, principle: Rung) -> bool:
    if rule.effect is Effect.NOT_BELOW:
        return rule.rung is principle
    refuses = rule.effect is Effect.NOT_ACHIEVABLE_ABOVE and isinstance(rule.rung, type(principle))
    return refuses and rule.rung < principle


def closing_condition(edition: Edition, finding: IssueFinding, ambition: Rung) -> str:
    """What to prepare, and which refusals would have to fall."""
    refusals = [
        in_sentence(rule.title)
        for rule in finding.certain(edition)
        if rule.effect is Effect.NOT_ACHIEVABLE_ABOVE
        and rule.strength is Strength.DECISIVE
        and isinstance(rule.rung, type(ambition))
        and rule.rung < ambition
    ]
    here = "here" if isinstance(ambition, Level) else "in this deeper way"
    return f"Prepare {TOPICS} {here}. It opens once this no longer holds: {'; '.join(refusals)}."


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
    return (*given, *lifted(edition, findings), *unasked(edition, case))


def lifted(edition: Edition, findings: tuple[IssueFinding, ...]) -> Iterable[Warning]:
    """By name, the issues that travel higher than they need because others do."""
    if travels_as_one(findings) and (forum := together(edition, findings)):
        yield Warning("lifted-issue", forum.text)


def unasked(edition: Edition, case: Case) -> Iterable[Warning]:
    for issue in case.issues:
        if nobody_asks(issue.interests):
            name = edition.names[issue.topic]
            yield Warning(
                "nobody-asks",
                f"No State asks for action on {name}. Look again at the interest map (B.1 §3).",
            )
