"""How is something cut to the room that there is, so that one sees that it is cut?"""

from __future__ import annotations

from collections.abc import Sequence


def shorten(text: str, budget: int) -> str:
    """One line of at most `budget` letters, cut between words where it can be."""
    line = " ".join(text.split())
    if len(line) <= budget:
        return line
    cut = line[: budget - 1]
    words, _, _ = cut.rpartition(" ")
    kept = words if len(words) > budget // 2 else cut
    return kept.rstrip(" ,;:.") + "…"


def whole_ones(sentences: Sequence[str], budget: int) -> str:
    """As many whole sentences as fit, the first one shortened if even that does not."""
    kept = ""
    for each in sentences:
        longer = f"{kept} {each}".strip()
        if kept and len(longer) > budget:
            break
        kept = longer
    return shorten(kept, budget)


def first_few(names: Sequence[str], most: int, between: str = ", ") -> str:
    """`Spain, Morocco and 3 more`"""
    named = between.join(names[:most])
    return named if len(names) <= most else f"{named} and {len(names) - most} more"


def sentence(text: str) -> str:
    """With a full stop, if it has no end of its own."""
    return text if text.endswith((".", "!", "?", "…", "”")) else f"{text}."


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
