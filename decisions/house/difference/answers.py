"""Which answers, States, issues, stances and evidence differ?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from decisions.house.answers import DO_NOT_KNOW
from decisions.subsidiarity.facts import ROLES
from decisions.subsidiarity.rules import Question

from .side import (
    Document,
    Side,
    inside,
    lead_of,
    listed,
    party_key,
    party_label,
    question_label,
    topic_label,
)
from .voice import Voice

NO_ANSWER = "no answer"
NO_STANCE = "no stance"
NOTHING = object()
"""Where no answer stands; None is the answer "I do not know"."""
STANCES = ("stated", "assessed")


def answers(a: Side, b: Side, voice: Voice) -> Iterator[str]:
    """Everything that was answered otherwise, in the order in which it is asked."""
    yield from states(a, b, voice)
    yield from issues(a, b, voice)
    yield from stances(a, b, voice)
    for key in questions(a, b):
        yield from about_question(key, a, b, voice)
    yield from evidence(a, b, voice)


def states(a: Side, b: Side, voice: Voice) -> Iterator[str]:
    """States that came in or left, and roles that changed."""
    mine, theirs = rows(a), rows(b)
    out = [with_roles(row, a) for key, row in mine.items() if key not in theirs]
    new = [with_roles(row, b) for key, row in theirs.items() if key not in mine]
    yield from came_and_went("States", out, new, voice)
    for key, row in theirs.items():
        if key in mine and roles(mine[key]) != roles(row):
            yield voice.differs(party_label(row, b), roles(mine[key]), roles(row))


def came_and_went(whose: str, out: list[str], new: list[str], voice: Voice) -> Iterator[str]:
    if out:
        yield voice.among(whose, listed(out), in_b=False)
    if new:
        yield voice.among(whose, listed(new), in_b=True)


def with_roles(row: Document, side: Side) -> str:
    return f"{party_label(row, side)} ({roles(row)})"


def rows(side: Side) -> dict[str, Document]:
    return {party_key(row): row for row in side.document.get("states", ())}


def roles(row: Document) -> str:
    held = [role for role in ROLES if role in row.get("roles", ())]
    return listed(held) or "no role given"


def issues(a: Side, b: Side, voice: Voice) -> Iterator[str]:
    mine, theirs = by_topic(a), by_topic(b)
    out = [topic_label(topic, a) for topic in mine if topic not in theirs]
    new = [topic_label(topic, b) for topic in theirs if topic not in mine]
    yield from came_and_went("issues", out, new, voice)
    if lead_of(a) != lead_of(b):
        leads = topic_label(lead_of(a), a), topic_label(lead_of(b), b)
        yield voice.differs("Lead issue", *leads)


def by_topic(side: Side) -> dict[str, Document]:
    return {issue["issue"]: issue for issue in side.document.get("issues", ())}


def questions(a: Side, b: Side) -> list[str]:
    """Every question of either book; those of the second come in its order."""
    keys = [question.key for side in (b, a) for question in side.edition.book.questions]
    return list(dict.fromkeys(keys))


def about_question(key: str, a: Side, b: Side, voice: Voice) -> Iterator[str]:
    """The answer for the whole case, then the issues on which something else changed."""
    label = question_label(key, b, a)
    whole = given(key, a), given(key, b)
    mine, theirs = by_topic(a), by_topic(b)
    shared = [topic for topic in theirs if topic in mine]
    pairs = {t: (given(key, a, mine[t]), given(key, b, theirs[t])) for t in shared}
    if whole[0] != whole[1]:
        spared = [topic_label(topic, b) for topic in shared if pairs[topic][0] == pairs[topic][1]]
        apart = f" (not on {listed(spared)})" if spared else ""
        yield voice.differs(f"{label}{apart}", *(each.words for each in whole))
    for topic, pair in pairs.items():
        if pair[0] != pair[1] and pair != whole:
            what = f"{label} on {topic_label(topic, b)}"
            yield voice.differs(what, *(each.words for each in pair))


@dataclass(frozen=True, slots=True)
class Given:
    """An answer; equal to another with the same options, however the editions call them."""

    options: Any
    words: str = field(compare=False)


def given(key: str, side: Side, issue: Document | None = None) -> Given:
    """The answer that counts: the issue's own, else that of the case."""
    answer = side.document.get("answers", {}).get(key, NOTHING)
    if issue is not None:
        answer = issue.get("answers", {}).get(key, answer)
    if answer is NOTHING:
        return Given(NOTHING, NO_ANSWER)
    question = side.edition.book.question_by_key.get(key)
    options = sorted(answer) if isinstance(answer, list) else answer
    return Given(options, answer_words(answer, question))


def answer_words(answer: Any, question: Question | None) -> str:
    """`yes`, `funds and training`; a key that the question does not know stays as it is."""
    if answer is None:
        return f"“{DO_NOT_KNOW}”"
    labels = {option.key: inside(option.label) for option in question.options} if question else {}
    chosen = answer if isinstance(answer, list) else [answer]
    ordered = sorted(chosen, key=lambda key: [*labels].index(key) if key in labels else len(labels))
    return listed(labels.get(key, str(key)) for key in ordered)


def stances(a: Side, b: Side, voice: Voice) -> Iterator[str]:
    """Stances of parties that sit on both sides, on issues that both have."""
    mine, theirs = by_topic(a), by_topic(b)
    parties = rows(a).keys() & rows(b).keys()
    for topic, issue in theirs.items():
        if topic in mine:
            before, after = cells(mine[topic], parties), cells(issue, parties)
            for key in dict.fromkeys([*after, *before]):
                row = after.get(key) or before[key]
                who = f"{party_label(row, b if key in after else a)}{as_role(row)}"
                what = f"{who} on {topic_label(topic, b)}"
                yield from stance(what, before.get(key, {}), after.get(key, {}), voice)


def cells(issue: Document, parties: set[str]) -> dict[tuple[str, str], Document]:
    return {
        (party_key(row), row.get("role") or ""): row
        for row in issue.get("interests", ())
        if party_key(row) in parties
    }


def as_role(row: Document) -> str:
    return f" ({row['role']})" if row.get("role") else ""


def stance(what: str, before: Document, after: Document, voice: Voice) -> Iterator[str]:
    for kind in STANCES:
        one, other = before.get(kind) or NO_STANCE, after.get(kind) or NO_STANCE
        if one != other:
            yield voice.differs(f"{what}, {kind}", one, other)


def evidence(a: Side, b: Side, voice: Voice) -> Iterator[str]:
    """What was noted on a question: only that it differs, for notes may be long."""
    for key in questions(a, b):
        mine, theirs = a.evidence.get(key) or {}, b.evidence.get(key) or {}
        parts = [
            part_words(part, mine.get(part), theirs.get(part), voice)
            for part in dict.fromkeys([*mine, *theirs])
            if (mine.get(part) or "") != (theirs.get(part) or "")
        ]
        if parts:
            yield f"Evidence on “{question_label(key, b, a)}”: {listed(parts)}."


def part_words(part: str, one: Any, other: Any, voice: Voice) -> str:
    if one and other:
        return f"{part} {'changed' if voice is Voice.THEN else 'not the same'}"
    if voice is Voice.THEN:
        return f"{part} {'added' if other else 'removed'}"
    return f"{part} only in {'B' if other else 'A'}"
