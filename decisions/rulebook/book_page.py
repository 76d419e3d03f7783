"""How does an edition read as a book: every rule a sentence, by theme, with source and grade?"""

from __future__ import annotations

from typing import Any

from decisions.house.rule_words import says
from decisions.models import EditionRecord
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.rules import GRADES, Rule

from .disputed import disagreed
from .sentences import conditions


def book_page(record: EditionRecord, administers: bool) -> dict[str, Any]:
    """The context of the page; only administrators see how often a rule was disagreed with."""
    edition = record.ready()
    times = {each.key: each.total for each in disagreed(edition)} if administers else {}
    themes: dict[str, list[dict[str, Any]]] = {}
    for rule in edition.book.rules:
        each = {**entry(rule, edition), "disagreed": times.get(rule.key, 0)}
        themes.setdefault(rule.theme, []).append(each)
    return {
        "record": record,
        "title": edition.book.title,
        "themes": themes,
        "edition": edition,
        "administers": administers,
    }


def entry(rule: Rule, edition: Edition) -> dict[str, Any]:
    return {
        "rule": rule,
        "conditions": conditions(rule, edition),
        "says": says(rule),
        "grade": GRADES[rule.grade],
    }
