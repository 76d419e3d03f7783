"""What does a busy reader need, on one page?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from decisions.house.advice import IssuePage, present
from decisions.house.changes import WhatWouldChange

from .blocks import Beside, Block, Bullets, Heading, Paper, Paragraph, Said
from .footing import footer, kicker
from .issue_table import alike_table
from .ladder_picture import ladder_picture
from .reasons import in_short, nearest, source_of
from .record import Record
from .shorten import sentence, shorten
from .standing import coverage, how_worked_out, under_headline
from .standing import in_short as other_views
from .where import where_table

TITLE, HEADLINE, AIM, REASON = 120, 240, 200, 200
TRACK, GAP, CHANGE, WARNING, VIEW = 150, 200, 220, 100, 130
"""So many letters there is room for, even where everything is as long as it may be."""
CHANGES, WARNINGS, TRACKS, GAPS, REVIEWS, ASIDES = 2, 3, 3, 2, 1, 2
LADDER_MM = 56
SHOWN = 2
"""So many answers of an open question are told."""


def one_page(record: Record) -> Paper:
    advice = present(record.outcome, record.document, record.edition)
    return Paper(
        title=shorten(record.title, TITLE),
        kicker=kicker(record, "Recommendation on one page"),
        marking=record.handling,
        footer=footer(record),
        blocks=(
            *answer(record, advice),
            alike_table(advice["issues"]),
            where_table(advice["packages"], record.edition),
            *what_to_do(advice),
            *what_would_change(advice["lead"]),
            *bear_in_mind(advice),
            *stands_on(record),
        ),
        one_page=True,
    )


def answer(record: Record, advice: dict[str, Any]) -> Iterator[Block]:
    yield Paragraph(Said(shorten(advice["headline"], HEADLINE)), "headline")
    yield from (Paragraph(said, "note") for said in [*under_headline(record, AIM)][:ASIDES])
    if matter := record.aim or record.summary:
        yield Paragraph(Said(shorten(matter, AIM), "Aim:" if record.aim else "The matter:"))
    lead: IssuePage = advice["lead"]
    told = in_short(record)
    lower, higher = nearest(lead, [rule for _, rule in told if rule])
    reasons = (*(said for said, _ in told), cut(lower, REASON), cut(higher, REASON))
    yield Beside(ladder_picture(lead.ladder, LADDER_MM), (Heading("Why"), Bullets(reasons)))


def cut(said: Said, budget: int) -> Said:
    return Said(shorten(said.text, budget), said.lead, said.source)


def what_to_do(advice: dict[str, Any]) -> Iterator[Block]:
    """The tracks and the gaps."""
    tracks, gaps = advice["tracks"], advice["gaps"]
    said = (
        *(Said(shorten(each["text"], TRACK), f"{each['heading']}:") for each in tracks[:TRACKS]),
        *left_out(len(tracks) - TRACKS),
        *(Said(shorten(each["text"], GAP)) for each in gaps[:GAPS]),
        *left_out(len(gaps) - GAPS),
    )
    yield from listed("What to do, and when", said)


def left_out(number: int) -> tuple[Said, ...]:
    return (Said(f"{number} more, in the full paper."),) if number > 0 else ()


def what_would_change(lead: IssuePage) -> Iterator[Block]:
    """How firm it is, and at most two things that would move it."""
    changes = lead.changes
    firm = [Said(changes.firmness)] if changes.firmness else []
    moves = [*still_open(changes), *(Said(shorten(f["text"], CHANGE)) for f in changes.flips)]
    yield from listed("What would change it", (*firm, *moves[:CHANGES]))


def still_open(changes: WhatWouldChange) -> list[Said]:
    """The most telling open question that can move it alone, and where its answers lead."""
    for opening in changes.openings:
        leads = [
            f"“{answer['label']}” leads to {answer['leads_to'].lower()}"
            for answer in opening["answers"]
            if answer["moves"]
        ]
        if leads:
            more = more_answers(len(leads) - SHOWN)
            text = f"{opening['question'].text} {', '.join(leads[:SHOWN])}{more}."
            return [Said(shorten(text, CHANGE), "Not answered yet:")]
    return []


def more_answers(number: int) -> str:
    if number < 1:
        return ""
    return "; 1 more answer moves it" if number == 1 else f"; {number} more answers move it"


def bear_in_mind(advice: dict[str, Any]) -> Iterator[Block]:
    """Warnings by their titles."""
    warnings = advice["warnings"]
    said = (
        Said(shorten(sentence(rule.title), WARNING), source=source_of(rule))
        if (rule := each["rule"])
        else Said(shorten(each["text"], WARNING))
        for each in warnings[:WARNINGS]
    )
    yield from listed("Bear in mind", (*said, *left_out(len(warnings) - WARNINGS)))


def stands_on(record: Record) -> Iterator[Block]:
    """Evidence, the last review, and every other view in a line."""
    based = Said(f"{coverage(record)} {how_worked_out(record)}")
    reviews = (Said(shorten(each, VIEW)) for each in record.review[-REVIEWS:])
    yield from listed("What it stands on", (based, *reviews, *other_views(record, VIEW)))


def listed(heading: str, items: Iterable[Said]) -> Iterator[Block]:
    """A heading with what stands under it; nothing where that is empty."""
    several = tuple(items)
    if several:
        yield Heading(heading)
        yield Bullets(several)
