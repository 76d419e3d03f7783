"""How is a table's seating drawn: which part of the bar is filled, in doubt, empty?"""

from __future__ import annotations

from dataclasses import dataclass

from django import template

register = template.Library()

EDGE, WIDTH = 1, 298
"""Units left free for the outline on each side, and what lies between."""
SINGLY = 40
"""Up to so many seats each one is a cell of its own."""
ROOM = 9
"""Units that one digit of a number takes."""


@dataclass(frozen=True, slots=True)
class Part:
    """Seats of one kind, side by side. `shown` says whether its number has room inside."""

    kind: str
    number: int
    x: float
    width: float
    shown: bool

    @property
    def middle(self) -> float:
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class SeatsBar:
    """The whole bar; `cuts` are the places between two seats."""

    parts: tuple[Part, ...]
    cuts: tuple[float, ...]


@register.simple_tag
def seats_bar(seated: int, unknown: int, missing: int) -> SeatsBar:
    """Filled seats first, then those in doubt, then the empty ones."""
    total = seated + unknown + missing
    parts, before = [], 0
    for kind, number in (("seated", seated), ("unknown", unknown), ("missing", missing)):
        if number:
            width = place(number, total)
            room = len(str(number)) * ROOM + 4 <= width
            parts.append(Part(kind, number, EDGE + place(before, total), width, room))
            before += number
    cuts = range(1, total) if total <= SINGLY else ()
    return SeatsBar(tuple(parts), tuple(EDGE + place(cut, total) for cut in cuts))


def place(number: int, total: int) -> float:
    return round(number * WIDTH / total, 1)
