"""Who belongs to both of two fora, who to one alone, and of whom is it not certain?"""

from __future__ import annotations

from typing import Any

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.fora import Forum
from decisions.subsidiarity.standings import seat, standing_of

from .membership import by_name

WIDTH, GAP = 400, 2
"""Units of the drawing: length of the bar, and the gap between two pieces."""
LEAST = 4
"""A piece is never drawn shorter, so that a single State can be seen."""
LETTERS = 30
"""A piece shorter than this has no room for its number."""


def overlap(first: Forum, second: Forum, edition: Edition) -> dict[str, Any]:
    """The States of either, in four parts, and the bar that shows them."""
    parts: list[dict[str, Any]] = [
        {"key": "a", "heading": f"Only {first.short_name}"},
        {"key": "both", "heading": "Both"},
        {"key": "b", "heading": f"Only {second.short_name}"},
        {"key": "unsure", "heading": "Not certain"},
    ]
    held = sorted_apart(first, second)
    alone, both, other, unsure = (len(held[part["key"]]) for part in parts)
    for part in parts:
        part["states"] = by_name(held[part["key"]], first, edition)
    return {
        "parts": parts,
        "bar": bar({key: len(codes) for key, codes in held.items()}),
        "sentence": sentence(first, second, (alone, both, other)),
        "certain": not unsure,
    }


def sentence(first: Forum, second: Forum, counts: tuple[int, int, int]) -> str:
    """The finding, in one sentence."""
    alone, both, other = counts
    here, there = first.short_name, second.short_name
    if not both:
        return f"No State surely sits in both {here} and {there}."
    sit = f"{both} State{' sits' if both == 1 else 's sit'} in both"
    if not alone and not other:
        return f"{sit}, and nobody in one alone."
    if not alone:
        return f"{sit}: {there} has everybody that {here} has, and {other} more."
    if not other:
        return f"{sit}: {here} has everybody that {there} has, and {alone} more."
    return f"{sit}; {alone} in {here} alone and {other} in {there} alone."


def sorted_apart(first: Forum, second: Forum) -> dict[str, set[str]]:
    """Every State that one of the two lists names, once."""
    held: dict[str, set[str]] = {"a": set(), "both": set(), "b": set(), "unsure": set()}
    everybody = first.members | second.members | first.unsure | second.unsure
    for code in everybody:
        held[part_of(seat(standing_of(first, code)), seat(standing_of(second, code)))].add(code)
    return held


def part_of(here: str, there: str) -> str:
    """In which part a State falls, by its seats in the two."""
    if "unknown" in (here, there):
        return "unsure"
    if here == there:
        return "both"
    return "a" if here == "yes" else "b"


def bar(counts: dict[str, int]) -> list[dict[str, Any]]:
    """The pieces from start to end: where each begins, how long it is, whether a number fits."""
    some = {key: count for key, count in counts.items() if count}
    room = WIDTH - GAP * (len(some) - 1) - LEAST * len(some)
    total, begin = sum(some.values()), 0
    pieces = []
    for key, count in some.items():
        length = LEAST + room * count // total
        piece = {"key": key, "x": begin, "width": length, "count": count}
        pieces.append({**piece, "middle": begin + length // 2, "fits": length >= LETTERS})
        begin += length + GAP
    return pieces
