"""What does a book say some of whose rules are refused, and what is refused in each of them?

An edition in force is read strictly: the first fault ends it. A check wants all faults, so every
rule is read by itself and part by part, and the book is checked without those that are refused.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..checks import Item
from ..edition import Edition
from .editions import KEYS, read_edition
from .reading import Refused, at, choice, items, record
from .rules import RULE, Vocabulary, read_example, read_rule, vocabulary

SOUND: Mapping[str, Any] = {
    "key": "-", "title": "-", "theme": "-", "rationale": "-", "source": "-", "grade": "assumption",
    "effect": "warn", "value": "any_issue", "strength": "presumption", "when": {"states": ["one"]},
}  # fmt: skip
"""A rule without fault, into which the parts of another are set one by one."""
PARTS = (
    ("key",), ("title",), ("theme",), ("rationale",), ("source",), ("grade",),
    ("effect", "value", "strength"),
)  # fmt: skip
GROUNDS = ("source", "rationale")
"""A rule without them is never published, but what it says can be checked."""


@dataclass(frozen=True, slots=True)
class Lenient:
    """A book as far as it can be read, and what was refused in its rules."""

    edition: Edition
    unknown: tuple[Item, ...]
    unsourced: tuple[Item, ...]


def read_leniently(document: Any, number: int = 0) -> Lenient:
    """Raises Refused for whatever is refused outside the rules."""
    record(document, "", KEYS)
    book = read_edition({**document, "rules": [], "fora": []}).book
    known = vocabulary(book.questions, book.topics)
    kept: dict[str, Any] = {}
    unknown: list[Item] = []
    unsourced: list[Item] = []
    for place, rule in items(document["rules"], "rules"):
        problems: dict[str, Refused] = {}
        for each in refusals(rule, place, known):
            problems.setdefault(each.place, each)
        grounds = {at(place, key): key for key in GROUNDS}
        for where, problem in problems.items():
            (unsourced if where in grounds else unknown).append(item_of(rule, place, problem))
        if problems.keys() <= grounds.keys():
            if rule["key"] in kept:
                unknown.append(item_of(rule, place, Refused(at(place, "key"), "stands twice")))
            missing = {grounds[where]: "-" for where in problems}
            kept.setdefault(rule["key"], {**rule, **missing})
    edition = read_edition({**document, "rules": list(kept.values())}, number)
    return Lenient(edition, tuple(unknown), tuple(unsourced))


def item_of(rule: Any, place: str, problem: Refused) -> Item:
    """A refusal in words: which rule, where in it, and what is wrong."""
    key = rule.get("key") if isinstance(rule, dict) else None
    name = key if isinstance(key, str) else place
    where = problem.place.removeprefix(place).removeprefix(".")
    return Item(f"{name}{', ' if where else ''}{where}: {problem.problem}.", (name,))


def refusals(rule: Any, place: str, known: Vocabulary) -> Iterator[Refused]:
    """All that is refused in one rule; the same place perhaps more than once."""
    if not isinstance(rule, dict):
        yield from refused(record, rule, place)
        return
    for key in sorted(rule.keys() - {*RULE, "examples"}):
        yield from refused(record, {key: ""}, place, (), (*RULE, "examples"))
    for key in [key for key in RULE if key not in rule]:
        yield Refused(at(place, key), "is missing")
    for part in PARTS:
        if rule.keys() >= set(part):
            given = {key: rule[key] for key in part}
            yield from refused(read_rule, {**SOUND, **given}, place, known)
    yield from refused_conditions(rule.get("when", SOUND["when"]), place, known)
    yield from refused_examples(rule.get("examples", []), place, known)


def refused(read: Callable[..., object], *arguments: Any) -> Iterator[Refused]:
    try:
        read(*arguments)
    except Refused as problem:
        yield problem


def refused_conditions(when: Any, place: str, known: Vocabulary) -> Iterator[Refused]:
    """Fact by fact, and each option of a list by itself."""
    if not isinstance(when, dict) or not when:
        yield from refused(read_rule, {**SOUND, "when": when}, place, known)
        return
    for fact, accepted in when.items():
        excluding = isinstance(accepted, dict) and accepted.keys() == {"none_of"}
        where = at(f"{place}.when", fact) + (".none_of" if excluding else "")
        yield from refused_options(
            accepted["none_of"] if excluding else accepted, where, fact, known
        )
        yield from refused(read_rule, {**SOUND, "when": {fact: accepted}}, place, known)


def refused_options(given: Any, where: str, fact: str, known: Vocabulary) -> Iterator[Refused]:
    if isinstance(given, list) and fact in known.options:
        for spot, option in items(given, where):
            yield from refused(choice, option, spot, known.options[fact])


def refused_examples(examples: Any, place: str, known: Vocabulary) -> Iterator[Refused]:
    """Example by example, answer by answer, and each option of a list by itself."""
    if not isinstance(examples, list):
        yield from refused(read_rule, {**SOUND, "examples": examples}, place, known)
        return
    for spot, example in items(examples, f"{place}.examples"):
        answers = example.get("answers") if isinstance(example, dict) else None
        yield from refused(read_example, example, spot, known)
        for fact, given in answers.items() if isinstance(answers, dict) else ():
            where = at(f"{spot}.answers", fact)
            yield from refused_options(given, where, fact, known)
            alone = {"says": "-", "fires": True, "answers": {fact: given}}
            yield from refused(read_example, alone, spot, known)
