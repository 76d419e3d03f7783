"""Does the blank questionnaire ask all that the guide asks, in its order, with room to write?"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from docx import Document

from decisions.house.answers import DO_NOT_KNOW, SECTIONS, questions_of
from decisions.memo.blocks import (
    Block,
    Choice,
    Heading,
    Lines,
    PageBreak,
    Paper,
    Paragraph,
    Table,
    words,
)
from decisions.memo.pdf import pdf
from decisions.memo.questionnaire import questionnaire
from decisions.memo.questionnaire_sheets import SHEET, height, sheets
from decisions.memo.word import word
from decisions.models import EditionRecord
from decisions.seeds import shipped_edition
from decisions.subsidiarity.ladder import LABELS, LEVELS
from decisions.subsidiarity.rules import Question

pytestmark = pytest.mark.looks

As = Callable[[User], Client]
EDITION = shipped_edition()
QUESTIONS = EDITION.book.questions
PAPER = questionnaire(EDITION)
each_question = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
core = pytest.mark.core


def headings(paper: Paper) -> list[str]:
    return [block.text for block in paper.blocks if isinstance(block, Heading)]


def under(heading: str, paper: Paper = PAPER) -> list[Block]:
    """The blocks between a heading and the next one."""
    found: list[Block] = []
    inside = False
    for block in paper.blocks:
        if isinstance(block, Heading):
            inside = block.text.endswith(heading)
        elif inside:
            found.append(block)
    return found


def choices(blocks: list[Block]) -> list[Choice]:
    return [block for block in blocks if isinstance(block, Choice)]


def lines(blocks: list[Block]) -> list[str]:
    return [block.label for block in blocks if isinstance(block, Lines)]


def pages(paper: Paper) -> list[list[Block]]:
    found: list[list[Block]] = [[]]
    for block in paper.blocks:
        if isinstance(block, PageBreak):
            found.append([])
        else:
            found[-1].append(block)
    return found


@core
@each_question
def test_a_question_stands_once_with_each_of_its_options_once(question: Question) -> None:
    assert sum(text.endswith(question.text) for text in headings(PAPER)) == 1
    (choice,) = choices(under(question.text))
    asked = [(option.label, option.help) for option in question.options]
    assert list(choice.options) == [*asked, (DO_NOT_KNOW, "")]
    assert choice.several is question.several


@core
@each_question
def test_a_question_says_why_it_is_asked_and_helps(question: Question) -> None:
    said = [block.said for block in under(question.text) if isinstance(block, Paragraph)]
    assert (said[0].text, said[0].source) == (question.why, question.source)
    assert said[1].text.startswith(question.help)
    assert ("tick" in said[1].text.lower()) is question.several


@core
@each_question
def test_a_question_has_room_for_evidence_unless_its_answer_is_secret(question: Question) -> None:
    labels = lines(under(question.text))
    if question.key == "interest":
        assert labels == ["Tick for the lead issue. The word for each other issue:"]
    elif question.key == "hidden":
        assert [label.split("?")[0] for label in labels] == ["Differs for one issue"]
    else:
        assert [label.split("?")[0].split(",")[0] for label in labels] == [
            "Evidence or remark",
            "Source",
            "Differs for one issue",
        ]


@core
def test_the_sections_and_their_questions_stand_in_the_order_of_the_guide() -> None:
    expected = [
        "About this case",
        "States and their roles",
        "Issues",
        *dict.fromkeys(topic.group for topic in EDITION.book.topics),
        "How the States stand",
        EDITION.book.question_by_key["interest"].text,
        "A sheet apart: assessed and hidden interests",
    ]
    for step, label in SECTIONS.items():
        expected.append(label)
        numbered = enumerate(questions_of(step, EDITION), 1)
        expected += [f"{place}. {question.text}" for place, question in numbered]
    assert headings(PAPER) == [*expected, "Your own view, before you see the result"]


@core
def test_every_issue_can_be_ticked_once_under_its_group() -> None:
    for group in dict.fromkeys(topic.group for topic in EDITION.book.topics):
        (choice,) = choices(under(group))
        topics = [topic for topic in EDITION.book.topics if topic.group == group]
        assert list(choice.options) == [(topic.label, topic.definition) for topic in topics]
        assert choice.several


@core
def test_what_is_secret_stands_on_a_sheet_of_its_own() -> None:
    (secret,) = (page for page in pages(PAPER) if "Hidden interests" in texts(page))
    captions = [block.caption for block in secret if isinstance(block, Table)]
    assert captions == ["Assessed: what you believe it wants (secret)"]
    assert len(choices(secret)) == 1
    assert "Stated: what each State says" not in texts(secret)


def texts(blocks: list[Block]) -> str:
    return "\n".join(words(Paper("", "", "", "", tuple(blocks))))


@core
def test_the_tables_to_fill_in_are_empty_and_have_room_for_a_hand() -> None:
    tables = [block for block in PAPER.blocks if isinstance(block, Table)]
    assert [table.head[0] for table in tables] == [
        "State or group",
        "Issue",
        *["State or group"] * 2,
    ]
    assert tables[0].head == ("State or group", "Sending", "Transit", "Receiving")
    for table in tables:
        for row in table.rows:
            assert "\n" in row[0]
            assert not "".join(row[1:]).strip()


@core
def test_the_own_view_offers_every_level() -> None:
    (choice,) = choices(under("Your own view, before you see the result"))
    assert [label for label, _ in choice.options] == [LABELS[key] for key in LEVELS]


@core
def test_head_and_foot_name_marking_edition_and_checksum() -> None:
    marked = questionnaire(EDITION, "RESTRICTED")
    assert (marked.marking, PAPER.marking) == ("RESTRICTED", "")
    assert marked.footer == f"Edition {EDITION.number}. Checksum {EDITION.checksum[:16]}"


@core
def test_no_sheet_holds_more_questions_than_stand_on_it() -> None:
    asked = [(question, question.text) for question in QUESTIONS]
    packed = sheets(asked)
    assert [each for sheet in packed for each in sheet] == asked
    assert len(packed) < len(asked)
    for sheet in packed:
        assert len(sheet) == 1 or sum(height(question) for question, _ in sheet) <= SHEET


@core
def test_word_holds_every_question_and_option_as_text() -> None:
    told = [paragraph.text for paragraph in Document(BytesIO(word(PAPER))).paragraphs]
    for question in QUESTIONS:
        assert sum(text.endswith(question.text) for text in told) == 1
        for option in question.options:
            assert any(option.label in text for text in told), option.label


@core
def test_it_prints_as_pdf() -> None:
    assert pdf(PAPER).startswith(b"%PDF")


@pytest.mark.django_db
@pytest.mark.parametrize(("kind", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
@pytest.mark.parametrize("who", ["anna", "boris", "clara"])
def test_whoever_has_a_role_gets_the_file(
    who: str, kind: str, begins: bytes, as_user: As, request: pytest.FixtureRequest
) -> None:
    client = as_user(request.getfixturevalue(who))
    response = client.get(reverse("rulebook:questionnaire", args=[kind]))
    assert response.content.startswith(begins)
    number = EditionRecord.objects.get(current=True).number
    name = f'filename="questionnaire-edition-{number}.{kind}"'
    assert response["Content-Disposition"] == f"attachment; {name}"
    assert response["Content-Type"].startswith("application/")


@pytest.mark.django_db
def test_other_kinds_of_file_are_not_there(anna: User, as_user: As) -> None:
    for kind in ("txt", "pdf.exe", ""):
        assert as_user(anna).get(f"/rulebook/questionnaire.{kind}").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["rulebook:book", "guide:start"])
def test_the_blank_questionnaire_is_linked_where_it_is_needed(
    page: str, anna: User, as_user: As
) -> None:
    content = as_user(anna).get(reverse(page)).content.decode()
    for kind in ("pdf", "docx"):
        assert f'href="{reverse("rulebook:questionnaire", args=[kind])}"' in content
    assert "Print the blank questionnaire" in content
