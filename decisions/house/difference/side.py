"""What is held against what: one case with its recommendation, on either side?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from decisions.house.answers import row_label
from decisions.subsidiarity.edition import Edition, in_sentence
from decisions.subsidiarity.facts import Case
from decisions.subsidiarity.findings import IssueFinding, find
from decisions.subsidiarity.packages import Package, packages
from decisions.subsidiarity.wire import Refused, read_case

Document = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Side:
    """A case as its reader may see it, with the written recommendation and its edition.

    `evidence` has a note, a source and a certainty by question.
    """

    title: str
    document: Document
    evidence: Mapping[str, Any]
    outcome: Document
    edition: Edition


@dataclass(frozen=True, slots=True)
class Reckoned:
    """A side worked out again, so that single parts can be swapped with the other side's."""

    case: Case
    findings: Mapping[str, IssueFinding]
    packages: tuple[Package, ...]


def reckon(side: Side) -> Reckoned | None:
    """None where the case cannot be read under its edition, as in a damaged record."""
    edition = side.edition
    try:
        case = read_case(side.document, edition)
    except Refused:
        return None
    found = tuple(find(edition, issue.topic, edition.facts(case, issue)) for issue in case.issues)
    return Reckoned(
        case, {finding.topic: finding for finding in found}, packages(edition, case, found)
    )


def issues_of(outcome: Document) -> dict[str, Document]:
    """The issues of a written recommendation, by topic."""
    return {issue["issue"]: issue for issue in outcome.get("issues", ())}


def shared_issues(a: Side, b: Side) -> list[str]:
    """The topics that both recommendations speak of, in the order of the second."""
    mine = issues_of(a.outcome)
    return [topic for topic in issues_of(b.outcome) if topic in mine]


def lead_of(side: Side) -> str:
    return str(side.outcome.get("lead") or next(iter(issues_of(side.outcome)), ""))


def party_key(row: Document) -> str:
    """A State code, `all_states` or `members_of:<forum>`, as the core has it."""
    if "members_of" in row:
        return f"members_of:{row['members_of']}"
    return str(row.get("state", "all_states"))


def party_label(row: Document, side: Side) -> str:
    return row_label(row, side.edition)


def topic_label(topic: str, *sides: Side) -> str:
    """What an issue is called in a sentence, by the first side that knows it."""
    for side in sides:
        if known := side.edition.book.topic_by_key.get(topic):
            return inside(known.label)
    return topic


def question_label(key: str, *sides: Side) -> str:
    for side in sides:
        if known := side.edition.book.question_by_key.get(key):
            return known.label
    return key


def edition_name(edition: Edition) -> str:
    """`edition 2`; one without a number is a draft."""
    return f"edition {edition.number}" if edition.number else "the draft"


def inside(label: str) -> str:
    """A label in the middle of a sentence; `EU` and the like keep their capitals."""
    return label if label[1:2].isupper() else in_sentence(label)


def listed(words: Iterable[str]) -> str:
    """`a, b and c`; parted by semicolons where a part has a comma or an `and` of its own."""
    several = list(words)
    if len(several) < 2:
        return "".join(several)
    if any("," in word or " and " in word for word in several):
        return f"{'; '.join(several[:-1])}; and {several[-1]}"
    return f"{', '.join(several[:-1])} and {several[-1]}"


def sentence(words: str) -> str:
    """The first letter large, a full stop at the end; a part in quotation marks keeps its own."""
    stop = "" if words.endswith((".", "?", "!")) else "."
    return f"{words[:1].upper()}{words[1:]}{stop}"
