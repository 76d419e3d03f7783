"""How do the parts of a paper look in Word? As named styles, so that a ministry may restyle it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from .word_xml import edge, element

FONT = "Georgia"
INK, QUIET, ACCENT, WASH = "1D2226", "555D64", "1C4F6B", "F1F3F4"
FONT_OF = ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")
THEME_OF = ("w:asciiTheme", "w:hAnsiTheme", "w:cstheme", "w:eastAsiaTheme")


@dataclass(frozen=True, slots=True)
class Look:
    """Size of the text in points, of a line as a share of it, and margins in millimetres."""

    size: float
    line: float
    side: float
    top: float
    bottom: float
    tight: bool


@dataclass(frozen=True, slots=True)
class Shape:
    """One paragraph style; sizes and distances as shares of the text's size."""

    name: str
    size: float = 1.0
    before: float = 0.0
    after: float = 0.5
    colour: str = INK
    bold: bool = False
    with_next: bool = False
    based_on: str = "Normal"


LOOSE = (
    Shape("Normal", after=0.6),
    Shape("Title", 1.8, after=0.5, bold=True),
    Shape("Kicker", 0.85, colour=QUIET, after=0.2, with_next=True),
    Shape("Headline", 1.25, after=0.9, colour=ACCENT, bold=True),
    Shape("Heading 1", 1.4, 1.6, 0.5, ACCENT, bold=True, with_next=True),
    Shape("Heading 2", 1.15, 1.3, 0.4, ACCENT, bold=True, with_next=True),
    Shape("Heading 3", 1.0, 1.0, 0.3, bold=True, with_next=True),
    Shape("Caption", 0.95, 1.0, 0.4, ACCENT, bold=True, with_next=True),
    Shape("List Bullet", after=0.35),
    Shape("Note", before=0.3, after=0.6),
    Shape("Hint", 0.88, colour=QUIET, after=0.6),
    Shape("Choice", after=0.4),
    Shape("Gap", 0.4, after=0),
    Shape("Write Here", before=1.2, after=0.4),
    Shape("Table Text", 0.86, after=0),
    Shape("Table Small", 0.76, after=0),
    Shape("Marking", 0.85, after=0, bold=True),
    Shape("Foot", 0.75, colour=QUIET, after=0),
)
TIGHTER = {"Title": 1.45, "Headline": 1.15, "Heading 1": 1.1, "Heading 2": 1.05, "Table Text": 0.92}
SPACE_ON_ONE_PAGE = 0.6


def add_styles(document: Document, look: Look) -> None:
    for shape in LOOSE:
        draw(style_of(document, shape), shape, look)
    add_edges(document)
    for name, bold, colour in (("Lead", True, INK), ("Source", False, QUIET)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER)
        set_font(style, colour)
        style.font.bold = bold
        if name == "Source":
            set_size(style, round(look.size * 0.88, 1))
    speak_british(document)


def style_of(document: Document, shape: Shape) -> Any:
    if shape.name in document.styles:
        return document.styles[shape.name]
    style = document.styles.add_style(shape.name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[shape.based_on]
    return style


def draw(style: ParagraphStyle, shape: Shape, look: Look) -> None:
    set_font(style, shape.colour)
    size = TIGHTER.get(shape.name, shape.size) if look.tight else shape.size
    set_size(style, round(look.size * size, 1))
    style.font.bold, style.font.italic = shape.bold, False
    set_space(style, shape, look, size)


def set_space(style: ParagraphStyle, shape: Shape, look: Look, size: float) -> None:
    space = look.size * (SPACE_ON_ONE_PAGE if look.tight else 1)
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(space * shape.before), Pt(space * shape.after)
    layout.keep_with_next, layout.widow_control = shape.with_next, True
    if look.tight:
        layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        layout.line_spacing = Pt(round(look.size * size * look.line, 1))
    else:
        layout.line_spacing = look.line


def set_size(style: ParagraphStyle | CharacterStyle, points: float) -> None:
    """Of letters of all scripts: Word keeps a size of its own for Arabic or Hebrew."""
    style.font.size = Pt(points)
    size: Any = style.element.rPr.find(qn("w:sz"))
    for old in style.element.rPr.findall(qn("w:szCs")):
        style.element.rPr.remove(old)
    size.addnext(element("w:szCs", {"w:val": size.get(qn("w:val"))}))


def set_font(style: ParagraphStyle | CharacterStyle, colour: str) -> None:
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in THEME_OF:
        fonts.attrib.pop(qn(name), None)
    for name in FONT_OF:
        fonts.set(qn(name), FONT)
    style.font.color.rgb = RGBColor.from_string(colour)


def add_edges(document: Document) -> None:
    """Borders and indents of the styles that have some."""
    styles: Any = document.styles
    title = styles["Title"].element
    for old in (*title.pPr.findall(qn("w:pBdr")), *title.rPr.findall(qn("w:spacing"))):
        old.getparent().remove(old)
    note = styles["Note"]
    bordered(note, edge("left", 24, ACCENT, 6))
    note.element.pPr.insert_element_before(shade(WASH), *AFTER_SHADE)
    note.paragraph_format.left_indent = Mm(3)
    bordered(styles["Write Here"], edge("bottom", 4, QUIET, 1), edge("between", 4, QUIET, 1))
    bordered(styles["Foot"], edge("top", 4, "C4C6C8", 4))
    styles["Marking"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    bullet = styles["List Bullet"].paragraph_format
    bullet.left_indent, bullet.first_line_indent = Mm(4.5), Mm(-4.5)


AFTER_SHADE = ("w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")


def bordered(style: ParagraphStyle, *sides: Any) -> None:
    properties: Any = style.element.get_or_add_pPr()
    properties.insert_element_before(element("w:pBdr", None, *sides), "w:shd", *AFTER_SHADE)


def shade(fill: str) -> Any:
    return element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": fill})


def speak_british(document: Document) -> None:
    for lang in document.styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), "en-GB")
