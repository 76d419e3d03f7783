"""What is a paper made of? Plain blocks, which Word and PDF both draw."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 to 3; the paper's title is none of them."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence or more: a bold `lead`, the text, and where it comes from."""

    text: str
    lead: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`manner` is `body`, `headline`, `note` (set apart) or `hint` (small)."""

    said: Said
    manner: str = "body"


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The first row heads the columns; where `row_heads`, the first cell heads its row.

    `widths` are relative; empty means equal. `small` print is for what few will read.
    """

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_heads: bool = True
    widths: tuple[int, ...] = ()
    small: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG drawing with its text twin."""

    svg: str
    alternative: str
    width_mm: float


@dataclass(frozen=True, slots=True)
class Beside:
    """A picture with words at its side."""

    picture: Picture
    blocks: tuple[Heading | Paragraph | Bullets, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Boxes to tick by hand: (label, help) each."""

    options: tuple[tuple[str, str], ...]
    several: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Empty lines to write on."""

    label: str
    count: int = 1


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


Block: TypeAlias = (
    Heading | Paragraph | Bullets | Table | Picture | Beside | Choice | Lines | PageBreak
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. `marking` stands at the head and foot of every page, if there is one.

    `footer` names edition and checksum; the page number joins it. Where `one_page`, what is
    printed must not run over to a second one.
    """

    title: str
    kicker: str
    marking: str
    footer: str
    blocks: tuple[Block, ...]
    one_page: bool = False


def words(paper: Paper) -> Iterator[str]:
    """Everything that can be read in a paper, in its order, pictures by their text twins apart."""
    yield from filter(None, (paper.kicker, paper.title))
    for block in paper.blocks:
        yield from words_of(block)


def words_of(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=text):
            yield text
        case Paragraph(said=said):
            yield from words_said(said)
        case Bullets(items=items):
            for item in items:
                yield from words_said(item)
        case Table(caption=caption, head=head, rows=rows):
            yield from filter(None, (caption, *head, *(cell for row in rows for cell in row)))
        case Beside(blocks=blocks):
            for each in blocks:
                yield from words_of(each)
        case Choice() | Lines():
            yield from words_to_fill(block)


def words_to_fill(block: Choice | Lines) -> Iterator[str]:
    if isinstance(block, Choice):
        yield from filter(None, (part for option in block.options for part in option))
    elif block.label:
        yield block.label


def words_said(said: Said) -> Iterator[str]:
    yield from filter(None, (said.lead, said.text, said.source))
