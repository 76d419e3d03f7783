"""What is a forum, and what does a package ask of one?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .ladder import Depth, Level

DEPTH_OF = {"standards": Depth.STANDARDS, "operations": Depth.OPERATIONS}


@dataclass(frozen=True, slots=True)
class Relation:
    """What a forum has to do with another one: its `successor` is the forum of this id."""

    type: str
    id: str


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
    observers: frozenset[str] = frozenset()
    suspended: frozenset[str] = frozenset()
    """Members that may not take part at present."""
    departing: frozenset[str] = frozenset()
    """Members that have given notice."""
    uncertain: frozenset[str] = frozenset()
    """Whose standing is in doubt, on the list of members or not."""
    departed: frozenset[str] = frozenset()
    excluded: frozenset[str] = frozenset()
    """Left out of a list that is otherwise everybody's."""
    relations: tuple[Relation, ...] = ()
    as_of: int | None = None
    """The year of the latest fact; `active_from` and `active_to` are years too."""
    active_from: int | None = None
    active_to: int | None = None
    published_count: int | None = None
    """How many members a source counts."""
    named_in_paper: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    is_template: bool = False
    involves_subnational: bool = False
    needs_bloc: bool = False
    """A form between a union and a State, not between two States."""
    facts: Mapping[str, object] | None = None
    """The entry as it is written, with what only pages show: secretariat, notes, dates."""

    @property
    def unsure(self) -> frozenset[str]:
        """Standing in doubt or suspended: neither a yes nor a no."""
        return self.uncertain | self.suspended

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
    fled: frozenset[str] = frozenset()
    """States from which people flee: who decides on protection decides without them."""
    regions: Mapping[str, str] = field(default_factory=dict)
    """State -> its region, of all States that are known."""
    kin: frozenset[str] = frozenset()
    """Issues of the same groups: who holds them in the main field knows the matter."""
    comprehensive: bool = False
    """Whether it is about a whole package of migration, trade, aid or integration (B.2 §4)."""
    binds: bool = False
    """Whether what is negotiated has to bind."""
    bloc: bool = False
    """Whether a union is one of the parties."""
    near: frozenset[str] = frozenset()
    """The needed States and all others of their regions; empty where regions do not matter."""
    help: frozenset[str] = frozenset()
    """Issues of the specialised help that is asked for: what bodies beside the table bring."""
    crisis: bool = False
    """Whether people must be helped within weeks: then agencies lend a hand, and States decide."""
