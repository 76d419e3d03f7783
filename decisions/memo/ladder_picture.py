"""How is the ladder drawn on paper, so that a copier in black and white keeps it?"""

from __future__ import annotations

from collections.abc import Mapping

from decisions.house.ladder import LadderPicture, RungPicture

from .blocks import Picture
from .svg import ACCENT, HATCH, HATCHING, INK, LINE, PAPER, QUIET, svg, tag, text

WIDTH, STEP, RUNG = 300, 34, 28
LETTER, WORD_LETTER = 7.6, 6.2
"""Room that one letter takes, so that hatching never runs through words."""
SOLID = ("recommended", "so_far")
HATCHED = ("too_low", "fallback")
FADED = ("not_needed", "not_achievable")
OUTLINES: Mapping[str, Mapping[str, str | float]] = {
    "recommended": {"fill": ACCENT, "stroke": ACCENT},
    "so_far": {"fill": ACCENT, "stroke": ACCENT},
    "possible": {"fill": PAPER, "stroke": INK, "stroke_width": 2},
    "fallback": {"fill": PAPER, "stroke": INK, "stroke_width": 2, "stroke_dasharray": "8 4"},
    "too_low": {"fill": PAPER, "stroke": LINE},
    "not_needed": {"fill": PAPER, "stroke": LINE, "stroke_dasharray": "2 4"},
    "not_achievable": {"fill": PAPER, "stroke": LINE, "stroke_dasharray": "2 4"},
    "ambition": {"fill": PAPER, "stroke": INK, "stroke_width": 2.4, "stroke_dasharray": "9 4"},
}


def ladder_picture(ladder: LadderPicture, width_mm: float = 62) -> Picture:
    rungs = (rung(each, 2 + place * STEP) for place, each in enumerate(ladder.rungs))
    drawn = svg(WIDTH, len(ladder.rungs) * STEP - STEP + RUNG + 4, HATCHING, *rungs)
    return Picture(drawn, in_words(ladder), width_mm)


def in_words(ladder: LadderPicture) -> str:
    rungs = "; ".join(f"{rung.label}: {rung.word}" for rung in ladder.rungs)
    return f"{ladder.title}. {ladder.sentence} From the highest rung down: {rungs}."


def rung(each: RungPicture, top: float) -> str:
    return outline(each.state, top) + label(each, top) + short_word(each, top)


def outline(state: str, top: float) -> str:
    """The rung itself: solid, hatched, barred by a line below, or dashed."""
    place = {"x": 1.5, "y": top, "width": WIDTH - 3, "height": RUNG, "rx": 3}
    drawn = tag("rect", **place, **OUTLINES[state])
    if state in HATCHED:
        drawn += tag("rect", **place, fill=f"url(#{HATCH})")
    if state == "not_achievable":
        drawn += tag("path", d=f"M1.5 {top + RUNG:g}H{WIDTH - 1.5:g}", stroke=INK, stroke_width=3)
    return drawn


def label(each: RungPicture, top: float) -> str:
    weight = "normal" if each.state in FADED else "bold"
    plate = plate_at(8, top, len(each.label) * LETTER + 8) if each.state in HATCHED else ""
    return plate + text(
        12, top + RUNG / 2 + 5, each.label, 15, fill=colour(each), font_weight=weight
    )


def short_word(each: RungPicture, top: float) -> str:
    width = len(each.short) * WORD_LETTER + 8
    plate = plate_at(WIDTH - 8 - width, top, width) if each.state in HATCHED else ""
    middle = top + RUNG / 2 + 4.5
    return plate + text(WIDTH - 12, middle, each.short, 13, fill=colour(each), text_anchor="end")


def plate_at(x: float, top: float, width: float) -> str:
    return tag("rect", x=x, y=top + 5, width=width, height=RUNG - 10, rx=2, fill=PAPER)


def colour(each: RungPicture) -> str:
    if each.state in SOLID:
        return PAPER
    return QUIET if each.state in FADED else INK
