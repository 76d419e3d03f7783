"""How does a forum's entry stand in its form, and what does the form make of the entry?

Whatever the form does not show stays untouched, and so does the order of a list that holds what it
held before.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.wire import forum_keys as keys

from .forum_fields import BOXES, CHOSEN, LINES, MARKS, NOTES, NUMBERS, SHORT, STATE_LISTS

Entry = dict[str, Any]

PLAIN = ("name", "short_name", "last_evidence", *CHOSEN, *NOTES, *SHORT, *NUMBERS, *BOXES)


def initial_of(entry: Mapping[str, Any], edition: Edition) -> dict[str, Any]:
    """What stands in each field: States by their names, one a line."""
    found = {key: entry[key] for key in PLAIN if key in entry}
    found |= {key: "\n".join(entry.get(key, [])) for key in LINES}
    found |= {key: state_lines(entry.get(key, []), edition) for key in STATE_LISTS}
    found["seat_country"] = state_lines([entry.get("seat_country", "")], edition)
    found["marks"] = [key for key in MARKS if entry.get(key)]
    return found


def state_lines(codes: list[str], edition: Edition) -> str:
    states = edition.states
    return "\n".join((states[code].name or code) if code in states else code for code in codes)


def entry_with(old: Mapping[str, Any], given: Mapping[str, Any]) -> Entry:
    """The entry with what was given; what is emptied goes, unless it must be there."""
    found = dict(old)
    for key, value in changes(given).items():
        if empty(value) and key not in keys.REQUIRED and empty(old.get(key)):
            continue
        if empty(value) and key not in (*keys.REQUIRED, *keys.MARKS):
            found.pop(key, None)
        elif not same(old.get(key), value):
            found[key] = value
    return found


def changes(given: Mapping[str, Any]) -> Entry:
    """Each key of the entry that the form shows, as it was given."""
    found = {key: value for key, value in given.items() if key not in ("marks", "new_id")}
    return found | {key: key in given["marks"] for key in MARKS}


def empty(value: Any) -> bool:
    """Whether nothing is said; a count of 0 says something."""
    return value is None or value is False or value in ("", [])


def same(one: Any, other: Any) -> bool:
    """Whether two values say the same: in lists of words the order says nothing."""
    if one and other and words_only(one) and words_only(other):
        return sorted(one) == sorted(other)
    return bool(one == other)


def words_only(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)
