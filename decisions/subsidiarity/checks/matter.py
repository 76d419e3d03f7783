"""What is under check, and how are its inputs and bounds put in words?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..edition import Edition
from ..rules import BOUND_WORDS, BOUNDS, Rule, Strength
from ..wording import fact_label, option_words
from .covering import Box, Space
from .verdict import Witness


@dataclass(frozen=True, slots=True)
class Matter:
    """A book under check: the edition, and its inputs as boxes."""

    edition: Edition
    space: Space

    def living(self) -> Iterator[tuple[Rule, Box]]:
        """The rules that some input makes true, with what they accept."""
        for rule, box in zip(self.edition.book.rules, self.space.boxes, strict=True):
            if all(box.values()):
                yield rule, box

    def in_words(self, witness: Witness) -> str:
        """An input as a reader takes it: the labels of questions and options."""
        return "; ".join(
            f"{fact_label(self.edition, fact)}: {option_words(self.edition, fact, given)}"
            for fact, given in witness.items()
        )


def bound_in_brackets(rule: Rule) -> str:
    """What a bound says, with its strength where it holds in any event; nothing for a form."""
    if rule.effect not in BOUNDS:
        return ""
    decisive = ", decisive" if rule.strength is Strength.DECISIVE else ""
    return f" ({BOUND_WORDS[rule.effect]} {rule.rung.label.lower()}{decisive})"
