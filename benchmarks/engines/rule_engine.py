"""How does rule-engine (Python) run the book, one compiled expression for each rule?"""

from __future__ import annotations

import rule_engine

from ..rows import Book, Row, Test
from . import Engine, Fired


class RuleEngine(Engine):
    name = "rule-engine"
    package = "rule-engine"
    compared = 2_000
    timed = 200

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        self.rules = [(row.key, rule_engine.Rule(text(row))) for row in book.rows]

    def run(self) -> Fired:
        return [[key for key, rule in self.rules if rule.matches(a)] for a in self.inputs]


def text(row: Row) -> str:
    return " and ".join(condition(test) for test in row.tests)


def condition(test: Test) -> str:
    if test.several:
        given = " or ".join(f'"{option}" in {test.fact}' for option in test.options)
        return f"not ({given})" if test.none_of else f"({given})"
    if len(test.options) == 1:
        return f'{test.fact} == "{test.options[0]}"'
    options = ", ".join(f'"{option}"' for option in test.options)
    return f"{test.fact} in [{options}]"
