"""Is this a file that can be read at all, and what value does it hold?

Whatever is refused here is refused before anything is built of it.
"""

from __future__ import annotations

import re
from typing import Any

from decisions.house.uploads import DEEPEST, LARGEST, parsed
from decisions.subsidiarity.wire import Refused

OTHER_KINDS = (
    (b"PK\x03\x04", "is a packed file (zip); unpack it, and send the TOML or JSON file in it"),
    (b"\x1f\x8b", "is a packed file (gzip); unpack it, and send the TOML or JSON file in it"),
    (b"%PDF", "is a PDF; allowed are TOML and JSON"),
    (b"\xff\xfe", "is UTF-16 text; save it as UTF-8"),
    (b"\xfe\xff", "is UTF-16 text; save it as UTF-8"),
    (
        b"<",
        "is XML; a decision table (DMN) holds neither questions nor grounds, so it is never read"
        " back. Allowed are TOML and JSON",
    ),
)
BOM = b"\xef\xbb\xbf"
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
LONG_NUMBER = re.compile(r"[0-9_]{4000,}")
CONSTANT = re.compile(r"\b(?:NaN|Infinity)\b")
TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5})?'
    r"|'''(?:[^']|'(?!''))*+(?:'{3,5})?"
    r'|"(?:[^"\\\n]|\\.)*+"?'
    r"|'[^'\n]*+'?"
    r"|\#[^\n]*+"
    r"|[\[{]|[\]}]",
    re.DOTALL,
)
"""A text of TOML (an unfinished one too), a comment, or a bracket; found in linear time."""


def value_in(content: bytes) -> Any:
    """What a TOML or JSON file holds. Raises Refused with the line where one can be named."""
    if len(content) > LARGEST:
        raise Refused("", f"has {len(content):,} bytes, allowed are {LARGEST:,}")
    bare = content.removeprefix(BOM).lstrip()
    for start, problem in OTHER_KINDS:
        if bare.startswith(start):
            raise Refused("", problem)
    if not bare:
        raise Refused("", "is empty")
    text = content.decode("utf-8-sig", errors="replace")
    if found := CONTROL.search(text):
        place = line_of(text, found.start())
        raise Refused(place, f"holds U+{ord(found[0]):04X}, which cannot be written as text")
    return with_line(text, content, "x.json" if bare.startswith(b"{") else "x.toml")


def with_line(text: str, content: bytes, name: str) -> Any:
    """Read it; a refusal without a place gets the line that it is most likely about."""
    if name == "x.toml":
        refuse_deep(text)
    try:
        return parsed(name, content)
    except Refused as refused:
        if not refused.place:
            for pattern in (LONG_NUMBER, CONSTANT):
                if found := pattern.search(text):
                    raise Refused(line_of(text, found.start()), refused.problem) from refused
        raise


def refuse_deep(text: str) -> None:
    """TOML nested beyond what any book needs."""
    depth = 0
    for token in TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
        elif token[0] in "]}":
            depth -= 1
        if depth > DEEPEST:
            place = line_of(text, token.start())
            raise Refused(place, f"is nested too deeply; allowed are {DEEPEST} levels")


def line_of(text: str, position: int) -> str:
    return f"line {text.count(chr(10), 0, position) + 1}"
