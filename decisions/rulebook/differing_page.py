"""How are the differences of two books laid out for a page?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from decisions.models import Kind

from .differing import HOW, Difference


@dataclass(frozen=True, slots=True)
class Group:
    """What differs in items of one kind, in one way."""

    kind: Kind
    title: str
    id: str
    differences: tuple[Difference, ...]


NOUNS = {
    Kind.TITLE: "Title",
    Kind.RULE: "Rules",
    Kind.QUESTION: "Questions",
    Kind.ISSUE: "Issues",
    Kind.FORUM: "Fora",
}
TITLES = {"added": "{} added", "removed": "{} removed", "changed": "{} changed"}


def grouped(found: Iterable[Difference]) -> list[Group]:
    """By kind, in the order in which they were found; a change of order is a group of its own."""
    groups: dict[tuple[Kind, str], list[Difference]] = {}
    for each in found:
        groups.setdefault((each.kind, each.how), []).append(each)
    return [
        Group(kind, title(kind, how), f"{kind.value}-{how}", tuple(some))
        for (kind, how), some in groups.items()
    ]


def title(kind: Kind, how: str) -> str:
    """`Rules changed`, `Order of the rules`."""
    noun = NOUNS[kind]
    return TITLES[how].format(noun) if how in TITLES else f"{HOW[how]} of the {noun.lower()}"
