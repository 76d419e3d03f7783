"""How is a recommendation written? (Public JSON: keys, State codes, sentences; no floats.)"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..changes import Change, change_words
from ..edition import Edition
from ..explain import Blocked, RungReasons
from ..facts import Interest, Issue
from ..findings import Finding, IssueFinding
from ..ladder import Level, Rung
from ..recommend import IssueAdvice, Recommendation
from ..rules import Rule
from ..scope import Scope, Together
from ..whatif import Firmness, Flip
from ..wording import grounds, rung_words
from .cases import party_entry
from .packages import write_package, write_portfolio


def write_recommendation(recommendation: Recommendation) -> dict[str, Any]:
    """The public document of a recommendation, also what is stored and checksummed."""
    edition = recommendation.edition
    return {
        "headline": recommendation.headline,
        "level": recommendation.level.key,
        "depth": recommendation.depth.key,
        "lead": recommendation.lead.topic,
        "issues": list(write_issues(recommendation)),
        "packages": [write_package(each, edition.names) for each in recommendation.packages],
        "portfolio": write_portfolio(recommendation.portfolio),
        "scope": write_scope(recommendation.scope),
        "together": write_together(recommendation.together),
        "gaps": [
            {"kind": gap.kind, "issue": gap.issue, "text": gap.text} for gap in recommendation.gaps
        ],
        "tracks": [
            {
                "when": track.when,
                "level": track.level.key,
                "depth": key_or_none(track.depth),
                "text": track.text,
            }
            for track in recommendation.tracks
        ],
        "warnings": [
            {"rule": warning.rule, "text": warning.text} for warning in recommendation.warnings
        ],
        "edition": {"number": edition.number, "checksum": edition.checksum},
    }


def write_scope(scope: Scope) -> dict[str, Any]:
    return {
        "level": scope.level.key,
        "open": list(scope.open),
        "lower": list(scope.lower),
        "prepared": list(scope.prepared),
        "higher": list(scope.higher),
    }


def write_together(together: Together | None) -> dict[str, Any] | None:
    if together is None:
        return None
    return {
        "level": together.level.key,
        "lifted": list(together.lifted),
        "text": together.text,
    }


def write_issue(advice: IssueAdvice, edition: Edition) -> dict[str, Any]:
    finding = advice.finding
    level, depth = finding.on_level, finding.on_depth
    return {
        "issue": finding.topic,
        "level": finding.level.key,
        "range": span_of(level),
        "range_exact": level.span.exact,
        "depth": finding.depth.key,
        "depth_range": span_of(depth),
        "depth_range_exact": depth.span.exact,
        "ambition": key_or_none(level.weighed.ambition),
        "depth_ambition": key_or_none(depth.weighed.ambition),
        "tension": level.weighed.tension,
        "hardness": finding.hardness,
        "forms": list(finding.forms(edition)),
        "gap": None if level.weighed.ambition is None else "willingness",
        "fired": [write_fired(rule, finding) for rule in finding.certain(edition)],
        "yielded": [
            {"rule": loser.rule.key, "to": [rule.key for rule in loser.to]}
            for on in (level, depth)
            for loser in on.weighed.yielded
        ],
        "blocked": [write_blocked(blocked) for blocked in advice.blocked],
        "decisive_unknowns": list(advice.decisive_unknowns),
        "idle_questions": list(advice.idle_questions),
        "why_not_lower": write_reasons(advice.on_level.lower),
        "why_not_higher": write_reasons(advice.on_level.higher),
        "depth_why_not_lower": write_reasons(advice.on_depth.lower),
        "depth_why_not_higher": write_reasons(advice.on_depth.higher),
    }


def write_issues(recommendation: Recommendation) -> Iterable[dict[str, Any]]:
    """Each issue with its reasons, what would change it, and how firm it is."""
    edition = recommendation.edition
    for issue, advice, (level, depth) in zip(
        recommendation.case.issues, recommendation.issues, recommendation.what_if, strict=True
    ):
        yield {
            **write_issue(advice, edition),
            "flips": [write_flip(edition, issue, flip) for flip in level.flips],
            "if_answered": [write_flip(edition, issue, flip) for flip in level.openings],
            "firmness": write_firmness(level.firmness),
            "depth_flips": [write_flip(edition, issue, flip) for flip in depth.flips],
            "depth_firmness": write_firmness(depth.firmness),
        }


def write_firmness(firm: Firmness) -> dict[str, Any]:
    return {"same": firm.same, "of": firm.of, "exact": firm.exact}


def write_flip(edition: Edition, issue: Issue, flip: Flip) -> dict[str, Any]:
    return {
        **write_change(edition, issue, flip.change),
        "leads_to": flip.rung.key,
        "text": f"{change_words(edition, issue, flip.change)}"
        f" would lead to {rung_words(flip.rung)}.",
    }


def write_change(edition: Edition, issue: Issue, change: Change) -> dict[str, Any]:
    """`question` is `stance` for a cell of the interest map; `row` is its place in `interests`."""
    of = {} if change.row is None else stance_of(change.row, issue.interests[change.row])
    return {
        "question": change.key,
        **of,
        "from": None if change.before is None else one_or_list(tuple(sorted(change.before))),
        "to": one_or_list(tuple(sorted(change.after))),
        "text": f"{change_words(edition, issue, change)}.",
    }


def stance_of(row: int, interest: Interest) -> dict[str, Any]:
    role = {"role": interest.role} if interest.role else {}
    return {"row": row, **party_entry(interest.party), **role}


def span_of(finding: Finding) -> list[str]:
    scale = type(finding.rung)
    return [scale(finding.span.low).key, scale(finding.span.high).key]


def key_or_none(rung: Any) -> str | None:
    return None if rung is None else rung.key


def write_fired(rule: Rule, finding: IssueFinding) -> dict[str, Any]:
    return {
        "rule": rule.key,
        "effect": rule.effect.value,
        "value": rule.value,
        "strength": rule.strength.value,
        "grade": rule.grade,
        "because": {
            fact: one_or_list(options) for fact, options in grounds(rule, finding.facts).items()
        },
    }


def one_or_list(options: tuple[str, ...]) -> str | list[str]:
    return options[0] if len(options) == 1 else list(options)


def write_blocked(blocked: Blocked) -> dict[str, Any]:
    return {
        "rule": blocked.rule.key,
        "possible": blocked.possible,
        "failing": {
            fact: {"has": None if has is None else one_or_list(has), "needs": list(needs)}
            for fact, (has, needs) in blocked.failing.items()
        },
    }


def scale_of(rung: Rung) -> str:
    return "level" if isinstance(rung, Level) else "depth"


def write_reasons(rungs: Iterable[RungReasons]) -> list[dict[str, Any]]:
    return [{scale_of(each.rung): each.rung.key, "reasons": list(each.reasons)} for each in rungs]
