"""How does z3 see a rule book, knowing nothing of boxes and masks?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import z3

from ..subsidiarity.reference import HARD, ROLES

DERIVED = {"states": ["one", "two", "three_to_five", "six_or_more"],
           "regions": ["one", "two", "three_or_more"]}  # fmt: skip


class Z3:
    """A rule book as formulas: one truth for each option of each fact."""

    def __init__(self, book: dict[str, Any]) -> None:
        self.book, self.solver = book, z3.Solver()
        self.facts: dict[str, dict[str, z3.BoolRef]] = {}
        for asked_fact in book["questions"]:
            options = [option["key"] for option in asked_fact["options"]]
            (self.several if asked_fact.get("several") else self.one)(asked_fact["key"], options)
        self.one("issue", [issue["key"] for issue in book["issues"]])
        for fact, options in DERIVED.items():
            self.one(fact, options)
        self.several("roles", ROLES)
        if "interest" in self.facts:
            words = self.facts["interest"]
            self.facts["hardness"] = {
                hardness: z3.Or([words[word] for word in HARD if HARD[word] == hardness])
                for hardness in set(HARD.values())
            }
        self.fires = {rule["key"]: self.name(rule) for rule in book["rules"]}

    def one(self, fact: str, options: list[str]) -> None:
        chosen = {option: z3.Bool(f"{fact}.{option}") for option in options}
        self.solver.add(z3.PbEq([(truth, 1) for truth in chosen.values()], 1))
        self.facts[fact] = chosen

    def several(self, fact: str, options: list[str]) -> None:
        given = {option: z3.Bool(f"{fact}.{option}") for option in options}
        self.solver.add(z3.Or(list(given.values())))
        for option, truth in given.items():
            if "none" in given and option != "none":
                self.solver.add(z3.Not(z3.And(given["none"], truth)))
        self.facts[fact] = given

    def name(self, rule: dict[str, Any]) -> z3.BoolRef:
        fires = z3.Bool(f"fires {rule['key']}")
        conditions = [self.accepts(fact, given) for fact, given in rule["when"].items()]
        self.solver.add(fires == z3.And(conditions))
        return fires

    def accepts(self, fact: str, given: Any) -> z3.BoolRef:
        options = given["none_of"] if isinstance(given, dict) else given
        some = z3.Or([self.facts[fact][option] for option in options])
        return z3.Not(some) if isinstance(given, dict) else some

    def some(self, accept: Sequence[Any], without: Sequence[Any] = ()) -> bool:
        yes = [self.fires[rule["key"]] for rule in accept]
        no = [z3.Not(self.fires[rule["key"]]) for rule in without]
        return bool(self.solver.check(*yes, *no) == z3.sat)

    def given(self, witness: dict[str, tuple[str, ...]]) -> list[z3.BoolRef]:
        return [
            truth if option in options else z3.Not(truth)
            for fact, options in witness.items()
            for option, truth in self.facts[fact].items()
        ]

    def reaches(self, scale: list[str], rung: int) -> bool:
        here, above = self.at_least(scale, rung), self.at_least(scale, rung + 1)
        return bool(self.solver.check(here, z3.Not(above)) == z3.sat)

    def at_least(self, scale: list[str], rung: int) -> z3.BoolRef:
        """Section 4 of the model, min(C, max(F, min(P, K))), as "at least this rung"."""

        def some(*kinds: tuple[str, str]) -> z3.BoolRef:
            lifts = {True: range(rung, len(scale)), False: range(rung)}
            return z3.Or(
                [
                    self.fires[each["key"]]
                    for each in self.book["rules"]
                    if (each["effect"], each["strength"]) in kinds and each["value"] in scale
                    and scale.index(each["value"]) in lifts[each["effect"] == "not_below"]
                ]
            )  # fmt: skip

        allowed = z3.Not(some(("not_achievable_above", "decisive")))
        capped = some(("not_achievable_above", "presumption"), ("not_needed_above", "presumption"))
        needed = some(("not_below", "decisive"))
        presumed = z3.And(some(("not_below", "presumption")), z3.Not(capped))
        return z3.And(allowed, z3.Or(needed, presumed)) if rung else z3.BoolVal(True)
