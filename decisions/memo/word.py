"""How is a paper printed as Word? With real styles, lists, table heads and fields."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from itertools import zip_longest
from typing import Any, TypeAlias

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.shared import Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from .blocks import (
    Beside,
    Block,
    Bullets,
    Choice,
    Heading,
    Lines,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Said,
    Table,
)
from .letters import clean
from .pdf import text_size
from .png import png
from .word_page import WIDTH, set_core, set_page
from .word_styles import Look, add_styles
from .word_table import add_table, side_by_side
from .word_zip import steady

MANNERS = {"body": "Normal", "headline": "Headline", "note": "Note", "hint": "Hint"}
BOX = "\N{BALLOT BOX} "
LOOSE = Look(size=10, line=1.15, side=24, top=23, bottom=24, tight=False)
LARGEST = 9.5
"""On one page: as large to the eye as the letters of the PDF."""

Place: TypeAlias = WordDocument | _Cell


def word(paper: Paper, made: datetime | None = None) -> bytes:
    """The same bytes for the same paper; `made` goes into the file as its date."""
    document, look = Document(), look_of(paper)
    add_styles(document, look)
    set_page(document, paper, look)
    set_core(document, paper, made)
    if paper.kicker:
        document.add_paragraph(clean(paper.kicker), "Kicker")
    document.add_paragraph(clean(paper.title), "Title")
    for block, after in zip_longest(paper.blocks, paper.blocks[1:]):
        add(document, block, look)
        if isinstance(block, Table | Beside) and not stands_off(after):
            document.add_paragraph("", "Gap")
    out = BytesIO()
    document.save(out)
    return steady(out.getvalue())


def stands_off(block: Block | None) -> bool:
    """Whether it keeps its distance from a table before it by itself.

    Two tables without words between them would become one, and one may not end the text.
    """
    return isinstance(block, Heading) or (isinstance(block, Table) and bool(block.caption))


def look_of(paper: Paper) -> Look:
    if not paper.one_page:
        return LOOSE
    size = min(LARGEST, text_size(paper, wide=True))
    return Look(size=size, line=1.25, side=17, top=16, bottom=17, tight=True)


def add(document: WordDocument, block: Block, look: Look) -> None:
    match block:
        case Table():
            if block.caption:
                document.add_paragraph(clean(block.caption), "Caption")
            small = block.small and not look.tight
            style = "Table Small" if small else "Table Text"
            add_table(document, block, WIDTH - 2 * look.side, style)
        case Beside():
            add_beside(document, block, look)
        case Picture():
            draw(document.add_paragraph(), block)
        case PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        case Choice() | Lines():
            add_to_fill(document, block)
        case _:
            add_words(document, block)


def add_words(place: Place, block: Block) -> None:
    match block:
        case Heading():
            place.add_paragraph(clean(block.text), f"Heading {block.level}")
        case Paragraph():
            say(place.add_paragraph("", MANNERS[block.manner]), block.said)
        case Bullets():
            for item in block.items:
                say(place.add_paragraph("", "List Bullet"), item)


def say(paragraph: WordParagraph, said: Said) -> None:
    if said.lead:
        paragraph.add_run(clean(said.lead), "Lead")
        paragraph.add_run(" ")
    paragraph.add_run(clean(said.text))
    if said.source:
        paragraph.add_run(f" [{clean(said.source)}]", "Source")


def add_beside(document: WordDocument, block: Beside, look: Look) -> None:
    left = block.picture.width_mm + 5
    one, other = side_by_side(document, left, WIDTH - 2 * look.side - left)
    draw(one.paragraphs[0], block.picture)
    empty: Any = other.paragraphs[0]._p
    for each in block.blocks:
        add_words(other, each)
    if len(other.paragraphs) > 1:
        empty.getparent().remove(empty)


def draw(paragraph: WordParagraph, picture: Picture) -> None:
    data = BytesIO(png(picture.svg, picture.width_mm))
    shape: Any = paragraph.add_run().add_picture(data, width=Mm(picture.width_mm))
    shape._inline.docPr.set("descr", clean(picture.alternative))
    for side in ("distT", "distB", "distL", "distR"):
        shape._inline.set(side, "0")
    # A line of exact height would cut the picture.
    paragraph.paragraph_format.line_spacing = 1.0


def add_to_fill(document: WordDocument, block: Choice | Lines) -> None:
    if isinstance(block, Lines):
        fill(document, block)
        return
    for label, help_text in block.options:
        paragraph = document.add_paragraph(BOX + clean(label), "Choice")
        if help_text:
            paragraph.add_run(f"\n{clean(help_text)}", "Source")


def fill(document: WordDocument, block: Lines) -> None:
    """Empty paragraphs with a line under each."""
    if block.label:
        document.add_paragraph(clean(block.label)).paragraph_format.keep_with_next = True
    for _ in range(block.count):
        document.add_paragraph("", "Write Here")
