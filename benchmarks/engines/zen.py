"""How does ZEN (Rust) run the book, as one decision table that collects?

Of the forms tried this is the fastest: cells that a rule does not name left out, several-choice
facts as lists, the engine called by key. Slower: `create_decision`, a loop over an array inside
ZEN, asynchronous calls, JSON text as input, one expression for each rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import zen

from ..cases import Values
from ..rows import Answers, Book, Test
from . import Engine, Fired


class ZenBatch(Engine):
    name = "ZEN, batch"
    package = "zen-engine"

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        content = {"book": graph(book)}
        self.engine = zen.ZenEngine({"loader": {"type": "static", "content": content}})

    def load(self, values: Sequence[Values], plain: Sequence[Answers]) -> None:
        self.inputs = [{"key": "book", "context": answers} for answers in plain]

    def run(self) -> Fired:
        return [keys(result["data"]) for result in self.engine.evaluate_batch(self.inputs)]


class ZenCall(ZenBatch):
    name = "ZEN, one call a case"

    def load(self, values: Sequence[Values], plain: Sequence[Answers]) -> None:
        self.inputs = plain

    def run(self) -> Fired:
        evaluate = self.engine.evaluate
        return [keys(evaluate("book", answers)) for answers in self.inputs]


class ZenTrace(ZenCall):
    name = "ZEN, with trace"
    timed = 1_000
    note = "its trace names the rules that fired and their input"

    def run(self) -> Fired:
        evaluate = self.engine.evaluate
        return [keys(evaluate("book", answers, {"trace": True})) for answers in self.inputs]


def keys(response: Any) -> list[str]:
    return [row["fired"] for row in response["result"]]


def graph(book: Book) -> dict[str, Any]:
    """Input, decision table, output."""
    table = {
        "hitPolicy": "collect",
        "inputs": [{"id": fact, "name": fact, "field": fact} for fact in book.read],
        "outputs": [{"id": "fired", "name": "fired", "field": "fired"}],
        "rules": [
            {"_id": row.key, "fired": f'"{row.key}"'}
            | {test.fact: cell(test) for test in row.tests}
            for row in book.rows
        ],
    }
    return {
        "contentType": "application/vnd.gorules.decision",
        "nodes": [
            node("in", "inputNode", {}),
            node("table", "decisionTableNode", table),
            node("out", "outputNode", {}),
        ],
        "edges": [edge("in", "table"), edge("table", "out")],
    }


def node(key: str, kind: str, content: dict[str, Any]) -> dict[str, Any]:
    return {"id": key, "name": key, "type": kind, "content": content, "position": {"x": 0, "y": 0}}


def edge(source: str, target: str) -> dict[str, str]:
    return {"id": f"{source}-{target}", "sourceId": source, "targetId": target, "type": "edge"}


def cell(test: Test) -> str:
    options = ", ".join(f'"{option}"' for option in test.options)
    if test.several:
        return f"{'none' if test.none_of else 'some'}($, # in [{options}])"
    return options if len(test.options) == 1 else f"in [{options}]"
