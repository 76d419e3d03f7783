"""How do the rules of a draft stand in a list: by effect and theme, each as a sentence?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from decisions.models import Draft, DraftItem, Kind
from decisions.models.search import folded
from decisions.rulebook.check_results import checks_of
from decisions.rulebook.commenting.counts import open_comments
from decisions.rulebook.draft.order import standing
from decisions.rulebook.draft.reading import draft_reading
from decisions.rulebook.draft.words import loosely
from decisions.rulebook.sentences import rule_sentence
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.rules import GRADES, Rule, Strength

from .rule_health import Health, health_by_rule
from .rule_words import EFFECTS

NEW, CHANGED, TOUCHED = "New", "Changed", "As in the base again"


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule of a draft as the list shows it; `worked_on` is empty for an untouched one."""

    key: str
    rule: Rule
    sentence: str
    worked_on: str
    health: Health | None
    comments: int

    @property
    def grade(self) -> str:
        return GRADES.get(self.rule.grade, self.rule.grade)

    @property
    def decisive(self) -> bool:
        return self.rule.strength is Strength.DECISIVE

    @property
    def words(self) -> str:
        """All that can be searched."""
        rule = self.rule
        parts = (rule.title, self.key, self.sentence, rule.theme, rule.rationale, rule.source)
        return " ".join(folded(" ".join(parts)))


@dataclass(frozen=True, slots=True)
class Group:
    """The rules of one effect, theme by theme."""

    effect: str
    title: str
    help: str
    themes: Mapping[str, list[Entry]]

    @property
    def count(self) -> int:
        return sum(map(len, self.themes.values()))


def entries_of(draft: Draft) -> list[Entry]:
    """Every rule that stands in a draft, in the order of the book, also one that is refused."""
    reading = draft_reading(draft)
    health = health_by_rule(checks_of(draft))
    base = draft.base.ready().book.rule_by_key
    comments = open_comments(draft)
    return [
        entry_of(item, reading.edition, base, health.get(item.key), comments[item.key])
        for item in standing(draft, Kind.RULE)
    ]


def entry_of(
    item: DraftItem,
    edition: Edition,
    base: Mapping[str, Rule],
    health: Health | None,
    comments: int,
) -> Entry:
    rule = edition.book.rule_by_key.get(item.key) or loosely(item.content)
    return Entry(
        item.key,
        rule,
        rule_sentence(rule, edition),
        worked_on(item, rule, base),
        health,
        comments,
    )


def worked_on(item: DraftItem, rule: Rule, base: Mapping[str, Rule]) -> str:
    if item.key not in base:
        return NEW
    if rule != base[item.key]:
        return CHANGED
    return TOUCHED if item.revision > 1 else ""


def grouped(entries: Iterable[Entry]) -> list[Group]:
    """By effect in its usual order, then by theme as the themes first come."""
    found: dict[str, dict[str, list[Entry]]] = {}
    for entry in entries:
        found.setdefault(entry.rule.effect, {}).setdefault(entry.rule.theme, []).append(entry)
    return [
        Group(effect.value, *words, found[effect])
        for effect, words in EFFECTS.items()
        if effect in found
    ]


def removed(draft: Draft) -> list[str]:
    """Titles of the rules that were taken out of a draft."""
    gone = draft.items.filter(kind=Kind.RULE, gone=True).order_by("place", "key")
    return [str(item.content.get("title") or item.key) for item in gone]
