"""What do we recommend for this case under this edition?"""

from __future__ import annotations

from dataclasses import dataclass

from .edition import Edition, in_sentence
from .explain import Blocked, RungReasons, blocked, why_not_higher, why_not_lower
from .facts import Case
from .findings import IssueFinding, decisive_unknowns, find
from .ladder import Depth, Level
from .packages import Package, packages
from .rules import FORMS
from .tracks import Gap, Track, Warning, gaps, tracks, warnings


@dataclass(frozen=True, slots=True)
class IssueAdvice:
    """One issue's finding with its reasons."""

    finding: IssueFinding
    why_not_lower: tuple[RungReasons, ...]
    why_not_higher: tuple[RungReasons, ...]
    blocked: tuple[Blocked, ...]
    decisive_unknowns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Level and fora for a case, with every step of the reasoning."""

    case: Case
    edition: Edition
    issues: tuple[IssueAdvice, ...]
    packages: tuple[Package, ...]
    gaps: tuple[Gap, ...]
    tracks: tuple[Track, ...]
    warnings: tuple[Warning, ...]

    @property
    def lead(self) -> IssueFinding:
        """The first issue, whose level is the case's level."""
        return self.issues[0].finding

    @property
    def level(self) -> Level:
        return self.lead.level

    @property
    def depth(self) -> Depth:
        return self.lead.depth

    @property
    def headline(self) -> str:
        """The whole advice on the lead issue in one sentence."""
        if self.level is Level.LOCAL:
            return self.local_headline
        package = next(package for package in self.packages if package.level is self.level)
        reach = self.level.label + ("" if self.level is Level.SUBREGIONAL else " level")
        form = f" in {FORMS[package.form]}" if package.form else ""
        return f"{reach}, by {self.depth.label.lower()}{form}: {first_step(package)}."

    @property
    def local_headline(self) -> str:
        if self.lead.on_level.weighed.ambition is not None:
            return "Local level for now: a State that is needed accepts no table."
        if self.lead.on_level.span.high > Level.LOCAL:
            return "Local level so far: nothing that is known asks for more."
        return "Local level: one State can do this by its own law and means."


def first_step(package: Package) -> str:
    """Where to begin: a table that seats the States, or a form between two parties."""
    tables = [fit.forum for fit in package.match.fits if fit.table and fit.enough_seats]
    if not tables:
        return "no forum is ready for it yet"
    if tables[0].is_template:
        return f"start with a {in_sentence(tables[0].name)}"
    return f"start in the {tables[0].name}"


@dataclass(frozen=True, slots=True)
class Outcomes:
    """Two outcomes of one case: `full` for the entitled, `shared` for everyone else."""

    full: Recommendation
    shared: Recommendation


def recommend(case: Case, edition: Edition) -> Recommendation:
    """Answer the case under the edition. Pure: the same input gives the same advice."""
    findings = tuple(
        find(edition, issue.topic, edition.facts(case, issue)) for issue in case.issues
    )
    packed = packages(edition, case, findings)
    return Recommendation(
        case=case,
        edition=edition,
        issues=tuple(advise(edition, finding) for finding in findings),
        packages=packed,
        gaps=gaps(edition, findings, packed),
        tracks=tracks(edition, findings),
        warnings=warnings(edition, case, findings),
    )


def advise(edition: Edition, finding: IssueFinding) -> IssueAdvice:
    return IssueAdvice(
        finding,
        why_not_lower(edition, finding),
        why_not_higher(edition, finding),
        blocked(edition, finding),
        decisive_unknowns(edition, finding),
    )


def outcomes(case: Case, edition: Edition) -> Outcomes:
    """The case with assessed interests, and as those see it who may not know of them."""
    return Outcomes(recommend(case, edition), recommend(case.shared(), edition))
