"""Where no table holds an issue: which one to extend, or what to set up anew?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .fits import Fit
from .fora import Forum
from .ladder import Level
from .packages import Package
from .ranking import order

INVITATIONS = 5
"""More newcomers than this make a new table rather than a wider one."""
TALKS = frozenset(
    {"regional_consultative_process", "interregional_consultative_process", "global_process"}
)
"""Kinds of forum that can ask others in: nobody joins a union in order to talk."""
CONVENERS = frozenset({"specialised_agency", "regional_organisation"})
"""Kinds of body with a secretariat that can call States together."""
PLACES = frozenset({*TALKS, "regional_organisation", "supranational_body"})
"""Kinds of forum that a new table can be modelled on."""


@dataclass(frozen=True, slots=True)
class Extension:
    """A forum that would do, once these States are invited or these issues taken up."""

    forum: Forum
    invite: tuple[str, ...]
    take_up: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewTable:
    """What to set up: the form, between whom, who might call it, and what it could be like."""

    form: str
    states: tuple[str, ...]
    convener: Forum | None
    model: Forum | None


@dataclass(frozen=True, slots=True)
class Remedy:
    """Ways to a table for `issues`, the nearest first."""

    issues: tuple[str, ...]
    prepare: Forum | None
    """A table that seats the States but cannot bind them: talks can be prepared there."""
    extension: Extension | None
    new: NewTable


def remedy(package: Package) -> Remedy | None:
    """None where every issue has its table. Two parties draft what they need."""
    issues = package.match.uncovered
    if not issues:
        return None
    if package.level <= Level.BILATERAL:
        return Remedy(issues, None, None, NewTable(new_form(package), package.states, None, None))
    weak = (fit.forum for fit in package.match.talks if fit.too_weak and would_prepare(fit, issues))
    prepare, extended = next(weak, None), extension(package, issues)
    named = {forum.id for forum in (prepare, extended and extended.forum) if forum}
    return Remedy(issues, prepare, extended, new_table(package, issues, named))


def would_prepare(fit: Fit, issues: tuple[str, ...]) -> bool:
    return fit.table and fit.enough_seats and fit.covers(issues[0])


def extension(package: Package, issues: tuple[str, ...]) -> Extension | None:
    """The forum that deals with the issue and needs the fewest invitations or, failing that, the
    one that seats the States and might take the issue up."""
    talks = [fit for fit in package.match.talks if talks_only(fit) and not fit.too_weak]
    members = {fit.forum.id: fit.forum.members for fit in package.match.every}
    knowing = [
        fit
        for fit in talks
        if fit.covers(issues[0]) and extendable(fit) and not other_side(fit, members)
    ]
    if knowing:
        nearest = min(knowing, key=lambda fit: (len(fit.missing), fit.in_doubt, order(fit)))
        return Extension(nearest.forum, nearest.missing, ())
    known = seating(package, talks, issues[0])
    return Extension(known.forum, (), issues) if known else None


def seating(package: Package, talks: list[Fit], issue: str) -> Fit | None:
    """Who seats the States and might take the issue up: a table that holds the other issues comes
    first. What members of a union have kept from it is not for us to hand over."""
    tables = [fit for fit in package.match.tables if fit.forum.kind != "supranational_body"]
    able = [fit for fit in (*tables, *talks) if not fit.covers(issue) and fit.enough_seats]
    return min(able, key=lambda fit: (fit not in tables, fit.in_doubt, order(fit)), default=None)


def talks_only(fit: Fit) -> bool:
    """A dialogue: who joins the parties to a treaty must first accept the treaty."""
    return fit.forum.kind in TALKS and fit.forum.binding != "binding"


def extendable(fit: Fit) -> bool:
    """Whether those without a seat are few, fewer than those who have one, and at home there:
    the forum spans their region already."""
    regions = fit.need.regions
    spanned = {regions.get(code) for code in fit.forum.members}
    few = 0 < len(fit.missing) <= INVITATIONS and len(fit.missing) < len(fit.seated)
    return few and all(regions.get(code) in spanned for code in fit.missing)


def other_side(fit: Fit, members: Mapping[str, frozenset[str]]) -> bool:
    """Whether a State that is missing sits in the forum's counterpart: countries of origin meet
    apart from countries of destination."""
    counterparts = (each.id for each in fit.forum.relations if each.type == "counterpart")
    return any(not members[key].isdisjoint(fit.missing) for key in counterparts)


def new_table(package: Package, issues: tuple[str, ...], named: set[str]) -> NewTable:
    """Without the fora that the remedy names already."""
    other = [fit for fit in package.match.every if fit.forum.id not in named]
    form = new_form(package)
    like = model(other, issues, form)
    callers = [fit for fit in other if fit.forum != like]
    return NewTable(form, package.states, convener(callers, issues), like)


def new_form(package: Package) -> str:
    """The kind of table to set up: agencies assist States, and where they meet is for States."""
    if package.need.comprehensive:
        return "comprehensive_negotiation"
    return "consultation" if package.form in ("", "specialised_body") else package.form


def convener(fits: list[Fit], issues: tuple[str, ...]) -> Forum | None:
    """A standing body that knows the issue and two in three of the States, the nearest first.

    None that belongs to one side only: whoever is named must sit in it.
    """
    able = [
        fit
        for fit in fits
        if fit.open and fit.forum.kind in CONVENERS and fit.covers(issues[0])
        and (fit.universal_helper or calls_for_all(fit))
    ]  # fmt: skip
    nearest = min(able, key=lambda fit: convening(fit, issues[0]), default=None)
    return nearest.forum if nearest else None


def calls_for_all(fit: Fit) -> bool:
    few = len(fit.missing) * 2 <= len(fit.seated)
    return few and fit.need.singly.isdisjoint(fit.missing)


def convening(fit: Fit, issue: str) -> tuple[int | str, ...]:
    missing = 0 if fit.universal_helper else len(fit.missing)
    return (fit.mandate[issue] != "core", missing, fit.outsiders, fit.forum.id)


def model(fits: list[Fit], issues: tuple[str, ...], form: str) -> Forum | None:
    """An existing forum of that form that deals mainly with the issue, of whichever States. An
    agreement is no forum, and has none for a model."""
    if form == "agreement":
        return None
    like = [
        fit for fit in fits if fit.open and fit.mandate[issues[0]] == "core" and is_like(fit, form)
    ]
    best = min(like, key=lambda fit: likeness(fit, issues), default=None)
    return best.forum if best else None


def is_like(fit: Fit, form: str) -> bool:
    forum = fit.forum
    if form == "comprehensive_negotiation":
        return (
            forum.kind in PLACES and forum.scope == "comprehensive" and forum.binding == "binding"
        )
    if form == "limited_body":
        return forum.kind in PLACES and forum.scope == "limited"
    return talks_only(fit)


def likeness(fit: Fit, issues: tuple[str, ...]) -> tuple[int | str, ...]:
    held = sum(fit.covers(issue) for issue in issues)
    level = abs(fit.forum.level - fit.need.level)
    known = -len(fit.seated)
    return (-held, fit.in_doubt, known, level, -len(fit.forum.members), fit.forum.id)
