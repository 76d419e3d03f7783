"""Is a PDF tagged, named, marked on every page, and the same every time?"""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from decisions.memo import pdf as printer
from decisions.memo.blocks import (
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
from decisions.memo.full import full
from decisions.memo.one_page import one_page
from decisions.memo.pdf import pdf
from decisions.memo.svg import svg, text

from .programs import about, plain, poppler, text_of
from .records import worked

pytestmark = pytest.mark.core

PICTURE = Picture(svg(100, 20, text(0, 14, "drawn <&>")), "A drawing of nothing", 40)
EVERYTHING: tuple[Block, ...] = (
    Paragraph(Said("The answer"), "headline"),
    Heading("First", 1),
    Bullets((Said("one", "Lead:", "B.1 §1"), Said("two"))),
    Table("Caption", ("Head A", "Head B"), (("a", "b"), ("c", "d")), widths=(1, 3)),
    Table("", ("No caption",), (("x",),), row_heads=False, small=True),
    Beside(PICTURE, (Heading("Second", 2), Paragraph(Said("beside"), "note"))),
    PICTURE,
    Choice((("Yes", "with help"), ("No", ""))),
    Lines("Write here", 2),
    PageBreak(),
    Paragraph(Said("the end"), "hint"),
)


def paper(*blocks: Block, title: str = "A title", marking: str = "", one: bool = False) -> Paper:
    return Paper(title, "Kicker", marking, "Edition 1, checksum abc", blocks, one)


def test_it_is_tagged_and_has_a_title_and_a_language() -> None:
    for made in (one_page(worked("puebla-1996")), full(worked("puebla-1996"))):
        printed = pdf(made)
        found = about(printed)
        assert found["Tagged"] == "yes"
        assert found["Title"] == made.title
        assert found["Author"] == "Subsidium"
        assert found["Page size"].endswith("(A4)")
        meta = poppler("pdfinfo", "-meta", "-", pdf=printed)
        assert "<rdf:li>en-GB</rdf:li>" in meta
        assert "<pdfuaid:part>1</pdfuaid:part>" in meta


def test_headings_lists_tables_and_pictures_are_tagged_as_such() -> None:
    tree = poppler("pdfinfo", "-struct-text", "-", pdf=pdf(paper(*EVERYTHING)))
    for tag in ('H1 "First"', 'H2 "Second"', "LI (block)", "Table (block)", "Caption", "Figure"):
        assert tag in tree, tag
    heads = re.findall(r'TH <\w+>:.*?"([^"]+)"', tree, re.DOTALL)
    assert heads == ["Head A", "Head B", "No caption"]
    assert "/Scope /Column" in tree


def test_a_heading_too_deep_for_its_place_is_lifted_not_refused() -> None:
    tree = poppler("pdfinfo", "-struct-text", "-", pdf=pdf(paper(Heading("A", 3), Heading("B", 3))))
    assert 'H1 "A"' in tree
    assert 'H2 "B"' in tree


def test_the_marking_stands_at_head_and_foot_of_every_page_with_the_page_numbers() -> None:
    made = full(worked("puebla-1996", handling="Limited distribution"))
    pages = text_of(pdf(made)).split("\f")[:-1]
    assert len(pages) > 5
    for number, page in enumerate(pages, 1):
        assert page.count("Limited distribution") == 2
        assert f"{made.footer} Page {number} of {len(pages)}" in page


def test_the_same_paper_gives_the_same_bytes() -> None:
    made = datetime(2026, 5, 3, 14, 2, tzinfo=UTC)
    first, second = (pdf(full(worked("puebla-1996")), made) for _ in range(2))
    assert first == second
    assert "2026" in about(first)["CreationDate"]
    assert "CreationDate" not in about(pdf(paper()))


def test_names_in_greek_cyrillic_arabic_and_with_accents_are_printed() -> None:
    names = "Türkiye, Côte d’Ivoire, Ελλάδα, Україна, Şişli, Łódź, São Tomé"
    said = text_of(pdf(paper(Paragraph(Said(names)), title="العربية")))
    assert names in plain(said)
    assert "العربية" in plain(said)


def test_letters_without_a_font_are_named_by_their_numbers_and_the_paper_says_so() -> None:
    rare = "\U000f1234\U000f1235 and \U000f1234"
    printed = text_of(pdf(paper(Paragraph(Said(f"before {rare} after")))))
    assert "before [U+F1234 and 1 more] and [U+F1234] after" in plain(printed)
    assert plain(printer.LACKING) in plain(printed)


def test_letters_that_ours_lack_are_taken_from_installed_fonts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def elsewhere(text: str, *, installed: bool) -> bytes:
        if not installed:
            raise printer.Unprintable({"的"})
        return text.encode()

    monkeypatch.setattr(printer, "compiled", elsewhere)
    assert "的".encode() in pdf(paper(Paragraph(Said("的"))))


def test_a_whole_script_without_a_font_is_found_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []
    honest = printer.compiled

    def counted(text: str, *, installed: bool) -> bytes:
        tries.append(installed)
        return honest(text, installed=False)

    monkeypatch.setattr(printer, "compiled", counted)
    printed = text_of(pdf(paper(Paragraph(Said("的一是不了人我在有他这为之大来以个中上们")))))
    assert "[U+7684 and 19 more]" in printed
    assert len(tries) == 4


def test_control_characters_and_halves_of_letters_are_named_by_their_numbers() -> None:
    said = "a\x00b\x0b\x1fc\ud800d\uffffe\tf\r\ng"
    printed = plain(text_of(pdf(paper(Paragraph(Said(said)), title=f"T{said}"))))
    assert printed.count("a[U+0000]b[U+000B and 1 more]c[U+D800]d[U+FFFF]e f g") == 2


def test_a_word_longer_than_the_page_stays_on_the_page() -> None:
    printed = pdf(paper(Paragraph(Said("W" * 400)), Table("T", ("A", "B"), (("i" * 300, "b"),))))
    boxes = poppler("pdftotext", "-bbox", "-", "-", pdf=printed)
    assert max(map(float, re.findall(r'<word [^>]*xMax="([\d.]+)"', boxes))) < 595
    assert "W" * 400 in re.sub(r"[\s\u200b]", "", text_of(printed))


def test_a_letter_without_a_font_in_a_drawing_spoils_nothing() -> None:
    drawing = Picture(svg(100, 20, text(0, 14, "的 العربية")), "的", 40)
    assert about(pdf(paper(drawing)))["Tagged"] == "yes"


def test_an_error_of_another_kind_is_not_taken_for_a_missing_letter() -> None:
    broken = Picture("<svg", "broken", 10)
    with pytest.raises(Exception, match="SVG"):
        pdf(paper(broken))


def test_one_page_and_several_look_alike_with_every_kind_of_block() -> None:
    for one in (False, True):
        said = plain(text_of(pdf(paper(*EVERYTHING[:-2], one=one))))
        for words in ("Lead: one [B.1 §1]", "Head A Head B", "with help", "Write here", "beside"):
            assert words in said, words
