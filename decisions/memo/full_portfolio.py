"""Each issue in its place, or one forum for all?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .blocks import Block, Heading, Paragraph, Said, Table

Portfolio = Mapping[str, Any]
NOT_LIFTED = "No issue would be lifted: all have the same level."


def scope(advice: Mapping[str, Any]) -> Iterator[Block]:
    """What is open at the level and what is not, where there is more than one issue."""
    if advice["scope"] and len(advice["issues"]) > 1:
        rows = tuple((heading, ", ".join(topics)) for heading, topics in advice["scope"])
        yield Table("What is open at this level", ("Where", "Issues"), rows, widths=(1, 3))


def portfolio(found: Portfolio | None) -> Iterator[Block]:
    if not found:
        return
    yield Heading("Each in its place, or one forum for all?")
    if found["one_does_it_all"]:
        name = found["tables"][0]["forum"].name
        said = f"{name} can hold every issue, and none has to be lifted above its own level."
        yield Paragraph(Said(said, "One table does it:"))
        return
    head = ("Each in its place", "One forum for all")
    yield Table("", head, (("\n".join(apart(found)), "\n".join(together(found))),), row_heads=False)


def apart(found: Portfolio) -> Iterator[str]:
    for each in found["tables"]:
        yield f"{each['forum'].name} holds {'; '.join(each['holds'])}."
    if found["proof"]:
        yield found["proof"]
    if found["uncovered"]:
        yield f"No table for {'; '.join(found['uncovered'])}."


def together(found: Portfolio) -> Iterator[str]:
    level = found["one_level"]
    if found["one"]:
        yield f"{found['one'].name} could hold all of it ({level})."
    else:
        yield f"No table of the catalogue could hold all of it ({level})."
    yield found["lifts"] or NOT_LIFTED
