"""What is wrong with a rule book, how gravely, and what shows it?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ..counting import TooManyStates
from ..edition import Edition
from .clashes import (
    always_contradicted,
    contradictory,
    dead,
    duplicates,
    shadowed,
    shadowed_together,
    weighed,
)
from .covering import space_of
from .matter import Matter
from .unreached import (
    issues_without_rule,
    uncovered,
    unreachable_depths,
    unreachable_levels,
    unread,
)
from .verdict import Check as Check
from .verdict import Item as Item
from .verdict import Severity as Severity
from .worked import failing_examples, rules_without_example

FAIL, WARN, PASS = Severity
Search = Callable[[Matter], Iterable[Item]]

# What each check is called, how grave what it finds is, and how it looks for it.
CHECKS: tuple[tuple[str, Severity, str, Search], ...] = (
    ("dead", FAIL, "Rules that no input makes true", dead),
    ("duplicate", FAIL, "Rules that say the same on the same inputs", duplicates),
    ("contradictory", FAIL, "Rules that contradict each other on the same inputs", contradictory),
    ("unreachable_level", FAIL, "Levels that no input leads to", unreachable_levels),
    ("unreachable_depth", FAIL, "Depths that no input leads to", unreachable_depths),
    ("example", FAIL, "Worked examples that fail", failing_examples),
    ("shadowed", WARN, "Rules made needless by one other", shadowed),
    ("shadowed_together", WARN, "Rules made needless by several others", shadowed_together),
    ("always_contradicted", WARN, "Rules that never fire uncontradicted", always_contradicted),
    ("uncovered", WARN, "Inputs on which no rule bounds the level", uncovered),
    ("unread", WARN, "Questions that no rule reads", unread),
    ("issue_without_rule", WARN, "Issues of the paper that no rule names", issues_without_rule),
    ("no_example", WARN, "Rules without an example or a near miss", rules_without_example),
    ("weighed", PASS, "Pairs that pull apart on some inputs, as the weighing allows", weighed),
)
GRAVEST_FIRST = {severity: place for place, severity in enumerate(Severity)}
NOT_COUNTED = Item("This could not be counted: the inputs do not merge far enough.")


def check(
    edition: Edition, unknown: Sequence[Item] = (), unsourced: Sequence[Item] = ()
) -> tuple[Check, ...]:
    """Every check of a book, the failing ones first. Exact over all inputs, without enumeration.

    `unknown` and `unsourced` are what was refused when the book was read.
    """
    matter = Matter(edition, space_of(edition.tables))
    checks = (
        checked("unknown", FAIL, "Facts, options and words that the book does not know", unknown),
        checked("no_source", FAIL, "Rules without a source or a rationale", unsourced),
        *(run(matter, *each) for each in CHECKS),
    )
    return tuple(sorted(checks, key=lambda each: GRAVEST_FIRST[each.severity]))


def run(matter: Matter, key: str, severity: Severity, title: str, search: Search) -> Check:
    """What a search finds; where it has to give up, what it found until then."""
    items: list[Item] = []
    try:
        for item in search(matter):
            items.append(item)
    except TooManyStates:
        severity = severity if items else WARN
        items.append(NOT_COUNTED)
    return checked(key, severity, title, items)


def checked(key: str, severity: Severity, title: str, items: Sequence[Item]) -> Check:
    return Check(key, severity if items else PASS, title, tuple(items))
