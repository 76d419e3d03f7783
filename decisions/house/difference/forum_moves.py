"""Which single fact brings a forum in or puts it out: an entry of the catalogue, or the need?

Found by trying: one part of the other side at a time, and the fora matched anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from decisions.subsidiarity.fora import Forum, Need
from decisions.subsidiarity.matching import match
from decisions.subsidiarity.packages import Package

from .forum_changes import forum_changes
from .side import Reckoned, Side, edition_name, inside, listed, sentence, topic_label
from .voice import Voice

Fora = tuple[Forum, ...]
Reckonings = tuple[Reckoned, Reckoned]

TRIED = 40
"""Entries that are swapped one by one; catalogues seldom differ in more that could matter."""


@dataclass(frozen=True, slots=True)
class Question:
    """Is this forum chosen once a part of the first side is that of the second?"""

    forum: str
    wanted: bool
    needs: tuple[Need, Need]

    def answered(self, fora: Iterable[Forum], need: Need) -> bool:
        tables = match(fora, need).tables
        return any(fit.forum.id == self.forum for fit in tables) is self.wanted


def because(key: str, in_b: bool, reckonings: Reckonings, a: Side, b: Side, voice: Voice) -> str:
    """The reason as a sentence; empty where none can be told."""
    needs = needs_for(key, in_b, reckonings)
    if needs is None:
        return other_issues(key, in_b, a, b, voice)
    question = Question(key, in_b, needs)
    if by_catalogue := catalogue_reason(question, a, b):
        return by_catalogue
    return " ".join(sentence(words) for words in need_reasons(question, a, b, voice))


def needs_for(key: str, in_b: bool, reckonings: Reckonings) -> tuple[Need, Need] | None:
    """What the package that chose the forum asks, and what the same issues ask on the other side.

    None where none of its issues stands on the other side.
    """
    here, there = (1, 0) if in_b else (0, 1)
    choosing = next((p for p in reckonings[here].packages if holds(p, key)), None)
    if choosing is None:
        return None
    others = reckonings[there].packages
    found = (p for issue in choosing.issues for p in others if issue in p.issues)
    if (other := next(found, None)) is None:
        return None
    return (other.need, choosing.need) if in_b else (choosing.need, other.need)


def holds(package: Package, key: str) -> bool:
    return any(fit.forum.id == key for fit in package.match.tables)


def other_issues(key: str, in_b: bool, a: Side, b: Side, voice: Voice) -> str:
    if voice is Voice.THEN:
        return "Its issues came in." if in_b else "Its issues are no longer there."
    return f"{'A' if in_b else 'B'} does not have its issues."


def catalogue_reason(question: Question, a: Side, b: Side) -> str:
    """The one entry of the catalogue that does it, and what differs in it."""
    fora = a.edition.fora, b.edition.fora
    if fora[0] == fora[1] or not question.answered(fora[1], question.needs[0]):
        return ""
    for forum in differing(question.forum, *fora):
        if question.answered(swapped(forum, *fora), question.needs[0]):
            return entry_reason(forum, question, a, b)
    return sentence(f"several entries of the catalogue differ in {edition_name(b.edition)}")


def differing(first: str, mine: Fora, theirs: Fora) -> list[str]:
    """The fora that are not the same in both catalogues, the one in question first."""
    one, other = ({forum.id: forum for forum in fora} for fora in (mine, theirs))
    found = [key for key in {**one, **other} if one.get(key) != other.get(key)]
    return sorted(found, key=lambda key: key != first)[:TRIED]


def swapped(key: str, mine: Fora, theirs: Fora) -> Iterator[Forum]:
    """The first catalogue with one entry as the second has it."""
    yield from (forum for forum in mine if forum.id != key)
    yield from (forum for forum in theirs if forum.id == key)


def entry_reason(key: str, question: Question, a: Side, b: Side) -> str:
    one, other = (next((f for f in s.edition.fora if f.id == key), None) for s in (a, b))
    need = question.needs[0]
    found = forum_changes(one, other, need.states, need.issues, (a.edition, b.edition))
    name = (other or one).name if (other or one) else key  # type: ignore[union-attr]
    of = "" if key == question.forum else f"this comes from {name}: "
    what = listed(found) or "its entry differs"
    return sentence(f"{of}in {edition_name(b.edition)} {what}")


def need_reasons(question: Question, a: Side, b: Side, voice: Voice) -> list[str]:
    """The one part of the need that does it, else those that do it together."""
    parts = list(need_parts(*question.needs, a, b, voice))

    def enough(some: list[tuple[str, dict[str, Any]]]) -> bool:
        changed = {key: value for _, fields in some for key, value in fields.items()}
        return question.answered(a.edition.fora, replace(question.needs[0], **changed))

    for part in parts:
        if enough([part]):
            return [part[0]]
    kept = list(parts)
    for part in reversed(parts):
        fewer = [each for each in kept if each is not part]
        if enough(fewer):
            kept = fewer
    return [words for words, _ in kept]


def need_parts(
    one: Need, other: Need, a: Side, b: Side, voice: Voice
) -> Iterator[tuple[str, dict[str, Any]]]:
    """(how it reads, the fields of the other need) for each part that differs."""
    if one.level is not other.level:
        levels = (inside(need.level.label) for need in (one, other))
        yield f"its package is {voice.instead(*levels)}", {"level": other.level, "near": other.near}
    if one.states != other.states or one.singly != other.singly:
        yield "the States of the case differ", parts(other, "states", "singly", "fled", "near")
    if one.issues != other.issues:
        issues = (listed(topic_label(t, a, b) for t in need.issues) for need in (one, other))
        yield (
            f"its package is about {voice.instead(*issues)}",
            parts(other, "issues", "kin", "fled"),
        )
    if one.depth is not other.depth:
        depths = (inside(need.depth.label) for need in (one, other))
        yield f"the depth is {voice.instead(*depths)}", {"depth": other.depth}
    for key, words in OTHER_PARTS.items():
        if getattr(one, key) != getattr(other, key):
            yield words, {key: getattr(other, key)}


def parts(need: Need, *keys: str) -> dict[str, Any]:
    return {key: getattr(need, key) for key in keys}


OTHER_PARTS = {
    "comprehensive": "only one of the two is about a whole package",
    "binds": "only in one of the two must the outcome bind",
    "bloc": "only in one of the two is a union a party",
    "help": "the help that is asked for differs",
    "crisis": "only in one of the two do people need help within weeks",
    "fled": "the States from which people flee differ",
}
