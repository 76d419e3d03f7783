"""How do the issues stand side by side?"""

from __future__ import annotations

from collections.abc import Sequence

from decisions.house.advice import IssuePage

from .blocks import Table
from .shorten import first_few

CAPTION = "Issue by issue"
HEAD = ("Issue", "Level", "Depth", "Soft or hard", "Form")
WIDTHS = (8, 8, 4, 4, 5)
MOST, NAMED = 12, 4
"""Rows that one page has room for, and issues named in one of them."""


def issue_table(issues: Sequence[IssuePage]) -> Table:
    rows = tuple((label_of(issue, issues), *found_on(issue)) for issue in issues)
    return Table(CAPTION, HEAD, rows, widths=WIDTHS)


def alike_table(issues: Sequence[IssuePage]) -> Table:
    """Issues that came out alike share a row."""
    alike: dict[tuple[str, ...], list[str]] = {}
    for issue in issues:
        alike.setdefault(found_on(issue), []).append(label_of(issue, issues))
    rows = [(first_few(labels, NAMED, "; "), *found) for found, labels in alike.items()]
    if len(rows) > MOST:
        rows = [*rows[: MOST - 1], (f"{len(rows) - MOST + 1} more rows, in the full paper", *BLANK)]
    return Table(CAPTION, HEAD, tuple(rows), widths=WIDTHS)


BLANK = ("",) * (len(HEAD) - 1)


def label_of(issue: IssuePage, issues: Sequence[IssuePage]) -> str:
    lead = len(issues) > 1 and issue is issues[0]
    return f"{issue.label} (lead)" if lead else issue.label


def found_on(issue: IssuePage) -> tuple[str, ...]:
    notes = [f"open: {' to '.join(issue.range)}"] if issue.range else []
    notes += ["willingness gap"] * issue.gap + ["tension"] * issue.tension
    level = f"{issue.level} ({'; '.join(notes)})" if notes else issue.level
    return level, issue.depth, issue.hardness, ", ".join(issue.forms) or "–"
