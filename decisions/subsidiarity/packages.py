"""Which issues travel together, between whom, and to which table?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from .edition import Edition
from .facts import Case, Party
from .findings import IssueFinding
from .fora import Need
from .ladder import Depth, Level
from .matching import Match, match
from .rules import FORMS

CRISIS = frozenset({frozenset({"crisis"})})
WHOLE = "comprehensive_package"
HELP = {
    "emergency_relief": "humanitarian_emergency",
    "refugee_protection": "asylum",
    "technical_assistance": "capacity_building",
    "development_funds": "migration_development",
}
"""The specialised help of B.2 §3 -> the issue that those who bring it know best."""
PROTECTION = frozenset({"asylum", "burden_sharing", "humanitarian_emergency"})
SOFT = frozenset({frozenset({"none"}), frozenset({"soft"})})
UNIONS = frozenset({"supranational_body", "regional_organisation"})


@dataclass(frozen=True, slots=True)
class Package:
    """Issues of one level and the same States, with the fora that can hold them.

    `form` is the kind of body, empty where no rule names one. `pairs` are party keys, receiving
    first, and given only at the two-party level.
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
    forms = {form for finding in findings for form in finding.forms(edition)}
    rows = parties(edition, case, findings)
    groups = {edition.book.topic_by_key[issue].group for issue in issues}
    need = Need(
        level=level,
        depth=depth,
        issues=issues,
        states=case.states,
        singly=frozenset(party.key for party in case.parties if party.key in case.states),
        fled=fled(case, issues),
        regions={code: state.region for code, state in edition.states.items()},
        near=neighbours(edition, case.states) if level < Level.GLOBAL else frozenset(),
        kin=frozenset(topic.key for topic in edition.book.topics if topic.group in groups),
        comprehensive="comprehensive_negotiation" in forms or WHOLE in issues,
        binds=WHOLE in issues or not all(map(softly, findings)),
        bloc=any(is_union(edition, party) for party in rows),
        help=frozenset().union(*(help_asked(finding) for finding in findings)),
        crisis=any(finding.facts.get("urgency") == CRISIS for finding in findings),
    )
    return Package(
        level=level,
        depth=depth,
        issues=issues,
        states=tuple(sorted(case.states)),
        form=body(level, forms),
        pairs=tuple(pairs(rows)) if level is Level.BILATERAL else (),
        match=Match() if level is Level.LOCAL else match(edition.fora, need),
        need=need,
    )


def softly(finding: IssueFinding) -> bool:
    """Whether it is known that States bind themselves softly at most."""
    return finding.facts.get("commitment", frozenset({frozenset()})) <= SOFT


def help_asked(finding: IssueFinding) -> frozenset[str]:
    """Only what was answered: an open answer asks for nobody."""
    values = finding.facts.get("assistance", ())
    if len(values) != 1:
        return frozenset()
    return frozenset(HELP[option] for option in next(iter(values)) if option in HELP)


def fled(case: Case, issues: tuple[str, ...]) -> frozenset[str]:
    """The States of origin, where all issues are about protection."""
    if not PROTECTION.issuperset(issues):
        return frozenset()
    origin = (party for party in case.parties if party.roles == {"sending"})
    return frozenset().union(*(party.states for party in origin))


def neighbours(edition: Edition, states: frozenset[str]) -> frozenset[str]:
    """All States of the regions in which these lie."""
    regions = {edition.states[code].region for code in states}
    return frozenset(code for code, state in edition.states.items() if state.region in regions)


def body(level: Level, forms: Collection[str]) -> str:
    """The kind of body that the headline names: none for one State, an agreement for two parties.

    Consultation is a track beside the others and never the body itself.
    """
    if level <= Level.BILATERAL:
        return "agreement" if level > Level.LOCAL else ""
    return next((form for form in FORMS if form in forms and form != "consultation"), "")


def is_union(edition: Edition, party: Party) -> bool:
    """Whether a row stands for a body that can sign for its members: a dialogue cannot."""
    kinds = (forum.kind for forum in edition.fora if forum.id == party.bloc)
    return next(kinds, "") in UNIONS


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
