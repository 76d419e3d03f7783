"""What does an uploaded file say, if it can be read at all?"""

from __future__ import annotations

import re
from typing import Any

from decisions.subsidiarity.wire import UNWRITABLE, Refused, parse_json, parse_toml

LARGEST = 1_000_000
"""Bytes of a file."""
DEEPEST = 20
"""Objects and lists within each other: three times what a case needs."""
DOTS = 10_000_000
"""Dots of a line of TOML, squared and summed up: reading a dotted key takes so many steps."""
HEADER_DOTS = 20
TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[{]|[\]}]', re.DOTALL)
"""A text of JSON (an unfinished one too) or a bracket."""
OF_THE_FILE = ("is ", "has ", "holds ")
"""How a refusal begins that speaks of the file as a whole."""
PLACE, PROBLEM = 120, 600
"""Letters of a refusal that are shown."""


def parsed(name: str, content: bytes) -> Any:
    """The value in a file: TOML where its name ends so, else JSON. Raises Refused."""
    if len(content) > LARGEST:
        raise Refused("", f"has {len(content)} bytes, allowed are {LARGEST}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("", f"is not UTF-8 text (byte {error.start})") from error
    if name.lower().endswith(".toml"):
        refuse_costly(text)
        return parse_toml(text)
    refuse_deep(text)
    return parse_json(text)


def refuse_deep(text: str) -> None:
    """Before anything is built of it."""
    depth = 0
    for token in TOKEN.finditer(text):
        if token[0][0] == '"':
            continue
        depth += 1 if token[0] in "[{" else -1
        if depth > DEEPEST:
            line = text.count("\n", 0, token.start()) + 1
            raise Refused(f"line {line}", f"is nested too deeply; allowed are {DEEPEST} levels")


def refuse_costly(text: str) -> None:
    """A dotted key of very many parts would keep the reader of TOML busy for hours."""
    steps = 0
    for number, line in enumerate(text.split("\n"), start=1):
        dots = line.count(".")
        steps += dots * dots
        if steps > DOTS or (dots > HEADER_DOTS and line.lstrip().startswith("[")):
            raise Refused(f"line {number}", "is nested too deeply: it has too many dots")


def in_short(refused: Refused) -> str:
    """A refusal as a page may show it: no longer than can be read, and nothing unwritable."""
    problem = shortened(refused.problem, PROBLEM)
    if refused.place:
        return f"{shortened(refused.place, PLACE)}: {problem}"
    if problem.startswith(OF_THE_FILE):
        return f"It {problem}"
    return problem[:1].upper() + problem[1:]


def shortened(text: str, limit: int) -> str:
    clean = UNWRITABLE.sub("\ufffd", text)
    return clean if len(clean) <= limit else f"{clean[:limit]} …"
