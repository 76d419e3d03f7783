"""How does a rule of a draft become a form, and a form a rule?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from .example_form import Examples
from .rule_facts import Fact
from .rule_form import RuleForm

Content = Mapping[str, Any]
PLAIN = ("title", "theme", "effect", "value", "strength", "rationale", "source", "grade")
"""The parts of a rule that a form takes as they are."""


def options_in(accepted: Any) -> tuple[list[str], bool]:
    """(options, whether none of them may be given) of a condition as documents write it."""
    excluding = isinstance(accepted, dict)
    return list(accepted["none_of"] if excluding else accepted), excluding


def initial_of(content: Content, facts: Iterable[Fact]) -> dict[str, Any]:
    """What the form starts with; options that the book no longer knows are left out."""
    found: dict[str, Any] = {name: content.get(name, "") for name in PLAIN}
    for fact in facts:
        if fact.key in content["when"]:
            options, excluding = options_in(content["when"][fact.key])
            found[f"when-{fact.key}"] = [each for each in options if each in fact.keys]
            found[f"how-{fact.key}"] = "none" if excluding else "any"
    return found


def examples_of(content: Content, facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """The same for each example."""
    known = {fact.key: fact for fact in facts}
    return [
        {"says": each["says"], "fires": "yes" if each["fires"] else "no"}
        | {
            f"fact-{key}": kept
            for key, given in each["answers"].items()
            if key in known and (kept := known_answer(given, known[key]))
        }
        for each in content.get("examples", [])
    ]


def known_answer(given: Any, fact: Fact) -> Any:
    if fact.several:
        return [each for each in given if each in fact.keys]
    return given if given in fact.keys else ""


def left_out(content: Content, facts: Iterable[Fact]) -> list[str]:
    """What a rule names that the book no longer knows, as keys: `reach: worldwide`."""
    known = {fact.key: fact.keys for fact in facts}
    named = [(fact, options_in(accepted)[0]) for fact, accepted in content["when"].items()]
    for each in content.get("examples", []):
        answers = each["answers"].items()
        named += [(key, given if isinstance(given, list) else [given]) for key, given in answers]
    return list(dict.fromkeys(strange(named, known)))


def strange(
    named: Iterable[tuple[str, Sequence[str]]], known: Mapping[str, Sequence[str]]
) -> Iterator[str]:
    for fact, options in named:
        if fact not in known:
            yield fact
        else:
            yield from (f"{fact}: {each}" for each in options if each not in known[fact])


def content_of(form: RuleForm, examples: Examples, key: str, before: Content) -> dict[str, Any]:
    """The rule that valid forms say. What says the same as `before` is written as it was there."""
    data = form.cleaned_data
    written: dict[str, Any] = {"key": key, **{name: data[name] for name in PLAIN}}
    old = before.get("when", {})
    written["when"] = {
        fact.key: as_before(condition_of(form, fact), old.get(fact.key))
        for fact in form.facts
        if data[f"when-{fact.key}"]
    }
    given = [example_of(form) for _, form in examples.kept()]
    olds = list(before.get("examples", []))
    if given or "examples" in before:
        written["examples"] = [example_as_before(each, olds) for each in given]
    return written


def condition_of(form: RuleForm, fact: Fact) -> Any:
    options = form.cleaned_data[f"when-{fact.key}"]
    return {"none_of": options} if form.cleaned_data[f"how-{fact.key}"] == "none" else options


def example_of(form: Any) -> dict[str, Any]:
    data = form.cleaned_data
    return {"says": data["says"], "fires": data["fires"] == "yes", "answers": form.answers()}


def as_before(now: Any, old: Any) -> Any:
    """The old list where the new one has the same options in another order."""
    return old if old is not None and alike(now) == alike(old) else now


def alike(value: Any) -> Any:
    """Equal for what differs in the order of options only."""
    if isinstance(value, list):
        return sorted(value, key=str)
    if isinstance(value, dict):
        return {key: alike(each) for key, each in value.items()}
    return value


def example_as_before(now: dict[str, Any], olds: Sequence[Content]) -> Any:
    return next((old for old in olds if alike(now) == alike(old)), now)
