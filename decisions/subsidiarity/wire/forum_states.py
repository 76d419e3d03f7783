"""How does each State stand to a forum, and do the lists agree with each other?"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from . import forum_keys as keys
from .reading import (
    Refused,
    at,
    choice,
    choices,
    items,
    kind,
    number,
    record,
    refuse_twice,
    shown,
    words,
)

Entry = Mapping[str, Any]

UNQUOTED = (
    "YAML reads an unquoted NO (Norway) as false, and some tools read NA (Namibia) as nothing:"
    ' write "NO" and "NA"'
)


def read_standings(entry: Entry, place: str, states: Collection[str]) -> dict[str, Any]:
    """The lists of State codes, and how many members a source counts."""
    beyond = read_beyond(entry.get("members_non_iso", []), at(place, "members_non_iso"))
    known = [*states, *(code for code in beyond if code not in states)]
    lists = {
        key: read_codes(entry.get(key, []), at(place, key), known)
        for key in (*keys.STANDINGS, *keys.OTHER_STATES)
    }
    if "seat_country" in entry:
        read_code(entry["seat_country"], at(place, "seat_country"), known)
    for spot, code in enumerate(beyond):
        if code in lists["members"]:
            raise Refused(at(place, f"members_non_iso[{spot}]"), f"{shown(code)} stands twice")
    counted = read_count(entry, place, {**lists, "members_non_iso": frozenset(beyond)})
    lists["members"] |= frozenset(beyond)
    check_among_members(entry, place, lists["members"])
    return {**{key: lists[key] for key in keys.STANDINGS}, "published_count": counted}


def read_beyond(rows: Any, place: str) -> Sequence[str]:
    """Codes of our own for members that ISO 3166 does not list."""
    codes = []
    for where, row in items(rows, place):
        record(row, where, ("code", "name"))
        codes.append(words(row["code"], at(where, "code"), 40))
        words(row["name"], at(where, "name"), 200)
    refuse_twice(codes, place)
    return codes


def read_codes(value: Any, place: str, known: Collection[str]) -> frozenset[str]:
    listed = items(value, place)
    if len(listed) > len(known):
        raise Refused(place, f"has {len(listed)} entries, allowed are {len(known)}, all States")
    for where, code in listed:
        read_code(code, where, known)
    return choices(value, place, known)


def read_code(value: Any, place: str, known: Collection[str]) -> str:
    if value is None or isinstance(value, bool):
        raise Refused(place, f"expected the code of a State, got {kind(value)}: {UNQUOTED}")
    return choice(value, place, known, "a State")


def check_among_members(entry: Entry, place: str, members: Collection[str]) -> None:
    for key, belongs in keys.AMONG_MEMBERS.items():
        for where, code in items(entry.get(key, []), at(place, key)):
            if (code in members) is not belongs:
                verb = "is not" if belongs else "is"
                raise Refused(where, f"{shown(code)} {verb} among the members")


def read_count(entry: Entry, place: str, lists: Mapping[str, frozenset[str]]) -> int | None:
    """What a source counts: States listed, blocs, and members that it does not let us name."""
    counts = {
        key: number(entry[key], at(place, key), keys.COUNT) for key in keys.COUNTS if key in entry
    }
    published = counts.pop("published_count", None)
    parts, beside = entry.get("count_parts", ["members"]), sum(counts.values())
    named = len(frozenset().union(*(lists[part] for part in parts)))
    if published not in (None, named + beside):
        raise Refused(
            at(place, "published_count"),
            f"is {published}, but there are {named} on the lists counted"
            f" ({', '.join(parts) or 'none'}), and {beside} beside them",
        )
    return published
