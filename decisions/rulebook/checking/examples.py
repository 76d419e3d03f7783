"""Which worked examples of the rules hold, and which do not?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from decisions.rulebook.sentences import label_of, label_of_option
from decisions.subsidiarity.checks.covering import space_of
from decisions.subsidiarity.checks.matter import Matter
from decisions.subsidiarity.checks.worked import problem_of_example, problem_of_near_miss
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.rules import Example

from .places import Link, Places


@dataclass(frozen=True, slots=True)
class Ran:
    """One example of a rule, run; `problem` is empty where it holds."""

    rule: Link
    says: str
    fires: bool
    answers: tuple[tuple[str, str], ...]
    problem: str
    trial: str


def examples_page(places: Places, everything: bool) -> dict[str, Any]:
    """How many hold; those that do not and, if asked for, the others."""
    found = list(ran(places))
    failed = [each for each in found if each.problem]
    return {
        "examples": len(found),
        "held": len(found) - len(failed),
        "failed_examples": failed,
        "held_examples": [each for each in found if not each.problem] if everything else [],
        "everything": everything,
    }


def ran(places: Places) -> Iterator[Ran]:
    """Every example in the order of the book."""
    edition = places.edition
    matter = Matter(edition, space_of(edition.tables))
    for rule, box in zip(edition.book.rules, matter.space.boxes, strict=True):
        for example in rule.examples:
            judge = problem_of_example if example.fires else problem_of_near_miss
            yield Ran(
                places.rule(rule.key),
                example.says,
                example.fires,
                tuple(answers(example, edition)),
                judge(matter, box, example),
                places.trial({fact: tuple(sorted(of)) for fact, of in example.answers.items()}),
            )


def answers(example: Example, edition: Edition) -> Iterator[tuple[str, str]]:
    for fact, given in example.answers.items():
        words = ", ".join(label_of_option(edition, fact, each) for each in sorted(given))
        yield label_of(edition, fact), words
