"""How does Subsidium run the book: plainly, from plain words, and with every reason?"""

from __future__ import annotations

from collections.abc import Sequence

from decisions.subsidiarity.plainly import Outcome, prepare

from ..cases import Values
from ..rows import Answers, Book
from . import Engine, Fired


class Plain(Engine):
    """Level, depth and the rules that fired. What it remembers is thrown away before each round."""

    name = "Subsidium"
    note = "level and depth as well as the rules"

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        self.fresh()

    def fresh(self) -> None:
        self.ready = prepare(self.book.edition)

    def load(self, values: Sequence[Values], plain: Sequence[Answers]) -> None:
        self.inputs = values

    def run(self) -> list[Outcome]:
        outcome = self.ready.outcome
        return [outcome(values) for values in self.inputs]

    def fired(self) -> Fired:
        return [outcome.fired for outcome in self.run()]

    def version(self) -> str:
        return "this tree"


class FromWords(Plain):
    """The same from the very answers that peers get, turned into values on the way."""

    name = "Subsidium, from plain words"
    note = "the answers are first turned into values"

    def load(self, values: Sequence[Values], plain: Sequence[Answers]) -> None:
        self.inputs = plain
        alive = self.book.edition.tables.alive
        self.single = tuple(
            (fact, {next(iter(value)): value for value in options})
            for fact, options in alive.items()
            if fact not in self.book.several
        )
        self.several = tuple(self.book.several.intersection(alive))

    def run(self) -> list[Outcome]:
        outcome = self.ready.outcome
        return [outcome(self.values(answers)) for answers in self.inputs]

    def values(self, answers: Answers) -> Values:
        values = {fact: value_of[answers[fact]] for fact, value_of in self.single}
        for fact in self.several:
            values[fact] = frozenset(answers[fact])
        return values


class Explaining(Plain):
    """Also why each other rule did not fire, what holds each rung, and every flip."""

    name = "Subsidium, explained with every flip"
    timed = 2_000
    note = "every failing condition by fact, what holds each level, every flip"

    def run(self) -> list[Outcome]:
        """Reasons are built and let go, as ZEN's trace is."""
        explained = self.ready.explained
        return [explained(values).outcome for values in self.inputs]
