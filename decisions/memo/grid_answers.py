"""What do answers and rules say on one question of the grid, and what is left to write by hand?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from decisions.house.evidence import is_known
from decisions.subsidiarity.rules import Question

from .blocks import Block, Bullets, Heading, Lines, Paragraph, Said
from .grid_conclusions import MIND, NOT_ASKED, NOTHING, UNANSWERED, conclusion
from .grid_lead import (
    OnIssue,
    answer_said,
    answer_words,
    asked_under,
    is_given,
    not_said,
    option_given,
    rule_said,
)
from .grid_limbs import in_short
from .grid_questions import GridQuestion, questions
from .record import Record
from .standing import answers_of, coverage

BY_HAND = "By hand"


def question_blocks(question: GridQuestion, on: OnIssue) -> Iterator[Block]:
    text = question.text.format(at=on.at.who, below=on.who_below)
    yield Heading(f"{question.number} {text}", 3 if question.number[-1].isalpha() else 2)
    if items := tuple(items_under(question, on)):
        yield Bullets(items)
    said = short_answer(question, on)
    left_open = labels(each for each in asked_under(question, on) if not_said(each, on))
    if left_open and said != UNANSWERED:
        yield Paragraph(Said(f"Not answered: {left_open}."), "hint")
    yield in_short(said)
    if question.by_hand or said in (NOT_ASKED, UNANSWERED):
        yield Lines(question.by_hand or BY_HAND, 2)


def items_under(question: GridQuestion, on: OnIssue) -> Iterator[Said]:
    """The answers that bear on a question, then the rules that fired and bear on it."""
    if question.states:
        named = len(on.record.document["states"])
        yield Said(f"{named} named on the first page.", lead="States or groups:")
    for each in asked_under(question, on):
        if answer_words(each, on):
            yield answer_said(each, on, first=first_place(each.key) == question.number)
    if question.evidence and (bare := labels(without_source(on.record))):
        yield Said(f"{bare}.", lead="Answers without a source:")
    yield from (rule_said(fired, on) for fired in on.fired.get(question.number, ()))


def first_place(key: str) -> str:
    """The number under which an answer comes first, and its remark and source with it."""
    return next(question.number for question in questions() if key in question.answers)


def short_answer(question: GridQuestion, on: OnIssue) -> str:
    """Our conclusion on one question of the grid."""
    if question.stands:
        return question.stands
    if question.evidence:
        return coverage(on.record)
    follows = conclusion(on.rules(question.number), (on.level, on.depth))
    said = option_words(question, on)
    if said:
        return said if follows in ("", MIND) else f"{said} {follows}"
    return follows or silence(question, on)


def option_words(question: GridQuestion, on: OnIssue) -> str:
    """What the answers say by themselves."""
    said = (
        options.get(option_given(key, on)) for key, options in (question.concluded or {}).items()
    )
    return " ".join(filter(None, said))


def silence(question: GridQuestion, on: OnIssue) -> str:
    """What to say where no rule that fired bears on a question."""
    asked = asked_under(question, on)
    if any(is_given(each, on) for each in asked):
        return question.silent or NOTHING
    if asked:
        return UNANSWERED
    return NOT_ASKED if question.by_hand or question.answers else NOTHING


def without_source(record: Record) -> list[Question]:
    """What was answered, for the case or an issue of it, and rests on no source."""
    known = (each for each in answers_of(record) if is_known(each))
    return [each.question for each in known if not each.evidence.get("source")]


def labels(asked: Iterable[Question]) -> str:
    return "; ".join(question.label for question in asked)
