"""Which rungs are there, how many sit at the table and how much authority they share?"""

from __future__ import annotations

from enum import IntEnum


class Level(IntEnum):
    """How many sit at the table, from one State to all (B.1 §1)."""

    LOCAL = 0
    SUBREGIONAL = 1
    BILATERAL = 2
    REGIONAL = 3
    INTERREGIONAL = 4
    GLOBAL = 5

    @property
    def key(self) -> str:
        return self.name.lower()

    @property
    def label(self) -> str:
        return LABELS[self.key]


class Depth(IntEnum):
    """How much authority is shared. Reach is not depth: a deep body may be narrow (B.2 §2)."""

    EXCHANGE = 0
    COORDINATION = 1
    STANDARDS = 2
    OPERATIONS = 3
    DELEGATION = 4

    @property
    def key(self) -> str:
        return self.name.lower()

    @property
    def label(self) -> str:
        return LABELS[self.key]


Rung = Level | Depth
Scale = type[Level] | type[Depth]

LABELS = {
    "local": "Local",
    "subregional": "Cross-border area",
    "bilateral": "Bilateral",
    "regional": "Regional",
    "interregional": "Interregional",
    "global": "Global",
    "exchange": "Exchange",
    "coordination": "Coordination",
    "standards": "Standards",
    "operations": "Operations",
    "delegation": "Delegation",
}
LEVELS = {level.key: level for level in Level}
DEPTHS = {depth.key: depth for depth in Depth}
RUNGS: dict[str, Rung] = {**LEVELS, **DEPTHS}
