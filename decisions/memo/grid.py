"""How does the same case read in the order of the EU's subsidiarity grid, asked at its own rung?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from decisions.house.advice import track_heading
from decisions.house.answers import row_label
from decisions.subsidiarity.ladder import LABELS

from .blocks import Block, Bullets, Heading, Paper, Paragraph, Said, Table
from .footing import footer, kicker
from .grid_answers import question_blocks, short_answer
from .grid_lead import OnIssue, answer_said, answer_words, capital, on_issues
from .grid_limbs import limb_blocks, said_of
from .grid_questions import GridPart, parts, questions
from .record import Record
from .standing import coverage, how_worked_out, other_views, under_headline

WORDING = Said(
    "The wording of the questions is ours; the order follows the subsidiarity grid of the European"
    " Union. A number is a question's place in that grid.",
    source="COM(2018) 703, annex; Protocol No 2; TEU 5",
)
EXTENSION = Said(
    "The EU grid asks one thing: whether the Union should act, or its Member States."
    " We ask the same at the rung found: whether the rung below it would do."
    " That step further is ours.",
    source="B.1 §1",
)
BEYOND = "Whether States are willing, a forum is ready and somebody can carry it."
OUTSIDE = "Answers that no question of the grid asks for."


def grid(record: Record) -> Paper:
    """The lead issue in full, question by question; every other issue as one row."""
    lead, *others = on_issues(record)
    return Paper(
        title=record.title,
        kicker=kicker(record, "Subsidiarity grid"),
        marking=record.handling,
        footer=footer(record),
        blocks=(
            *opening(lead),
            *(block for part in parts() for block in part_blocks(part, lead)),
            *other_issues(others),
            *beyond(lead),
            *outside(lead),
            *stands_on(record),
        ),
    )


def opening(lead: OnIssue) -> Iterator[Block]:
    """Whose words these are, the case, and what follows on each part of the grid."""
    yield Paragraph(WORDING, "note")
    yield Paragraph(EXTENSION, "note")
    yield Paragraph(Said(lead.record.outcome["headline"]), "headline")
    yield from (Paragraph(said, "note") for said in under_headline(lead.record))
    yield Paragraph(Said(how_worked_out(lead.record)), "hint")
    yield Table("The case", ("Of the case", "As it stands"), tuple(case_rows(lead)), widths=(1, 3))
    yield Table("What follows", ("Question", "Conclusion"), tuple(follows(lead)), widths=(1, 3))


def case_rows(lead: OnIssue) -> Iterator[tuple[str, str]]:
    if lead.record.aim:
        yield "Aim", lead.record.aim
    yield "States", states_words(lead.record)
    yield "Lead issue", lead.page.label
    yield "Rung found", lead.page.ladder.sentence
    yield "Rung below", LABELS[lead.below.key] if lead.below is not None else "There is none."
    yield "Depth", lead.page.depth


def states_words(record: Record) -> str:
    """`Receiving: Germany; sending: Türkiye`; those of the same roles stand together."""
    named = defaultdict[str, list[str]](list)
    for row in record.document["states"]:
        roles = ", ".join(row.get("roles", ())) or "no role given"
        named[roles].append(row_label(row, record.edition))
    return capital("; ".join(f"{roles}: {', '.join(names)}" for roles, names in named.items()))


def follows(lead: OnIssue) -> Iterator[tuple[str, str]]:
    """The power to act, and the three tests."""
    for question in questions():
        if question.limb:
            yield f"{question.number} {question.limb.capitalize()}", said_of(question.limb, lead)
        elif question.number == "1.2":
            yield "1 Power to act", short_answer(question, lead)


def part_blocks(part: GridPart, lead: OnIssue) -> Iterator[Block]:
    yield Heading(f"{part.number} {part.title}")
    for question in part.questions:
        yield from (limb_blocks if question.limb else question_blocks)(question, lead)


def other_issues(others: list[OnIssue]) -> Iterator[Block]:
    if others:
        head = ("Issue", "Rung found", "Does the rung below do?", "Is the next rung needed?")
        yield Heading("The other issues")
        yield Paragraph(Said("Each is weighed at its own rung, in the same way."), "hint")
        yield Table("", head, tuple(map(issue_row, others)), widths=(3, 3, 7, 7), small=True)


def issue_row(on: OnIssue) -> tuple[str, ...]:
    rung = f"{on.page.level}, by {on.page.depth.lower()}"
    lower = [rung["reasons"][0] for rung in on.page.lower[:1]]
    higher = [rung["reasons"][0] for rung in on.page.higher[:1]]
    return (
        on.page.label,
        rung,
        " ".join([said_of("necessity", on), *lower]),
        " ".join(higher) or "There is none.",
    )


def beyond(lead: OnIssue) -> Iterator[Block]:
    """Gaps and tracks, which the grid knows nothing of."""
    outcome = lead.record.outcome
    gaps = [Said(gap["text"]) for gap in outcome["gaps"]]
    tracks = [Said(each["text"], lead=f"{track_heading(each)}.") for each in outcome["tracks"]]
    if found := (*gaps, *tracks):
        yield Heading("What the grid does not ask")
        yield Paragraph(Said(BEYOND), "hint")
        yield Bullets(found)


def outside(lead: OnIssue) -> Iterator[Block]:
    """Answers to questions of the rule book that bear on no question of the grid."""
    placed = {key for question in questions() for key in question.answers}
    found = [
        answer_said(question, lead)
        for question in lead.record.edition.book.questions
        if question.key not in placed and answer_words(question, lead)
    ]
    if found:
        yield Heading("What else was answered")
        yield Paragraph(Said(OUTSIDE), "hint")
        yield Bullets(tuple(found))


def stands_on(record: Record) -> Iterator[Block]:
    """Evidence, reviews, and whoever sees it otherwise: on this paper as on every other."""
    reviews = (Said(each) for each in record.review)
    yield Heading("What it stands on")
    yield Bullets((Said(coverage(record), "Evidence:"), *reviews, *other_views(record)))
