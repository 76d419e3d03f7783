"""What does a recommendation stand on: evidence, assessed interests, reviews, other views?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from decisions.house import evidence
from decisions.house.answers import Answered, case_in_words
from decisions.subsidiarity.ladder import LABELS

from .blocks import Said
from .footing import day
from .record import Departure, Dissent, Record
from .shorten import sentence, shorten

WITH = "Worked out with assessed interests. Only those who may know of them may read this."
WITHOUT = "Worked out without assessed interests, from what States say alone."
DEPARTS = "The officer departs from this:"
FIRST, LEAD = 1, 50
"""So many disputes, and letters of a name, stand on one page."""


def answers_of(record: Record) -> list[Answered]:
    found: list[Answered] = case_in_words(record.document, record.evidence, record.edition)[
        "answers"
    ]
    return found


def how_worked_out(record: Record) -> str:
    return WITH if record.whole else WITHOUT


def coverage(record: Record) -> str:
    """How many of the answers rest on no source, and how many are a guess."""
    return evidence.coverage(answers_of(record))


def own_view(record: Record) -> Said | None:
    """The view that the owner had before, beside the advice."""
    if not record.own_view:
        return None
    advice = level_of(record)
    beside = "the same level" if record.own_view == advice else f"the advice is {advice}"
    text = f"{record.own_view}, {beside}."
    if record.own_view_reason:
        text += f" “{record.own_view_reason}”"
    return Said(text, f"View of {record.owner}:")


def level_of(record: Record) -> str:
    return LABELS[record.outcome["level"]]


def departure(record: Record) -> Said | None:
    """The level chosen against the advice, why, and on which rules that rests."""
    left: Departure | None = record.departure
    if not left:
        return None
    text = f"{left.level} was chosen{by_whom(left)}; the advice is {level_of(record)}."
    text += f" “{left.reason}”"
    rules = "; ".join(f"{title} ({source})" for title, source in left.rules)
    return Said(text, "Departure:", rules)


def by_whom(left: Departure) -> str:
    """` by Anna on 26 November 2026`"""
    by = f" by {left.by}" if left.by else ""
    return f"{by} on {day(left.at)}" if left.at else by


def departs(level: str, by: str, at: datetime | None) -> str:
    """`Bilateral. By Anna, 26 November 2026.`"""
    who = ", ".join([*([f"By {by}"] if by else []), *([day(at)] if at else [])])
    return f"{level}. {who}." if who else f"{level}."


def not_the_table(name: str) -> str:
    return f"In review the officer agreed that this is not the table to start with: {name}."


def under_headline(record: Record, budget: int = 0) -> Iterator[Said]:
    """What nobody may miss who reads the headline: another level, or another table, was agreed."""
    left = record.departure
    if left:
        yield Said(departs(left.level, shorten(left.by, LEAD), left.at), DEPARTS)
    for name in record.doubted:
        said = not_the_table(name)
        yield Said(shorten(said, budget) if budget else said)


def other_views(record: Record) -> Iterator[Said]:
    """The owner's view, a departure, and all that is disputed and not settled."""
    yield from filter(None, (own_view(record), departure(record)))
    yield from dissent(record)


def dissent(record: Record) -> Iterator[Said]:
    """What is disputed and not settled."""
    for each in record.dissent:
        yield Said(disputed(each), "Disputed, not settled:")


def disputed(each: Dissent) -> str:
    reply = f" Reply: “{each.reply}”" if each.reply else ""
    return f"{sentence(each.disputed)} {each.by}: “{each.reason}”{reply}"


def in_short(record: Record, budget: int) -> Iterator[Said]:
    """Other views in a line each: the owner's, a departure, the first few disputes."""
    views = filter(None, (own_view(record), departure(record)))
    disputes = list(dissent(record))
    for said in (*views, *disputes[:FIRST]):
        yield Said(
            cut(said.text, budget), shorten(said.lead, LEAD), shorten(said.source, budget // 2)
        )
    if len(disputes) > FIRST:
        yield Said(f"{len(disputes) - FIRST} more disputed, in the full paper.")


def cut(text: str, budget: int) -> str:
    """Cut to the room there is: a quote that is whole stays so, and one that is cut is closed."""
    short = shorten(text, budget)
    if short.endswith("”…"):
        return short[:-1]
    if short.count("“") > short.count("”"):
        return f"{shorten(text, budget - 1)}”"
    return short


def certainty(evidence: Mapping[str, str]) -> str:
    """`Certainty: low.`"""
    return f"Certainty: {evidence['certainty']}." if evidence.get("certainty") else ""
