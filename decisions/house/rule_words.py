"""How does a rule read: one that fired, one that gave way, one that did not fire?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from decisions.subsidiarity.edition import Edition, in_sentence
from decisions.subsidiarity.ladder import LABELS
from decisions.subsidiarity.rules import FORMS, GRADES, Effect, Rule, Strength
from decisions.subsidiarity.wording import fact_label, option_label

SAYS = {
    Effect.NOT_BELOW: "not below",
    Effect.NOT_NEEDED_ABOVE: "not needed above",
    Effect.NOT_ACHIEVABLE_ABOVE: "not achievable above",
    Effect.FORM: "form",
    Effect.WARN: "warning",
}


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
    """The effect in words: `not below Bilateral`, `form: an agreement`."""
    if rule.effect is Effect.FORM:
        return f"form: {FORMS[rule.value]}"
    if rule.effect is Effect.WARN:
        return "warning"
    strength = "decisive" if rule.strength is Strength.DECISIVE else "presumption"
    return f"{SAYS[rule.effect]} {LABELS[rule.value].lower()} ({strength})"


def option_words(edition: Edition, fact: str, options: str | list[str]) -> str:
    several = [options] if isinstance(options, str) else options
    return ", ".join(needed_word(edition, fact, option) for option in several)


def needed_word(edition: Edition, fact: str, option: str) -> str:
    if option.startswith("not "):
        return f"not {option_label(edition, fact, option.removeprefix('not '))}"
    return option_label(edition, fact, option)


def yielded_words(yielded: dict[str, Any], edition: Edition) -> str:
    rules = edition.book.rule_by_key
    loser = rules[yielded["rule"]]
    holders = "; ".join(rules[key].title for key in yielded["to"]) or "the open questions"
    return f"{loser.title}, {says(loser)}, yields to: {in_sentence(holders)}."


def failing_words(blocked: dict[str, Any], edition: Edition) -> Iterable[str]:
    for fact, values in blocked["failing"].items():
        needs = option_words(edition, fact, values["needs"])
        has = values["has"]
        answer = "not answered" if has is None else option_words(edition, fact, has)
        yield f"{fact_label(edition, fact)} is {in_sentence(answer)}; it needs {needs}"
