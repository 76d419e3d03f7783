"""What does a draft change for one saved record, and which rule does it?

The draft's rules and those of the record's own edition that differ from them stand in one book, so
that one reading of a case tells what both give, and what would follow with any change taken back.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from decisions.house.difference.rule_changes import works_alike
from decisions.subsidiarity.edition import Edition, edition_of
from decisions.subsidiarity.ladder import LEVELS, Level
from decisions.subsidiarity.rules import Rule, RuleBook

from .levels import Same, levels_of
from .masks import Masks
from .stirred import Stirred, read_under
from .told import Document


class Change(NamedTuple):
    """A rule that is new, gone or other in the draft: its bits in the book of both.

    0 where it does not stand on that side, or cannot be read there.
    """

    key: str
    own: int
    draft: int


class Move(NamedTuple):
    """One issue whose level is another under the draft, and the rules that moved it."""

    issue: str
    lead: bool
    before: Level
    after: Level
    rules: tuple[str, ...]


class Weighed(NamedTuple):
    """What a draft makes of one record; `fired` is a mask over the draft's rules.

    `after` is None where the case cannot be read under the draft; `reason` then says why.
    """

    before: Level
    after: Level | None
    moves: tuple[Move, ...]
    fired: int
    lost: int
    reason: str


class Comparison:
    """A draft beside one edition under which records were saved."""

    def __init__(self, own: Edition, draft: Edition) -> None:
        self.edition_of_record, self.edition_of_draft = own, draft
        self.same_ground = ground(own) == ground(draft)
        kept = [rule for rule in own.book.rules if differs(rule, draft) and readable(rule, draft)]
        both = RuleBook(
            draft.book.title,
            draft.book.questions,
            draft.book.topics,
            (*draft.book.rules, *kept),
        )
        self.masks = Masks(edition_of(both, draft.fora, draft.states))
        self.draft = (1 << len(draft.book.rules)) - 1
        self.changes = tuple(changes(own, draft, kept))
        self.changed = sum(change.own | change.draft for change in self.changes)
        self.own = self.taken_back(self.changes)

    def taken_back(self, changes: tuple[Change, ...]) -> int:
        """The rules that would stand if these changes had not been made."""
        rules = self.draft
        for change in changes:
            rules = rules & ~change.draft | change.own
        return rules

    def weigh(self, document: Document, recorded: str) -> Weighed:
        """`recorded` is the level on record, which the lead issue moved from."""
        read = read_under(document, self.masks, self.edition_of_record)
        before = LEVELS[recorded]
        if not read.issues:
            return Weighed(before, None, (), 0, read.lost, read.reason)
        lead, *others = read.issues
        after = self.level(lead, self.draft)
        moves = [] if after is before else [self.move(lead, before, after, lead=True)]
        if others:
            moves += self.others(document, others)
        fired = 0
        for each in read.issues:
            fired |= each.certain
        return Weighed(before, after, tuple(moves), fired & self.draft, read.lost, "")

    def others(self, document: Document, issues: list[Stirred]) -> Iterator[Move]:
        for each, before in self.levels_before(document, issues):
            after = self.level(each, self.draft)
            if before is not after:
                yield self.move(each, before, after, lead=False)

    def levels_before(
        self, document: Document, issues: list[Stirred]
    ) -> Iterator[tuple[Stirred, Level]]:
        """Their levels under the record's own edition; those that no change can bear on stay out.

        Where questions, States or fora differ too, the case is read anew under that edition.
        """
        if self.same_ground:
            touched = (each for each in issues if each.possible & self.changed)
            yield from ((each, self.level(each, self.own)) for each in touched)
            return
        found = levels_of(document, self.edition_of_record).issues
        levels = {each.topic: each.level for each in found}
        yield from ((each, levels[each.topic]) for each in issues if each.topic in levels)

    def move(self, issue: Stirred, before: Level, after: Level, *, lead: bool) -> Move:
        return Move(issue.topic, lead, before, after, self.causes(issue, before, after))

    def level(self, issue: Stirred, rules: int) -> Level:
        """The level that these of all the rules give."""
        return self.masks.level(issue.certain & rules, issue.possible & rules, issue.left)

    def causes(self, issue: Stirred, before: Level, after: Level) -> tuple[str, ...]:
        """The changes each of which, taken back alone, lets it stay; else a few together that do.

        None where it moves with all rules as they were: then answers, States or fora did it.
        """
        bearing = tuple(each for each in self.changes if issue.possible & (each.own | each.draft))
        alone = tuple(each for each in bearing if self.stays(issue, before, (each,)))
        if not alone and self.level(issue, self.own) is not after:
            alone = self.fewest(issue, before, bearing)
        return tuple(each.key for each in alone)

    def stays(self, issue: Stirred, before: Level, changes: tuple[Change, ...]) -> bool:
        """Whether it would not have moved without these changes."""
        return self.level(issue, self.taken_back(changes)) is before

    def fewest(
        self, issue: Stirred, before: Level, bearing: tuple[Change, ...]
    ) -> tuple[Change, ...]:
        """So few that none of them can be left out; all where even all together do not do it."""
        needed = bearing
        for each in bearing:
            others = tuple(other for other in needed if other is not each)
            if self.stays(issue, before, others):
                needed = others
        return needed


@lru_cache(maxsize=12)
def comparison(own: Same, draft: Same) -> Comparison:
    """Made once in a process for the same two editions."""
    return Comparison(own.edition, draft.edition)


def ground(edition: Edition) -> tuple[Any, ...]:
    """What facts rest on besides rules: questions with options, issues, States, seats of fora."""
    members = {forum.id: forum.members for forum in edition.fora if forum.members}
    return dict(edition.tables.domains), dict(edition.states), members


def differs(rule: Rule, edition: Edition) -> bool:
    other = edition.book.rule_by_key.get(rule.key)
    return other is None or not works_alike(rule, other)


def readable(rule: Rule, edition: Edition) -> bool:
    """Whether the edition has every fact that the rule asks for."""
    facts = {"interest" if fact == "hardness" else fact for fact in rule.when}
    return facts <= edition.tables.domains.keys()


def changes(own: Edition, draft: Edition, kept: list[Rule]) -> Iterator[Change]:
    """Every rule that does not work alike in both; `kept` stand behind the draft's rules."""
    first = len(draft.book.rules)
    before = {rule.key: 1 << first + place for place, rule in enumerate(kept)}
    after = {
        rule.key: 1 << place for place, rule in enumerate(draft.book.rules) if differs(rule, own)
    }
    gone = [rule.key for rule in own.book.rules if differs(rule, draft)]
    for key in dict.fromkeys([*after, *gone]):
        yield Change(key, before.get(key, 0), after.get(key, 0))
