"""Where do the States of a case lie, which part do they have, and who seats them?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import Party
from decisions.subsidiarity.fora import Forum

from .world_map import WorldMap, role_groups, seat_groups, world_map

DRAWN = 90
"""With more States than this a map shows only that it is nearly everyone."""


@dataclass(frozen=True, slots=True)
class AdviceMap:
    """The States by role and by seat in one forum (None: by role alone), and which other fora
    could be drawn instead, each by its seats."""

    drawn: WorldMap
    seats_of: Forum | None
    others: tuple[Forum, ...]


def advice_map(
    outcome: dict[str, Any], parties: tuple[Party, ...], edition: Edition, wanted: str = ""
) -> AdviceMap | None:
    """With the seats of the wanted forum, else of the first table chosen."""
    states = frozenset().union(*(party.states for party in parties))
    if not states or len(states) > DRAWN:
        return None
    named = named_fora(outcome, edition)
    forum = next((each for each in named if each.id == wanted), chosen_first(outcome, named))
    seats = seat_groups(*forum.standing(states)) if forum else ()
    return AdviceMap(
        world_map("advice", (*role_groups(parties), *seats), edition.names),
        forum,
        tuple(each for each in named if each is not forum),
    )


def named_fora(outcome: dict[str, Any], edition: Edition) -> list[Forum]:
    """Those that the advice names, once each; not forms for two, which seat whoever makes them."""
    keys = dict.fromkeys(fit["forum"] for package in outcome["packages"] for fit in package["fora"])
    by_id = {forum.id: forum for forum in edition.fora if not forum.is_template}
    return [by_id[key] for key in keys if key in by_id]


def chosen_first(outcome: dict[str, Any], named: list[Forum]) -> Forum | None:
    """The first table that the first package chose."""
    chosen = {fit["forum"] for fit in outcome["packages"][0]["fora"] if fit.get("chosen")}
    return next((forum for forum in named if forum.id in chosen), None)
