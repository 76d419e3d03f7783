"""Which rows of a table are so long that the end of a page may part them?"""

from __future__ import annotations

from collections.abc import Sequence

from .blocks import Table

LETTERS_ACROSS = 80
"""On a line as wide as the text, at least."""
MOST_LINES = 35
"""With more, a row might not fit on a page even at its head."""


def weights_of(table: Table) -> tuple[int, ...]:
    return table.widths or (1,) * len(table.head)


def parted(table: Table) -> list[bool]:
    """For each row; all others stay whole."""
    weights = weights_of(table)
    return [longest(row, weights) > MOST_LINES for row in table.rows]


def longest(row: Sequence[str], weights: Sequence[int]) -> float:
    """Lines of the longest cell, roughly."""
    across = LETTERS_ACROSS / sum(weights)
    return max(
        cell.count("\n") + len(cell) / (across * weight)
        for cell, weight in zip(row, weights, strict=True)
    )
