"""What does each answer leave alive of the rules of an edition, and which level follows?

The core works a whole recommendation out; here only levels and fired rules are wanted, of very
many cases. So everything that depends on the edition alone is worked out once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import and_, or_
from typing import Any, NamedTuple, TypeVar

from decisions.subsidiarity.counting import canonical, exact_span, interval, open_facts, useful
from decisions.subsidiarity.drawing import surely_holds
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import Facts, Value, single
from decisions.subsidiarity.firing import Fired
from decisions.subsidiarity.ladder import Level
from decisions.subsidiarity.rules import Question
from decisions.subsidiarity.weigh import Marked, bounds

Key = TypeVar("Key")
Kept = TypeVar("Kept")
KEPT = 10_000
"""How many answers are kept at most, so that memory stays flat however many cases there are."""


class Open:
    """A fact of which several values are left. Equal to nothing but itself: each is made once."""

    __slots__ = ("fact", "masks", "reads", "values")

    def __init__(self, fact: str, values: frozenset[Value], masks: Iterable[int]) -> None:
        self.fact, self.values = fact, values
        self.masks = tuple(sorted(masks, key=int.bit_count))
        self.reads = reduce(or_, self.masks) & ~reduce(and_, self.masks)


class Entry(NamedTuple):
    """What is known of one fact: the rules that all its values leave alive, and that any does."""

    certain: int
    possible: int
    open: Open | None = None


class Stir(NamedTuple):
    """The rules that certainly fire and those that may, and the facts left open."""

    certain: int
    possible: int
    left: tuple[Open, ...] = ()


NOTHING = Entry(-1, -1)
"""Of a fact that no rule reads."""
OF_ISSUES = ("issue", "interest", "hidden")
"""Facts that commonly differ between the issues of a case."""


class Masks:
    """An edition made ready to weigh very many cases. Everything kept is bounded."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.bounding = edition.level_marks.bounding
        self.raising = masks_in(edition.level_marks.floors, edition.level_marks.presumed_floors)
        self.lowering = self.bounding & ~self.raising
        every = (1 << len(edition.book.rules)) - 1
        self.start = Stir(every, every)
        self.answers = {q.key: self.by_answer(q) for q in edition.book.questions}
        self.topics = {
            topic.key: self.entry("issue", single(topic.key)) for topic in edition.book.topics
        }
        self.unknown = {
            fact: self.entry(fact, edition.tables.domains[fact]) for fact in edition.tables.alive
        }
        self.of_issues = {fact: self.unknown[fact] for fact in OF_ISSUES if fact in self.unknown}
        self.of_cases = {
            fact: entry for fact, entry in self.unknown.items() if fact not in OF_ISSUES
        }
        self.made: dict[tuple[str, frozenset[Value]], Entry] = {}
        self.seated: dict[Any, Any] = {}
        self.mapped: dict[Any, Any] = {}
        self.hidden = self.answers.get("hidden", {}).get("yes", Entry(0, 0))
        self.levels: dict[tuple[int, int, tuple[Open, ...]], Level] = {}

    def by_answer(self, question: Question) -> dict[Any, Entry]:
        """A key of a question of one choice, a set of keys of one of several -> what it leaves."""
        values = self.edition.tables.domains[question.key]
        return {
            value if question.several else next(iter(value)): self.entry(
                question.key, frozenset({value})
            )
            for value in values
        }

    def entry(self, fact: str, values: frozenset[Value]) -> Entry:
        """Raises KeyError for a value that the edition does not know."""
        alive = self.edition.tables.alive.get(fact)
        if alive is None:
            return NOTHING
        masks = {alive[value] for value in values}
        left = Open(fact, values, masks) if len(masks) > 1 else None
        return Entry(reduce(and_, masks), reduce(or_, masks), left)

    def some(self, fact: str, values: frozenset[Value]) -> Entry:
        """Like `entry`, made once for the same values."""
        found = self.made.get((fact, values))
        if found is None:
            found = keep(self.made, (fact, values), self.entry(fact, values))
        return found

    def stir(self, known: Mapping[str, Entry], facts: Mapping[str, Entry], so_far: Stir) -> Stir:
        """What these facts leave of what others left; those that are not known stay open."""
        certain, possible, before = so_far
        left = []
        for fact, unknown in facts.items():
            all_leave, any_leaves, is_open = known.get(fact, unknown)
            certain &= all_leave
            possible &= any_leaves
            if is_open is not None:
                left.append(is_open)
        return Stir(certain, possible, (*before, *left))

    def level(self, certain: int, possible: int, left: tuple[Open, ...]) -> Level:
        """The level that the core finds from the same facts."""
        key = (certain & self.bounding, possible & self.bounding, left)
        found = self.levels.get(key)
        return keep(self.levels, key, Level(self.rung(*key))) if found is None else found

    def rung(self, certain: int, possible: int, left: tuple[Open, ...]) -> int:
        marks = self.edition.level_marks
        reached = bounds(marks, certain)
        pending = useful(marks, canonical(marks, reached), possible & ~certain)
        if all(refusable(pending & side, left) for side in (self.raising, self.lowering)):
            return reached.rung
        facts, fired = self.facts(left), Fired(certain, possible)
        matter = open_facts(self.edition.tables, marks, facts, fired)
        if not matter.facts or surely_holds(matter, reached.rung):
            return reached.rung
        reach = exact_span(matter) or interval(marks, fired)
        return min(max(reached.rung, reach.low), reach.high)

    def facts(self, left: tuple[Open, ...]) -> Facts:
        """Facts of which only the open ones matter."""
        known = dict.fromkeys(self.edition.tables.alive, single(""))
        return known | {each.fact: each.values for each in left}


def refusable(pending: int, left: Iterable[Open]) -> bool:
    """Whether some completion fires none of these rules.

    Looks for it by taking of each fact the value that leaves fewest; may miss one, never invents.
    Where one fires no rule that raises, and another none that lowers, the rung lies between them.
    """
    for each in left:
        if pending & each.reads:
            pending = min((pending & mask for mask in each.masks), key=int.bit_count)
    return not pending


def masks_in(*marked: Marked) -> int:
    return reduce(or_, (mask for each in marked for _, mask in each), 0)


def keep(where: dict[Key, Kept], key: Key, value: Kept) -> Kept:
    """Forgets everything where it has grown too large; gives the value."""
    if len(where) >= KEPT:
        where.clear()
    where[key] = value
    return value


def places(mask: int) -> Iterator[int]:
    """The places of the bits of a mask, the lowest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
