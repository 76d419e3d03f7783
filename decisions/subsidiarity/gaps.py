"""What stands between need and possibility: will, a table, or the strength to carry it?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .edition import Edition
from .findings import IssueFinding
from .forum_reasons import by_name, listed
from .ladder import Level
from .matching import Fit
from .packages import Package
from .rules import FORMS
from .wording import rung_words

INVITATIONS = 5
"""More newcomers than this make a new table rather than a wider one."""
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
