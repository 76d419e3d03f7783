"""What is a rule book made of?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .ladder import RUNGS, Rung


class Effect(StrEnum):
    """What a rule says once it fires (model: necessity, restraint, feasibility, form, warning)."""

    NOT_BELOW = "not_below"
    NOT_NEEDED_ABOVE = "not_needed_above"
    NOT_ACHIEVABLE_ABOVE = "not_achievable_above"
    FORM = "form"
    WARN = "warn"


class Strength(StrEnum):
    """Whether a bound holds in any event or yields to a lower one."""

    DECISIVE = "decisive"
    PRESUMPTION = "presumption"


BOUNDS = frozenset({Effect.NOT_BELOW, Effect.NOT_NEEDED_ABOVE, Effect.NOT_ACHIEVABLE_ABOVE})
CAPS = frozenset({Effect.NOT_NEEDED_ABOVE, Effect.NOT_ACHIEVABLE_ABOVE})

BOUND_WORDS = {
    Effect.NOT_BELOW: "not below",
    Effect.NOT_NEEDED_ABOVE: "not needed above",
    Effect.NOT_ACHIEVABLE_ABOVE: "not achievable above",
}
# In the order in which the headline picks one; consultation is a track beside the others.
FORMS = {
    "agreement": "an agreement",
    "limited_body": "a limited body",
    "specialised_body": "a specialised body",
    "comprehensive_negotiation": "a comprehensive negotiation",
    "consultation": "a consultation",
}
WARNINGS = {"any_issue": "one issue suffices", "every_issue": "only if every issue fires it"}
GRADES = {
    "paper_states": "the paper states it",
    "paper_implies": "the paper implies it",
    "eu_practice": "EU practice",
    "literature": "literature",
    "assumption": "our assumption",
}
STEPS = ("level", "issues", "scope")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer that a question accepts."""

    key: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One asked fact: its options are a finite list, and "I do not know" is never among them."""

    key: str
    step: str
    label: str
    text: str
    why: str
    help: str
    source: str
    options: tuple[Option, ...]
    several: bool = False

    def option(self, key: str) -> Option:
        return next(option for option in self.options if option.key == key)


@dataclass(frozen=True, slots=True)
class Topic:
    """One entry of the issue catalogue."""

    key: str
    label: str
    group: str
    definition: str
    source: str


@dataclass(frozen=True, slots=True)
class Condition:
    """The options of one fact that a rule accepts.

    For a several-choice fact: at least one of them is given or, with `none_of`, none is.
    """

    options: frozenset[str]
    none_of: bool = False

    def accepts(self, given: frozenset[str]) -> bool:
        return given.isdisjoint(self.options) == self.none_of


@dataclass(frozen=True, slots=True)
class Example:
    """A worked example of one rule: these answers, all else unknown, make it fire, or do not.

    One that does not fire is a near miss: close to a case that would.
    """

    says: str
    fires: bool
    answers: Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of accepted options with one effect.

    `value` is a level or depth key for the three bounds, a form for `form`, and for `warn`
    whether one issue suffices (`any_issue`) or all must fire it (`every_issue`).
    """

    key: str
    title: str
    when: Mapping[str, Condition]
    effect: Effect
    value: str
    strength: Strength
    rationale: str
    source: str
    grade: str
    theme: str = ""
    examples: tuple[Example, ...] = ()

    @property
    def rung(self) -> Rung:
        """The rung that a bound names; KeyError for a form or a warning."""
        return RUNGS[self.value]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Questions, issue catalogue and rules: everything that turns answers into bounds."""

    title: str
    questions: tuple[Question, ...]
    topics: tuple[Topic, ...]
    rules: tuple[Rule, ...]
    question_by_key: Mapping[str, Question] = field(init=False, repr=False, compare=False)
    topic_by_key: Mapping[str, Topic] = field(init=False, repr=False, compare=False)
    rule_by_key: Mapping[str, Rule] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        index = object.__setattr__
        index(self, "question_by_key", {question.key: question for question in self.questions})
        index(self, "topic_by_key", {topic.key: topic for topic in self.topics})
        index(self, "rule_by_key", {rule.key: rule for rule in self.rules})
