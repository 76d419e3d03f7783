"""How does an item of a draft read, line by line, also where not all of it can be understood?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from decisions.house.rule_words import says
from decisions.models import Kind
from decisions.rulebook.forum_entries import CODED
from decisions.rulebook.sentences import conditions
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.rules import GRADES, Condition, Effect, Rule, Strength

NOTHING = "–"
ONE = {
    Kind.RULE: "rule",
    Kind.QUESTION: "question",
    Kind.ISSUE: "issue",
    Kind.FORUM: "forum",
    Kind.TITLE: "title of the book",
}


class Line(NamedTuple):
    """One labelled line of an item."""

    label: str
    words: str


class Changed(NamedTuple):
    """A line that two states of an item do not share; one of them may lack it."""

    label: str
    before: str
    after: str


def name_of_item(kind: str, content: Any) -> str:
    """What people call it: the title of a rule, the label of a question, the name of a forum."""
    if kind == Kind.TITLE:
        return str(content)
    named = {Kind.RULE: "title", Kind.FORUM: "name"}.get(Kind(kind), "label")
    return str(content.get(named) or content.get("key") or content.get("id") or NOTHING)


def lines(kind: str, content: Any, edition: Edition) -> list[Line]:
    """All that an item says, in words; `edition` knows what facts and options are called."""
    if kind == Kind.TITLE:
        return [Line("Title", str(content))]
    return LINES[Kind(kind)](content, edition)


def rule_lines(content: Mapping[str, Any], edition: Edition) -> list[Line]:
    rule = loosely(content)
    asked = "; ".join(f"{label}: {words}" for label, words in conditions(rule, edition))
    examples = "\n".join(
        f"{'Fires' if each.get('fires') else 'Does not'}: {each.get('says', '')}"
        for each in content.get("examples", [])
    )
    return [
        Line("Title", rule.title),
        Line("Theme", rule.theme),
        Line("If", asked),
        Line("Then", says(rule)),
        Line("Why", rule.rationale),
        Line("Source", rule.source),
        Line("Grade", GRADES.get(rule.grade, rule.grade)),
        Line("Examples", examples or NOTHING),
    ]


def loosely(content: Mapping[str, Any]) -> Rule:
    """A rule of a draft as it stands, though its book may no longer know its words."""
    return Rule(
        when={fact: condition_of(accepted) for fact, accepted in content["when"].items()},
        effect=Effect(content["effect"]),
        strength=Strength(content["strength"]),
        **{key: content[key] for key in ("key", "title", "value", "rationale", "source", "grade")},
        theme=content.get("theme", ""),
    )


def condition_of(accepted: Any) -> Condition:
    none_of = isinstance(accepted, dict)
    return Condition(frozenset(accepted["none_of"] if none_of else accepted), none_of)


def question_lines(content: Mapping[str, Any], edition: Edition) -> list[Line]:
    options = "\n".join(
        f"{option['label']} ({option['key']})"
        + (f": {option['help']}" if option.get("help") else "")
        for option in content["options"]
    )
    return [
        Line("Label", content["label"]),
        Line("Question", content["text"]),
        Line("Step", content["step"]),
        Line("Why it is asked", content["why"]),
        Line("Help", content["help"]),
        Line("Source", content["source"]),
        Line("Answers", "several" if content.get("several") else "one"),
        Line("Options", options),
    ]


def issue_lines(content: Mapping[str, Any], edition: Edition) -> list[Line]:
    return [
        Line("Label", content["label"]),
        Line("Group", content["group"]),
        Line("Definition", content["definition"]),
        Line("Source", content["source"]),
    ]


def forum_lines(content: Mapping[str, Any], edition: Edition) -> list[Line]:
    """Every entry under its own name; lists in a row, States and issues by their names."""
    names = edition.names
    return [
        Line(
            key.replace("_", " ").capitalize(),
            ", ".join(names.get(each, each) for each in value) if key in CODED else plainly(value),
        )
        for key, value in content.items()
    ]


def plainly(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(f"{key}: {plainly(each)}" for key, each in value.items())
    if isinstance(value, list):
        return ("; " if any(isinstance(each, dict) for each in value) else ", ").join(
            plainly(each) for each in value
        )
    return str(value)


LINES: dict[Kind, Callable[[Mapping[str, Any], Edition], list[Line]]] = {
    Kind.RULE: rule_lines,
    Kind.QUESTION: question_lines,
    Kind.ISSUE: issue_lines,
    Kind.FORUM: forum_lines,
}


def changed_lines(one: Iterable[Line], other: Iterable[Line]) -> list[Changed]:
    """The lines in which two states of an item differ, in the order of the second."""
    before, after = dict(one), dict(other)
    return [
        Changed(label, before.get(label) or NOTHING, after.get(label) or NOTHING)
        for label in dict.fromkeys([*after, *before])
        if before.get(label) != after.get(label)
    ]
