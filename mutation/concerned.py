"""Which tests are concerned with a line, a constant or a class of the core?"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

CORE = Path("decisions/subsidiarity")
LOOK_BACK = 12
"""Lines of one statement: the tracer may only name the first of them."""
Watched = dict[str, dict[str, Any]]
Lines = dict[str, dict[int, set[str]]]


class Concerned:
    """Tests by the lines that they run, the quickest first; for a constant, by who reads it."""

    def __init__(self, watched: Watched) -> None:
        self.seconds = {test: each["seconds"] for test, each in watched.items()}
        self.lines: Lines = defaultdict(lambda: defaultdict(set))
        for test, each in watched.items():
            for file, numbers in each["lines"].items():
                for number in numbers:
                    self.lines[file][number].add(test)

    def tests(self, mutant: dict[str, Any]) -> list[str]:
        file, line = mutant["file"], mutant["line"]
        if mutant["at_import"]:
            name = mutant["place"].rpartition(".")[2] or mutant["file"]
            return self.quickest(
                *(self.lines[each][number] for each, number in lines_that_read(name))
            )
        back = range(line, line - LOOK_BACK, -1)
        return self.quickest(next((found for at in back if (found := self.lines[file][at])), set()))

    def quickest(self, *tests: set[str]) -> list[str]:
        found = set[str]().union(*tests)
        return sorted(found, key=lambda test: (self.seconds[test], test))


class Statement(NamedTuple):
    """Lines of a function, or none of a statement on import; the names defined there and used."""

    lines: frozenset[tuple[str, int]]
    defined: frozenset[str]
    used: frozenset[str]


@cache
def lines_that_read(name: str) -> frozenset[tuple[str, int]]:
    """The lines of functions that name it, or a constant or class that is made with it."""
    names, lines = {name}, set[tuple[str, int]]()
    while True:
        before = len(names)
        for statement in statements():
            if names & (statement.used | statement.defined):
                names |= statement.defined
                lines |= statement.lines
        if len(names) == before:
            return frozenset(lines)


@cache
def statements() -> list[Statement]:
    return [
        statement
        for path in sorted(CORE.rglob("*.py"))
        for statement in within(str(path), ast.parse(path.read_text(encoding="utf-8")).body)
    ]


def within(file: str, body: list[ast.stmt]) -> Iterator[Statement]:
    for statement in body:
        defined, lines = set[str](), set[tuple[str, int]]()
        if isinstance(statement, ast.ClassDef):
            yield from within(file, statement.body)
            defined = {statement.name}
        elif isinstance(statement, ast.FunctionDef):
            first, last = statement.body[0].lineno, statement.end_lineno or 0
            lines = {(file, number) for number in range(first, last + 1)}
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
            defined = {each.id for each in targets if isinstance(each, ast.Name)}
        used = used_in(statement) | {getattr(statement, "name", "")}
        yield Statement(frozenset(lines), frozenset(defined), used)


def used_in(statement: ast.stmt) -> frozenset[str]:
    return frozenset(
        node.id if isinstance(node, ast.Name) else node.attr
        for node in ast.walk(statement)
        if isinstance(node, ast.Name | ast.Attribute)
    )
