"""Is a Word file made of real styles, heads, lists and fields, and the same every time?"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from decisions.memo.blocks import Block, Paper, Paragraph, Said, Table
from decisions.memo.full import full
from decisions.memo.one_page import one_page
from decisions.memo.word import word

from .programs import part
from .records import worked
from .test_pdf import EVERYTHING

pytestmark = pytest.mark.core


def paper(*blocks: Block, title: str = "A title", marking: str = "", one: bool = False) -> Paper:
    return Paper(title, "Kicker", marking, "Edition 1, checksum abc", blocks, one)


def opened(content: bytes) -> Any:
    return Document(BytesIO(content))


def test_every_kind_of_block_has_its_own_style() -> None:
    styles = [(p.style.name, p.text) for p in opened(word(paper(*EVERYTHING))).paragraphs]
    for pair in (
        ("Kicker", "Kicker"),
        ("Title", "A title"),
        ("Headline", "The answer"),
        ("Heading 1", "First"),
        ("List Bullet", "Lead: one [B.1 §1]"),
        ("Caption", "Caption"),
        ("Choice", "☐ Yes\nwith help"),
        ("Choice", "☐ No"),
        ("Normal", "Write here"),
        ("Write Here", ""),
        ("Hint", "the end"),
    ):
        assert pair in styles, pair
    assert styles.count(("Write Here", "")) == 2
    assert "Heading 2" in part(word(paper(*EVERYTHING)), "word/styles.xml").replace(
        "heading", "Heading"
    )


def test_the_head_of_every_table_is_marked_and_repeated_and_row_heads_are_bold() -> None:
    content = word(full(worked("puebla-1996")))
    xml = part(content)
    tables = re.findall(r"<w:tbl>.*?</w:tbl>", xml, re.DOTALL)
    ruled = [each for each in tables if "w:tblBorders" in each]
    assert len(ruled) == len(tables) - 1, "all but the one that puts words beside the picture"
    for each in ruled:
        rows = re.findall(r"<w:tr>.*?</w:tr>", each, re.DOTALL)
        assert "<w:tblHeader/>" in rows[0]
        assert not any("<w:tblHeader/>" in row for row in rows[1:])
        assert 'w:firstRow="1"' in each
        if 'w:firstColumn="1"' in each:
            assert all("<w:b/>" in row.split("</w:tc>")[0] for row in rows)


def test_a_table_is_named_for_screen_readers_and_as_wide_as_the_text() -> None:
    xml = part(word(paper(Table("A & B", ("A", "B"), (("a", "b"),), widths=(1, 3)))))
    assert '<w:tblCaption w:val="A &amp; B"/>' in xml
    widths = [int(w) for w in re.findall(r'<w:gridCol w:w="(\d+)"', xml)]
    assert widths[1] == pytest.approx(3 * widths[0], abs=2)
    assert sum(widths) == pytest.approx((210 - 48) * 1440 / 25.4, abs=3)


def test_pictures_have_their_words() -> None:
    xml = part(word(one_page(worked("puebla-1996"))))
    (said,) = re.findall(r'<wp:docPr [^>]*descr="([^"]+)"', xml)
    assert said.startswith("Ladder: Irregular migration. Regional")
    assert "Global: not needed" in said


def test_head_and_foot_carry_marking_edition_and_page_numbers() -> None:
    content = word(full(worked("puebla-1996", handling="Limited distribution")))
    head, foot = part(content, "word/header1.xml"), part(content, "word/footer1.xml")
    assert "Limited distribution" in head
    assert "Limited distribution" in foot
    assert "Edition 1. Checksum " in foot
    assert re.findall(r'w:instr="(\w+)"', foot) == ["PAGE", "NUMPAGES"]
    plain = word(full(worked("puebla-1996")))
    assert "Limited" not in part(plain, "word/header1.xml") + part(plain, "word/footer1.xml")


def test_the_file_says_what_it_is_in_which_language_on_which_paper() -> None:
    made = datetime(2026, 5, 3, 14, 2, tzinfo=UTC)
    document = opened(word(one_page(worked("puebla-1996")), made))
    core = document.core_properties
    assert core.title == one_page(worked("puebla-1996")).title
    assert (core.author, core.language, core.comments) == ("Subsidium", "en-GB", "")
    assert core.created == core.modified == made
    assert 'w:val="en-GB"' in part(word(paper()), "word/styles.xml")
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)


def test_the_same_paper_gives_the_same_bytes_and_tells_no_time() -> None:
    first, second = (word(full(worked("puebla-1996"))) for _ in range(2))
    assert first == second
    core = opened(first).core_properties
    assert core.created is None
    assert core.modified is None


def test_control_characters_and_markup_are_harmless() -> None:
    said = "a\x00b\x1fc\ud800d\uffffe <w:br/> &amp; ]]> \u202eright to left"
    document = opened(
        word(paper(Paragraph(Said(said, said, said)), Table(said, (said,), ((said,),)), title=said))
    )
    shown = "a[U+0000]b[U+001F]c[U+D800]d[U+FFFF]e <w:br/> &amp; ]]> \u202eright to left"
    assert document.paragraphs[1].text == shown
    assert document.tables[0].rows[1].cells[0].text == shown


def test_lines_of_a_cell_stay_lines() -> None:
    document = opened(word(paper(Table("T", ("A",), (("one\ntwo",),)))))
    assert document.tables[0].rows[1].cells[0].text == "one\ntwo"


def test_two_tables_never_become_one_and_none_ends_the_text() -> None:
    table = Table("", ("A",), (("a",),))
    content = word(paper(table, table))
    assert len(opened(content).tables) == 2
    assert re.search(r"</w:p><w:sectPr", part(content))


def test_long_rows_may_be_parted_and_short_ones_not() -> None:
    xml = part(word(paper(Table("T", ("A",), (("short",), ("long " * 900,))))))
    rows = re.findall(r"<w:tr>.*?</w:tr>", xml, re.DOTALL)
    assert ["w:cantSplit" in row for row in rows] == [True, True, False]


def test_a_paper_on_one_page_is_drawn_smaller_than_others() -> None:
    def size(content: bytes) -> float:
        return float(opened(content).styles["Normal"].font.size.pt)

    assert size(word(paper())) == 10
    assert size(word(paper(one=True))) == 9.5
