"""Who uses a question, an option, an issue or a forum, and what would become of them without it?"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from decisions.models import Draft, DraftItem, Kind
from decisions.subsidiarity.edition import Edition

from ..draft.acts import Wanted
from ..draft.words import loosely, name_of_item
from ..sentences import rule_sentence
from .taking_out import Content, Target, without


@dataclass(frozen=True, slots=True)
class Use:
    """An item that names the target, in words before and after; `left` is None for nothing."""

    item: DraftItem
    name: str
    left: Content | None
    before: str = ""
    after: str = ""
    examples: int = 0
    """Examples that would go, for they no longer show anything."""

    def only_examples(self) -> bool:
        """Whether the rule itself would read the same."""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Uses:
    """All that use a target: rules that stay sound, rules of which nothing is left, and fora."""

    sound: tuple[Use, ...]
    nothing_left: tuple[Use, ...]
    fora: tuple[Use, ...]

    @property
    def all(self) -> tuple[Use, ...]:
        return (*self.sound, *self.nothing_left, *self.fora)

    @property
    def seen(self) -> str:
        """What a page that shows them sends along: it is another once any of them changed."""
        told = [(use.item.kind, use.item.key, use.item.revision) for use in self.all]
        return hashlib.sha256(repr(sorted(told)).encode()).hexdigest()[:20] if told else ""

    def wanted(self, also: Collection[str]) -> list[Wanted]:
        """The target taken out of all; rules with nothing left go, if their keys are in `also`."""
        kept = [
            Wanted(Kind(use.item.kind), use.item.key, use.item.revision, content=use.left)
            for use in (*self.sound, *self.fora)
        ]
        gone = [
            Wanted(Kind.RULE, use.item.key, use.item.revision, gone=True)
            for use in self.nothing_left
            if use.item.key in also
        ]
        return kept + gone


def uses_of(draft: Draft, target: Target, edition: Edition) -> Uses:
    """`edition` knows what facts and options are called."""
    kinds = (Kind.RULE, Kind.FORUM)
    found = draft.items.filter(kind__in=kinds, gone=False).order_by("place", "key")
    uses = [use for item in found if (use := use_in(item, target, edition))]
    rules = [use for use in uses if use.item.kind == Kind.RULE]
    return Uses(
        tuple(sorted((use for use in rules if use.left is not None), key=Use.only_examples)),
        tuple(use for use in rules if use.left is None),
        tuple(use for use in uses if use.item.kind == Kind.FORUM and use.item.key != target.key),
    )


def use_in(item: DraftItem, target: Target, edition: Edition) -> Use | None:
    left = without(item.kind, item.content, target)
    if left == item.content:
        return None
    name = name_of_item(item.kind, item.content)
    if item.kind == Kind.FORUM:
        return Use(item, name, left)
    lost = len(item.content.get("examples", [])) - len((left or {}).get("examples", []))
    before, after = (sentence(rule, edition) for rule in (item.content, left))
    return Use(item, name, left, before, after, lost)


def sentence(rule: Content | None, edition: Edition) -> str:
    return rule_sentence(loosely(rule), edition) if rule else ""


def readers(rules: Iterable[Content]) -> dict[str, list[str]]:
    """Fact -> the keys of the rules that read it. `interest` is read by way of hardness too."""
    found: dict[str, list[str]] = {}
    for rule in rules:
        facts = {"interest" if fact == "hardness" else fact for fact in rule["when"]}
        for fact in facts:
            found.setdefault(fact, []).append(rule["key"])
    return found
