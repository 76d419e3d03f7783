"""How is the interest map drawn, so that one sees at a glance who wants what?"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence

from .blocks import Picture
from .interests import SIGNS, InterestMap, Stance
from .shorten import shorten
from .svg import HATCH, HATCHING, INK, LINE, PAPER, QUIET, svg, tag, text

NAME, COLUMN, ROW, LINE_HEIGHT, KEY = 190, 104, 26, 14, 26
"""Room for names, one issue, one State, a line of a label and the key; units of the drawing."""
LETTERS, LINES, NAME_LETTERS = 16, 4, 26
UNIT_MM = 0.2
WANTED = "#dfe6ea"
LEGEND = "++ seeks, + supports, 0 neutral, − reserved, −− opposes"
BOXED = "; in a box: assessed"


def interest_picture(map_: InterestMap) -> Picture:
    """Who wants it is grey, who does not is hatched; the signs alone say the same."""
    width = NAME + COLUMN * len(map_.issues)
    labels = [
        textwrap.wrap(each, LETTERS, max_lines=LINES, placeholder="…") for each in map_.issues
    ]
    head = 10 + LINE_HEIGHT * max(map(len, labels))
    height = head + ROW * len(map_.rows) + KEY
    parts = (*heads(labels, head), *rows(map_, head), legend(map_, height - 8))
    drawn = svg(width, height, HATCHING, *parts)
    return Picture(drawn, in_words(map_), round(width * UNIT_MM, 1))


def in_words(map_: InterestMap) -> str:
    said = (f"{label}: {wants(map_, stances)}" for label, stances in map_.rows)
    return f"Interest map. {'. '.join(said)}."


def wants(map_: InterestMap, stances: Mapping[int, Stance]) -> str:
    return "; ".join(f"{map_.issues[place]}: {each.words}" for place, each in stances.items())


def heads(labels: Sequence[Sequence[str]], head: float) -> Iterator[str]:
    for place, lines in enumerate(labels):
        top = head - 8 - LINE_HEIGHT * (len(lines) - 1)
        for number, line in enumerate(lines):
            y = top + LINE_HEIGHT * number
            yield text(middle(place), y, line, 13, fill=INK, text_anchor="middle")


def rows(map_: InterestMap, head: float) -> Iterator[str]:
    for number, (label, stances) in enumerate(map_.rows):
        top = head + ROW * number
        yield text(0, top + 18, shorten(label, NAME_LETTERS), 14, fill=INK)
        for place in range(len(map_.issues)):
            yield cell(place, top, stances.get(place))


def cell(place: int, top: float, stance: Stance | None) -> str:
    left = NAME + COLUMN * place + 2
    box = {"x": left, "y": top + 1, "width": COLUMN - 4, "height": ROW - 2}
    if stance is None:
        return tag("rect", **box, fill="none", stroke=LINE, stroke_dasharray="2 4")
    drawn = tag("rect", **box, fill=ground(stance), stroke=LINE)
    if stance.stated in ("reserved", "opposes"):
        drawn += tag("rect", **box, fill=f"url(#{HATCH})")
    return drawn + signs(middle(place), top, stance)


def ground(stance: Stance) -> str:
    return WANTED if stance.stated in ("seeks", "supports") else PAPER


def signs(x: float, top: float, stance: Stance) -> str:
    """The stated sign on a plate, the assessed one in a box beside it."""
    both = bool(stance.stated and stance.assessed)
    drawn = ""
    if stance.stated:
        drawn += sign(x - 20 * both, top, stance.stated, "none")
    if stance.assessed:
        drawn += sign(x + 20 * both, top, stance.assessed, INK)
    return drawn


def sign(x: float, top: float, word: str, stroke: str) -> str:
    plate = tag("rect", x=x - 14, y=top + 4, width=28, height=ROW - 8, fill=PAPER, stroke=stroke)
    # A stance that is not ours to know is drawn by its word.
    shown = SIGNS.get(word, word)
    return plate + text(x, top + 18, shown, 15, fill=INK, text_anchor="middle", font_weight="bold")


def middle(place: int) -> float:
    return NAME + COLUMN * place + COLUMN / 2


def legend(map_: InterestMap, bottom: float) -> str:
    assessed = any(each.assessed for _, stances in map_.rows for each in stances.values())
    return text(0, bottom, LEGEND + BOXED * assessed, 13, fill=QUIET)
