"""Which rules fire on one side only, which differ between the editions, and what was missing?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from decisions.house.rule_words import NOT, says
from decisions.subsidiarity.rules import Effect, Rule
from decisions.subsidiarity.wording import fact_label, option_label

from .rule_changes import rule_changes, works_alike
from .side import (
    Document,
    Side,
    edition_name,
    inside,
    issues_of,
    listed,
    sentence,
    shared_issues,
    topic_label,
)
from .voice import Voice

ELSEWHERE = {
    "Now fires": ("Before", "was"),
    "No longer fires": ("Now", "is"),
    "Fires only in A": ("In B", "is"),
    "Fires only in B": ("In A", "is"),
}
"""How a sentence starts -> how the other side is spoken of."""


@dataclass(slots=True)
class Firing:
    """The issues on which one rule fires on the first side alone, on the second, on both."""

    mine: list[str] = field(default_factory=list)
    theirs: list[str] = field(default_factory=list)
    both: list[str] = field(default_factory=list)


def rules(a: Side, b: Side, voice: Voice) -> Iterator[str]:
    """In the order of the second book; rules that it does not have come last.

    Warnings have a group of their own.
    """
    firings = firing(a, b)
    books = b.edition.book.rule_by_key, a.edition.book.rule_by_key
    for key in dict.fromkeys([*books[0], *books[1]]):
        known = books[0].get(key) or books[1][key]
        if key in firings and known.effect is not Effect.WARN:
            yield from about_rule(key, firings[key], a, b, voice)


def firing(a: Side, b: Side) -> dict[str, Firing]:
    mine, theirs = issues_of(a.outcome), issues_of(b.outcome)
    found: dict[str, Firing] = {}
    for topic in shared_issues(a, b):
        one, other = fired(mine[topic]), fired(theirs[topic])
        for key in [*one, *(key for key in other if key not in one)]:
            place = found.setdefault(key, Firing())
            both = key in one and key in other
            (place.both if both else place.mine if key in one else place.theirs).append(topic)
    return found


def fired(issue: Document) -> list[str]:
    return [each["rule"] for each in issue.get("fired", ())]


def about_rule(key: str, found: Firing, a: Side, b: Side, voice: Voice) -> Iterator[str]:
    if found.mine:
        starts = "No longer fires" if voice is Voice.THEN else "Fires only in A"
        yield from one_sided(key, found.mine, (a, b), starts)
    if found.theirs:
        starts = "Now fires" if voice is Voice.THEN else "Fires only in B"
        yield from one_sided(key, found.theirs, (b, a), starts)
    if found.both and not (found.mine or found.theirs):
        yield from on_both(key, a, b, voice)
    if found.both:
        yield from giving_way(key, found.both, a, b, voice)


def one_sided(key: str, topics: list[str], sides: tuple[Side, Side], starts: str) -> Iterator[str]:
    """`Now fires on asylum: “…”, not below regional (presumption).` and why not on the other."""
    here, there = sides
    rule = here.edition.book.rule_by_key.get(key)
    if rule is None:
        return
    where = f" on {listed(topic_label(topic, here) for topic in topics)}"
    if len(issues_of(here.outcome)) == len(issues_of(there.outcome)) == 1:
        where = ""
    text = f"{starts}{where}: “{rule.title}”, {says(rule)}."
    if why := absence(rule, topics[0], sides, starts):
        text += f" {why}"
    yield text


def absence(rule: Rule, topic: str, sides: tuple[Side, Side], starts: str) -> str:
    """Why a rule does not fire on the other side: its book, or the answers."""
    here, there = sides
    other = there.edition.book.rule_by_key.get(rule.key)
    earlier_first = starts in ("Now fires", "Fires only in B")
    if other is None:
        return sentence(f"{edition_name(there.edition)} does not have it")
    if not works_alike(rule, other):
        first, last = (other, rule) if earlier_first else (rule, other)
        before, after = (there, here) if earlier_first else (here, there)
        changes = rule_changes(first, last, before.edition, after.edition)
        return sentence(f"in {edition_name(after.edition)} {listed(changes)}")
    return lacking(rule, topic, there, starts)


def lacking(rule: Rule, topic: str, there: Side, starts: str) -> str:
    """`Before, “Reach” was two States (it asks for one region).`"""
    blocked = issues_of(there.outcome)[topic].get("blocked", ())
    found = next((each for each in blocked if each["rule"] == rule.key), None)
    if found is None:
        return ""
    lead, verb = ELSEWHERE[starts]
    failing = [
        f"“{fact_label(there.edition, fact)}” {verb} {has_words(fact, values, there)}"
        f" (it asks for {needs_words(fact, values, there)})"
        for fact, values in found["failing"].items()
    ]
    return f"{lead}, {' and '.join(failing)}."


def has_words(fact: str, values: Document, side: Side) -> str:
    has = values["has"]
    if has is None:
        return "open"
    return listed(lowered(fact, [has] if isinstance(has, str) else has, side))


def needs_words(fact: str, values: Document, side: Side) -> str:
    """Where a rule accepts none of some options each of them is written with `not`."""
    needs = [each.removeprefix(NOT) for each in values["needs"]]
    none_of = "none of " if values["needs"][0].startswith(NOT) else ""
    return none_of + " or ".join(lowered(fact, needs, side))


def lowered(fact: str, options: Iterable[str], side: Side) -> list[str]:
    return [inside(option_label(side.edition, fact, option)) for option in options]


def on_both(key: str, a: Side, b: Side, voice: Voice) -> Iterator[str]:
    """A rule that fires on both sides and is not the same in the other edition."""
    one, other = (side.edition.book.rule_by_key.get(key) for side in (a, b))
    if one and other and not works_alike(one, other):
        changes = rule_changes(one, other, a.edition, b.edition)
        where = edition_name(b.edition)
        start = "Still fires" if voice is Voice.THEN else "Fires on both sides"
        yield f"{start}: “{other.title}”. In {where} {listed(changes)}."


def giving_way(key: str, topics: list[str], a: Side, b: Side, voice: Voice) -> Iterator[str]:
    """A rule that fires on both sides, and on one of them yields to others."""
    mine, theirs = issues_of(a.outcome), issues_of(b.outcome)
    rule = b.edition.book.rule_by_key[key]
    out = [t for t in topics if yields(mine[t], key) and not yields(theirs[t], key)]
    new = [t for t in topics if yields(theirs[t], key) and not yields(mine[t], key)]
    then = voice is Voice.THEN
    for some, starts in (
        (out, "No longer gives way" if then else "Gives way only in A"),
        (new, "Now gives way" if then else "Gives way only in B"),
    ):
        if some:
            where = listed(topic_label(topic, b) for topic in some)
            yield f"{starts} on {where}: “{rule.title}”."


def yields(issue: Document, key: str) -> bool:
    return any(each["rule"] == key for each in issue.get("yielded", ()))
