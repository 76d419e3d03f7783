"""Which fora does a State belong to, and how does it stand to each?"""

from __future__ import annotations

from collections import Counter
from typing import Any

from decisions.house.forum_words import kind_label, status_label
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.fora import Forum
from decisions.subsidiarity.ladder import Level
from decisions.subsidiarity.standings import Standing, seat, standing_of

from .folding import fold
from .listing import past

SILENT = frozenset({Standing.NONE, Standing.ANY_PARTY})
"""Standings that say nothing of a State."""


def by_region(edition: Edition) -> list[dict[str, Any]]:
    """Every State, by region and name, with the number of fora that surely seat it today."""
    seats = Counter(
        code for forum in edition.fora if not past(forum) for code in forum.members - forum.unsure
    )
    regions: dict[str, list[dict[str, Any]]] = {}
    for state in sorted(edition.states.values(), key=lambda state: fold(state.name or state.code)):
        row = {"state": state, "name": state.name or state.code, "seats": seats[state.code]}
        regions.setdefault(state.region, []).append(row)
    return [
        {
            "name": name,
            "members": [row for row in rows if row["state"].un_member],
            "others": [row for row in rows if not row["state"].un_member],
        }
        for name, rows in sorted(regions.items())
    ]


def memberships(edition: Edition, code: str) -> dict[str, Any]:
    """The fora of one State: seats by level, other standings, history, and what is not known."""
    rows = [row(forum, code) for forum in edition.fora]
    told = [row for row in rows if row["standing"] not in SILENT]
    now = [row for row in told if not past(row["forum"])]
    seated = [row for row in now if row["seat"] == "yes"]
    return {
        "levels": levels(seated),
        "seats": len(seated),
        "others": [row for row in now if row["seat"] != "yes" and not silent(row)],
        "not_known": [row["forum"] for row in now if silent(row)],
        "past": [row for row in told if past(row["forum"]) and not silent(row)],
    }


def silent(row: dict[str, Any]) -> bool:
    return row["standing"] is Standing.UNKNOWN


def levels(rows: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """By level, from the smallest table up."""
    found = ((level, [row for row in rows if row["forum"].level is level]) for level in Level)
    return [(level.label, held) for level, held in found if held]


def row(forum: Forum, code: str) -> dict[str, Any]:
    standing = standing_of(forum, code)
    return {
        "forum": forum,
        "kind": kind_label(forum.kind),
        "status": status_label(forum.status),
        "standing": standing,
        "words": standing.label,
        "seat": seat(standing),
    }
