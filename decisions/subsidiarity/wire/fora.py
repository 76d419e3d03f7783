"""What does a catalogue of fora say, and where does it contradict itself?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from ..fora import Forum, Relation
from ..ladder import LEVELS
from . import forum_keys as keys
from .forum_states import read_standings
from .reading import (
    Refused,
    at,
    choice,
    choices,
    items,
    number,
    record,
    refuse_twice,
    shown,
    texts,
    truth,
    words,
)

Entry = Mapping[str, Any]

LONGEST = 1_000
"""Characters of a note."""
MONTH = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")


def read_fora(rows: Any, states: Collection[str], issues: Collection[str]) -> tuple[Forum, ...]:
    """The fora of an edition with these State codes and issue keys. Raises Refused."""
    entries = items(rows, "fora")
    fora = tuple(read_forum(entry, place, states, issues) for place, entry in entries)
    ids = [forum.id for forum in fora]
    refuse_twice(ids, "fora")
    for place, entry in entries:
        with in_forum(entry):
            check_relations(entry, place, ids)
    return fora


@contextmanager
def in_forum(entry: Any) -> Iterator[None]:
    """A refusal names the forum too: nobody counts to fora[37] by hand."""
    try:
        yield
    except Refused as error:
        name = entry.get("id") if isinstance(entry, dict) else None
        if not isinstance(name, str):
            raise
        raise Refused(error.place, f"{error.problem} (forum {shown(name)})") from error


def read_forum(entry: Any, place: str, states: Collection[str], issues: Collection[str]) -> Forum:
    with in_forum(entry):
        record(entry, place, keys.REQUIRED, keys.OPTIONAL)
        parts: dict[str, Any] = {
            **read_words(entry, place),
            **read_lists(entry, place),
            **read_mandate(entry, place, issues),
            **read_standings(entry, place, states),
            **read_years(entry, place),
        }
        return Forum(**parts, relations=read_relations(entry, place), facts=entry)


def read_words(entry: Entry, place: str) -> dict[str, Any]:
    named = (*keys.NAMES, *keys.WORDS)
    plain = texts(entry, place, named)
    for key in keys.NAMES:
        if not plain[key].strip():
            raise Refused(at(place, key), "is empty")
    for key, (what, allowed) in keys.WORDS.items():
        choice(plain[key], at(place, key), allowed, what)
    for key in (*keys.NOTES, "last_evidence"):
        words(entry.get(key, ""), at(place, key), LONGEST)
    if not MONTH.fullmatch(entry.get("last_evidence", "2000")):
        raise Refused(at(place, "last_evidence"), 'expected a year or a month such as "2025-08"')
    marks = {key: truth(entry.get(key, False), at(place, key)) for key in keys.MARKS}
    marks.pop("small_group")
    return {**plain, "level": LEVELS[plain["level"]], **marks}


def read_lists(entry: Entry, place: str) -> dict[str, Any]:
    """Lists of words and of texts, each of them once. What only pages show is checked alone."""
    listed = {
        key: choices(entry.get(key, []), at(place, key), allowed, what)
        for key, (what, allowed) in keys.LISTED_WORDS.items()
    }
    free = {key: each_once(entry.get(key, []), at(place, key)) for key in keys.LISTED_NOTES}
    return {
        "instruments": listed["instruments"],
        "aliases": free["aliases"],
        "named_in_paper": free["named_in_paper"],
    }


def each_once(value: Any, place: str) -> tuple[str, ...]:
    found = tuple(words(item, where, LONGEST) for where, item in items(value, place))
    refuse_twice(found, place)
    return found


def read_mandate(entry: Entry, place: str, issues: Collection[str]) -> dict[str, frozenset[str]]:
    mandate, core = entry["mandate"], entry["mandate_core"]
    return {
        "mandate": choices(mandate, at(place, "mandate"), issues, "an issue"),
        "mandate_core": choices(core, at(place, "mandate_core"), mandate, "in the mandate"),
    }


def read_years(entry: Entry, place: str) -> dict[str, int]:
    """As far as they are given."""
    years = {
        key: number(entry[key], at(place, key), keys.YEAR) for key in keys.YEARS if key in entry
    }
    first, last = years.get("active_from"), years.get("active_to")
    if first and last and last < first:
        raise Refused(at(place, "active_to"), f"{last} is before active_from, {first}")
    return years


def read_relations(entry: Entry, place: str) -> tuple[Relation, ...]:
    what, allowed = keys.RELATION
    found = []
    for where, row in items(entry.get("relations", []), at(place, "relations")):
        given = texts(record(row, where, ("type", "id")), where, ("type", "id"))
        found.append(Relation(choice(given["type"], at(where, "type"), allowed, what), given["id"]))
    return tuple(found)


def check_relations(entry: Entry, place: str, ids: Sequence[str]) -> None:
    rows = items(entry.get("relations", []), at(place, "relations"))
    for where, row in rows:
        choice(row["id"], at(where, "id"), ids, "a forum of this catalogue")
        if row["id"] == entry["id"]:
            raise Refused(at(where, "id"), "points to the forum itself")
    refuse_twice([f"{row['type']} {row['id']}" for _, row in rows], at(place, "relations"))
