"""How is a case told in full: the matter, its States, interests and answers?"""

from __future__ import annotations

from collections.abc import Iterator

from decisions.house.answers import Answered, case_in_words

from .blocks import Block, Heading, Paragraph, Said, Table
from .interest_picture import interest_picture
from .interests import InterestMap, interest_map, part
from .record import Record
from .shorten import capital
from .standing import answers_of, certainty, coverage

DRAWN, ISSUES_DRAWN, ISSUES_IN_TABLE = 14, 5, 4
NO_ROLE, NOT_ANSWERED = "No role named", "Not answered for the whole case"


def the_case(record: Record) -> Iterator[Block]:
    yield Heading("The case as it was answered")
    yield states_table(record)
    yield from interests(record)
    yield answer_table(answers_of(record))
    yield Paragraph(Said(coverage(record)))


def paragraphs(text: str, lead: str = "") -> Iterator[Block]:
    """A text as it was typed, one paragraph for each of its own."""
    for number, part_ in enumerate(filter(None, map(str.strip, text.split("\n")))):
        yield Paragraph(Said(part_, "" if number else lead))


def states_table(record: Record) -> Table:
    """States by the roles that they have."""
    words = case_in_words(record.document, {}, record.edition)
    by_role: dict[str, list[str]] = {}
    for label, roles in words["states"]:
        by_role.setdefault(capital(roles) or NO_ROLE, []).append(label)
    rows = tuple((role, ", ".join(labels)) for role, labels in by_role.items())
    return Table("States and their roles", ("Role", "States"), rows, widths=(1, 4))


def interests(record: Record) -> Iterator[Block]:
    """Where one word was given for an issue, that; else the map of stances, drawn and in words."""
    if given := list(given_interests(record)):
        yield Table("Interests, given for the whole issue", ("Issue", "Interests"), tuple(given))
    whole = interest_map(record.document, record.edition)
    if whole.rows:
        yield Heading("Interest map", 2)
        yield from drawings(whole)
        yield from tables(whole)


def given_interests(record: Record) -> Iterator[tuple[str, str]]:
    words = case_in_words(record.document, {}, record.edition)
    for issue, (label, stances) in zip(record.document["issues"], words["issues"], strict=True):
        if not issue.get("interests"):
            yield label, capital("; ".join(stances)) or "Not answered"


def drawings(whole: InterestMap) -> Iterator[Block]:
    few = InterestMap(whole.issues, whole.rows[:DRAWN])
    for first in range(0, len(whole.issues), ISSUES_DRAWN):
        yield interest_picture(part(few, first, ISSUES_DRAWN))
    if len(whole.rows) > DRAWN:
        said = f"Drawn are the first {DRAWN} of {len(whole.rows)} rows; the table has all."
        yield Paragraph(Said(said), "hint")


def tables(whole: InterestMap) -> Iterator[Block]:
    firsts = range(0, len(whole.issues), ISSUES_IN_TABLE)
    for number, first in enumerate(firsts, 1):
        some = part(whole, first, ISSUES_IN_TABLE)
        of = f" ({number} of {len(firsts)})" if len(firsts) > 1 else ""
        rows = tuple(
            (label, *(s[place].words if place in s else "–" for place in range(len(some.issues))))
            for label, s in some.rows
        )
        yield Table(f"The map in words{of}", ("State", *some.issues), rows)


def answer_table(answers: list[Answered]) -> Table:
    head = ("Question", "Answer", "Evidence")
    rows = tuple((each.question.text, given(each), evidence(each)) for each in answers)
    none = (("None", "No question was answered.", ""),)
    return Table("Answers and what they rest on", head, rows or none, widths=(5, 4, 5))


def given(each: Answered) -> str:
    first = each.answer or NOT_ANSWERED
    return "\n".join((first, *(f"{label}: {words}" for label, words in each.differing)))


def evidence(each: Answered) -> str:
    """Note, source and certainty; where there is no source, that."""
    source = each.evidence.get("source", "")
    named = f"Source: {source}" if source else "No source"
    return "\n".join(filter(None, (each.evidence.get("note"), named, certainty(each.evidence))))
