"""How are the reasons printed rung by rung, on both scales, once for issues that are alike?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from decisions.house.advice import IssuePage
from decisions.subsidiarity.ladder import Depth

from .blocks import Block, Table
from .grouped import ALL, alike, on, told
from .shorten import capital

LEFT = ("open until more questions are answered.", "left only if states refuse more.")
"""How reasons end that say no more than the ladder's word for the rung."""
FOUND, BELOW, ABOVE = 0, -1, 1
Said = tuple[str, str]
"""(issue, reason)"""


class Rung(NamedTuple):
    """One rung of one issue, on which side of the result it lies, and why it is not that."""

    label: str
    word: str
    side: int
    reasons: tuple[str, ...] = ()


class Row(NamedTuple):
    """What one row of a table says, and all that holds there."""

    labels: list[str]
    word: str
    side: int
    held: list[Said]
    why: str


def rung_by_rung(issues: Sequence[IssuePage]) -> Iterator[Block]:
    """From the result outwards: first down, then up."""
    yield from on_scale("Level", issues, lambda issue: issue.level, level_rungs)
    deep = [issue for issue in issues if issue.deeper]
    yield from on_scale("Depth", deep, lambda issue: issue.depth, depth_rungs)


def on_scale(
    scale: str,
    issues: Sequence[IssuePage],
    found: Callable[[IssuePage], str],
    rungs_of: Callable[[IssuePage], list[Rung]],
) -> Iterator[Block]:
    """Issues with the same words on the same rungs share a table."""
    for group in alike(issues, lambda issue: [rung[:3] for rung in rungs_of(issue)]):
        labels = [issue.label for issue in group]
        of = f" ({on(labels, len(issues)).replace(ALL, ALL.lower())})" if len(issues) > 1 else ""
        rows = table_rows(labels, [rungs_of(issue) for issue in group])
        cells = tuple((", ".join(row.labels), capital(row.word), row.why) for row in rows)
        head = (scale, "In short", "Why")
        yield Table(f"{scale}: {found(group[0])}{of}", head, cells, widths=(4, 4, 12))


def table_rows(labels: Sequence[str], ladders: Sequence[Sequence[Rung]]) -> list[Row]:
    """What is said of one rung is not repeated on the next one out, where it holds as well."""
    rows: list[Row] = []
    for rungs in zip(*ladders, strict=True):
        held = [(to, text) for to, rung in zip(labels, rungs, strict=True) for text in rung.reasons]
        add(rows, rungs[0], held, len(labels))
    return rows


def add(rows: list[Row], rung: Rung, held: list[Said], total: int) -> None:
    before = rows[-1] if rows and rows[-1].side == rung.side != FOUND else None
    goes_on = before is not None and bool(before.held) and set(before.held) <= set(held)
    if before and goes_on and before.word == rung.word and len(before.held) == len(held):
        before.labels.append(rung.label)
        return
    new = [each for each in held if not (goes_on and before and each in before.held)]
    why = "\n".join(filter(None, ("The same as before, and:" * goes_on, told(new, total))))
    rows.append(Row([rung.label], rung.word, rung.side, held, why))


def level_rungs(issue: IssuePage) -> list[Rung]:
    found = next(rung for rung in issue.ladder.rungs if rung.state in ("recommended", "so_far"))
    return [
        Rung(found.label, found.word, FOUND),
        *(Rung(r["label"], r["word"], BELOW, telling(r, issue)) for r in issue.lower),
        *(Rung(r["label"], r["word"], ABOVE, telling(r, issue)) for r in issue.higher),
    ]


def depth_rungs(issue: IssuePage) -> list[Rung]:
    order = [depth.label for depth in Depth]
    place = order.index(issue.depth)
    lighter = [r for r in issue.deeper if order.index(r["label"]) < place]
    deeper = [r for r in issue.deeper if order.index(r["label"]) > place]
    return [
        Rung(issue.depth, "recommended", FOUND),
        *(Rung(r["label"], "lighter", BELOW, reasons(r, issue)) for r in reversed(lighter)),
        *(Rung(r["label"], "deeper", ABOVE, reasons(r, issue)) for r in deeper),
    ]


def telling(rung: Mapping[str, Any], issue: IssuePage) -> tuple[str, ...]:
    """The reasons that say more than the ladder's word."""
    return tuple(text for text in reasons(rung, issue) if not text.lower().endswith(LEFT))


def reasons(rung: Mapping[str, Any], issue: IssuePage) -> tuple[str, ...]:
    """Without the names of rung and issue, which the table has already."""
    return tuple(
        capital(without_issue(without_rung(text, rung["label"]), issue.label))
        for text in rung["reasons"]
    )


def without_rung(text: str, label: str) -> str:
    """`not needed: ...`"""
    starts = (f"{label} is ", f"{label} are ", f"{label} ")
    start = next((each for each in starts if text.startswith(each)), "")
    return text.removeprefix(start)


def without_issue(text: str, label: str) -> str:
    alone, first = f" (Issue: {label})", f"(Issue: {label}; "
    return text.replace(alone, "").replace(first, "(").replace(f"; Issue: {label}", "")
