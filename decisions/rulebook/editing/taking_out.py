"""What is left of a rule or forum once a question, option, issue or forum is taken out of it?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from decisions.models import Kind

from ..draft.words import condition_of

Content = dict[str, Any]


class Target(NamedTuple):
    """What is taken out: a whole question, issue or forum, or one option of a question."""

    kind: str
    key: str
    option: str = ""

    @property
    def fact(self) -> str:
        return self.key if self.kind == Kind.QUESTION else "issue"

    @property
    def value(self) -> str:
        """The option of the fact; empty where the whole fact goes."""
        return self.option if self.kind == Kind.QUESTION else self.key


def without(kind: str, content: Content, target: Target) -> Content | None:
    """The content as it would be: the same where it has nothing of it, None where nothing is left.

    Of a rule nothing is left where it would have no condition, or could never fire any more.
    """
    if kind == Kind.FORUM:
        return forum_without(content, target)
    return content if target.kind == Kind.FORUM else rule_without(content, target)


def rule_without(rule: Content, target: Target) -> Content | None:
    when = when_without(rule["when"], target)
    if not when:
        return None
    given = rule.get("examples", [])
    kept = [each for example in given if (each := example_without(example, when, target))]
    changed = {**rule, "when": when}
    if kept != given:
        changed["examples"] = kept
    return changed


def when_without(when: Content, target: Target) -> Content | None:
    """The conditions that are left; None where one of them can never hold."""
    if target.fact not in when:
        return when
    others = {fact: accepted for fact, accepted in when.items() if fact != target.fact}
    if not target.value:
        return others
    accepted = when[target.fact]
    if isinstance(accepted, dict):
        kept = [option for option in accepted["none_of"] if option != target.value]
        return {**when, target.fact: {"none_of": kept}} if kept else others
    kept = [option for option in accepted if option != target.value]
    return {**when, target.fact: kept} if kept else None


def example_without(example: Content, when: Content, target: Target) -> Content | None:
    """None where its case cannot be told any more, or where it no longer shows what it showed."""
    answers = example["answers"]
    if target.fact not in answers:
        return example
    left = answer_without(answers[target.fact], target.value)
    if target.value and left is None:
        return None
    others = {fact: given for fact, given in answers.items() if fact != target.fact}
    told = others if left is None else {**answers, target.fact: left}
    if not told or not (example["fires"] or ruled_out(told, when)):
        return None
    return {**example, "answers": told}


def answer_without(given: Any, option: str) -> Any:
    """None where no answer is left."""
    if not option:
        return None
    if isinstance(given, list):
        return [each for each in given if each != option] or None
    return None if given == option else given


def ruled_out(answers: Mapping[str, Any], when: Mapping[str, Any]) -> bool:
    """Whether one of the answers is not what the rule accepts: a near miss must have such a one."""
    return any(
        not condition_of(when[fact]).accepts(
            frozenset([given] if isinstance(given, str) else given)
        )
        for fact, given in answers.items()
        if fact in when
    )


def forum_without(forum: Content, target: Target) -> Content:
    if target.kind == Kind.ISSUE:
        fields = [key for key in ("mandate", "mandate_core") if target.key in forum[key]]
        kept = {key: [each for each in forum[key] if each != target.key] for key in fields}
        return {**forum, **kept}
    relations = forum.get("relations", [])
    if target.kind != Kind.FORUM or all(each["id"] != target.key for each in relations):
        return forum
    return {**forum, "relations": [each for each in relations if each["id"] != target.key]}
