"""Where do the States of a case lie, which part do they have, and who seats them?"""

from __future__ import annotations

from typing import Any

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import Party

from .world_map import WorldMap, role_groups, seat_groups, world_map

DRAWN = 90
"""With more States than this a map shows only that it is nearly everyone."""


def advice_map(
    outcome: dict[str, Any], parties: tuple[Party, ...], edition: Edition
) -> tuple[WorldMap | None, str]:
    """The States by role and by seat in the first table chosen, and that table's name."""
    states = frozenset().union(*(party.states for party in parties))
    if not states or len(states) > DRAWN:
        return None, ""
    table = first_table(outcome, edition)
    seats = seat_groups(*(table[key] for key in ("seated", "missing", "unknown"))) if table else ()
    drawn = world_map("advice", (*role_groups(parties), *seats), edition.names)
    return drawn, table["name"] if table else ""


def first_table(outcome: dict[str, Any], edition: Edition) -> dict[str, Any] | None:
    """Not a form for two, which seats whoever makes it."""
    forms = {forum.id for forum in edition.fora if forum.is_template}
    fora = outcome["packages"][0]["fora"]
    return next((fit for fit in fora if fit.get("chosen") and fit["forum"] not in forms), None)
