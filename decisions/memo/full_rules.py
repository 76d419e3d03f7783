"""Which rules fired, gave way, may still fire, or did not: each told once for all issues?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from decisions.house.advice import IssuePage
from decisions.house.rule_words import FiredRule, needed_words

from .blocks import Block, Bullets, Heading, Paragraph, Said, Table
from .grouped import by_text, on, told
from .reasons import PRINCIPLE, source_of
from .record import Record

NONE_FIRED = "No rule fired. The burden of proof lies with the higher level, so the lowest stands."
ISSUE = "Issue"
Row = tuple[str, ...]


def rules(record: Record, issues: Sequence[IssuePage]) -> Iterator[Block]:
    yield Heading("The rules")
    yield from fired(issues)
    yield from gave_way(issues)
    yield from waiting(issues)
    elsewhere = made_for_others(record, issues)
    yield from silent(issues, elsewhere)
    yield from others_table(record, elsewhere)


def fired(issues: Sequence[IssuePage]) -> Iterator[Block]:
    """Each rule once, with the answers that made it fire, where they differ by issue."""
    found: dict[str, list[tuple[str, FiredRule]]] = {}
    for issue in issues:
        for each in issue.fired:
            found.setdefault(each.rule.key, []).append((issue.label, each))
    if not found:
        yield Paragraph(Said(NONE_FIRED, source=PRINCIPLE))
        return
    head = ("Rule", "Because of these answers", "Why it is so", "Source")
    rows = tuple(fired_row(several, len(issues)) for several in found.values())
    yield Table("Rules that fired", head, rows, widths=(6, 6, 7, 4), small=True)


def fired_row(several: Sequence[tuple[str, FiredRule]], total: int) -> Row:
    first = several[0][1]
    because = told(((label, answers_of(each)) for label, each in several), total)
    rule = first.rule
    return f"{rule.title}: {first.says}", because, rule.rationale, source_of(rule)


def answers_of(each: FiredRule) -> str:
    """Without the issue, which stands before or needs no naming."""
    given = (f"{label}: {words}" for label, words in each.answers if label != ISSUE)
    return "; ".join(given) or ("the issue itself" if each.answers else "any answer")


def gave_way(issues: Sequence[IssuePage]) -> Iterator[Block]:
    said = by_text((issue.label, text) for issue in issues for text in issue.yielded)
    if said:
        yield Heading("Presumptions that gave way", 2)
        yield Bullets(
            tuple(Said(text, f"{on(labels, len(issues))}:") for text, labels in said.items())
        )


def waiting(issues: Sequence[IssuePage]) -> Iterator[Block]:
    said = ((issue.label, each) for issue in issues for each in issue.may_fire)
    yield from silent_table("Rules that may still fire", "What it waits for", said, len(issues))


def silent(issues: Sequence[IssuePage], elsewhere: Mapping[str, str]) -> Iterator[Block]:
    said = (
        (issue.label, each)
        for issue in issues
        for each in (*issue.blocked, *map(partial(unnamed, issue.label), issue.elsewhere))
        if each["rule"].key not in elsewhere
    )
    yield from silent_table("Rules that did not fire", "Why not", said, len(issues))


def unnamed(label: str, each: Mapping[str, Any]) -> Mapping[str, Any]:
    """Without the words that the issue is what it is: it stands before."""
    said = (text.removesuffix(f", is {label}") for text in each["failing"])
    return {**each, "failing": tuple(said)}


def silent_table(
    caption: str, why: str, said: Iterable[tuple[str, Mapping[str, Any]]], total: int
) -> Iterator[Block]:
    """(title, what failed) of each rule, once for all issues where that is the same."""
    found: dict[str, list[tuple[str, str]]] = {}
    for label, each in said:
        found.setdefault(each["rule"].title, []).append((label, "; ".join(each["failing"])))
    rows = tuple((title, told(failed, total)) for title, failed in found.items())
    if rows:
        yield Table(caption, ("Rule", why), rows, widths=(2, 3), small=True)


def made_for_others(record: Record, issues: Sequence[IssuePage]) -> dict[str, str]:
    """Key of each rule that looks at none of these issues -> the issues that it looks at."""
    each_issue = [{each["rule"].key for each in issue.elsewhere} for issue in issues]
    keys = set.intersection(*each_issue)
    return {
        each["rule"]: needed_words(record.edition, "issue", each["failing"]["issue"]["needs"])
        for each in record.outcome["issues"][0]["blocked"]
        if each["rule"] in keys
    }


def others_table(record: Record, elsewhere: Mapping[str, str]) -> Iterator[Block]:
    rules = record.edition.book.rule_by_key
    rows = tuple((rules[key].title, issues) for key, issues in elsewhere.items())
    if rows:
        head = ("Rule", "Issues that it is made for")
        yield Table("Rules made for other issues", head, rows, widths=(2, 3), small=True)
