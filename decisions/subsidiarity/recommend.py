"""What do we recommend for this case under this edition?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .edition import Edition, in_sentence
from .explain import Blocked, RungReasons, blocked, why_not_higher, why_not_lower
from .facts import Case, Issue
from .findings import Finding, IssueFinding, decisive_unknowns, find, idle_questions
from .gaps import Gap, gaps
from .ladder import Depth, Level
from .packages import Package, body, packages
from .portfolio import Portfolio, portfolio
from .rules import CAPS, FORMS, Effect
from .scope import Scope, Together, scope, together
from .tracks import Track, Warning, tracks, warnings
from .whatif import Firmness, Flip, firmness, flips, openings, variations

NO_ARTICLE = ("cooperation", "patrols")
"""Names of forms that end so bear no article."""


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why not lower and why not higher, on one scale."""

    lower: tuple[RungReasons, ...]
    higher: tuple[RungReasons, ...]


@dataclass(frozen=True, slots=True)
class IssueAdvice:
    """One issue's finding with its reasons."""

    finding: IssueFinding
    on_level: Reasons
    on_depth: Reasons
    blocked: tuple[Blocked, ...]
    decisive_unknowns: tuple[str, ...]
    """Open questions that can still move the level, the most telling first."""
    idle_questions: tuple[str, ...]
    """Open questions that can change nothing any more on this issue."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would change one issue's result on one scale, and how firm it is."""

    flips: tuple[Flip, ...]
    """Known answers that would move it if they were others."""
    openings: tuple[Flip, ...]
    """Every answer to the open questions that can still move it, the most telling first."""
    firmness: Firmness


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Level and fora for a case, with every step of the reasoning."""

    case: Case
    edition: Edition
    issues: tuple[IssueAdvice, ...]
    what_if: tuple[tuple[WhatIf, WhatIf], ...]
    """For each issue, on level and on depth."""
    packages: tuple[Package, ...]
    portfolio: Portfolio
    scope: Scope
    together: Together | None
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
        span = self.lead.on_level.span
        so_far = "" if span.low == span.high else " so far"
        package = next(package for package in self.packages if package.level is self.level)
        reach = self.level.label + ("" if self.level is Level.SUBREGIONAL else " level")
        kind = body(self.level, self.lead.forms(self.edition))
        form = f" in {FORMS[kind]}" if kind else ""
        step = first_step(package, self.lead.topic, self.edition.names)
        return f"{reach}{so_far}, by {self.depth.label.lower()}{form}: {step}."

    @property
    def local_headline(self) -> str:
        if self.lead.on_level.span.high > Level.LOCAL:
            return "Local level so far: nothing that is known asks for more."
        held = [
            rule
            for rule in self.lead.certain(self.edition)
            if rule.effect in CAPS and rule.rung is Level.LOCAL
        ]
        # A refusal outdoes what is merely not needed.
        held.sort(key=lambda rule: rule.effect is not Effect.NOT_ACHIEVABLE_ABOVE)
        why = in_sentence(held[0].title) if held else "nothing asks for more"
        now = " for now" if self.lead.on_level.weighed.ambition is not None else ""
        return f"Local level{now}: {why}."


def first_step(package: Package, lead: str, names: Mapping[str, str]) -> str:
    """Where to begin with the lead issue: a table that seats the States, or a form for two."""
    first = next((fit for fit in package.match.tables if fit.covers(lead)), None)
    if first is None:
        two = package.level <= Level.BILATERAL
        others = len(package.issues) > 1
        it = names[lead] if others else "it"
        return "draft an agreement of your own" if two else f"no forum is ready for {it} yet"
    if not first.forum.is_template:
        as_far = (
            "" if first.deep_enough else f", which goes as far as {in_short(first.forum.depth)}"
        )
        return f"start in the {first.forum.name}{as_far}"
    name = in_sentence(first.forum.name)
    return f"start with {name if name.endswith(NO_ARTICLE) else f'a {name}'}"


def in_short(rung: Depth) -> str:
    return rung.label.lower()


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
    advised = tuple(advise(edition, finding) for finding in findings)
    packed = packages(edition, case, findings)
    return Recommendation(
        case=case,
        edition=edition,
        issues=advised,
        what_if=tuple(
            what_if(edition, case, issue, each)
            for issue, each in zip(case.issues, advised, strict=True)
        ),
        packages=packed,
        portfolio=portfolio(edition, packed),
        scope=scope(findings),
        together=together(edition, findings),
        gaps=gaps(edition, findings, packed),
        tracks=tracks(edition, findings),
        warnings=warnings(edition, case, findings),
    )


def advise(edition: Edition, finding: IssueFinding) -> IssueAdvice:
    return IssueAdvice(
        finding,
        reasons(edition, finding, finding.on_level),
        reasons(edition, finding, finding.on_depth),
        blocked(edition, finding),
        decisive_unknowns(edition, finding),
        idle_questions(edition, finding),
    )


def reasons(edition: Edition, finding: IssueFinding, on: Finding) -> Reasons:
    return Reasons(why_not_lower(edition, finding, on), why_not_higher(edition, finding, on))


def what_if(
    edition: Edition, case: Case, issue: Issue, advice: IssueAdvice
) -> tuple[WhatIf, WhatIf]:
    finding = advice.finding
    varied = tuple(variations(edition, case, issue, finding))
    level, depth = (
        WhatIf(
            tuple(flips(edition, finding, on, varied)),
            tuple(openings(edition, finding, on, telling)),
            firmness(edition, finding, on),
        )
        for on, telling in (
            (finding.on_level, advice.decisive_unknowns),
            (finding.on_depth, ()),
        )
    )
    return level, depth


def outcomes(case: Case, edition: Edition) -> Outcomes:
    """The case with assessed interests, and as those see it who may not know of them."""
    return Outcomes(recommend(case, edition), recommend(case.shared(), edition))
