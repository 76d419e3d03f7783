"""What would a book of another size look like, with rules of the same shape?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from random import Random

from decisions.subsidiarity.edition import Edition, edition_of
from decisions.subsidiarity.facts import Facts, domains
from decisions.subsidiarity.rules import Condition, Question, Rule, RuleBook

CONDITIONS_NOTE = (
    "Each rule has the effect of some shipped rule, and as many conditions with as many options; "
    "facts beyond the shipped ones are copies. Time against rules is over as many facts as are "
    "shipped, time against facts with as many rules."
)
DERIVED = 4
"""issue, states, regions and roles: facts of every book, whatever it asks."""


def synthetic(shipped: Edition, rules: int, facts: int, seed: int) -> Edition:
    """Random rules over so many facts. Each has the effect, and as many conditions with as many
    options, as some shipped rule; facts that shipped rules name often are named often.
    """
    draw = Random(seed)  # noqa: S311 - repeatable, not secret
    questions = tuple(asked(shipped.book, facts - DERIVED))
    bare = RuleBook("synthetic", questions, shipped.book.topics, ())
    options = options_of(domains(bare))
    often = Counter(fact for rule in shipped.book.rules for fact in rule.when)
    weights = {fact: often[original(fact)] + 1 for fact in options}
    made = (
        like(draw.choice(shipped.book.rules), f"rule-{number}", options, weights, draw)
        for number in range(rules)
    )
    return edition_of(replace(bare, rules=tuple(made)), (), {})


def asked(book: RuleBook, number: int) -> Iterator[Question]:
    """The questions that rules name most, then copies of them under other keys."""
    often = Counter(fact for rule in book.rules for fact in rule.when)
    questions = sorted(book.questions, key=lambda question: -often[question.key])
    for copy in count(1):
        for question in questions:
            if number == 0:
                return
            number -= 1
            yield question if copy == 1 else replace(question, key=f"{question.key}__{copy}")


def original(fact: str) -> str:
    return fact.partition("__")[0]


def options_of(facts: Facts) -> dict[str, list[str]]:
    return {fact: sorted(frozenset().union(*values)) for fact, values in facts.items()}


def like(
    rule: Rule, key: str, options: dict[str, list[str]], weights: dict[str, int], draw: Random
) -> Rule:
    named = distinct(weights, min(len(rule.when), len(weights)), draw)
    when = {
        fact: Condition(some(options[fact], len(condition.options), draw))
        for fact, condition in zip(named, rule.when.values(), strict=False)
    }
    return replace(rule, key=key, when=when, examples=())


def distinct(weights: dict[str, int], number: int, draw: Random) -> list[str]:
    named: dict[str, None] = {}
    while len(named) < number:
        named.setdefault(*draw.choices(list(weights), list(weights.values())))
    return list(named)


def some(options: list[str], number: int, draw: Random) -> frozenset[str]:
    """Some options, never all: a condition that refuses nothing is none."""
    return frozenset(draw.sample(options, max(1, min(number, len(options) - 1))))
