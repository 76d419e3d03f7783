"""Do all engines say the same of the same cases?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from decisions.subsidiarity.facts import Value
from decisions.subsidiarity.plainly import Explained, Ready, prepare
from decisions.subsidiarity.rules import Question
from decisions.subsidiarity.weigh import bounds

from .cases import Values
from .engines import Engine
from .engines.plain_loop import PlainLoop
from .rows import Answers, Book

FLIPPED = 50
"""So many cases have every other answer tried, to see that no flip is missing."""


class Disagree(Exception):
    """Two engines give different rules for one case, so no time of theirs is worth anything."""


def assert_agreement(
    engines: Sequence[Engine], values: Sequence[Values], plain: Sequence[Answers]
) -> dict[str, int]:
    """Compare the fired rules of all engines with the book read condition by condition.

    Returns how many cases each engine was compared on. Raises Disagree.
    """
    truth = [by_definition(engines[0].book, case) for case in plain]
    compared = {}
    for engine in engines:
        number = engine.give(values, plain, engine.compared)
        fired = engine.fired()
        if len(fired) != number:
            raise Disagree(f"{engine.name} answered {len(fired)} cases of {number}")
        for place, (said, true) in enumerate(zip(fired, truth, strict=False)):
            if frozenset(said) != true:
                wrong = sorted(frozenset(said) ^ true)
                raise Disagree(f"{engine.name}, case {place}: {', '.join(wrong)}")
        compared[engine.name] = number
    return compared


class Broken(PlainLoop):
    """The negative control: forgets the first condition of one rule that has several."""

    name = "broken on purpose"

    def __init__(self, book: Book) -> None:
        at = next(place for place, row in enumerate(book.rows) if len(row.tests) > 1)
        short = replace(book.rows[at], tests=book.rows[at].tests[1:])
        super().__init__(replace(book, rows=(*book.rows[:at], short, *book.rows[at + 1 :])))


def assert_control(book: Book, values: Sequence[Values], plain: Sequence[Answers]) -> None:
    """An engine with one condition missing must be caught, else agreement shows nothing."""
    try:
        assert_agreement([Broken(book)], values, plain)
    except Disagree:
        return
    raise Disagree("an engine that is broken on purpose was not caught")


def by_definition(book: Book, answers: Answers) -> frozenset[str]:
    """The rules that fire, from the rules themselves and not from what engines are given."""
    return frozenset(
        rule.key
        for rule in book.edition.book.rules
        if all(condition.accepts(given(answers[fact])) for fact, condition in rule.when.items())
    )


def given(answer: str | list[str]) -> frozenset[str]:
    return frozenset([answer] if isinstance(answer, str) else answer)


def assert_reasons(book: Book, values: Sequence[Values]) -> None:
    """Levels agree with the weighing of the fired rules, and flips are all and true."""
    ready = prepare(book.edition)
    for case in values:
        explained = ready.explained(case)
        if explained.outcome != ready.outcome(case):
            raise Disagree("plain and explained outcome differ")
        if explained.outcome.level != weighed(book, explained):
            raise Disagree("the level is not what the weighing says")
    for case in values[:FLIPPED]:
        said = {(flip.fact, flip.value): flip.level for flip in ready.explained(case).flips}
        if said != tried(book, ready, case):
            raise Disagree("flips are missing or wrong")


def weighed(book: Book, explained: Explained) -> int:
    place = {rule.key: place for place, rule in enumerate(book.edition.book.rules)}
    fired = sum(1 << place[key] for key in explained.outcome.fired)
    return bounds(book.edition.level_marks, fired).rung


def tried(book: Book, ready: Ready, case: Values) -> dict[tuple[str, Value], int]:
    """Every other answer to every question, applied one at a time: those that move the level."""
    level = ready.outcome(case).level
    found = {}
    for question in book.edition.book.questions:
        for value in others(book, question, case[question.key]):
            moved = ready.outcome({**case, question.key: value}).level
            if moved != level:
                found[question.key, value] = moved
    return found


def others(book: Book, question: Question, now: Value) -> list[Value]:
    """Other values; of a several-choice fact those with one option more or less, or `none`."""
    values = [value for value in book.edition.tables.domains[question.key] if value != now]
    if question.key not in book.several:
        return values
    none = frozenset({"none"})
    return [v for v in values if len(v ^ now) == 1 or v == none or (now == none and len(v) == 1)]
