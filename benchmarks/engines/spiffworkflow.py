"""How does SpiffWorkflow run the book, as a DMN table with hit policy COLLECT?

The table is DMN 1.3 and read by Spiff's own parser; cells are in Spiff's dialect. Only the decision
is timed, no workflow around it.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from xml.sax.saxutils import escape

from SpiffWorkflow.bpmn.script_engine import PythonScriptEngine
from SpiffWorkflow.dmn.parser.BpmnDmnParser import BpmnDmnParser

from ..cases import Values
from ..rows import Answers, Book, Row, Test
from . import Engine, Fired

DMN = "https://www.omg.org/spec/DMN/20191111/MODEL/"


class SpiffDmn(Engine):
    name = "SpiffWorkflow DMN"
    package = "SpiffWorkflow"
    compared = 1_000
    timed = 100

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        parser = BpmnDmnParser()
        parser.add_dmn_str(document(book).encode())
        self.engine = parser.get_engine("book", None)
        self.workflow = SimpleNamespace(script_engine=PythonScriptEngine())

    def load(self, values: Sequence[Values], plain: Sequence[Answers]) -> None:
        self.inputs = [
            SimpleNamespace(data=dict(answers), workflow=self.workflow) for answers in plain
        ]

    def run(self) -> Fired:
        return [[rule.id for rule in self.engine.decide(task)] for task in self.inputs]


def document(book: Book) -> str:
    inputs = "".join(
        f'<input id="i_{fact}" label="{fact}">'
        f'<inputExpression id="e_{fact}"><text>{fact}</text></inputExpression></input>'
        for fact in book.read
    )
    rules = "".join(rule(row, book.read) for row in book.rows)
    return (
        f'<definitions xmlns="{DMN}" id="d" name="d" namespace="d"><decision id="book" name="book">'
        f'<decisionTable id="t" hitPolicy="COLLECT">{inputs}<output id="fired" name="fired"/>'
        f"{rules}</decisionTable></decision></definitions>"
    )


def rule(row: Row, facts: Sequence[str]) -> str:
    tests = {test.fact: cell(test) for test in row.tests}
    entries = "".join(
        f'<inputEntry id="{row.key}.{fact}">'
        f"<text>{escape(tests.get(fact, '-'))}</text></inputEntry>"
        for fact in facts
    )
    output = f'<outputEntry id="{row.key}.fired"><text>"{row.key}"</text></outputEntry>'
    return f'<rule id="{row.key}">{entries}{output}</rule>'


def cell(test: Test) -> str:
    if test.several:
        given = " or ".join(f'"{option}" in ?' for option in test.options)
        return f"not ({given})" if test.none_of else given
    options = "".join(f'"{option}", ' for option in test.options)
    return f"? in ({options})"
