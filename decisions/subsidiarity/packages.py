"""Which issues travel together, between whom, and to which table?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .edition import Edition
from .facts import Case, Party
from .findings import IssueFinding
from .fora import Match, Need, match
from .ladder import Depth, Level


@dataclass(frozen=True, slots=True)
class Package:
    """Issues of one level and the same States, with the fora that can hold them.

    `pairs` are party keys, receiving first, and given only at the two-party level.
    """

    level: Level
    depth: Depth
    issues: tuple[str, ...]
    states: tuple[str, ...]
    form: str
    pairs: tuple[tuple[str, str], ...]
    match: Match
    need: Need


def packages(
    edition: Edition, case: Case, findings: tuple[IssueFinding, ...]
) -> tuple[Package, ...]:
    """One package a level, in the order in which the issues first name it."""
    levels = dict.fromkeys(finding.level for finding in findings)
    return tuple(
        package(edition, case, level, tuple(f for f in findings if f.level is level))
        for level in levels
    )


def package(
    edition: Edition, case: Case, level: Level, findings: tuple[IssueFinding, ...]
) -> Package:
    depth = max(finding.depth for finding in findings)
    issues = tuple(dict.fromkeys(finding.topic for finding in findings))
    forms = [form for finding in findings for form in finding.forms(edition)]
    comprehensive = "comprehensive_negotiation" in forms
    rows = parties(edition, case, findings)
    bloc = any(party.bloc for party in rows)
    need = Need(level, depth, issues, case.states, comprehensive, bloc)
    return Package(
        level=level,
        depth=depth,
        issues=issues,
        states=tuple(sorted(case.states)),
        form=forms[0] if forms else "",
        pairs=tuple(pairs(rows)) if level is Level.BILATERAL else (),
        match=Match((), ()) if level is Level.LOCAL else match(edition.fora, need),
        need=need,
    )


def pairs(rows: tuple[Party, ...]) -> Iterable[tuple[str, str]]:
    """Receiving x sending (or transit) parties; two rows without such roles are a pair as well."""
    receiving = [party.key for party in rows if "receiving" in party.roles]
    others = [party.key for party in rows if party.roles & {"sending", "transit"}]
    crossed = ((one, other) for one in receiving for other in others if one != other)
    found = list({frozenset(pair): pair for pair in crossed}.values())
    if not found and len(rows) == 2:
        found = [(rows[0].key, rows[1].key)]
    return found


def parties(edition: Edition, case: Case, findings: tuple[IssueFinding, ...]) -> tuple[Party, ...]:
    """The case's rows or, where competence is shared or transferred, a union and the rest."""
    if not any(pooled(finding) for finding in findings):
        return case.parties
    for forum in edition.fora:
        if forum.kind == "supranational_body" and forum.members and forum.members < case.states:
            inside = [party for party in case.parties if party.states <= forum.members]
            outside = [party for party in case.parties if not party.states <= forum.members]
            if len(inside) > 1:
                roles = frozenset().union(*(party.roles for party in inside))
                return (Party(f"members_of:{forum.id}", roles, forum.members), *outside)
    return case.parties


def pooled(finding: IssueFinding) -> bool:
    return finding.facts["competence"] <= {frozenset({"shared"}), frozenset({"transferred"})}
