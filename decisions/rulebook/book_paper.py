"""How does a whole edition look on paper?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from decisions.house.answers import SECTIONS
from decisions.memo.blocks import Block, Bullets, Heading, PageBreak, Paper, Paragraph, Said, Table
from decisions.models import EditionRecord
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.rules import GRADES, Question, Rule

from .sentences import rule_sentence

SHOWN = 12
"""Characters of the checksum on every page."""
HOW = (
    "Each rule is one row of accepted answers with one effect. A decisive rule holds in any event;"
    " a presumption yields to a lower one."
)


def book_paper(record: EditionRecord) -> Paper:
    """Rules by theme, then questions, issues and fora."""
    edition = record.ready()
    return Paper(
        title=edition.book.title,
        kicker=f"Edition {record.number}",
        marking="",
        footer=f"Edition {record.number}. Checksum {record.checksum[:SHOWN]}",
        blocks=(
            *about(record),
            *rules(edition),
            *questions(edition),
            *issues(edition),
            *fora(edition),
        ),
    )


def about(record: EditionRecord) -> Iterator[Block]:
    if record.published_at:
        vouched = f", by {names(record)}" if record.author else ""
        yield Paragraph(Said(f"Published {record.published_at:%-d %B %Y}{vouched}."))
    if record.note:
        yield Paragraph(Said(record.note, lead="What changed: "), "note")
    yield Paragraph(Said(HOW, source="B.1 §1"))


def names(record: EditionRecord) -> str:
    people = [person for person in (record.author, record.approver) if person]
    return " and ".join(person.first_name or person.username for person in people)


def rules(edition: Edition) -> Iterator[Block]:
    yield Heading("Rules")
    for theme, some in groupby(edition.book.rules, key=lambda rule: rule.theme):
        yield Heading(theme, 2)
        for rule in some:
            yield from one_rule(rule, edition)


def one_rule(rule: Rule, edition: Edition) -> Iterator[Block]:
    yield Heading(rule.title, 3)
    yield Paragraph(Said(rule_sentence(rule, edition)))
    yield Paragraph(Said(rule.rationale))
    yield Paragraph(Said(f"{rule.source}; {GRADES[rule.grade]}. Key: {rule.key}."), "hint")


def questions(edition: Edition) -> Iterator[Block]:
    yield PageBreak()
    yield Heading("Questions")
    for step, some in groupby(edition.book.questions, key=lambda question: question.step):
        yield Heading(SECTIONS.get(step, step), 2)
        for question in some:
            yield from one_question(question)


def one_question(question: Question) -> Iterator[Block]:
    yield Heading(question.label, 3)
    yield Paragraph(Said(question.text, lead="Asks: "))
    yield Paragraph(Said(question.why, source=question.source), "hint")
    yield Bullets(
        tuple(
            Said(option.help, lead=f"{option.label}: ") if option.help else Said(option.label)
            for option in question.options
        )
    )


def issues(edition: Edition) -> Iterator[Block]:
    rows = tuple((topic.label, topic.group, topic.definition) for topic in edition.book.topics)
    yield PageBreak()
    yield Heading("Issues")
    yield Table("", ("Issue", "Group", "Definition"), rows, widths=(3, 2, 5))


def fora(edition: Edition) -> Iterator[Block]:
    rows = tuple(
        (forum.name, forum.level.label, forum.status.replace("_", " "), str(len(forum.members)))
        for forum in edition.fora
    )
    yield PageBreak()
    yield Heading("Fora")
    yield Table("", ("Forum", "Level", "Status", "Members"), rows, widths=(5, 2, 2, 1), small=True)
