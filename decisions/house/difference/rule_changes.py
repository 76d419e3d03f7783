"""What differs in one rule between two editions?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from decisions.house.rule_words import says
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.rules import GRADES, Condition, Rule
from decisions.subsidiarity.wording import fact_label, option_label

from .side import inside


def works_alike(one: Rule, other: Rule) -> bool:
    """Whether both fire on the same answers and say the same, whatever their words."""
    return (one.when, one.effect, one.value, one.strength) == (
        other.when,
        other.effect,
        other.value,
        other.strength,
    )


def reads_alike(one: Rule, other: Rule) -> bool:
    """Whether they also carry the same title, reason, source and grade."""
    return replace(one, theme="", examples=()) == replace(other, theme="", examples=())


def rule_changes(one: Rule, other: Rule, before: Edition, after: Edition) -> list[str]:
    """Each difference as a clause about the rule: condition, effect and strength, then words."""
    return [*working_changes(one, other, before, after), *word_changes(one, other)]


def working_changes(one: Rule, other: Rule, before: Edition, after: Edition) -> Iterator[str]:
    for fact in dict.fromkeys([*other.when, *one.when]):
        yield from condition_changes(fact, one.when.get(fact), other.when.get(fact), before, after)
    if says(one) != says(other):
        yield f"{says(one)} became {says(other)}"


def condition_changes(
    fact: str, one: Condition | None, other: Condition | None, before: Edition, after: Edition
) -> Iterator[str]:
    if one == other:
        return
    if other is None:
        yield f"it no longer looks at “{fact_label(before, fact)}”"
        return
    label = f"“{fact_label(after, fact)}”"
    if one is None:
        yield f"it also asks for {accepted(fact, other, after)} on {label}"
    elif one.none_of or other.none_of:
        wanted = f"{accepted(fact, other, after)} instead of {accepted(fact, one, before)}"
        yield f"it asks for {wanted} on {label}"
    else:
        if more := other.options - one.options:
            yield f"it also accepts {either(fact, more, after)} on {label}"
        if fewer := one.options - other.options:
            yield f"it no longer accepts {either(fact, fewer, before)} on {label}"


def accepted(fact: str, condition: Condition, edition: Edition) -> str:
    words = either(fact, condition.options, edition)
    return f"none of {words}" if condition.none_of else words


def either(fact: str, options: Iterable[str], edition: Edition) -> str:
    """`a corridor or one region`, in the order of the question."""
    question = edition.book.question_by_key.get(fact)
    order = [option.key for option in question.options] if question else []
    ordered = sorted(options, key=lambda key: (key in order and order.index(key), key))
    return " or ".join(inside(option_label(edition, fact, key)) for key in ordered)


def word_changes(one: Rule, other: Rule) -> Iterator[str]:
    if one.title != other.title:
        yield f"it was called “{one.title}”"
    if one.source != other.source:
        yield f"its source is {other.source} instead of {one.source}"
    if one.grade != other.grade:
        yield f"its grade is “{GRADES[other.grade]}” instead of “{GRADES[one.grade]}”"
    if one.rationale != other.rationale:
        yield "its reason is worded otherwise"
