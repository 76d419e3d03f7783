"""Where on the world map do the States of a matter lie, and what is each of them there?"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

from decisions.subsidiarity.facts import ROLES, Party

from .world_frame import Box, Frame, frame_around, whole_world

DRAWINGS = Path(__file__).with_name("world.json")

Mark = Literal["solid", "plain", "edge", "lines", "back", "dots", "dashes"]
"""How a group is told apart without colour. All but solid and plain can lie over another group."""
PATTERNS: Mapping[Mark, tuple[str, str]] = {
    "lines": ("M-3 3 3-3M-3 15 15-3M9 15l6-6", "M-3 3 3-3M-3 9 9-3M-3 15 15-3M3 15 15 3M9 15l6-6"),
    "back": ("M-3 9l6 6M-3-3l18 18M9-3l6 6", "M-3 9l6 6M-3 3l12 12M-3-3l18 18M3-3l12 12M9-3l6 6"),
    "dots": ("M6 0h.01M6 12h.01", "M3 0h.01M9 0h.01M3 6h.01M9 6h.01M3 12h.01M9 12h.01"),
    "dashes": ("M2 6h8", "M0 3h4M6 9h4"),
}
"""Strokes on a tile of 12 by 12: (for a narrow map, for a wide one). Dots lie between lines."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some States that have one thing in common. `key` becomes part of ids and classes."""

    key: str
    label: str
    codes: Collection[str]
    mark: Mark = "solid"


@dataclass(frozen=True, slots=True)
class Shape:
    """One State as drawn: its outline (or circle) and what it is, in words."""

    code: str
    path: str
    says: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the legend, and what is drawn for it.

    `shapes` are the States that take their tint from this group, `over` the codes that bear its
    mark; `count` has also those that cannot be drawn. `pattern` is empty for solid, plain, edge.
    """

    key: str
    label: str
    mark: Mark
    count: int
    shapes: tuple[Shape, ...]
    over: tuple[str, ...]
    pattern: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One State in the table beside the map."""

    name: str
    says: str


@dataclass(frozen=True, slots=True)
class WorldMap:
    """The picture and the same in words. `circles` are too small for a shape, `missing` even so."""

    id: str
    frame: Frame
    entries: tuple[Entry, ...]
    rows: tuple[Row, ...]
    circles: tuple[Row, ...]
    missing: tuple[Row, ...]

    @property
    def label(self) -> str:
        counts = "; ".join(f"{entry.label}: {entry.count}" for entry in self.entries)
        return f"World map. Number of States: {counts}."


def world_map(key: str, groups: Sequence[Group], names: Mapping[str, str]) -> WorldMap:
    """The States of all groups. `key` is unique on the page; `names` go by State code."""
    groups = [group for group in groups if group.codes]
    codes = {code for group in groups for code in group.codes}
    rows = {code: row(code, groups, names) for code in by_name(codes, names)}
    frame = frame_of(codes)
    paths = {code: path for code in rows if (path := path_of(code, frame))}
    return WorldMap(
        f"map-{key}",
        frame,
        tuple(entry(group, groups, rows, paths) for group in groups),
        tuple(rows.values()),
        tuple(rows[code] for code in rows if code in drawings()["circles"]),
        tuple(rows[code] for code in rows if code not in paths),
    )


def role_groups(parties: Iterable[Party]) -> tuple[Group, ...]:
    """The States of a case by role; those without any role come last."""
    parties = tuple(parties)
    marks: dict[str, Mark] = {"sending": "lines", "transit": "dots", "receiving": "solid"}
    held = [
        Group(
            role, role.capitalize(), states_of(p for p in parties if role in p.roles), marks[role]
        )
        for role in ROLES
    ]
    idle = states_of(party for party in parties if not party.roles)
    return (*held, Group("no_role", "No role named", idle, "plain"))


def seat_groups(
    seated: Collection[str], missing: Collection[str], unknown: Collection[str]
) -> tuple[Group, ...]:
    """States by their seat in a forum, in the order of `Forum.standing`."""
    return (
        Group("seated", "Has a seat", seated, "edge"),
        Group("not_seated", "No seat", missing, "back"),
        Group("seat_unknown", "Seat not certain", unknown, "dashes"),
    )


def states_of(parties: Iterable[Party]) -> frozenset[str]:
    return frozenset().union(*(party.states for party in parties))


def entry(
    group: Group, groups: Sequence[Group], rows: Mapping[str, Row], paths: Mapping[str, str]
) -> Entry:
    drawn = [code for code in paths if code in group.codes]
    tinted = [code for code in drawn if tint_of(code, groups) is group]
    return Entry(
        group.key,
        group.label,
        group.mark,
        len(set(group.codes)),
        tuple(Shape(code, paths[code], f"{rows[code].name}: {rows[code].says}") for code in tinted),
        () if group.mark in ("solid", "plain") else tuple(drawn),
        PATTERNS.get(group.mark, ()),
    )


def tint_of(code: str, groups: Sequence[Group]) -> Group:
    """A solid group if the State is in one, for a mark can lie over it; else its first group."""
    mine = [group for group in groups if code in group.codes]
    return next((group for group in mine if group.mark == "solid"), mine[0])


def row(code: str, groups: Sequence[Group], names: Mapping[str, str]) -> Row:
    labels = (group.label for group in groups if code in group.codes)
    return Row(names.get(code, code), "; ".join(labels))


def by_name(codes: Iterable[str], names: Mapping[str, str]) -> list[str]:
    return sorted(codes, key=lambda code: (names.get(code, code), code))


@cache
def drawings() -> dict[str, Any]:
    """{"size": [width, height], "shapes": {code: {path, box}}, "circles": {code: [x, y]}}."""
    read: dict[str, Any] = json.loads(DRAWINGS.read_text(encoding="utf-8"))
    return read


def frame_of(codes: Iterable[str]) -> Frame:
    width, height = drawings()["size"]
    boxes = [box for code in codes if (box := box_of(code))]
    return frame_around(boxes, width, height) if boxes else whole_world(width, height)


def box_of(code: str) -> Box | None:
    """Left, top, right, bottom of a State's largest piece."""
    if shape := drawings()["shapes"].get(code):
        left, top, right, bottom = shape["box"]
        return left, top, right, bottom
    x, y = drawings()["circles"].get(code, (None, None))
    return None if x is None else (x, y, x, y)


def path_of(code: str, frame: Frame) -> str:
    """The outline of a State, a circle if it is too small for one, "" if it has no place."""
    if shape := drawings()["shapes"].get(code):
        return str(shape["path"])
    x, y = drawings()["circles"].get(code, (None, None))
    r = frame.radius
    return "" if x is None else f"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z"
