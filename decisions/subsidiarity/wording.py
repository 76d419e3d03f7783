"""How are facts, answers, rungs and rules called in a sentence?"""

from __future__ import annotations

from collections.abc import Iterable

from .edition import Edition
from .facts import HARDNESS, Facts
from .ladder import Depth, Level, Rung
from .rules import GRADES, Rule

DERIVED_LABELS = {
    "issue": "Issue",
    "states": "Number of States",
    "regions": "Regions spanned",
    "roles": "Roles",
    "hardness": "Hardness",
}
DERIVED_OPTIONS = {
    "one": "one",
    "two": "two",
    "three_to_five": "three to five",
    "six_or_more": "six or more",
    "three_or_more": "three or more",
    "sending": "sending",
    "transit": "transit",
    "receiving": "receiving",
    "soft": "soft",
    "mixed": "mixed",
    "hard": "hard",
}


def rung_words(rung: Rung) -> str:
    """A rung in the middle of a sentence."""
    word = rung.label.lower()
    if isinstance(rung, Depth):
        return word
    return f"the {word}" if rung is Level.SUBREGIONAL else f"the {word} level"


def at_words(rung: Rung) -> str:
    """`at the regional level`, `at coordination`, but `in the cross-border area`."""
    return f"{'in' if rung is Level.SUBREGIONAL else 'at'} {rung_words(rung)}"


def party_words(edition: Edition, key: str) -> str:
    """What a party of a case is called: a State, the members of a forum, or all States."""
    if key in edition.states:
        return edition.states[key].name or key
    bloc = key.partition(":")[2]
    names = (f"Members of {forum.short_name}" for forum in edition.fora if forum.id == bloc)
    return next(names, "All States")


def because(edition: Edition, rule: Rule, facts: Facts) -> str:
    """A rule's title with the answers that made it fire, its source and its grade."""
    answers = "; ".join(
        f"{fact_label(edition, fact)}: {option_words(edition, fact, given)}"
        for fact, given in grounds(rule, facts).items()
    )
    ground = f" ({answers})" if answers else ""
    return f"{rule.title}{ground}. {rule.source}; {GRADES[rule.grade]}."


def grounds(rule: Rule, facts: Facts) -> dict[str, tuple[str, ...]]:
    """The known answers that a rule rests on. What it accepts in any event is left out."""
    known = {fact: given(facts, fact) for fact in rule.when}
    return {fact: options for fact, options in known.items() if options is not None}


def given(facts: Facts, fact: str) -> tuple[str, ...] | None:
    """The options given for a fact, sorted; None where it is not known."""
    if fact == "hardness":
        words = {HARDNESS[word] for value in facts["interest"] for word in value}
        return tuple(words) if len(words) == 1 else None
    values = facts[fact]
    return tuple(sorted(next(iter(values)))) if len(values) == 1 else None


def fact_label(edition: Edition, fact: str) -> str:
    question = edition.book.question_by_key.get(fact)
    return question.label if question else DERIVED_LABELS[fact]


def option_words(edition: Edition, fact: str, options: Iterable[str]) -> str:
    return ", ".join(option_label(edition, fact, option) for option in options)


def option_label(edition: Edition, fact: str, option: str) -> str:
    if question := edition.book.question_by_key.get(fact):
        return question.option(option).label
    if fact == "issue":
        return edition.book.topic_by_key[option].label
    return DERIVED_OPTIONS[option]
