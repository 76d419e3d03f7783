"""Which results of the checks would a change bring, and which would it take away?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from decisions.subsidiarity.checks import Check, Item, Severity

NEW, GONE, OTHER = "New", "Gone", "Otherwise"
WORDS = {Severity.FAIL: "Fails", Severity.WARN: "Warns"}


class CheckChange(NamedTuple):
    """One result that is new, gone, or says something else; it fails, or it warns."""

    how: str
    gravity: str
    title: str
    says: str


Found = dict[tuple[object, ...], tuple[Check, Item]]


def check_changes(before: Iterable[Check], after: Iterable[Check]) -> list[CheckChange]:
    """The gravest first; what only informs is left out."""
    there, then = found(before), found(after)
    new = [changed(NEW, *then[each]) for each in then if each not in there]
    other = [
        changed(OTHER, *then[each])
        for each in then
        if each in there and then[each][1].says != there[each][1].says
    ]
    gone = [changed(GONE, *there[each]) for each in there if each not in then]
    return sorted([*new, *other, *gone], key=lambda each: each.gravity != WORDS[Severity.FAIL])


def found(checks: Iterable[Check]) -> Found:
    """Every grave result by what it is about: one with a share stays itself when that changes."""
    return {
        about(check, item): (check, item)
        for check in checks
        if check.severity in WORDS
        for item in check.items
    }


def about(check: Check, item: Item) -> tuple[object, ...]:
    if item.share and item.share[0]:
        return check.key, item.rules
    return check.key, item.rules, item.says


def changed(how: str, check: Check, item: Item) -> CheckChange:
    return CheckChange(how, WORDS[check.severity], check.title, item.says)
