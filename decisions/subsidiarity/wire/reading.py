"""Is this text or value what is allowed here and, if not, where and what would be?"""

from __future__ import annotations

import hashlib
import json
import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

SIZE_LIMIT = 5_000_000
"""Characters of a file that is read at all."""
ALLOWED_SHOWN = 40
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")
"""Control characters and halves of surrogate pairs: no database or terminal takes them."""


class Refused(ValueError):
    """Something read is not allowed; the message names its place and what is."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}" if place else problem)
        self.place = place
        self.problem = problem


def parse_json(text: str) -> Any:
    """JSON without duplicate keys, NaN or excessive size or depth. Raises Refused."""
    check_size(text)
    try:
        return json.loads(text, object_pairs_hook=unique, parse_constant=no_constant)
    except Refused:
        raise
    except json.JSONDecodeError as error:
        raise Refused(
            f"line {error.lineno}, column {error.colno}", f"not JSON ({error.msg})"
        ) from error
    except RecursionError as error:
        raise Refused("", "nested too deeply to be read") from error
    except ValueError as error:  # Python reads no integer of thousands of digits
        raise Refused("", "holds a number that is too long to be read") from error


def parse_toml(text: str) -> dict[str, Any]:
    """TOML, which knows no duplicate keys by itself. Raises Refused."""
    check_size(text)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused("", f"not TOML ({error})") from error
    except RecursionError as error:
        raise Refused("", "nested too deeply to be read") from error
    except ValueError as error:  # Python reads no integer of thousands of digits
        raise Refused("", "holds a number that is too long to be read") from error


def check_size(text: str) -> None:
    if len(text) > SIZE_LIMIT:
        raise Refused("", f"too large: {len(text)} characters, allowed are {SIZE_LIMIT}")


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Refused(key, "this key stands twice in one object")
        found[key] = value
    return found


def no_constant(name: str) -> None:
    raise Refused("", f"{name} is not a number that can be used here")


def to_json(value: Any) -> str:
    """The one way in which JSON is written: sorted keys, two spaces, UTF-8."""
    return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True)


def checksum(value: Any) -> str:
    """SHA-256 (hexadecimal) over the canonical JSON of a value."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def record(
    value: Any, place: str, required: Collection[str] = (), optional: Collection[str] = ()
) -> Mapping[str, Any]:
    """An object with these keys and no others."""
    if not isinstance(value, dict):
        raise Refused(place, f"expected an object with keys, got {kind(value)}")
    allowed = [*required, *optional]
    for key in value:
        if key not in allowed:
            raise Refused(at(place, key), f"unknown key; allowed: {', '.join(allowed)}")
    for key in required:
        if key not in value:
            raise Refused(at(place, key), "is missing")
    return value


def at(place: str, key: str) -> str:
    return f"{place}.{key}" if place else str(key)


def items(value: Any, place: str) -> Sequence[tuple[str, Any]]:
    """The elements of a list, each with its place."""
    if not isinstance(value, list):
        raise Refused(place, f"expected a list, got {kind(value)}")
    return [(f"{place}[{number}]", item) for number, item in enumerate(value)]


def words(value: Any, place: str, limit: int = 10_000) -> str:
    """A text of at most `limit` characters."""
    if not isinstance(value, str):
        raise Refused(place, f"expected a text, got {kind(value)}")
    if len(value) > limit:
        raise Refused(place, f"has {len(value)} characters, allowed are {limit}")
    if unwritable := UNWRITABLE.search(value):
        raise Refused(place, f"holds U+{ord(unwritable[0]):04X}, which cannot be written as text")
    return value


def texts(value: Mapping[str, Any], place: str, keys: Collection[str]) -> dict[str, str]:
    return {key: words(value[key], at(place, key)) for key in keys}


def refuse_twice(keys: Sequence[str], place: str) -> None:
    seen: set[str] = set()
    for number, key in enumerate(keys):
        if key in seen:
            raise Refused(f"{place}[{number}]", f"{shown(key)} stands twice")
        seen.add(key)


def truth(value: Any, place: str) -> bool:
    if not isinstance(value, bool):
        raise Refused(place, f"expected true or false, got {kind(value)}")
    return value


def number(value: Any, place: str, bounds: tuple[int, int]) -> int:
    """A whole number between two, both allowed."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Refused(place, f"expected a whole number, got {kind(value)}")
    if not bounds[0] <= value <= bounds[1]:
        raise Refused(place, f"is not between {bounds[0]} and {bounds[1]}")
    return value


def choice(value: Any, place: str, allowed: Collection[str], what: str = "an option") -> str:
    """One of the allowed keys."""
    if isinstance(value, str) and value in allowed:
        return value
    raise Refused(place, f"{shown(value)} is not {what}; allowed: {hint(value, allowed)}")


def state_code(value: Any, place: str, allowed: Collection[str]) -> str:
    """The code of a State."""
    if isinstance(value, str) and value in allowed:
        return value
    such = str(value).upper() if str(value).upper() in allowed else "DE"
    said = f"allowed: a State code of two letters such as {such}"
    raise Refused(place, f"{shown(value)} is not a State; {said}")


def choices(
    value: Any, place: str, allowed: Collection[str], what: str = "an option"
) -> frozenset[str]:
    """A list of different allowed keys, perhaps empty."""
    found: set[str] = set()
    for where, item in items(value, place):
        key = choice(item, where, allowed, what)
        if key in found:
            raise Refused(where, f"{shown(key)} stands twice")
        found.add(key)
    return frozenset(found)


def hint(value: Any, allowed: Collection[str]) -> str:
    if len(allowed) <= ALLOWED_SHOWN:
        return ", ".join(allowed) or "none"
    same = [key for key in allowed if key.casefold() == str(value).casefold()]
    near = same or get_close_matches(str(value), allowed, n=3, cutoff=0.4) or sorted(allowed)[:3]
    return f"one of {len(allowed)} keys such as {', '.join(near)}"


def shown(value: Any) -> str:
    if isinstance(value, str):
        return f'"{value[:60]}"'
    return kind(value)


def kind(value: Any) -> str:
    """What a value is, in plain words."""
    names = {dict: "an object", list: "a list", str: "a text", bool: "true or false"}
    if value is None:
        return "nothing (null)"
    return names.get(type(value), "a number")
