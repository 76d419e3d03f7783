"""How do the figures of a back-test read on a terminal?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

MEASURES = ("exact", "accepted", "accepted_or_evaluated", "within_one")


def in_words(result: dict[str, Any]) -> str:
    """The figures as small tables, then each miss with the rules that led there."""
    return "\n".join([*overall(result), "", *by_level(result), *misses(result)])


def overall(result: dict[str, Any]) -> Iterable[str]:
    reach = result["reach_only"]
    yield f"{'of ' + str(result['cases']) + ' cases':24}{'rule book':>10}{'reach only':>12}"
    for key in MEASURES:
        yield f"{key.replace('_', ' '):24}{result[key]:>10}{reach[key]:>12}"
    misleads = result["reach_misleads"]
    yield (
        f"where reach misleads: {misleads['accepted']} of {misleads['cases']} accepted"
        f" (reach only: {reach['reach_misleads']['accepted']})"
    )


def by_level(result: dict[str, Any]) -> Iterable[str]:
    """One line for each level that States chose; the baseline's figures stand in brackets."""
    yield "by chosen level (reach only in brackets)"
    yield f"{'':16}{'cases':>6}" + "".join(f"{key.replace('_', ' '):>23}" for key in MEASURES)
    for level, ours in result["per_class"].items():
        reach = result["reach_only"]["per_class"][level]
        cells = (f"{ours[key]} ({reach[key]})" for key in MEASURES)
        yield f"{level:16}{ours['cases']:>6}" + "".join(f"{cell:>23}" for cell in cells)


def misses(result: dict[str, Any]) -> Iterable[str]:
    for miss in result["misses"]:
        yield ""
        yield (
            f"{miss['id']}: got {miss['got']}, chosen {miss['chosen']},"
            f" accepted {', '.join(miss['accepted'])}"
        )
        yield f"  by {', '.join(miss['rules']) or 'no rule'}"
