"""How does a rule read as a sentence, also where its book no longer knows every word of it?"""

from __future__ import annotations

from collections.abc import Iterable

from decisions.house.rule_words import says
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import REGIONS, ROLES, STATES
from decisions.subsidiarity.rules import Condition, Rule
from decisions.subsidiarity.wording import DERIVED_LABELS, DERIVED_OPTIONS

DERIVED_ORDER = {"states": STATES, "regions": REGIONS, "roles": ROLES}


def rule_sentence(rule: Rule, edition: Edition) -> str:
    """`If Issue is Quotas, and Reach is not Worldwide, then: not below regional (decisive).`"""
    asked = ", and ".join(f"{label} is {words}" for label, words in conditions(rule, edition))
    return f"If {asked}, then: {says(rule)}."


def conditions(rule: Rule, edition: Edition) -> list[tuple[str, str]]:
    """Each fact that the rule names, in the order of the book, with the options it accepts."""
    return [
        (label_of(edition, fact), accepted(edition, fact, rule.when[fact]))
        for fact in sorted(rule.when, key=lambda fact: place_of(edition, fact))
    ]


def place_of(edition: Edition, fact: str) -> tuple[int, str]:
    """The issue and the States come first, then the questions as they are asked."""
    asked = list(edition.book.question_by_key)
    return (asked.index(fact) + 1 if fact in asked else 0, fact)


def accepted(edition: Edition, fact: str, condition: Condition) -> str:
    words = " or ".join(
        label_of_option(edition, fact, key) for key in in_order(edition, fact, condition.options)
    )
    return f"none of: {words}" if condition.none_of else words


def in_order(edition: Edition, fact: str, options: Iterable[str]) -> list[str]:
    """Options as the question or the catalogue lists them; those that it has not come last."""
    order = option_order(edition, fact)
    return sorted(options, key=lambda key: (order.index(key) if key in order else len(order), key))


def option_order(edition: Edition, fact: str) -> list[str]:
    """The options of a fact in their order."""
    question = edition.book.question_by_key.get(fact)
    if question:
        return [option.key for option in question.options]
    if fact == "issue":
        return list(edition.book.topic_by_key)
    return list(DERIVED_ORDER.get(fact, ()))


def label_of(edition: Edition, fact: str) -> str:
    """The label of a fact; of one that the book has not, its key."""
    question = edition.book.question_by_key.get(fact)
    return question.label if question else DERIVED_LABELS.get(fact, fact)


def label_of_option(edition: Edition, fact: str, key: str) -> str:
    """The label of an option; of one that the book has not, its key."""
    question = edition.book.question_by_key.get(fact)
    options = question.options if question else ()
    if found := next((option.label for option in options if option.key == key), ""):
        return found
    if fact == "issue" and key in edition.book.topic_by_key:
        return edition.book.topic_by_key[key].label
    return DERIVED_OPTIONS.get(key, key)
