"""What can be done where no table is ready?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .blocks import Block, Bullets, Paragraph, Said

New = Mapping[str, Any]


def new_table(new: New) -> Iterator[Block]:
    """The forum gap with the ways out of it, the nearest first."""
    held = ", ".join(new["issues"])
    what = f"Not held by any table: {held}." if held else "Not everything is held by a table."
    yield Paragraph(Said(what, "Forum gap."), "note")
    yield Bullets(tuple(Said(way) for way in ways(new)))


def ways(new: New) -> Iterator[str]:
    if new["two_party"]:
        yield f"Draft {new['form']} of your own."
        return
    if new["extend"] and new["invite"]:
        yield f"Extend the {new['extend'].name}: invite {', '.join(new['invite'])}."
    elif new["extend"]:
        yield f"Widen the mandate of the {new['extend'].name}, which seats the States."
    if new["prepare"]:
        yield f"Prepare it in the {new['prepare'].name}, which cannot bind."
    yield set_up(new)


def set_up(new: New) -> str:
    begin = "Or set up" if new["extend"] or new["prepare"] else "Set up"
    whom = "those who are willing among the" if new["willing"] else "these"
    caller = f", perhaps called by the {new['convener'].name}" if new["convener"] else ""
    model = f", on the model of the {new['model'].name}" if new["model"] else ""
    return f"{begin} {new['form']} of {whom} {new['states']} States{caller}{model}."
