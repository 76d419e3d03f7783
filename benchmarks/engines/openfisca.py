"""How does OpenFisca run the book, with one vectorised variable for each rule?

All cases are one population. Timed is everything from plain answers to keys of rules: encoding of
the answers into arrays, the rules, and reading the keys off the arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from operator import and_, or_
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit, period
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from ..rows import Answers, Book, Row, Test
from . import Engine, Fired

CASE = build_entity(key="case", plural="cases", label="A case", is_person=True)
WHEN = period("2025-01")


class OpenFisca(Engine):
    name = "OpenFisca, vectorised"
    package = "OpenFisca-Core"
    note = "encoding of the answers is timed too"

    def __init__(self, book: Book) -> None:
        super().__init__(book)
        self.system = TaxBenefitSystem([CASE])
        self.single = {}
        for fact in book.read:
            if fact in book.several:
                for option in book.options[fact]:
                    self.add(f"{fact}__{option}", value_type=bool)
            else:
                self.single[fact] = choice(fact, book.options[fact])
                first = next(iter(self.single[fact]))
                values = self.single[fact]
                self.add(fact, value_type=Enum, possible_values=values, default_value=first)
        self.names = [f"rule_{place}" for place in range(len(book.rows))]
        for name, row in zip(self.names, book.rows, strict=True):
            self.add(name, value_type=bool, formula=self.formula(row))
        self.keys = np.array([row.key for row in book.rows], dtype=object)

    def add(self, name: str, **content: Any) -> None:
        content |= {"entity": CASE, "definition_period": DateUnit.MONTH, "label": name}
        self.system.add_variable(type(name, (Variable,), content))

    def formula(self, row: Row) -> Any:
        def formula(case: Any, period: Any) -> Any:
            return reduce(and_, [self.test(test, case, period) for test in row.tests])

        return formula

    def test(self, test: Test, case: Any, period: Any) -> Any:
        if test.several:
            given = [case(f"{test.fact}__{option}", period) for option in test.options]
            return ~reduce(or_, given) if test.none_of else reduce(or_, given)
        options = self.single[test.fact]
        found = case(test.fact, period)
        return reduce(or_, [found == options[option] for option in test.options])

    def run(self) -> Fired:
        simulation = SimulationBuilder().build_default_simulation(self.system, len(self.inputs))
        self.encode(simulation, self.inputs)
        columns = [simulation.calculate(name, WHEN) for name in self.names]
        matrix = np.stack(columns, axis=1)
        ends = np.cumsum(matrix.sum(axis=1))[:-1]
        return [part.tolist() for part in np.split(self.keys[matrix.nonzero()[1]], ends)]

    def encode(self, simulation: Any, inputs: Sequence[Answers]) -> None:
        count = len(inputs)
        for fact, options in self.single.items():
            place = {option.name: option.index for option in options}
            column = np.fromiter((place[a[fact]] for a in inputs), np.uint8, count)
            simulation.set_input(fact, WHEN, options.encode(column))
        for fact in self.book.several.intersection(self.book.read):
            for option in self.book.options[fact]:
                column = np.fromiter((option in a[fact] for a in inputs), bool, count)
                simulation.set_input(f"{fact}__{option}", WHEN, column)


def choice(fact: str, options: Sequence[str]) -> Any:
    return Enum(fact, {option: option for option in options})
