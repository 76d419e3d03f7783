"""What is the least that would have to be true for another level?

Sets of at most three answers are merged where they leave the same rules alive and the same facts
open: such sets lead to the same level, and only the cheapest is kept. The cheapest that seem to
reach the level are then applied, until one truly does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce
from itertools import accumulate
from operator import and_, or_
from typing import NamedTuple

from .changes import MAPPED, Change, answers_on, applied, stance_changes
from .counting import interval
from .edition import Edition
from .facts import Case, Facts, Issue, Value
from .findings import rung_under
from .firing import Fired
from .ladder import Level
from .rules import Question
from .weigh import Marks, bounds

AT_MOST = 3
"""Changes in one answer to "what would have to be true"."""
TRIED = 2_000
"""How many sets that do not seem to reach the level are applied all the same, to be sure."""


@dataclass(frozen=True, slots=True)
class Smallest:
    """The fewest changes that lead to the level; None where no three of them were found.

    `proven` says that no smaller set exists.
    """

    level: Level
    changes: tuple[Change, ...] | None
    proven: bool


class Left(NamedTuple):
    """What changes leave: the rules on the level still certain and possible, and the open facts."""

    certain: int
    possible: int
    open: frozenset[tuple[str, frozenset[Value]]]


class Choice(NamedTuple):
    """What one answer may turn into: what is left as it stands, and after each change."""

    now: Left
    options: tuple[tuple[Change, Left], ...]


Set = tuple[Change, ...]


def smallest_change(edition: Edition, case: Case, issue: Issue, level: Level) -> Smallest:
    """The fewest changes (at most three) after which the issue's level is this one.

    Of equally small sets, one that answers open questions comes before one that alters answers.
    """
    tried = 0
    for left, changes in sorted(reached(edition, case, issue), key=lambda each: price(each[1])):
        seems = bounds(edition.level_marks, left.certain).rung == level
        if not seems and (tried >= TRIED or not hopeful(edition.level_marks, left, level)):
            continue
        tried += not seems
        if level_after(edition, case, issue, changes) == level:
            return Smallest(level, changes, proven=tried < TRIED)
    return Smallest(level, None, proven=tried < TRIED)


def price(changes: Set) -> tuple[int, int]:
    return len(changes), sum(change.before is not None for change in changes)


def level_after(edition: Edition, case: Case, issue: Issue, changes: Set) -> int:
    return rung_under(edition, edition.level_marks, facts_after(edition, case, issue, changes))


def facts_after(edition: Edition, case: Case, issue: Issue, changes: Set) -> Facts:
    return edition.facts(case, reduce(lambda so_far, each: applied(each, so_far), changes, issue))


def hopeful(marks: Marks, left: Left, level: Level) -> bool:
    """Whether open facts could yet move a set to the level that its certain rules miss.

    They do where no completion leads as low (or as high) as the certain rules alone.
    """
    if left.certain == left.possible:
        return False
    reach = interval(marks, Fired(left.certain, left.possible))
    return reach.low <= level <= reach.high


def reached(edition: Edition, case: Case, issue: Issue) -> Iterator[tuple[Left, Set]]:
    """Everything that at most three changes leave, each with a cheapest set."""
    start, choices = choices_on(edition, case, issue)
    rest = list(accumulate((c.now for c in reversed(choices)), both, initial=ALL))[::-1]
    begun: dict[Left, Set] = {start: ()}
    ended: dict[Left, Set] = {}
    for place, choice in enumerate(choices):
        after: dict[Left, Set] = {}
        for left, changes in begun.items():
            keep(after, both(left, choice.now), changes)
            for change, leaves in choice.options:
                longer, then = (*changes, change), both(left, leaves)
                if len(longer) == AT_MOST:
                    keep(ended, both(then, rest[place + 1]), longer)
                else:
                    keep(after, then, longer)
        begun = after
    for left, changes in begun.items():
        keep(ended, left, changes)
    yield from ended.items()


ALL = Left(-1, -1, frozenset())


def both(one: Left, other: Left) -> Left:
    return Left(one.certain & other.certain, one.possible & other.possible, one.open | other.open)


def keep(found: dict[Left, Set], left: Left, changes: Set) -> None:
    if left not in found or price(changes) < price(found[left]):
        found[left] = changes


def choices_on(edition: Edition, case: Case, issue: Issue) -> tuple[Left, list[Choice]]:
    """What is left by the facts that nobody can answer otherwise, and what can be changed."""
    facts, given = edition.facts(case, issue), answers_on(case, issue)
    choices = []
    for names, changes in changeable(edition, issue, given):
        now = left_by(edition, {name: facts[name] for name in names})
        options: dict[Left, Change] = {}
        for change in changes:
            then = edition.facts(case, applied(change, issue))
            options.setdefault(left_by(edition, {name: then[name] for name in names}), change)
        options.pop(now, None)
        choices.append(Choice(now, tuple((change, left) for left, change in options.items())))
        facts = {name: values for name, values in facts.items() if name not in names}
    return left_by(edition, facts), choices


def changeable(
    edition: Edition, issue: Issue, given: dict[str, Value]
) -> Iterator[tuple[frozenset[str], list[Change]]]:
    """Each question that the level's rules read, or the whole map, with every other answer."""
    mapped = MAPPED if issue.interests else frozenset[str]()
    for question in edition.book.questions:
        if question.key in edition.tables.alive and question.key not in mapped:
            yield (
                frozenset({question.key}),
                list(any_answer(edition, question, given.get(question.key))),
            )
    if mapped:
        yield mapped, list(stance_changes(issue))


def any_answer(edition: Edition, question: Question, before: Value | None) -> Iterator[Change]:
    """Every other value; of several-choice answers the nearest first."""
    values = edition.tables.domains[question.key] - {before}
    for after in sorted(values, key=lambda value: distance(question, before, value)):
        yield Change(question.key, before, after)


def distance(question: Question, before: Value | None, after: Value) -> tuple[int, list[int]]:
    order = [option.key for option in question.options]
    return len(after ^ (before or frozenset())), sorted(order.index(option) for option in after)


def left_by(edition: Edition, facts: Facts) -> Left:
    """The rules on the level that these facts alone leave certain, and possible."""
    certain = possible = edition.level_marks.bounding
    reads, alive = edition.tables.reads, edition.tables.alive
    read = {fact: values for fact, values in facts.items() if reads[fact] & certain}
    for fact, values in read.items():
        masks = [alive[fact][value] for value in values]
        certain &= reduce(and_, masks)
        possible &= reduce(or_, masks)
    return Left(certain, possible, frozenset(each for each in read.items() if len(each[1]) > 1))
