"""Why this rung and no other, as a paper says it: every reason with its source?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from decisions.house.advice import IssuePage, reasons_with_rules
from decisions.house.rule_words import FiredRule
from decisions.subsidiarity.rules import GRADES, Rule

from .blocks import Said
from .record import Record

PRINCIPLE = "B.1 §1; the paper implies it"
"""Where it stands that the burden of proof lies with the higher level."""
NO_LOWER, NO_HIGHER = "There is no lower level.", "There is no higher level."


def source_of(rule: Rule) -> str:
    return f"{rule.source}; {GRADES[rule.grade]}"


def in_short(record: Record) -> list[tuple[Said, Rule | None]]:
    """The short reasons with their sources, each with its rule."""
    lead = record.outcome["issues"][0]
    return [
        (Said(reason, source=source_of(rule) if rule else PRINCIPLE), rule)
        for reason, rule in reasons_with_rules(lead, record.edition)
    ]


def nearest(issue: IssuePage, told: Iterable[Rule]) -> tuple[Said, Said]:
    """Why not one rung lower and one rung higher, by what the `told` rules do not say yet."""
    keys = {rule.key for rule in told}
    return (
        on_rung("One rung lower:", issue.lower, issue.fired, keys, NO_LOWER),
        on_rung("One rung higher:", issue.higher, issue.fired, keys, NO_HIGHER),
    )


def on_rung(
    lead: str,
    rungs: tuple[Mapping[str, Any], ...],
    fired: tuple[FiredRule, ...],
    told: set[str],
    none: str,
) -> Said:
    """A reason not told yet, else the answers behind one that is, else what there is to say."""
    if not rungs:
        return Said(none, lead)
    rung = rungs[0]
    reasons = [(text, rule_behind(text, fired)) for text in rung["reasons"]]
    behind = [(text, found) for text, found in reasons if found]
    for text, found in behind:
        if found.rule.key not in told:
            return Said(without_source(text, found.rule), lead, source_of(found.rule))
    if behind:
        return answers_behind(lead, rung, behind[0][1])
    return Said(rung["reasons"][0], lead)


def answers_behind(lead: str, rung: Mapping[str, Any], found: FiredRule) -> Said:
    answers = "; ".join(f"{label}: {words}" for label, words in found.answers)
    because = f" ({answers})" if answers else ""
    return Said(f"{rung['label']}: {rung['word']}{because}.", lead, source_of(found.rule))


def rule_behind(reason: str, fired: tuple[FiredRule, ...]) -> FiredRule | None:
    """The rule that a reason was made from: the reason names its title and ends with its source."""
    ended = (each for each in fired if reason.endswith(f" {source_of(each.rule)}."))
    return next((each for each in ended if f": {each.rule.title}" in reason), None)


def without_source(reason: str, rule: Rule) -> str:
    return reason.removesuffix(f" {source_of(rule)}.")
