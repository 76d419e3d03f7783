"""Where can a package go: which forum seats these States with this mandate, and why not another?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .fora import Forum, Need
from .forum_roles import TABLES, mandate_for, role_in, serves
from .ladder import Level

SEATED_ENOUGH = 10
"""A table seats the States if at most one in this many is missing: an assumption of ours, so that
a universal body with a few absent States, or a union that decides beside one outsider, counts."""
LISTED = 3
"""How many further tables, and how many assisting bodies, are named beside the chosen ones."""
CLOSED = {
    "ended": "it has ended",
    "succeeded": "another forum has taken its place",
    "dormant": "it has not met for years",
}


@dataclass(frozen=True, slots=True)
class Fit:
    """How one forum answers a need."""

    forum: Forum
    need: Need
    role: str | None
    seated: tuple[str, ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]
    mandate: Mapping[str, str]
    """For each issue of the package `core`, `wider` or `none`."""

    @property
    def outsiders(self) -> int:
        """Members that have no part in the matter: the smaller, the better the table."""
        return len(self.forum.members - self.need.states)

    @property
    def enough_seats(self) -> bool:
        """Who decides may decide without a neighbour; talks without a State that is named are
        no talks with it."""
        if self.universal_helper:
            return True
        if self.role != "decides" and not self.need.singly.isdisjoint(self.missing):
            return False
        return len(self.missing) * SEATED_ENOUGH <= len(self.need.states)

    @property
    def table(self) -> bool:
        """Open, of a level that can hold the package, and a place where States meet."""
        return self.role in TABLES and self.open and self.serves and not self.lacks_bloc

    @property
    def lacks_bloc(self) -> bool:
        return self.forum.needs_bloc and not self.need.bloc

    @property
    def off_field(self) -> bool:
        """A narrow forum whose main field holds none of the issues: it would have to stretch."""
        return self.forum.scope != "comprehensive" and "core" not in self.mandate.values()

    @property
    def open(self) -> bool:
        return self.forum.status not in CLOSED

    @property
    def serves(self) -> bool:
        return serves(self.forum, self.need)

    @property
    def universal_helper(self) -> bool:
        """Its governing board may be small; its help goes anywhere."""
        return self.role == "assists" and self.forum.agency and self.forum.level is Level.GLOBAL

    def covers(self, issue: str) -> bool:
        return self.mandate[issue] != "none"


def fit(forum: Forum, need: Need) -> Fit:
    """Hold one forum against a need. State codes come out sorted."""
    seated, missing, unknown = (tuple(sorted(some)) for some in forum.standing(need.states))
    mandate = {issue: mandate_for(forum, issue) for issue in need.issues}
    return Fit(forum, need, role_in(forum, mandate, need), seated, missing, unknown, mandate)


def order(fit: Fit) -> tuple[int | bool | str, ...]:
    """Seats, then mandate, then scope and depth, then the smallest table; smaller is better.

    Between tables of one size the one that can do more, and then the one nearer to the matter.

    A bilateral form is chosen for the first issue: further forms stand beside it.
    """
    need, forum = fit.need, fit.forum
    answers = list(fit.mandate.values())
    two_party = need.level <= Level.BILATERAL
    return (
        not fit.enough_seats,
        need.level is Level.SUBREGIONAL and not forum.involves_subnational,
        two_party and answers[0] != "core",
        answers.count("none"),
        fit.off_field,
        need.comprehensive and forum.scope != "comprehensive",
        answers.count("wider"),
        forum.depth < need.depth,
        0 if fit.universal_helper else len(fit.missing),
        len(fit.unknown),
        fit.outsiders,
        TABLES.index(fit.role) if fit.role in TABLES else len(TABLES),
        -len(forum.mandate_core & need.kin),
        forum.id,
    )


@dataclass(frozen=True, slots=True)
class Match:
    """The fora named for a need, best first, and the issues that no table there can hold."""

    fits: tuple[Fit, ...]
    uncovered: tuple[str, ...]
    talks: tuple[Fit, ...] = ()
    """Every open forum of a level that serves, whatever its mandate: what a gap may build on."""


def match(fora: Iterable[Forum], need: Need) -> Match:
    """Tables until every issue is held, then alternatives, then the bodies that assist."""
    fits = sorted((fit(forum, need) for forum in fora), key=order)
    tables = [fit for fit in fits if fit.table]
    chosen: list[Fit] = []
    open_issues = list(need.issues)
    for candidate in tables:
        held = [issue for issue in open_issues if candidate.covers(issue)]
        if candidate.enough_seats and held:
            chosen.append(candidate)
            open_issues = [issue for issue in open_issues if issue not in held]
    near = [fit for fit in tables if fit not in chosen and len(fit.seated) >= len(fit.missing)]
    others = near[: max(0, LISTED - len(chosen))]
    helpers = [fit for fit in fits if assists(fit)][:LISTED]
    talks = tuple(fit for fit in fits if fit.open and fit.serves)
    return Match((*chosen, *others, *helpers), tuple(open_issues), talks)


def assists(fit: Fit) -> bool:
    """Open, of help in its main field, and not a stranger to the States: help needs no table."""
    near = fit.universal_helper or len(fit.seated) >= len(fit.missing)
    return fit.role == "assists" and fit.open and "core" in fit.mandate.values() and near
