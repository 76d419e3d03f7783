"""How does an edition or a draft read as one TOML file, the same to the byte every time?

Laid out as the files that ship: one table an item, short lists on a line, options and examples as
rows. Every single value is written by tomli_w.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import tomli_w

from .order import ordered

WIDTH = 100
"""Characters of a line, where a list can be broken."""
ROWS = ("questions", "issues", "rules", "fora")
"""The parts that are written item by item."""


def toml_text(document: Mapping[str, Any]) -> str:
    """Title, questions, issues, rules, fora and States. Reads back to the same document."""
    whole = ordered(document)
    states = whole.pop("states")
    blocks = [entry("title", whole["title"])]
    blocks += [entry(part, []) for part in ROWS if not whole[part]]
    blocks += [entry("states", [])] * (not states)
    for part in ROWS:
        blocks += [table(part, each) for each in whole[part]]
    # Last, for they are many, and nobody looks for them; a list of rows could only stand first.
    blocks += [table("states", each) for each in states]
    return "\n".join(blocks)


def table(part: str, item: Mapping[str, Any]) -> str:
    """One item; what in it has keys of its own comes last, under a heading of its own."""
    inner = {key: value for key, value in item.items() if isinstance(value, dict)}
    lines = [f"[[{part}]]\n", *(entry(key, item[key]) for key in item if key not in inner)]
    for name, value in inner.items():
        lines += [f"[{part}.{key_of(name)}]\n", *(entry(key, value[key]) for key in value)]
    return "".join(lines)


def entry(key: str, value: Any) -> str:
    return f"{key_of(key)} = {shown(value, len(key) + 3)}\n"


def key_of(key: str) -> str:
    return tomli_w.dumps({key: 0}).removesuffix(" = 0\n")


def shown(value: Any, taken: int) -> str:
    """A value that begins `taken` characters into its line."""
    if isinstance(value, str) and "\n" in value and "\r" not in value:
        return tomli_w.dumps({"x": value}, multiline_strings=True).removeprefix("x = ")[:-1]
    flat = inline(value)
    if not isinstance(value, list) or not value:
        return flat
    if taken + len(flat) <= WIDTH and not isinstance(value[0], dict):
        return flat
    return "".join(["[\n", *(f"  {line}\n" for line in broken(value)), "]"])


def broken(values: Iterable[Any]) -> Iterator[str]:
    """Texts fill their lines; rows have one each."""
    line = ""
    for value in values:
        word = f"{inline(value)},"
        if line and (isinstance(value, dict) or len(line) + len(word) + 3 > WIDTH):
            yield line
            line = ""
        line = f"{line} {word}" if line else word
    yield line


def inline(value: Any) -> str:
    """Without a line break."""
    if isinstance(value, list):
        return f"[{', '.join(inline(each) for each in value)}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{key_of(key)} = {inline(value[key])}' for key in value)} }}"
    return tomli_w.dumps({"x": value}).removeprefix("x = ")[:-1]
