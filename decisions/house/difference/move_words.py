"""How does one read what moved a level or a depth?"""

from __future__ import annotations

from dataclasses import dataclass

from decisions.subsidiarity.facts import Facts
from decisions.subsidiarity.ladder import Level, Rung
from decisions.subsidiarity.rules import Effect, Rule, Strength
from decisions.subsidiarity.wording import fact_label, given, option_label

from .joint import Joint
from .moves import FACT, RULE, Move, Step
from .rule_changes import rule_changes
from .side import Side, edition_name, inside, listed, sentence
from .voice import Voice

LISTED = 4
"""Steps named where each would do."""
RANGE = "bears on what is still open"
"""What a rule does that moves a rung and fires for certain on neither side."""


@dataclass(frozen=True, slots=True)
class Telling:
    """What the words of a step need to know."""

    joint: Joint
    facts: tuple[Facts, Facts]
    sides: tuple[Side, Side]
    voice: Voice


@dataclass(frozen=True, slots=True)
class Reason:
    """A move with what moved it: in the sentence itself or, where it is several, in `steps`."""

    said: str
    steps: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return " ".join([self.said, *self.steps])


def because(moved: Move, telling: Telling) -> Reason:
    """What follows the words of a move: `: the rule “…” is new in edition 2 and rules out …`"""
    steps = moved.alone or moved.together
    told = [clause(step, moved, telling) for step in steps]
    if len(told) == 1:
        return Reason(f": {told[0]}.")
    if moved.alone:
        more = len(told) - LISTED
        rest = [f"and {more} more"] if more > 0 else []
        shown = [sentence(each) for each in (*told[:LISTED], *rest)]
        return Reason(". Each of these alone would do:", tuple(shown))
    return Reason(". It takes these together:", tuple(map(sentence, told)))


def clause(step: Step, moved: Move, telling: Telling) -> str:
    if step.swap.kind == FACT:
        return fact_clause(step, moved, telling)
    if step.swap.kind == RULE:
        return rule_clause(step, moved, telling)
    return f"other rules that differ in {edition_name(telling.sides[1].edition)}"


def rule_clause(step: Step, moved: Move, telling: Telling) -> str:
    """`the rule “…” is new in edition 2 and rules out bilateral (B.1 §1)`."""
    a, b = (side.edition for side in telling.sides)
    one, other = (edition.book.rule_by_key.get(step.swap.key) for edition in (a, b))
    then = telling.voice is Voice.THEN
    does = effect(step, moved, telling)
    if one and other:
        changes = listed(rule_changes(one, other, a, b))
        where = edition_name(b)
        return f"the rule “{other.title}” differs in {where}, where {changes}. So it {does}"
    if other:
        new = "new in" if then else "only in"
        return f"the rule “{other.title}” is {new} {edition_name(b)} and {does}"
    gone = f"gone from {edition_name(b)}" if then else f"only in {edition_name(a)}"
    return f"the rule “{one.title if one else step.swap.key}” is {gone}. It {does}"


def effect(step: Step, moved: Move, telling: Telling) -> str:
    """`rules out bilateral (B.1 §1)`; of one gone `no longer bars regional`."""
    for rule in step.comes:
        return f"{verb(rule, moved)} ({rule.source})"
    for rule in step.goes:
        return f"{denied(rule, moved, telling.voice)} ({rule.source})"
    return RANGE


def fact_clause(step: Step, moved: Move, telling: Telling) -> str:
    """`“Reach” is one region instead of a corridor. So “…” rules out bilateral (B.1 §1)`."""
    fact = step.swap.key
    label = label_of(fact, *telling.sides)
    one, other = (words(telling.joint, facts, fact) for facts in telling.facts)
    if one == other:
        start = f"“{label}” has other options in {edition_name(telling.sides[1].edition)}"
    else:
        start = f"“{label}” is {telling.voice.instead(one, other)}"
    told = [f"“{rule.title}” {verb(rule, moved)} ({rule.source})" for rule in step.comes]
    told += [
        f"“{rule.title}” {denied(rule, moved, telling.voice)} ({rule.source})" for rule in step.goes
    ]
    return f"{start}. So {'; '.join(told)}" if told else start


def label_of(fact: str, a: Side, b: Side) -> str:
    """As the second side calls it, unless only the first knows the question."""
    only_a = fact in a.edition.book.question_by_key and fact not in b.edition.book.question_by_key
    return fact_label((a if only_a else b).edition, fact)


def words(joint: Joint, facts: Facts, fact: str) -> str:
    options = given(facts, fact)
    if options is None:
        return "open"
    return listed(inside(option_label(joint.edition, fact, option)) for option in options)


def verb(rule: Rule, moved: Move) -> str:
    """What a rule that fires does to the first rung."""
    decisive = rule.strength is Strength.DECISIVE
    low = name(moved.before)
    if rule.effect is Effect.NOT_BELOW:
        if rule.rung - moved.before > 1:
            low = f"everything below {name(rule.rung)}"
            return f"rules out {low}" if decisive else f"speaks against {low}"
        return f"rules out {low}" if decisive else f"asks for more than {low}"
    if rule.effect is Effect.NOT_NEEDED_ABOVE:
        return f"makes {low} needless"
    return f"bars {low}" if decisive else f"counts {low} as more than States usually accept"


def denied(rule: Rule, moved: Move, voice: Voice) -> str:
    """What a rule that fires no more did to the second rung."""
    turned = Move(moved.after, moved.before, (), ())
    first, _, others = verb(rule, turned).partition(" ")
    if voice is Voice.THEN:
        return f"no longer {first} {others}"
    return f"does not {BARE[first]} {others}"


BARE = {
    "rules": "rule",
    "speaks": "speak",
    "asks": "ask",
    "makes": "make",
    "bars": "bar",
    "counts": "count",
}


def name(rung: Rung) -> str:
    return f"the {inside(rung.label)}" if rung is Level.SUBREGIONAL else inside(rung.label)
