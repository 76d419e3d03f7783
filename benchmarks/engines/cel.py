"""How does CEL run the book, as one expression that lists for each rule whether it fires?

One expression for all rules, so that a case is handed over once and not once for each rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

import cel
from cel_expr_python import cel as google

from ..cases import Values
from ..rows import Answers, Book, Row, Test
from . import Engine, Fired


class CelRust(Engine):
    name = "CEL (Rust)"
    package = "common-expression-language"
    timed = 1_000

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        self.program = cel.compile(expression(book))
        self.keys = [row.key for row in book.rows]

    def run(self) -> Fired:
        execute = self.program.execute
        return [list(compress(self.keys, execute(answers))) for answers in self.inputs]


class CelCpp(Engine):
    name = "CEL (C++)"
    package = "cel-expr-python"
    timed = 1_000

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        text, texts = google.Type.STRING, google.Type.List(google.Type.STRING)
        kinds = {fact: texts if fact in book.several else text for fact in book.read}
        self.program = google.NewEnv(variables=kinds).compile(expression(book))
        self.keys = [row.key for row in book.rows]

    def load(self, values: Sequence[Values], plain: Sequence[Answers]) -> None:
        self.inputs = [{fact: answers[fact] for fact in self.book.read} for answers in plain]

    def run(self) -> Fired:
        evaluate = self.program.eval
        return [
            list(compress(self.keys, evaluate(data=answers).plain_value()))
            for answers in self.inputs
        ]


def expression(book: Book) -> str:
    return "[" + ", ".join(text(row) for row in book.rows) + "]"


def text(row: Row) -> str:
    return " && ".join(condition(test) for test in row.tests)


def condition(test: Test) -> str:
    if test.several:
        given = " || ".join(f'"{option}" in {test.fact}' for option in test.options)
        return f"!({given})" if test.none_of else f"({given})"
    if len(test.options) == 1:
        return f'{test.fact} == "{test.options[0]}"'
    options = ", ".join(f'"{option}"' for option in test.options)
    return f"{test.fact} in [{options}]"
