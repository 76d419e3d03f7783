"""What would follow if one rule or one fact of the first side were that of the second?

Both books stand in one set of tables, and a mask says which rules count: so a swap costs no more
than a case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain

from decisions.subsidiarity.edition import Edition, edition_of
from decisions.subsidiarity.facts import Facts
from decisions.subsidiarity.findings import rung_under
from decisions.subsidiarity.firing import fire, rules_in
from decisions.subsidiarity.ladder import Rung, Scale
from decisions.subsidiarity.rules import Question, Rule, RuleBook, Topic
from decisions.subsidiarity.weigh import Marked, Marks

from .rule_changes import works_alike


@dataclass(frozen=True, slots=True)
class Joint:
    """Two books as one. Masks are over `edition.book.rules`."""

    edition: Edition
    common: int
    """Rules that work alike in both."""
    mine: Mapping[str, int]
    """Rules of the first that do not: key -> its bit."""
    theirs: Mapping[str, int]

    def rules(self, mask: int) -> tuple[Rule, ...]:
        return rules_in(self.edition.book, mask)

    def complete(self, facts: Facts) -> Facts:
        """Facts that only the other book asks for are open."""
        return {**self.edition.tables.domains, **facts}

    def rung(self, scale: Scale, facts: Facts, counting: int) -> Rung:
        """The rung as these facts and the rules that count have it."""
        marks = restricted(self.edition.marks(scale), counting)
        return scale(rung_under(self.edition, marks, facts))

    def certain(self, facts: Facts, counting: int) -> int:
        return fire(self.edition.tables, facts).certain & counting

    def possible(self, facts: Facts) -> int:
        return fire(self.edition.tables, facts).possible


def join(a: Edition, b: Edition) -> Joint:
    if a.checksum and a.checksum == b.checksum:
        return Joint(a, (1 << len(a.book.rules)) - 1, {}, {})
    rules: list[Rule] = []
    common, mine, theirs = 0, {}, {}
    for rule in b.book.rules:
        other = a.book.rule_by_key.get(rule.key)
        if other and works_alike(other, rule):
            common |= 1 << len(rules)
        else:
            theirs[rule.key] = 1 << len(rules)
        rules.append(rule)
    for rule in a.book.rules:
        other = b.book.rule_by_key.get(rule.key)
        if not (other and works_alike(other, rule)):
            mine[rule.key] = 1 << len(rules)
            rules.append(rule)
    book = RuleBook(b.book.title, questions(a.book, b.book), topics(a.book, b.book), tuple(rules))
    return Joint(edition_of(book, b.fora, {**a.states, **b.states}), common, mine, theirs)


def questions(one: RuleBook, other: RuleBook) -> tuple[Question, ...]:
    """Every question of either, with every option of either."""
    found = {question.key: question for question in one.questions}
    for question in other.questions:
        known = found.get(question.key)
        found[question.key] = both(known, question) if known else question
    return tuple(found.values())


def both(one: Question, other: Question) -> Question:
    options = {option.key: option for option in chain(one.options, other.options)}
    return replace(other, options=tuple(options.values()), several=one.several or other.several)


def topics(one: RuleBook, other: RuleBook) -> tuple[Topic, ...]:
    return tuple({topic.key: topic for topic in chain(one.topics, other.topics)}.values())


def restricted(marks: Marks, counting: int) -> Marks:
    """The marks of the rules that count, and of no others."""

    def only(marked: Marked) -> Marked:
        return tuple((rung, mask & counting) for rung, mask in marked if mask & counting)

    return marks._replace(
        floors=only(marks.floors),
        ceilings=only(marks.ceilings),
        presumed_floors=only(marks.presumed_floors),
        presumed_caps=only(marks.presumed_caps),
        refusals=only(marks.refusals),
    )
