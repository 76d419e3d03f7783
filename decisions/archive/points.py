"""What of a saved recommendation may be disputed or commented on, and what is each called?

Points are taken from the shared case and outcome alone, since every reader sees what is said of
them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from decisions.house.answers import words
from decisions.house.rule_words import fired_rule
from decisions.models import Dispute, SavedRecommendation
from decisions.subsidiarity.edition import Edition

Key = tuple[str, str, str]
"""(kind, key, issue) of a point; the issue is empty where it is about the whole case."""
RULE, ANSWER, FORUM = (str(kind) for kind in Dispute.Kind.values)
HEADINGS = {ANSWER: "Answers", FORUM: "Where to go"}


@dataclass(frozen=True, slots=True)
class Point:
    """One rule that fired for an issue, one given answer, or one forum that was chosen."""

    kind: str
    key: str
    issue: str
    heading: str
    label: str
    says: str
    because: str = ""
    given: Any = None
    """What was answered."""

    @property
    def name(self) -> Key:
        return self.kind, self.key, self.issue


def points_of(saved: SavedRecommendation) -> tuple[Point, ...]:
    """All points of a record, in the order of its page."""
    edition = saved.edition.ready()
    return (
        *rules(saved.outcome, edition),
        *answers(saved.case, edition),
        *fora(saved.outcome),
    )


def rules(outcome: Mapping[str, Any], edition: Edition) -> Iterator[Point]:
    """As the page has them: a warning for all issues counts only where it is given."""
    warned = {each["rule"] for each in outcome["warnings"]}
    for issue in outcome["issues"]:
        topic = edition.book.topic_by_key[issue["issue"]].label
        for fired in issue["fired"]:
            if fired["value"] != "every_issue" or fired["rule"] in warned:
                said = fired_rule(fired, edition)
                grounds = "; ".join(f"{label}: {given}" for label, given in said.answers)
                heading = f"Rules that fired: {topic}"
                yield Point(
                    RULE,
                    said.rule.key,
                    issue["issue"],
                    heading,
                    said.rule.title,
                    said.says,
                    grounds,
                )


def answers(case: Mapping[str, Any], edition: Edition) -> Iterator[Point]:
    """Those for the whole case, then those that differ for one issue."""
    for question in edition.book.questions:
        places = [("", case["answers"])]
        places += [(issue["issue"], issue.get("answers", {})) for issue in case["issues"]]
        for topic, given in places:
            if question.key in given:
                of = f" ({edition.book.topic_by_key[topic].label})" if topic else ""
                yield Point(
                    ANSWER,
                    question.key,
                    topic,
                    HEADINGS[ANSWER],
                    f"{question.label}{of}",
                    words(question, given),
                    given=given[question.key],
                )


def fora(outcome: Mapping[str, Any]) -> Iterator[Point]:
    """The tables that are chosen, each once."""
    found: dict[str, Point] = {}
    for package in outcome["packages"]:
        for fit in package["fora"]:
            if fit.get("chosen", fit["role"] != "assists"):
                says = "a table to start with"
                point = Point(FORUM, fit["forum"], "", HEADINGS[FORUM], fit["name"], says)
                found.setdefault(fit["forum"], point)
    yield from found.values()


def name_of_point(dispute: Dispute) -> Key:
    return dispute.kind, dispute.key, dispute.issue


def named(name: Key, points: tuple[Point, ...]) -> Point | None:
    return next((point for point in points if point.name == name), None)


def label_of(name: Key, edition: Edition) -> str:
    """What a point is called, also where the record at hand has it no more."""
    kind, key, topic = name
    of = f" ({edition.book.topic_by_key[topic].label})" if topic else ""
    if kind == RULE:
        return f"{edition.book.rule_by_key[key].title}{of}"
    if kind == ANSWER:
        return f"{edition.book.question_by_key[key].label}{of}"
    return next(forum.name for forum in edition.fora if forum.id == key)


def new_or_changed(points: tuple[Point, ...], before: tuple[Point, ...]) -> tuple[Point, ...]:
    """The points that an earlier record has not, or where it has another answer."""
    known = {point.name: comparable(point.given) for point in before}
    return tuple(
        point
        for point in points
        if point.name not in known or known[point.name] != comparable(point.given)
    )


def comparable(given: Any) -> Any:
    return frozenset(given) if isinstance(given, list) else given
