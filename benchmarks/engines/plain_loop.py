"""How would one write it in Python without any engine?"""

from __future__ import annotations

import platform

from ..rows import Answers, Book
from . import Engine, Fired


class PlainLoop(Engine):
    """Rule by rule, condition by condition, until one fails."""

    name = "plain Python loop"

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        self.rules = [
            (
                row.key,
                [(test.fact, frozenset(test.options)) for test in row.tests if not test.several],
                [
                    (test.fact, frozenset(test.options), test.none_of)
                    for test in row.tests
                    if test.several
                ],
            )
            for row in book.rows
        ]

    def run(self) -> Fired:
        return [self.one(answers) for answers in self.inputs]

    def one(self, answers: Answers) -> list[str]:
        fired = []
        for key, singles, severals in self.rules:
            for fact, options in singles:
                if answers[fact] not in options:
                    break
            else:
                for fact, options, none_of in severals:
                    if options.isdisjoint(answers[fact]) is not none_of:
                        break
                else:
                    fired.append(key)
        return fired

    def version(self) -> str:
        return platform.python_version()
