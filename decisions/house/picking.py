"""Which lists does a reader pick from, and what is said of an answer that is not on one?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django import forms

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.fora import Forum
from decisions.subsidiarity.ladder import Level

Options = Iterable[tuple[str, Any]]
ECHOED = 40
"""How much of a strange value is repeated in the message."""
TOLD = 12
"""Of a longer list the message does not repeat what is on it."""


class Pick(forms.ChoiceField):
    """One of a list, or nothing; what is not on the list is named, with what is allowed."""

    def __init__(self, label: str, options: Options, every: str = "All") -> None:
        choices = [("", every), *options]
        super().__init__(label=label, choices=choices, required=False)
        allowed = list(flat(choices))
        self.allowed = (
            f"Allowed {'are' if len(allowed) > 1 else 'is'} {', '.join(allowed)}."
            if len(allowed) <= TOLD
            else "Choose from the list."
        )

    def validate(self, value: Any) -> None:
        forms.Field.validate(self, value)
        if value and not self.valid_value(value):
            said = f"“{value[:ECHOED]}” is not on this list. {self.allowed}"
            raise forms.ValidationError(said)


def flat(choices: Iterable[tuple[Any, Any]]) -> Iterator[str]:
    """The values of a list of choices, those of its groups too."""
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from flat(label)
        elif value:
            yield str(value)


def topics(edition: Edition) -> list[tuple[str, list[tuple[str, str]]]]:
    """The issues, grouped as in the rule book."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for topic in edition.book.topics:
        groups.setdefault(topic.group, []).append((topic.key, topic.label))
    return list(groups.items())


def by_level(fora: Iterable[Forum]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Fora as grouped choices, the widest tables first."""
    groups: dict[Level, list[tuple[str, str]]] = {}
    for forum in sorted(fora, key=lambda forum: (-forum.level, forum.name.casefold())):
        short = "" if forum.short_name == forum.name else f" ({forum.short_name})"
        groups.setdefault(forum.level, []).append((forum.id, f"{forum.name}{short}"))
    return [(level.label, choices) for level, choices in groups.items()]
