"""How does business-rules (Venmo, Python) run the book, with variables and actions as it wants?"""

from __future__ import annotations

from typing import Any

from business_rules import run_all
from business_rules.actions import BaseActions, rule_action
from business_rules.fields import FIELD_TEXT
from business_rules.variables import (
    BaseVariables,
    select_multiple_rule_variable,
    string_rule_variable,
)

from ..rows import Answers, Book, Row, Test
from . import Engine, Fired


class BusinessRules(Engine):
    name = "business-rules"
    package = "business-rules"
    timed = 500

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        self.rules = [rule(row) for row in book.rows]
        self.variables = variables(book)

    def run(self) -> Fired:
        return [self.one(answers) for answers in self.inputs]

    def one(self, answers: Answers) -> list[str]:
        actions = Actions()
        run_all(self.rules, self.variables(answers), actions)
        return actions.fired


class Actions(BaseActions):  # type: ignore[misc]
    def __init__(self) -> None:
        self.fired: list[str] = []

    @rule_action(params={"key": FIELD_TEXT})  # type: ignore[untyped-decorator]
    def fire(self, key: str) -> None:
        self.fired.append(key)


def variables(book: Book) -> type[BaseVariables]:
    def start(self: Any, answers: Answers) -> None:
        self.answers = answers

    def reader(fact: str) -> Any:
        def read(self: Any) -> Any:
            return self.answers[fact]

        kind = select_multiple_rule_variable if fact in book.several else string_rule_variable
        return kind(label=fact)(read)

    return type(
        "Variables", (BaseVariables,), {"__init__": start} | {f: reader(f) for f in book.read}
    )


def rule(row: Row) -> dict[str, Any]:
    return {
        "conditions": {"all": [condition(test) for test in row.tests]},
        "actions": [{"name": "fire", "params": {"key": row.key}}],
    }


def condition(test: Test) -> dict[str, Any]:
    if test.several:
        how = "no_elements_with" if test.none_of else "at_least_one_element_with"
        return {"name": test.fact, "operator": f"shares_{how}", "value": list(test.options)}
    any_of = [{"name": test.fact, "operator": "equal_to", "value": o} for o in test.options]
    return any_of[0] if len(any_of) == 1 else {"any": any_of}
