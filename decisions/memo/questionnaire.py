"""How does an edition's questionnaire look on paper, to be filled in by hand?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from decisions.house.answers import DO_NOT_KNOW, MAPPED, SECTIONS, questions_of
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import ROLES
from decisions.subsidiarity.interests import STANCES
from decisions.subsidiarity.ladder import LABELS, LEVELS
from decisions.subsidiarity.rules import Question, Topic

from .blocks import Block, Choice, Heading, Lines, PageBreak, Paper, Paragraph, Said, Table
from .footing import SHOWN
from .grid_questions import at_rung
from .questionnaire_sheets import sheets
from .shorten import capital

TITLE = "Questionnaire"
HOW = (
    "Answer what you know. “I do not know” is an answer too, and a question left open is no fault."
    " The guide asks the same questions in the same order."
)
SHUT_AWAY = (
    "What is written on this sheet is secret. Keep it apart, and show it to nobody who may not"
    " know of assessed and hidden interests."
)
APART = "A sheet apart: assessed and hidden interests"
ROLE_HINT = Said(
    "A State may send, let through and receive at the same time. Put a cross for each role.",
    source="B.1 §5",
)
ISSUES_HINT = Said(
    "Tick what belongs to this matter, soft or hard."
    " Talking of common interests alone is seldom enough.",
    source="B.1 §2",
)
LEAD_HINT = "Write down the issues that you ticked. The case takes its level from the lead issue."
STANCE_HINT = Said(
    f"Write in each box one of: {', '.join(STANCES)}. Leave it empty where you do not know."
    " Take a row for each role of a State that wants different things in each.",
    source="B.1 §§3, 5",
)
OTHER_WORDS = "Tick for the lead issue. The word for each other issue:"
STATED = "Stated: what each State says"
ASSESSED = "Assessed: what you believe it wants (secret)"
EVIDENCE = "Evidence or remark"
SOURCE = "Source, and how certain it is: high, medium or low"
DIFFERS = "Differs for one issue? Which one, and which answer"
SEVERAL = "Tick all that apply."
TICK = "tick"
OWN_VIEW = "Your own view, before you see the result"
SECRET_STEPS = frozenset({"issues"})
"""Sections that stand on the sheet for what is secret."""
WITHOUT_EVIDENCE = frozenset({"hidden"})
"""Its answer is secret and evidence is not, so it takes none."""
STATES, MAPPED_STATES, ISSUES = 8, 8, 5
"""So many rows for States, rows of an interest map, and issues that can be written down."""
ROOM = "\N{NO-BREAK SPACE}"
"""A line of a cell that stays empty, so that a hand has room."""


def questionnaire(edition: Edition, marking: str = "") -> Paper:
    """Every question of the edition with its options, in the order in which the guide asks."""
    return Paper(
        title=TITLE,
        kicker=edition.book.title,
        marking=marking,
        footer=f"Edition {edition.number}. Checksum {edition.checksum[:SHOWN]}",
        blocks=(
            *about(),
            *states(),
            *issues(edition),
            *interests(edition),
            *(block for step in SECTIONS for block in section(step, edition)),
            *own_view(),
        ),
    )


def about() -> Iterator[Block]:
    yield Paragraph(Said(HOW))
    yield Heading("About this case")
    yield Lines("Title, as you would name it in a file note", 1)
    yield Lines("Summary: what is the problem, and who is concerned?", 3)
    yield Lines("Aim: what should change, and for whom?", 3)
    yield Lines("Filled in by, and when", 1)


def states() -> Iterator[Block]:
    roles = tuple(role.capitalize() for role in ROLES)
    yield Heading("States and their roles")
    yield Paragraph(ROLE_HINT, "hint")
    yield empty_table("", ("State or group", *roles), STATES, widths=(4, 1, 1, 1))


def empty_table(
    caption: str, head: tuple[str, ...], rows: int, widths: tuple[int, ...] = ()
) -> Table:
    """A table to be filled in by hand: each row high enough to write in."""
    row = (f"{ROOM}\n{ROOM}", *("" for _ in head[1:]))
    return Table(caption, head, (row,) * rows, row_heads=False, widths=widths)


def issues(edition: Edition) -> Iterator[Block]:
    """The catalogue by groups, each issue with its definition, and the lead issue."""
    yield PageBreak()
    yield Heading("Issues")
    yield Paragraph(ISSUES_HINT, "hint")
    for group, topics in groupby(edition.book.topics, key=group_of):
        yield Heading(group, 2)
        yield Choice(tuple((topic.label, topic.definition) for topic in topics), several=True)
    yield Paragraph(Said(LEAD_HINT), "hint")
    rows = tuple((f"{place}\n{ROOM}", "") for place in places())
    yield Table("", ("Issue", "Which"), rows, widths=(1, 4))


def places() -> tuple[str, ...]:
    """What the issues of a case are called on paper: `Lead`, `Issue 2` and so on."""
    return ("Lead", *(f"Issue {place}" for place in range(2, ISSUES + 1)))


def group_of(topic: Topic) -> str:
    return topic.group


def interests(edition: Edition) -> Iterator[Block]:
    """The interest map, or one word in its place, and the sheet for what is secret."""
    yield PageBreak()
    yield Heading("How the States stand")
    yield Paragraph(STANCE_HINT, "hint")
    yield interest_map(STATED)
    for question in edition.book.questions:
        if question.key in MAPPED:
            yield from asked(question, question.text)
            yield Lines(OTHER_WORDS, 3)
    yield PageBreak()
    yield Heading(APART)
    yield Paragraph(Said(SHUT_AWAY), "note")
    yield interest_map(ASSESSED)


def interest_map(caption: str) -> Table:
    head = ("State or group", *places())
    return empty_table(caption, head, MAPPED_STATES, widths=(2, *(1 for _ in places())))


def section(step: str, edition: Edition) -> Iterator[Block]:
    """The questions of one section, none of them over the foot of a sheet."""
    for number, sheet in enumerate(sheets(numbered(step, edition))):
        if number or step not in SECRET_STEPS:
            yield PageBreak()
        if not number:
            yield Heading(SECTIONS[step])
        for question, heading in sheet:
            yield from asked(question, heading)
            yield from lines_under(question)


def numbered(step: str, edition: Edition) -> list[tuple[Question, str]]:
    questions = enumerate(questions_of(step, edition), 1)
    return [(question, f"{place}. {question.text}") for place, question in questions]


def lines_under(question: Question) -> Iterator[Lines]:
    if question.key not in WITHOUT_EVIDENCE:
        yield Lines(EVIDENCE)
        yield Lines(SOURCE)
    yield Lines(DIFFERS)


def asked(question: Question, heading: str) -> Iterator[Block]:
    """A question with why it is asked, help, and its options as boxes to tick."""
    options = tuple((option.label, option.help) for option in question.options)
    several = f" {SEVERAL}" if question.several and TICK not in question.help.lower() else ""
    yield Heading(heading, 2)
    yield Paragraph(Said(question.why, source=question.source), "hint")
    yield Paragraph(Said(f"{question.help}{several}"))
    yield Choice((*options, (DO_NOT_KNOW, "")), several=question.several)


def own_view() -> Iterator[Block]:
    levels = tuple((LABELS[key], f"{capital(at_rung(key).who)}.") for key in LEVELS)
    yield PageBreak()
    yield Heading(OWN_VIEW)
    yield Paragraph(Said("Which level do you expect? You may leave this out."))
    yield Choice(levels)
    yield Lines("Why, in one line?", 1)
