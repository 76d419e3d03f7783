"""Where can a package go: which forum seats these States with this mandate, and why not another?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .ladder import Depth, Level

SEATED_ENOUGH = 10
"""A table seats the States if at most one in this many is missing: an assumption of ours, so that
a universal body with a few absent States, or a union that decides beside one outsider, counts."""
LISTED = 3
"""How many further tables, and how many assisting bodies, are named beside the chosen ones."""

DEPTH_OF = {"standards": Depth.STANDARDS, "operations": Depth.OPERATIONS}
RELIEF = "humanitarian_emergency"
TABLES = ("decides", "standard_setter", "convenes")
SERVES = {
    Level.SUBREGIONAL: {Level.BILATERAL},
    Level.BILATERAL: {Level.BILATERAL},
    Level.REGIONAL: {Level.REGIONAL, Level.INTERREGIONAL},
    Level.INTERREGIONAL: {Level.REGIONAL, Level.INTERREGIONAL},
    Level.GLOBAL: {Level.GLOBAL},
}
"""Catalogued levels that can hold a package. Regional tables often cross M49 regions, so the two
are read together and the seats decide."""
CLOSED = {
    "ended": "it has ended",
    "succeeded": "another forum has taken its place",
    "dormant": "it has not met for years",
}


@dataclass(frozen=True, slots=True)
class Forum:
    """One entry of the catalogue. `members` and the like are State codes, mandates issue keys."""

    id: str
    name: str
    short_name: str
    kind: str
    level: Level
    scope: str
    binding: str
    status: str
    mandate: frozenset[str]
    mandate_core: frozenset[str]
    instruments: frozenset[str]
    membership_rule: str
    membership_confidence: str
    members: frozenset[str]
    unsure: frozenset[str]
    """Standing in doubt or suspended: neither a yes nor a no."""
    is_template: bool = False
    involves_subnational: bool = False
    needs_bloc: bool = False
    """A form between a union and a State, not between two States."""
    facts: Mapping[str, object] | None = None
    """Everything else the catalogue knows, for pages: years, secretariat, notes, relations."""

    @property
    def depth(self) -> Depth:
        """The deepest form it can reach; consultative bodies never go beyond coordination."""
        if self.binding == "consultative_only":
            return Depth.COORDINATION
        if self.kind == "supranational_body" and self.binding == "binding":
            return Depth.DELEGATION
        reachable = (DEPTH_OF[tool] for tool in self.instruments if tool in DEPTH_OF)
        return max(reachable, default=Depth.COORDINATION)

    @property
    def agency(self) -> bool:
        return self.kind == "specialised_agency"

    def standing(self, states: frozenset[str]) -> tuple[frozenset[str], ...]:
        """The States that have a seat, those that have none, and those of whom it is not known.

        A list of low confidence never excludes anybody; a template seats whoever uses it.
        """
        if self.is_template:
            return states, frozenset(), frozenset()
        seated = states & self.members - self.unsure
        others = states - seated
        unknown = others if self.membership_confidence == "low" else others & self.unsure
        return seated, others - unknown, unknown


@dataclass(frozen=True, slots=True)
class Need:
    """What a package asks of a forum."""

    level: Level
    depth: Depth
    issues: tuple[str, ...]
    states: frozenset[str]
    singly: frozenset[str] = frozenset()
    """Those of the States that the case names one by one."""
    kin: frozenset[str] = frozenset()
    """Issues of the same groups: who holds them in the main field knows the matter."""
    comprehensive: bool = False
    bloc: bool = False
    """Whether a union is one of the parties."""


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


def serves(forum: Forum, need: Need) -> bool:
    """Whether a forum is of a level that can hold the package. Town halls hold no whole States."""
    if need.level is Level.BILATERAL and forum.involves_subnational:
        return False
    return forum.level in SERVES.get(need.level, set())


def fit(forum: Forum, need: Need) -> Fit:
    """Hold one forum against a need. State codes come out sorted."""
    seated, missing, unknown = (tuple(sorted(some)) for some in forum.standing(need.states))
    mandate = {issue: mandate_for(forum, issue) for issue in need.issues}
    return Fit(forum, need, role_in(forum, mandate, need), seated, missing, unknown, mandate)


def mandate_for(forum: Forum, issue: str) -> str:
    if issue in forum.mandate_core:
        return "core"
    return "wider" if issue in forum.mandate else "none"


def role_in(forum: Forum, mandate: Mapping[str, str], need: Need) -> str | None:
    """What the forum can do for this need; None where none of its issues is in the mandate."""
    if set(mandate.values()) <= {"none"}:
        return None
    if forum.kind == "research_network":
        return "informs"
    if "core" in mandate.values():
        if decides(forum):
            return "decides"
        if sets_standards(forum) and not only_assists(forum, need):
            return "standard_setter"
    if forum.is_template or ("dialogue" in forum.instruments and not forum.agency):
        return "convenes"
    return "assists" if helps(forum) else "informs"


def only_assists(forum: Forum, need: Need) -> bool:
    """An agency that could write standards lends a hand where hands are needed, in an emergency,
    and beside a table of another level than its own (B.2 §3)."""
    hands_needed = need.depth > Depth.STANDARDS or RELIEF in need.issues
    return helps(forum) and (hands_needed or (forum.agency and not serves(forum, need)))


def helps(forum: Forum) -> bool:
    hands = {"operations", "funds", "training"} if forum.agency else {"operations", "funds"}
    return not forum.is_template and bool(forum.instruments & hands)


def decides(forum: Forum) -> bool:
    if forum.kind == "supranational_body":
        return True
    if forum.kind == "bilateral_format_template":
        return forum.binding == "binding"
    return (
        forum.kind == "regional_organisation"
        and forum.binding == "binding"
        and "standards" in forum.instruments
        and forum.scope != "specialised"
    )


def sets_standards(forum: Forum) -> bool:
    return "standards" in forum.instruments and forum.binding != "consultative_only"


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
