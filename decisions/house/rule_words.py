"""How does a rule read: one that fired, one that gave way, one that did not fire?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from decisions.subsidiarity.edition import Edition, in_sentence
from decisions.subsidiarity.ladder import LABELS
from decisions.subsidiarity.rules import BOUND_WORDS, FORMS, GRADES, Effect, Rule, Strength
from decisions.subsidiarity.wording import fact_label, option_label


@dataclass(frozen=True, slots=True)
class FiredRule:
    """A rule that fired, in words, with the answers that made it fire."""

    rule: Rule
    says: str
    strength: str
    grade: str
    answers: tuple[tuple[str, str], ...]


def fired_rule(fired: dict[str, Any], edition: Edition) -> FiredRule:
    rule = edition.book.rule_by_key[fired["rule"]]
    return FiredRule(
        rule,
        says(rule),
        rule.strength.value,
        GRADES[rule.grade],
        tuple(
            (fact_label(edition, fact), option_words(edition, fact, options))
            for fact, options in fired["because"].items()
        ),
    )


def says(rule: Rule) -> str:
    """The effect in words: `not below bilateral (decisive)`, `points to an agreement`."""
    if rule.effect is Effect.FORM:
        return f"points to {FORMS[rule.value]}"
    if rule.effect is Effect.WARN:
        only = ", given only if every issue fires it" if rule.value == "every_issue" else ""
        return f"a warning{only}"
    strength = "decisive" if rule.strength is Strength.DECISIVE else "presumption"
    return f"{BOUND_WORDS[rule.effect]} {LABELS[rule.value].lower()} ({strength})"


def option_words(edition: Edition, fact: str, options: str | list[str]) -> str:
    several = [options] if isinstance(options, str) else options
    return ", ".join(option_label(edition, fact, option) for option in several)


def needed_words(edition: Edition, fact: str, needs: list[str]) -> str:
    """`Yes or Partly`; where a rule accepts none of some options, `none of Bilateral, Regional`."""
    labels = [option_label(edition, fact, each.removeprefix(NOT)) for each in needs]
    if needs[0].startswith(NOT):
        return f"none of {', '.join(labels)}"
    return " or ".join(labels)


NOT = "not "


def yielded_words(yielded: dict[str, Any], edition: Edition) -> str:
    rules = edition.book.rule_by_key
    loser = rules[yielded["rule"]]
    holders = "; ".join(rules[key].title for key in yielded["to"]) or "the open questions"
    return f"{loser.title}, {says(loser)}, yields to: {in_sentence(holders)}."


def failing_words(blocked: dict[str, Any], edition: Edition) -> Iterable[str]:
    """`Extent: needs An area along a border, is The whole State or States`."""
    for fact, values in blocked["failing"].items():
        has = values["has"]
        answer = "not answered" if has is None else f"is {option_words(edition, fact, has)}"
        needs = needed_words(edition, fact, values["needs"])
        yield f"{fact_label(edition, fact)}: needs {needs}, {answer}"
