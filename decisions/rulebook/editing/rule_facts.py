"""Which facts can a rule look at, in which order, and what are their options called?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from decisions.rulebook.sentences import label_of, label_of_option
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.wire.rules import vocabulary

MATTER = "The issue and the States"
GROUPS = {"level": "Level", "issues": "Issues", "scope": "Scope"}
"""What the steps of the questionnaire are called."""


class Fact(NamedTuple):
    """One fact with its options (key, label) in their order; of some several may be given."""

    key: str
    label: str
    group: str
    several: bool
    options: tuple[tuple[str, str], ...]

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(key for key, _ in self.options)


def facts_of(edition: Edition) -> tuple[Fact, ...]:
    """The issue and the States first, then as asked; hardness, which follows, after interests."""
    known = vocabulary(edition.book.questions, edition.book.topics)
    return tuple(
        Fact(
            fact,
            label_of(edition, fact),
            group_of(edition, fact),
            fact in known.several,
            tuple((key, label_of_option(edition, fact, key)) for key in known.options[fact]),
        )
        for fact in in_order(edition, known.options)
    )


def in_order(edition: Edition, facts: Iterable[str]) -> list[str]:
    asked = list(edition.book.question_by_key)
    derived = [fact for fact in facts if fact not in asked and fact != "hardness"]
    follows = asked.index("interest") + 1 if "interest" in asked else 0
    return [*derived, *asked[:follows], *["hardness"] * bool(follows), *asked[follows:]]


def group_of(edition: Edition, fact: str) -> str:
    question = edition.book.question_by_key.get("interest" if fact == "hardness" else fact)
    return GROUPS.get(question.step, question.step) if question else MATTER
