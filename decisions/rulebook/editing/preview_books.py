"""What would a draft be with one rule changed, beside what it is now?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from decisions.rulebook.draft.reading import DraftReading
from decisions.subsidiarity.checks import Item
from decisions.subsidiarity.edition import Edition, edition_of
from decisions.subsidiarity.rules import Rule
from decisions.subsidiarity.wire import Lenient
from decisions.subsidiarity.wire.rules import read_rule, vocabulary


@dataclass(frozen=True, slots=True)
class Books:
    """A draft without a change of one rule, and with it. `old` is None for a new rule.

    Also for one that cannot be read as it stands: the draft is read without it.
    """

    before: Lenient
    after: Lenient
    old: Rule | None
    new: Rule


def books_of(reading: DraftReading, content: Mapping[str, Any]) -> Books:
    """Takes some 10 ms: only the rule is read. Raises Refused as saving does."""
    before = reading.read
    book = before.edition.book
    rule = read_rule(dict(content), "", vocabulary(book.questions, book.topics))
    rules = {**book.rule_by_key, rule.key: rule}
    order = [each["key"] for each in reading.document["rules"]]
    standing = [rules[key] for key in dict.fromkeys([*order, rule.key]) if key in rules]
    edition = edition_of(
        replace(book, rules=tuple(standing)), before.edition.fora, before.edition.states
    )
    return Books(before, mended(before, edition, rule), book.rule_by_key.get(rule.key), rule)


def mended(before: Lenient, edition: Edition, rule: Rule) -> Lenient:
    """What was refused in the rule before is no longer."""
    return Lenient(
        edition,
        tuple(others(before.unknown, rule)),
        tuple(others(before.unsourced, rule)),
    )


def others(items: tuple[Item, ...], rule: Rule) -> Iterator[Item]:
    return (item for item in items if item.rules != (rule.key,))
