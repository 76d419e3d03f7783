"""Which part of the world does a map show, and how large are marks on it?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in units of the drawing."""

NEAREST = 440
"""The narrowest frame; nearer, the small-scale borders look wrong."""
WIDEST = 1200
"""Wider than this, the whole world says more."""
MARGIN = 1.25
SHAPE = 1.6
"""Width to height of a frame that is not the whole world."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A window on a drawing of `world` (width, height)."""

    left: int
    top: int
    width: int
    height: int
    world: tuple[int, int]

    @property
    def box(self) -> str:
        return f"{self.left} {self.top} {self.width} {self.height}"

    @property
    def whole(self) -> bool:
        return (self.width, self.height) == self.world

    @property
    def tile(self) -> float:
        """Side of a pattern's tile: fifty across the picture, however near it is."""
        return round(self.width / 50, 1)

    @property
    def radius(self) -> float:
        """Of a State that is too small for its outline."""
        return round(self.width / 200, 1)

    @property
    def swatch(self) -> tuple[float, float]:
        """Width and height of a sample in the legend: three tiles by two."""
        return round(self.tile * 3, 1), round(self.tile * 2, 1)


def whole_world(width: int, height: int) -> Frame:
    return Frame(0, 0, width, height, (width, height))


def frame_around(boxes: Sequence[Box], width: int, height: int) -> Frame:
    """The smallest pleasant window that holds all boxes, inside the world."""
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    wide = round(max((right - left) * MARGIN, (bottom - top) * MARGIN * SHAPE, NEAREST))
    high = round(wide / SHAPE)
    if wide > WIDEST or high > height:
        return whole_world(width, height)
    x, y = (left + right - wide) // 2, (top + bottom - high) // 2
    return Frame(inside(x, wide, width), inside(y, high, height), wide, high, (width, height))


def inside(start: int, length: int, limit: int) -> int:
    return min(max(start, 0), limit - length)
