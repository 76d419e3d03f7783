"""Is a part of an imported document what the forms of the guide would have taken?"""

from __future__ import annotations

from collections.abc import Collection

from decisions.subsidiarity.wire import Refused
from decisions.subsidiarity.wire.reading import choice, words

READ_AT_ALL = 1_000_000


def lines(value: object, place: str, limit: int) -> str:
    """A text of several lines, with one kind of line break, as typed into a form."""
    text = "\n".join(words(value, place, READ_AT_ALL).splitlines()).strip()
    if len(text) > limit:
        raise Refused(place, f"has {len(text)} characters, allowed are {limit}")
    return text


def line(value: object, place: str, limit: int, empty: bool = True) -> str:
    """A text of one line."""
    text = lines(value, place, limit)
    if "\n" in text:
        raise Refused(place, "holds a line break; one line is allowed")
    if not (text or empty):
        raise Refused(place, "is empty")
    return text


def chosen(value: object, place: str, allowed: Collection[str]) -> str:
    """One of the keys, or nothing."""
    return "" if value == "" else choice(value, place, allowed)
