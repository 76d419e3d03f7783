"""Why this rung, why not lower and why not higher? Sentences made from the rules that fired."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .edition import Edition
from .facts import HARDNESS, Facts
from .findings import IssueFinding
from .firing import failing
from .ladder import Level
from .rules import GRADES, Effect, Rule

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
}

CAP_WORDS = {
    Effect.NOT_NEEDED_ABOVE: "is not needed",
    Effect.NOT_ACHIEVABLE_ABOVE: "is more than States will accept",
}


@dataclass(frozen=True, slots=True)
class RungReasons:
    """One rung that was not chosen, with the sentences that say why."""

    level: Level
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blocked:
    """A rule that did not fire, with what each failing fact has and what the rule needs.

    `has` is None where the fact is not known.
    """

    rule: Rule
    failing: Mapping[str, tuple[tuple[str, ...] | None, tuple[str, ...]]]


def why_not_lower(edition: Edition, finding: IssueFinding) -> tuple[RungReasons, ...]:
    """For every level under the result, from the nearest down, what rules it out."""
    rules = finding.certain(edition)
    return tuple(
        RungReasons(level, tuple(floor_reasons(edition, finding, rules, level)))
        for level in reversed(Level)
        if level < finding.level
    )


def floor_reasons(
    edition: Edition, finding: IssueFinding, rules: Iterable[Rule], level: Level
) -> Iterable[str]:
    """The rules that rule a level out; where none is certain, every completion does."""
    floors = [
        rule
        for rule in rules
        if rule.effect is Effect.NOT_BELOW and isinstance(rule.rung, Level) and rule.rung > level
    ]
    for rule in floors:
        yield f"{level.label} is not enough: {because(edition, rule, finding.facts)}"
    if not floors:
        yield f"{level.label} is not enough, however the open questions are answered."


def why_not_higher(edition: Edition, finding: IssueFinding) -> tuple[RungReasons, ...]:
    """For every level above the result, from the nearest up, what makes it needless or barred."""
    rules = finding.certain(edition)
    return tuple(
        RungReasons(level, tuple(cap_reasons(edition, finding, rules, level)))
        for level in Level
        if level > finding.level
    )


def cap_reasons(
    edition: Edition, finding: IssueFinding, rules: Iterable[Rule], level: Level
) -> Iterable[str]:
    """The rules that bar a level or make it needless, and whether it is still open."""
    caps = [
        rule
        for rule in rules
        if rule.effect in CAP_WORDS and isinstance(rule.rung, Level) and rule.rung < level
    ]
    caps.sort(key=lambda rule: rule.effect is not Effect.NOT_ACHIEVABLE_ABOVE)
    still_open = level <= finding.on_level.span.high
    for rule in caps:
        yield f"{level.label} {CAP_WORDS[rule.effect]}: {because(edition, rule, finding.facts)}"
    if not caps and finding.on_level.weighed.rung >= level:
        yield f"{level.label} is out of reach, however the open questions are answered."
    elif not caps:
        so_far = " so far" if still_open else ""
        yield f"{level.label} is not needed{so_far}: no rule that fires asks for it."
    if still_open:
        yield f"{level.label} stays open until more questions are answered."


def because(edition: Edition, rule: Rule, facts: Facts) -> str:
    """A rule's title with the answers that made it fire, its source and its grade."""
    answers = "; ".join(
        f"{fact_label(edition, fact)}: {words(edition, fact, given)}"
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


def words(edition: Edition, fact: str, options: Iterable[str]) -> str:
    return ", ".join(option_label(edition, fact, option) for option in options)


def option_label(edition: Edition, fact: str, option: str) -> str:
    if question := edition.book.question_by_key.get(fact):
        return question.option(option).label
    if fact == "issue":
        return edition.book.topic_by_key[option].label
    return DERIVED_OPTIONS.get(option, option)


def blocked(edition: Edition, finding: IssueFinding) -> tuple[Blocked, ...]:
    """Every rule that did not fire for certain, with the conditions that failed."""
    return tuple(
        Blocked(rule, failed(edition, place, finding.facts))
        for place, rule in enumerate(edition.book.rules)
        if not finding.fired.certain >> place & 1
    )


def failed(
    edition: Edition, place: int, facts: Facts
) -> dict[str, tuple[tuple[str, ...] | None, tuple[str, ...]]]:
    found, rule = {}, edition.book.rules[place]
    for fact in failing(edition.tables, place, facts):
        for name in (fact, "hardness") if fact == "interest" else (fact,):
            if name in rule.when:
                condition = rule.when[name]
                needs = tuple(sorted(condition.options))
                found[name] = (
                    given(facts, name),
                    tuple(f"not {key}" for key in needs) if condition.none_of else needs,
                )
    return found
