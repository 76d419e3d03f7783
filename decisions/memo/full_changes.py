"""What would move the advice: firmness, given answers, open questions, on all issues at once?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from decisions.house.advice import IssuePage

from .blocks import Block, Bullets, Heading, Paragraph, Said, Table
from .grouped import by_text, on

NO_FLIP = "No other single answer would move the level."


def what_would_change(issues: Sequence[IssuePage]) -> Iterator[Block]:
    yield Heading("What would change it")
    yield from firmness(issues)
    total = len(issues)
    yield from openings(issues)
    levels = by_text((i.label, flip["text"]) for i in issues for flip in i.changes.flips)
    depths = by_text((i.label, flip["text"]) for i in issues for flip in i.depth_changes.flips)
    yield from flips("Answered, if it were otherwise: level", levels, total)
    yield from flips("Answered, if it were otherwise: depth", depths, total)
    if not levels:
        yield Paragraph(Said(NO_FLIP))
    yield from idle(issues)


def firmness(issues: Sequence[IssuePage]) -> Iterator[Block]:
    said = by_text(
        (issue.label, f"{scale}: {changes.firmness}")
        for issue in issues
        for scale, changes in (("Level", issue.changes), ("Depth", issue.depth_changes))
        if changes.firmness
    )
    if said:
        items = (Said(text, f"{on(labels, len(issues))}.") for text, labels in said.items())
        yield Bullets(tuple(items))


def flips(caption: str, said: Mapping[str, list[str]], total: int) -> Iterator[Block]:
    if said:
        rows = tuple((text, on(labels, total)) for text, labels in said.items())
        head = ("If it were otherwise", "On")
        yield Table(caption, head, rows, row_heads=False, widths=(3, 1))


def openings(issues: Sequence[IssuePage]) -> Iterator[Block]:
    """Open questions, the most telling first, each with where its answers would lead."""
    found: dict[str, list[tuple[str, str]]] = {}
    for issue in issues:
        for each in issue.changes.openings:
            found.setdefault(each["question"].text, []).append((issue.label, leads(each)))
    rows = tuple(
        (question, text, on(labels, len(issues)))
        for question, said in found.items()
        for text, labels in by_text(said).items()
    )
    if rows:
        head = ("Still to be answered", "Where each answer would lead", "On")
        yield Table("Open questions, the most telling first", head, rows, widths=(6, 9, 4))
    else:
        yield from unknowns(issues)


def leads(opening: Mapping[str, Any]) -> str:
    """Answers with the same end together: `No: as it is now; Yes, Partly: local`"""
    if not opening["alone"]:
        return "Only together with other answers."
    ends = by_text((each["label"], where(each)) for each in opening["answers"])
    return "; ".join(f"{', '.join(labels)}: {end}" for end, labels in ends.items())


def where(answer: Mapping[str, Any]) -> str:
    return str(answer["leads_to"]).lower() if answer["moves"] else "as it is now"


def unknowns(issues: Iterable[IssuePage]) -> Iterator[Block]:
    """What a record from before openings were counted has of them."""
    for issue in issues:
        if issue.unknowns:
            said = f"{', '.join(issue.unknowns)}."
            yield Paragraph(Said(said, f"{issue.label}, open and able to move it:"))


def idle(issues: Sequence[IssuePage]) -> Iterator[Block]:
    said = by_text((issue.label, ", ".join(issue.idle)) for issue in issues if issue.idle)
    for text, labels in said.items():
        lead = f"Open, but without effect any more ({on(labels, len(issues)).lower()}):"
        yield Paragraph(Said(f"{text}.", lead), "hint")
