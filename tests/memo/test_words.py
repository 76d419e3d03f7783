"""Does every word of a paper reach the reader, in its order, however it is printed?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from decisions.memo.blocks import Paper, Paragraph, Said, words
from decisions.memo.full import full
from decisions.memo.one_page import one_page
from decisions.memo.pdf import pdf
from decisions.memo.record import Record
from decisions.memo.word import word

from .programs import as_libreoffice_prints, missing_from, plain, text_of, tokens, word_text
from .records import MARKUP, crowded, disputed, worked

pytestmark = pytest.mark.core

RECORDS: dict[str, Callable[[], Record]] = {
    "labour": lambda: disputed(worked("de-tr-recruitment-1961")),
    "protection": lambda: worked("eu-tpd-ukraine-2022"),
    "local": lambda: worked("ca-points-1967", handling="Internal use only"),
    "crowded": lambda: crowded(3, 12),
}
KINDS = {"one page": one_page, "full": full}
READ_BACK = [("labour", "full"), ("protection", "one page"), ("local", "full"),
             ("crowded", "one page"), ("crowded", "full")]  # fmt: skip
each_paper = pytest.mark.parametrize(
    ("name", "kind"), [(name, kind) for name in RECORDS for kind in KINDS]
)


def paper_of(name: str, kind: str) -> Paper:
    return KINDS[kind](RECORDS[name]())


def wanted(paper: Paper) -> list[str]:
    return [token for said in words(paper) for token in tokens(said)]


@each_paper
def test_word_holds_every_word_in_its_order(name: str, kind: str) -> None:
    paper = paper_of(name, kind)
    assert missing_from(wanted(paper), word_text(word(paper))) == ""


@each_paper
def test_pdf_holds_every_word_in_its_order(name: str, kind: str) -> None:
    paper = paper_of(name, kind)
    assert missing_from(wanted(paper), text_of(pdf(paper))) == ""


@pytest.mark.looks
@pytest.mark.heavy
def test_another_word_processor_prints_every_word_of_word_in_its_order(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    papers = {f"{n}-{k}".replace(" ", "-"): paper_of(n, k) for n, k in READ_BACK}
    files = {name: word(paper) for name, paper in papers.items()}
    found = as_libreoffice_prints(files, tmp_path_factory.mktemp("words"))
    for name, paper in papers.items():
        assert missing_from(wanted(paper), text_of(found[name])) == "", name


def test_a_sentence_that_is_lost_or_stands_elsewhere_is_noticed() -> None:
    """The control of the tests above."""
    paper = paper_of("labour", "full")
    lost = replace(paper, blocks=(*paper.blocks, Paragraph(Said("One thing more"))))
    moved = replace(paper, blocks=(*paper.blocks[1:], paper.blocks[0]))
    text = text_of(pdf(paper))
    assert missing_from(wanted(lost), text).endswith("the rule One")
    assert missing_from(wanted(moved), text)


@pytest.mark.parametrize("kind", KINDS)
def test_markup_of_any_printer_comes_out_as_it_was_typed(kind: str) -> None:
    paper = KINDS[kind](
        worked("ca-points-1967", title=MARKUP, own_view="Local", own_view_reason=MARKUP)
    )
    typed = plain(MARKUP)
    for text in (text_of(pdf(paper)), word_text(word(paper))):
        assert plain(text).count(typed) >= 2, text[:300]
