"""How is a table drawn in Word: its head repeated and marked, its rows kept whole?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import _Cell

from .blocks import Table
from .letters import clean
from .rows import parted, weights_of
from .word_styles import INK
from .word_xml import edge, element, lines

LINE = "C4C6C8"
TWENTIETHS = 1440 / 25.4
"""Of a point, in a millimetre: what Word measures tables in."""
WHOLE, HEAD = "w:cantSplit", "w:tblHeader"
"""Marks of a row: never parted by the end of a page; repeated, and a head to screen readers."""
ROOM = (("top", 28), ("left", 0), ("bottom", 28), ("right", 120))
NO_ROOM = tuple((side, 0) for side, _ in ROOM)
"""Free space inside a cell, in twentieths of a point."""


def add_table(document: Document, table: Table, width: float, style: str) -> None:
    """`width` of the text in millimetres; `style` of the paragraphs in cells."""
    widths = shares(weights_of(table), width * TWENTIETHS)
    style_id = document.styles[style].style_id
    every = range(len(table.head))
    bold = range(1 if table.row_heads else 0)
    rows = (
        row(table.head, widths, style_id, every, kept=[WHOLE, HEAD]),
        *(
            row(cells, widths, style_id, bold, kept=[] if long else [WHOLE])
            for cells, long in zip(table.rows, parted(table), strict=True)
        ),
    )
    made = element("w:tbl", None, properties(table, sum(widths)), grid(widths), *rows)
    # The last element of the body is the section's own.
    document.element.body[-1].addprevious(made)


def shares(weights: Sequence[int], width: float) -> list[int]:
    return [round(width * weight / sum(weights)) for weight in weights]


def properties(table: Table, width: int) -> Any:
    """In the order that Word minds."""
    sides = (edge("top", 8, INK), edge("bottom", 6, INK), edge("insideH", 3, LINE))
    look = {"firstRow": 1, "lastRow": 0, "firstColumn": int(table.row_heads),
            "lastColumn": 0, "noHBand": 1, "noVBand": 1}  # fmt: skip
    caption = clean(table.caption)[:250]
    return element(
        "w:tblPr",
        None,
        element("w:tblW", {"w:w": str(width), "w:type": "dxa"}),
        element("w:tblBorders", None, *sides),
        element("w:tblLayout", {"w:type": "fixed"}),
        element("w:tblCellMar", None, *(room(*side) for side in ROOM)),
        element("w:tblLook", {f"w:{key}": str(value) for key, value in look.items()}),
        *([element("w:tblCaption", {"w:val": caption})] if caption else []),
    )


def room(side: str, width: int) -> Any:
    return element(f"w:{side}", {"w:w": str(width), "w:type": "dxa"})


def grid(widths: Sequence[int]) -> Any:
    return element("w:tblGrid", None, *(element("w:gridCol", {"w:w": str(w)}) for w in widths))


def row(
    cells: Sequence[str], widths: Sequence[int], style: str, bold: range, kept: Sequence[str]
) -> Any:
    """`kept` together on a page, as most rows are, or repeated on each, as a head is."""
    made = (
        cell(text, widths[place], style, bold=place in bold, head=HEAD in kept)
        for place, text in enumerate(cells)
    )
    return element("w:tr", None, element("w:trPr", None, *map(element, kept)), *made)


def cell(text: str, width: int, style: str, *, bold: bool, head: bool) -> Any:
    about = [element("w:tcW", {"w:w": str(width), "w:type": "dxa"})]
    paragraph = [element("w:pStyle", {"w:val": style})]
    if head:
        about.append(element("w:tcBorders", None, edge("bottom", 6, INK)))
        paragraph.append(element("w:keepNext"))
    run = [element("w:rPr", None, element("w:b"))] if bold else []
    return element(
        "w:tc",
        None,
        element("w:tcPr", None, *about),
        element(
            "w:p",
            None,
            element("w:pPr", None, *paragraph),
            element("w:r", None, *run, *lines(clean(text))),
        ),
    )


def side_by_side(document: Document, left: float, right: float) -> tuple[_Cell, _Cell]:
    """Two cells without lines, to put words beside a picture. Widths in millimetres."""
    made = document.add_table(rows=1, cols=2)
    layout: Any = made._tbl.tblPr
    for name in ("w:tblLook", "w:tblLayout"):
        for old in layout.findall(qn(name)):
            layout.remove(old)
    layout.append(element("w:tblLayout", {"w:type": "fixed"}))
    layout.append(element("w:tblCellMar", None, *(room(*side) for side in NO_ROOM)))
    for column, width in zip(made.columns, (left, right), strict=True):
        column.width = Mm(width)
    one, other = made.rows[0].cells
    one.width, other.width = Mm(left), Mm(right)
    return one, other
