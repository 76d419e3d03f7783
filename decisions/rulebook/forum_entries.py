"""What changed in the entry of a forum, clause by clause?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from decisions.house.difference.side import listed
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.wire.forum_keys import OTHER_STATES, STANDINGS

CODED = frozenset((*STANDINGS, *OTHER_STATES, "mandate", "mandate_core"))
"""Lists that hold codes of States or keys of issues; other lists hold words."""
NAMED = 8
"""Entries of a list that are named in one clause."""


def entry_changes(
    before: Mapping[str, Any], after: Mapping[str, Any], edition: Edition
) -> Iterator[str]:
    """`members: Albania and Serbia added`, `status is dormant instead of active`."""
    names = edition.names
    for key in dict.fromkeys([*after, *before]):
        one, other = before.get(key), after.get(key)
        if one == other:
            continue
        label = key.replace("_", " ")
        if lists(one, other):
            known = names if key in CODED else {}
            yield from list_changes(label, one or [], other or [], known)
        elif short(one) and short(other):
            yield f"{label} is {said(other, names)} instead of {said(one, names)}"
        else:
            yield f"{label} is worded otherwise"


def lists(one: Any, other: Any) -> bool:
    """Whether both are lists of plain keys; a missing one counts as empty."""
    return all(
        each is None or (isinstance(each, list) and all(isinstance(part, str) for part in each))
        for each in (one, other)
    )


def list_changes(
    label: str, one: list[str], other: list[str], names: Mapping[str, str]
) -> Iterator[str]:
    new = [each for each in other if each not in one]
    gone = [each for each in one if each not in other]
    for some, verb in ((new, "added"), (gone, "taken out")):
        if some:
            yield f"{label}: {few([names.get(each, each) for each in some])} {verb}"
    if not new and not gone:
        yield f"{label} stand in another order"


def few(words: list[str]) -> str:
    more = len(words) - NAMED
    return listed([*words[:NAMED], f"{more} more"] if more > 0 else words)


def short(value: Any) -> bool:
    return (
        value is None
        or isinstance(value, bool | int)
        or (isinstance(value, str) and len(value) <= 60)
    )


def said(value: Any, names: Mapping[str, str]) -> str:
    if value is None or value == "":
        return "not said"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return names.get(str(value), str(value)).replace("_", " ")
