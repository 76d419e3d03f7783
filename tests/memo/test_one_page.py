"""Is one page one page, with the answer, its reasons and what stands against it?"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from decisions.house.advice import present
from decisions.memo.blocks import Beside, Bullets, Paper, Paragraph, Said, Table, words
from decisions.memo.one_page import more_answers, one_page
from decisions.memo.pdf import pdf, text_size
from decisions.memo.record import Record
from decisions.memo.standing import cut
from decisions.memo.word import word

from .programs import as_libreoffice_prints, pages
from .records import CASES, EDITION, crowded, disputed, record_of, worked

pytestmark = pytest.mark.core

FULLEST = ("palermo-2000", "puebla-1996", "eu-tpd-ukraine-2022", "crowded-12-60",
           "crowded-22-60", "crowded-1-2")  # fmt: skip
CROWDED = [(12, 60), (22, 60), (1, 2)]


@cache
def all_papers() -> dict[str, Paper]:
    papers = {case: one_page(disputed(worked(case))) for case in CASES}
    return papers | {f"crowded-{n}-{of}": one_page(crowded(n, of)) for n, of in CROWDED}


def text_of(paper: Paper) -> str:
    return "\n".join(words(paper))


def table(paper: Paper, caption: str) -> Table:
    return next(b for b in paper.blocks if isinstance(b, Table) and b.caption == caption)


def test_it_is_one_page_as_pdf_however_much_there_is_to_say() -> None:
    assert {name: pages(pdf(paper)) for name, paper in all_papers().items()} == dict.fromkeys(
        all_papers(), 1
    )


@pytest.mark.looks
def test_it_is_one_page_as_word_however_much_there_is_to_say(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    files = {name: word(all_papers()[name]) for name in FULLEST}
    found = as_libreoffice_prints(files, tmp_path_factory.mktemp("one-page"))
    assert {name: pages(content) for name, content in found.items()} == dict.fromkeys(files, 1)


def test_the_letters_are_as_large_as_there_is_room_for() -> None:
    sizes = {case: text_size(one_page(worked(case))) for case in CASES}
    assert min(sizes.values()) >= 10
    assert text_size(one_page(crowded(12, 60))) >= 7
    assert text_size(one_page(crowded(12, 60)), wide=True) >= 6


def test_a_page_too_full_for_the_smallest_letters_would_run_over() -> None:
    """The control of the tests of one page."""
    paper = one_page(worked("puebla-1996"))
    fuller = replace(paper, blocks=(*paper.blocks, *[Paragraph(Said("One thing more."))] * 90))
    assert pages(pdf(fuller)) > 1


@pytest.mark.parametrize("case", CASES)
def test_it_begins_with_the_answer_that_the_page_gives(case: str) -> None:
    record = worked(case)
    advice = present(record.outcome, record.document, EDITION)
    first, *_ = one_page(record).blocks
    assert first == Paragraph(Said(advice["headline"]), "headline")


@pytest.mark.parametrize("case", CASES)
def test_the_reasons_are_those_of_the_page_each_with_its_source(case: str) -> None:
    record = worked(case)
    advice = present(record.outcome, record.document, EDITION)
    reasons = reasons_of(one_page(record))
    assert [said.text for said in reasons[: len(advice["reasons"])]] == advice["reasons"]
    assert all(said.source for said in reasons if "There is no" not in said.text)


def reasons_of(paper: Paper) -> tuple[Said, ...]:
    beside = next(block for block in paper.blocks if isinstance(block, Beside))
    return next(block for block in beside.blocks if isinstance(block, Bullets)).items


@pytest.mark.parametrize("case", CASES)
def test_no_source_is_printed_twice_beside_one_reason(case: str) -> None:
    for said in reasons_of(one_page(worked(case))):
        assert not said.source or said.source not in said.text


def test_the_rungs_next_to_the_result_have_a_reason_that_is_not_said_yet() -> None:
    *_, lower, higher = reasons_of(one_page(worked("eu-tpd-ukraine-2022")))
    assert lower.lead == "One rung lower:"
    assert lower.text.startswith("Bilateral is not enough: Different rules in these States")
    assert higher == Said(
        "Interregional: not needed (Reach: One region).",
        "One rung higher:",
        "B.1 §1; the paper implies it",
    )
    *_, lower, _ = reasons_of(one_page(worked("ca-points-1967")))
    assert lower == Said("There is no lower level.", "One rung lower:")


def test_where_to_go_has_seats_in_numbers_and_missing_states_by_name() -> None:
    rows = table(one_page(worked("eu-tpd-ukraine-2022")), "Where to go").rows
    assert rows == (
        (
            "European Union (decides)",
            "All issues",
            "27 of 28 States; missing: Ukraine",
            "Bring the matter to its secretariat."
            " Ask that it put humanitarian emergency assistance on its agenda.",
        ),
    )
    (local,) = table(one_page(worked("ca-points-1967")), "Where to go").rows
    assert local[0] == "No forum"
    assert local[3] == "No new international forum is needed: one State can do it by itself."


def test_a_form_for_two_names_the_two_and_many_tables_are_counted() -> None:
    (row,) = table(one_page(worked("de-tr-recruitment-1961")), "Where to go").rows
    assert row[2] == "Germany and Türkiye"
    rows = table(one_page(crowded(22, 60)), "Where to go").rows
    assert rows[-1][0] == "Further"
    assert len(rows) == 5


def test_issues_that_came_out_alike_share_a_row() -> None:
    rows = table(one_page(worked("khartoum-2014")), "Issue by issue").rows
    assert rows[0][0] == "Trafficking in persons (lead); Smuggling of migrants"
    assert rows[0][1] == "Interregional (open: local to interregional)"
    assert len(rows) == 3


SAID = {"note": "n", "source": "s"}


@pytest.mark.parametrize(
    ("evidence", "says"),
    [
        ({}, "None of the 11 answers rests on a source."),
        ({"solo": SAID}, "10 of 11 answers rest on no source."),
        ({"solo": {"note": "only a note"}}, "None of the 11 answers rests on a source."),
        (
            {"solo": {**SAID, "certainty": "low"}, "pair": {"certainty": "low"}},
            "10 of 11 answers rest on no source. 2 answers are of low certainty.",
        ),
        (
            dict.fromkeys(CASES["de-tr-recruitment-1961"]["document"]["answers"], SAID),
            "All 11 answers rest on a source.",
        ),
    ],
)
def test_it_says_how_many_answers_rest_on_no_source(evidence: dict[str, Any], says: str) -> None:
    paper = one_page(worked("de-tr-recruitment-1961", evidence=evidence))
    assert f"{says} Worked out" in text_of(paper)


def test_an_answer_that_nobody_knows_needs_no_source() -> None:
    document = {**CASES["de-tr-recruitment-1961"]["document"], "answers": {"solo": None}}
    assert "No question is answered. Worked out" in text_of(one_page(record_of(document)))
    document["answers"] = {"solo": "no"}
    assert "The one answer rests on no source." in text_of(one_page(record_of(document)))


@pytest.mark.parametrize(
    ("whole", "says"),
    [(True, "Worked out with assessed interests."), (False, "Worked out without assessed")],
)
def test_it_says_whether_assessed_interests_were_taken_in(whole: bool, says: str) -> None:
    assert says in text_of(one_page(worked("de-tr-recruitment-1961", whole=whole)))


def test_other_views_stand_on_it_in_a_line_each() -> None:
    paper = one_page(disputed(worked("de-tr-recruitment-1961")))
    *_, last = paper.blocks
    assert isinstance(last, Bullets)
    assert [f"{said.lead} {said.text}".strip() for said in last.items[1:]] == [
        "Accepted by Boris on 3 May 2026, second round.",
        "View of Anna: Global, the advice is Bilateral. “Everybody is concerned.”",
        "Departure: Regional was chosen; the advice is Bilateral. “The minister wants a wider table.”",
        "Disputed, not settled: One State alone: Partly. Boris: “It could do it.” Reply: “It tried.”",
        "1 more disputed, in the full paper.",
    ]
    assert last.items[3].source == "A rule (B.1 §6)"


def test_what_is_too_long_ends_with_a_sign_that_it_is_cut() -> None:
    paper = one_page(crowded())
    assert paper.title.endswith("…")
    assert len(paper.title) <= 120
    assert "more, in the full paper." in text_of(paper)


def test_a_record_from_before_depth_and_firmness_had_reasons_is_printed_too() -> None:
    record = worked("de-tr-recruitment-1961")
    later = ("flips", "if_answered", "firmness", "depth_flips", "depth_firmness",
             "idle_questions", "depth_why_not_lower", "depth_why_not_higher")  # fmt: skip
    issues = [{k: v for k, v in i.items() if k not in later} for i in record.outcome["issues"]]
    old = {k: v for k, v in record.outcome.items() if k not in ("portfolio", "scope", "together")}
    paper = one_page(older(record, {**old, "issues": issues}))
    assert "What would change it" not in text_of(paper)
    assert pages(pdf(paper)) == 1


def older(record: Record, outcome: dict[str, Any]) -> Record:
    return replace(record, outcome=outcome)


@pytest.mark.parametrize(
    ("number", "said"),
    [(0, ""), (1, "; 1 more answer moves it"), (2, "; 2 more answers move it")],
)
def test_answers_that_are_left_out_are_counted_in_good_english(number: int, said: str) -> None:
    assert more_answers(number) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Boris: “No.”", "Boris: “No.”"),
        ("Boris: “I doubt it.” Reply: “A long one”", "Boris: “I doubt it.”"),
        ("Boris: “A long reason that goes on”", "Boris: “A long…”"),
    ],
)
def test_a_quote_that_is_whole_has_no_ellipsis_and_one_that_is_cut_is_closed(
    text: str, said: str
) -> None:
    assert cut(text, 25 if "Reply" in text else 18) == said
