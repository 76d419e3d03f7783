"""What stands between need and possibility, and what to do now and prepare for later?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .edition import Edition, in_sentence
from .facts import Case
from .findings import IssueFinding
from .forum_reasons import by_name, listed
from .interests import nobody_asks
from .ladder import Level
from .matching import Fit
from .packages import Package
from .rules import FORMS, Effect, Rule, Strength
from .wording import rung_words

INVITATIONS = 5
"""More newcomers than this make a new table rather than a wider one."""
WHEN = ("first", "now", "prepare")
TALKS = frozenset(
    {"regional_consultative_process", "interregional_consultative_process", "global_process"}
)
"""Kinds of forum that can ask others in: nobody joins a union in order to talk."""
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
                f" {rung_words(on.weighed.ambition)};"
                f" States accept at most {rung_words(on.weighed.rung)}.",
            )


def forum_gap(edition: Edition, package: Package) -> Gap:
    """What no table holds, and the nearest way to one: widen a mandate, invite, or begin anew."""
    issues = package.match.uncovered
    if package.level <= Level.BILATERAL:
        text = (
            f"Forum gap: no usual form between two parties is made for"
            f" {listed(issues, edition.names)}. Draft an agreement of your own (B.2 §1)."
        )
    else:
        text = (
            f"Forum gap: no forum at {rung_words(package.level)} seats these States with a mandate"
            f" for {listed(issues, edition.names)}. {ways(edition, package)} (A.1 §3)."
        )
    return Gap("forum", issues[0], text)


def ways(edition: Edition, package: Package) -> str:
    lacking, new = package.match.uncovered[0], f"a new table: {FORMS[new_form(package)]}"
    talks = [fit for fit in package.match.talks if fit.forum.kind in TALKS]
    widened = next((fit for fit in talks if fit.enough_seats and not fit.covers(lacking)), None)
    extended = next((fit for fit in talks if fit.covers(lacking) and extendable(fit)), None)
    if extended:
        invited = listed(by_name(extended.missing, edition.names), edition.names)
        return f"Extend the {extended.forum.short_name} by inviting {invited}, or set up {new}"
    if widened:
        return f"Widen the mandate of the {widened.forum.short_name}, or set up {new}"
    return f"It takes {new}"


def new_form(package: Package) -> str:
    """The kind of table to set up: agencies assist States, and where they meet is for States."""
    return "consultation" if package.form in ("", "specialised_body") else package.form


def extendable(fit: Fit) -> bool:
    """Whether those without a seat are few, and fewer than those who have one."""
    return 0 < len(fit.missing) <= INVITATIONS and len(fit.missing) < len(fit.seated)


def capacity_gaps(finding: IssueFinding) -> Iterable[Gap]:
    """Only what was answered: an open answer makes no gap."""
    for fact, texts in CAPACITY.items():
        values = finding.facts[fact]
        if len(values) == 1:
            (option,) = next(iter(values))
            if option in texts:
                yield Gap("capacity", finding.topic, texts[option])


TOPICS = "{topics}"
"""Stands for the issues, which come in last; a rule's own words may hold any sign."""
FIRST = f"First, talk openly about the interests in {TOPICS} (B.1 §§2-4)."
NOW = f"Now, agree on {TOPICS} as far as States will go."
ALONE = f"Now, each State does what it can on {TOPICS} by itself."
CONCRETE = f"Now, make the concrete agreements on {TOPICS} here."


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
        Track(when, level, text.replace(TOPICS, listed(topics, edition.names), 1))
        for (when, level, text), topics in ordered
    )


def issue_tracks(edition: Edition, finding: IssueFinding) -> Iterable[tuple[str, Level, str]]:
    """(when, level, text with TOPICS in the place of the issues)."""
    weighed, level = finding.on_level.weighed, finding.level
    ambition, principle = weighed.ambition, weighed.principle
    now = ALONE if level is Level.LOCAL else NOW if ambition is not None else CONCRETE
    if "consultation" in finding.forms(edition) and max(level, ambition or level) > Level.LOCAL:
        # A State that deals with it alone is the one to talk with.
        yield "first", Level(ambition or level) if level is Level.LOCAL else level, FIRST
    if ambition is not None:
        yield "now", level, now
        yield "prepare", Level(ambition), closing_condition(edition, finding)
    elif principle is not None:
        yield "now", level, now
        yield "prepare", Level(principle), principles(edition, finding, Level(principle))


def principles(edition: Edition, finding: IssueFinding, principle: Level) -> str:
    """What to discuss up there, by the rules that say so and those that hold agreements down."""
    rules = (rule for rule in finding.certain(edition) if in_tension(rule, principle))
    sources = "; ".join(dict.fromkeys(rule.source for rule in rules))
    return f"Discuss principles for {TOPICS} here, for agreements later ({sources})."


def in_tension(rule: Rule, principle: Level) -> bool:
    if rule.effect is Effect.NOT_BELOW:
        return rule.rung is principle
    refuses = rule.effect is Effect.NOT_ACHIEVABLE_ABOVE and isinstance(rule.rung, Level)
    return refuses and rule.rung < principle


def closing_condition(edition: Edition, finding: IssueFinding) -> str:
    """What to prepare, and which refusals would have to fall."""
    refusals = [
        in_sentence(rule.title)
        for rule in finding.certain(edition)
        if rule.effect is Effect.NOT_ACHIEVABLE_ABOVE
        and rule.strength is Strength.DECISIVE
        and isinstance(rule.rung, Level)
    ]
    return f"Prepare {TOPICS} here. It opens once this no longer holds: {'; '.join(refusals)}."


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
