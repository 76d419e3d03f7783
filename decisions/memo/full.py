"""How is a whole recommendation printed: all that the page shows, the answer first?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from decisions.house.advice import IssuePage, present

from .blocks import Beside, Block, Bullets, Heading, Paper, Paragraph, Said, Table
from .footing import day, footer, kicker, saver
from .full_case import paragraphs, the_case
from .full_changes import what_would_change
from .full_fora import where_to_go
from .full_portfolio import portfolio, scope
from .full_rules import rules
from .full_why import rung_by_rung
from .issue_table import issue_table
from .ladder_picture import ladder_picture
from .reasons import in_short, source_of
from .record import Record
from .standing import coverage, how_worked_out, other_views, under_headline

NAME = 200
"""Letters of the longest name that there may be."""


def full(record: Record) -> Paper:
    return Paper(
        title=record.title,
        kicker=kicker(record, "Recommendation in full"),
        marking=record.handling,
        footer=footer(record),
        blocks=tuple(blocks(record)),
    )


def blocks(record: Record) -> Iterator[Block]:
    advice = present(record.outcome, record.document, record.edition)
    issues: list[IssuePage] = advice["issues"]
    yield from answer(record, advice)
    yield from reviews(record)
    yield Heading("Why this level and no other")
    yield issue_table(issues)
    yield from scope(advice)
    yield from rung_by_rung(issues)
    yield from where_to_go(advice["packages"], record.edition)
    yield from portfolio(advice["portfolio"])
    yield from what_to_do(advice)
    yield from what_would_change(issues)
    yield from bear_in_mind(advice)
    yield from the_case(record)
    yield from rules(record, issues)
    yield from this_record(record)


def answer(record: Record, advice: dict[str, Any]) -> Iterator[Block]:
    lead: IssuePage = advice["lead"]
    yield Paragraph(Said(advice["headline"]), "headline")
    yield from (Paragraph(said, "note") for said in under_headline(record))
    if lead.range:
        said = f"Open questions can still move it between {' and '.join(lead.range)}."
        yield Paragraph(Said(said, "Not settled."))
    told = (*(said for said, _ in in_short(record)), Said(coverage(record), "Evidence:"))
    yield Beside(ladder_picture(lead.ladder), (Heading("In short"), Bullets(told)))
    yield Paragraph(Said(how_worked_out(record)), "note")
    yield from paragraphs(record.summary, "The matter:")
    yield from paragraphs(record.aim, "The aim:")


def reviews(record: Record) -> Iterator[Block]:
    """Reviews, and whoever sees it otherwise: never left out, for they are not settled."""
    said = (*(Said(each) for each in record.review), *other_views(record))
    if said:
        yield Heading("Reviews and other views")
        yield Bullets(said)


def what_to_do(advice: dict[str, Any]) -> Iterator[Block]:
    if advice["tracks"]:
        yield Heading("What to do, and when")
        tracks = ((track["heading"], track["text"]) for track in advice["tracks"])
        yield Bullets(tuple(Said(text, f"{heading}:") for heading, text in tracks))
    if advice["gaps"]:
        yield Heading("Gaps")
        yield Bullets(tuple(Said(gap["text"]) for gap in advice["gaps"]))


def bear_in_mind(advice: dict[str, Any]) -> Iterator[Block]:
    if advice["warnings"]:
        yield Heading("Bear in mind")
        sources = (source_of(each["rule"]) if each["rule"] else "" for each in advice["warnings"])
        said = zip(advice["warnings"], sources, strict=True)
        yield Bullets(tuple(Said(each["text"], source=source) for each, source in said))


def this_record(record: Record) -> Iterator[Block]:
    """What one needs to find the very same again."""
    edition = record.edition
    rows = (
        ("Code", record.code),
        ("Saved", f"{day(record.saved_at)}, {record.saved_at:%H:%M}, by {saver(record, NAME)}"),
        ("Worked out", how_worked_out(record)),
        ("Edition", f"{edition.number}, checksum {edition.checksum}"),
        ("Outcome", f"checksum {record.checksum}"),
        ("Sources", "A letter with a number and a paragraph, such as B.1 §1, is a place in the"
                    " position paper of 2004 by the International Centre for Migration Policy"
                    " Development. What follows it says how far the paper carries the rule."),
    )  # fmt: skip
    yield Table("This record", ("What", "Which"), rows, widths=(1, 6))
