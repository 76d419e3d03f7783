"""What does one rule of a book say, and is every fact and option in it known?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, NamedTuple

from ..facts import HARDNESS, NO_ANSWER, REGIONS, ROLES, STATES
from ..ladder import RUNGS
from ..rules import (
    BOUNDS,
    FORMS,
    GRADES,
    WARNINGS,
    Condition,
    Effect,
    Example,
    Question,
    Rule,
    Strength,
    Topic,
)
from .reading import Refused, at, choice, choices, items, record, texts, truth, words

RULE = (
    "key",
    "title",
    "theme",
    "effect",
    "value",
    "strength",
    "rationale",
    "source",
    "grade",
    "when",
)


class Vocabulary(NamedTuple):
    """The facts that a rule may name, with their options, and which of them take several."""

    options: Mapping[str, tuple[str, ...]]
    several: frozenset[str]


def vocabulary(questions: tuple[Question, ...], topics: tuple[Topic, ...]) -> Vocabulary:
    asked = {q.key: tuple(option.key for option in q.options) for q in questions}
    derived: dict[str, tuple[str, ...]] = {
        "issue": tuple(topic.key for topic in topics),
        "states": STATES,
        "regions": REGIONS,
        "roles": ROLES,
    }
    if "interest" in asked:
        derived["hardness"] = tuple(dict.fromkeys(HARDNESS.values()))
    several = {question.key for question in questions if question.several}
    return Vocabulary(asked | derived, frozenset(several | {"roles"}))


def read_rule(value: Any, place: str, known: Vocabulary) -> Rule:
    record(value, place, RULE, ("examples",))
    plain = texts(value, place, ("key", "title", "theme", "rationale", "source"))
    for key in ("rationale", "source"):
        if not plain[key].strip():
            raise Refused(f"{place}.{key}", "no rule without a rationale and a source")
    effect = Effect(choice(value["effect"], f"{place}.effect", list(Effect), "an effect"))
    strength = Strength(
        choice(value["strength"], f"{place}.strength", list(Strength), "a strength")
    )
    if strength is Strength.DECISIVE and effect not in BOUNDS - {Effect.NOT_NEEDED_ABOVE}:
        raise Refused(f"{place}.strength", f"{effect} is always a presumption")
    return Rule(
        when=read_when(value["when"], f"{place}.when", known.options),
        effect=effect,
        value=choice(value["value"], f"{place}.value", values_of(effect), "a value of this effect"),
        strength=strength,
        grade=choice(value["grade"], f"{place}.grade", GRADES, "a grade"),
        examples=tuple(
            read_example(example, where, known)
            for where, example in items(value.get("examples", []), f"{place}.examples")
        ),
        **plain,
    )


def read_example(value: Any, place: str, known: Vocabulary) -> Example:
    """One sentence, the answers that it stands for, and whether the rule fires on them.

    `hardness` follows from `interest`, and is therefore no answer.
    """
    record(value, place, ("says", "fires", "answers"))
    answers = value["answers"]
    if not isinstance(answers, dict) or not answers:
        raise Refused(f"{place}.answers", "an example names at least one answer")
    facts = {fact: some for fact, some in known.options.items() if fact != "hardness"}
    return Example(
        says=words(value["says"], f"{place}.says", 300),
        fires=truth(value["fires"], f"{place}.fires"),
        answers={
            fact: read_answer(
                given, where, facts[choice(fact, where, facts, "a fact")], fact in known.several
            )
            for fact, given in answers.items()
            for where in [at(f"{place}.answers", fact)]
        },
    )


def read_answer(value: Any, place: str, options: tuple[str, ...], several: bool) -> frozenset[str]:
    """One option or, of a several-choice fact, a list of them."""
    if not several:
        return frozenset({choice(value, place, options)})
    given = choices(value, place, options)
    if not given or (NO_ANSWER in given and len(given) > 1):
        raise Refused(place, f'"{NO_ANSWER}" stands alone, and something must be given')
    return given


def values_of(effect: Effect) -> Collection[str]:
    if effect in BOUNDS:
        return RUNGS
    return FORMS if effect is Effect.FORM else WARNINGS


def read_when(
    value: Any, place: str, options: Mapping[str, tuple[str, ...]]
) -> dict[str, Condition]:
    if not isinstance(value, dict) or not value:
        raise Refused(place, "a rule names at least one fact with the options it accepts")
    return {
        fact: read_condition(accepted, where, options[choice(fact, where, options, "a fact")])
        for fact, accepted in value.items()
        for where in [at(place, fact)]
    }


def read_condition(value: Any, place: str, options: tuple[str, ...]) -> Condition:
    none_of = isinstance(value, dict)
    if none_of:
        value, place = record(value, place, ("none_of",))["none_of"], f"{place}.none_of"
    accepted = choices(value, place, options)
    if not accepted:
        raise Refused(place, f"is empty; allowed: some of {', '.join(options)}")
    return Condition(accepted, none_of)
