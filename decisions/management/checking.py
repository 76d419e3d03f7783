"""How do the checks of a rule book read on a terminal?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import prod

from decisions.management.telling import bullets
from decisions.subsidiarity.checks import Check, Severity
from decisions.subsidiarity.edition import Edition

SHOWN = 5
"""Of what is information only; JSON has it all."""


def in_words(name: str, edition: Edition, checks: Sequence[Check]) -> str:
    """The book in one line, then each check, the failing ones first, and the tally last."""
    book, inputs = edition.book, prod(map(len, edition.tables.domains.values()))
    lines = [
        f"{name}: {len(book.rules)} rules, {len(book.questions)} questions,"
        f" {len(book.topics)} issues, {inputs:,} inputs",
        "",
    ]
    for check in checks:
        lines += check_lines(check)
    return "\n".join([*lines, "", tally(checks)])


def check_lines(check: Check) -> Iterable[str]:
    yield f"{check.severity.upper()}  {check.title}: {len(check.items) or 'none'}"
    says = [item.says for item in check.items]
    if check.severity is Severity.PASS and len(says) > SHOWN:
        says = [*says[:SHOWN], f"and {len(says) - SHOWN} more, all in --format json"]
    yield from bullets(says, "      ")


def tally(checks: Sequence[Check]) -> str:
    number = {each: sum(check.severity is each for check in checks) for each in Severity}
    return (
        f"{len(checks)} checks: {number[Severity.FAIL]} failed,"
        f" {number[Severity.WARN]} with warnings, {number[Severity.PASS]} passed."
    )
