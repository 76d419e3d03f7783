"""What do the three tests of the grid say at the rung found: necessity, added value, proportion?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from decisions.subsidiarity.ladder import LABELS
from decisions.subsidiarity.rules import Effect

from .blocks import Block, Bullets, Heading, Lines, Paragraph, Said
from .grid_conclusions import GAIN_BY_HAND, added_value, necessity, proportion
from .grid_lead import OnIssue, capital
from .grid_questions import GridQuestion

HIGHER = "And one rung higher?"
GAIN = "The gain in acting at this rung, and what shows it"


def limb_blocks(question: GridQuestion, on: OnIssue) -> Iterator[Block]:
    """The question of a whole test, asked at the rung found, with reasons and a conclusion."""
    yield Heading(f"{question.number} {capital(question.limb)}", 2)
    yield from BLOCKS[question.limb](on)


def said_of(limb: str, on: OnIssue) -> str:
    """The conclusion on one of the three tests."""
    if limb == "necessity":
        return necessity(on.level, on.page.ladder, on.page.gap)
    if limb == "added value":
        return added_value(on.rules("2.4"), on.level)
    gap = bool(on.written.get("depth_ambition"))
    return proportion(on.depth, *on.depth_range, gap=gap, more=deeper_asked(on))


def deeper_asked(on: OnIssue) -> bool:
    """Whether a rule that fired asks for a deeper form than was found."""
    floors = (rule for rule in on.rules("3.2a") if rule.effect is Effect.NOT_BELOW)
    return any(rule.rung > on.depth for rule in floors)


def in_short(text: str) -> Paragraph:
    return Paragraph(Said(text, lead="In short:"), "note")


def necessity_blocks(on: OnIssue) -> Iterator[Block]:
    yield asked(on.at.enough)
    nearest, further = on.page.lower[:1], on.page.lower[1:]
    yield from bullets(Said(reason) for rung in nearest for reason in rung["reasons"])
    if further:
        yield Paragraph(Said(further_down(further)), "hint")
    yield in_short(said_of("necessity", on))


def added_value_blocks(on: OnIssue) -> Iterator[Block]:
    yield asked(on.at.better)
    said = said_of("added value", on)
    yield in_short(said)
    if said.endswith(GAIN_BY_HAND):
        yield Lines(GAIN, 2)
    if on.page.higher:
        yield asked(HIGHER)
        yield from bullets(Said(reason) for reason in on.page.higher[0]["reasons"])


def proportion_blocks(on: OnIssue) -> Iterator[Block]:
    yield asked(f"Would less than {LABELS[on.depth.key].lower()} do, and is more called for?")
    lighter = on.written.get("depth_why_not_lower", ())[:1]
    deeper = on.written.get("depth_why_not_higher", ())[:1]
    yield from bullets(Said(reason) for rung in (*lighter, *deeper) for reason in rung["reasons"])
    yield in_short(said_of("proportionality", on))


BLOCKS = {
    "necessity": necessity_blocks,
    "added value": added_value_blocks,
    "proportionality": proportion_blocks,
}


def asked(text: str) -> Paragraph:
    return Paragraph(Said("", lead=text))


def further_down(rungs: Iterable[Mapping[str, Any]]) -> str:
    """`Further down, Bilateral, Local: not enough so far, yet still open.`"""
    alike = groupby(rungs, key=lambda rung: rung["word"])
    said = (f"{', '.join(rung['label'] for rung in group)}: {word}" for word, group in alike)
    return f"Further down, {'. '.join(said)}."


def bullets(items: Iterable[Said]) -> Iterator[Bullets]:
    if found := tuple(items):
        yield Bullets(found)
