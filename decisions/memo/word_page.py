"""What stands round the text in Word: page, marking, footer with page numbers, properties?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm

from .blocks import Paper
from .letters import clean
from .word_styles import Look
from .word_xml import field

WIDTH, HEIGHT = 210, 297


def set_page(document: Document, paper: Paper, look: Look) -> None:
    """A4, with the marking at the head and foot of every page."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.left_margin = section.right_margin = Mm(look.side)
    section.top_margin, section.bottom_margin = Mm(look.top), Mm(look.bottom)
    section.header_distance = section.footer_distance = Mm(8)
    add_header(section, paper)
    add_footer(section, paper, look)


def add_header(section: Section, paper: Paper) -> None:
    head = section.header.paragraphs[0]
    head.style = "Marking"
    head.add_run(clean(paper.marking))


def add_footer(section: Section, paper: Paper, look: Look) -> None:
    foot = section.footer.paragraphs[0]
    foot.style = "Foot"
    foot.paragraph_format.tab_stops.add_tab_stop(Mm(WIDTH - 2 * look.side), WD_TAB_ALIGNMENT.RIGHT)
    foot.add_run(f"{clean(paper.footer)}\tPage ")
    line: Any = foot._p
    line.append(field("PAGE"))
    foot.add_run(" of ")
    line.append(field("NUMPAGES"))
    if paper.marking:
        section.footer.add_paragraph(clean(paper.marking), "Marking")


def set_core(document: Document, paper: Paper, made: datetime | None) -> None:
    """Properties of the file. Without `made` it says nothing of when it was made."""
    core = document.core_properties
    core.title, core.author, core.language = clean(paper.title)[:255], "Subsidium", "en-GB"
    core.comments, core.last_modified_by, core.revision = "", "Subsidium", 1
    for name in ("dcterms:created", "dcterms:modified"):
        for old in core._element.findall(qn(name)):
            core._element.remove(old)
    if made:
        core.created = core.modified = made.astimezone(UTC).replace(tzinfo=None)
