"""What is known of one issue of a case?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import combinations
from types import MappingProxyType

from .interests import INTEREST, hidden_from, interest_from
from .interests import Interest as Interest
from .rules import Question, RuleBook

Value = frozenset[str]
"""One possible value of a fact: a single option, or the options given of a several-choice one."""
Facts = Mapping[str, frozenset[Value]]
"""For each fact the values that are still possible: one when it is known."""

ROLES = ("sending", "transit", "receiving")
STATES = ("one", "two", "three_to_five", "six_or_more")
REGIONS = ("one", "two", "three_or_more")
HARDNESS = {"common": "soft", "overlapping": "mixed", "diverging": "hard", "conflicting": "hard"}
NO_ANSWER = "none"
"""Of a several-choice question: the option that excludes the others."""


@dataclass(frozen=True, slots=True)
class State:
    """A State (or territory): ISO 3166 alpha-2 code, M49 region, UN membership, English name."""

    code: str
    region: str
    un_member: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """One row of a case's States: a State, all States, or the members of a forum.

    `key` is a State code, `all_states` or `members_of:<forum id>`; `states` the codes it seats,
    less those that have a row of their own.
    """

    key: str
    roles: frozenset[str]
    states: frozenset[str]

    @property
    def everyone(self) -> bool:
        return self.key == "all_states"

    @property
    def bloc(self) -> str | None:
        """Id of the forum whose members the row stands for, None for any other row."""
        return self.key.partition(":")[2] or None


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of a case. Its own answers override the case's; None there means unknown."""

    topic: str
    answers: Mapping[str, Value | None]
    interests: tuple[Interest, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A matter to decide on: States with roles, answers, issues (the first is the lead)."""

    title: str
    parties: tuple[Party, ...]
    answers: Mapping[str, Value]
    issues: tuple[Issue, ...]

    @property
    def states(self) -> frozenset[str]:
        return frozenset().union(*(party.states for party in self.parties))

    def shared(self) -> Case:
        """The case as those see it who may not know of assessed interests."""
        return replace(
            self,
            answers={key: value for key, value in self.answers.items() if key != "hidden"},
            issues=tuple(shared_issue(issue) for issue in self.issues),
        )


def shared_issue(issue: Issue) -> Issue:
    stated = (replace(interest, assessed=None) for interest in issue.interests)
    return replace(
        issue,
        answers={key: value for key, value in issue.answers.items() if key != "hidden"},
        interests=tuple(interest for interest in stated if interest.stated),
    )


def domains(book: RuleBook) -> dict[str, frozenset[Value]]:
    """Every fact that can vary by itself, with all its values. `hardness` follows `interest`."""
    asked = {
        question.key: values((option.key for option in question.options), question.several)
        for question in book.questions
    }
    return asked | {
        "issue": values(topic.key for topic in book.topics),
        "states": values(STATES),
        "regions": values(REGIONS),
        "roles": values(ROLES, several=True),
    }


def values(options: Iterable[str], several: bool = False) -> frozenset[Value]:
    """All values over these options: single options or, for several, the non-empty subsets."""
    options = tuple(options)
    if not several:
        return frozenset(frozenset({option}) for option in options)
    free = [option for option in options if option != NO_ANSWER]
    subsets = {frozenset(some) for n in range(1, len(free) + 1) for some in combinations(free, n)}
    return frozenset(subsets | {frozenset({NO_ANSWER})} if NO_ANSWER in options else subsets)


def otherwise(question: Question, given: Value) -> Iterator[Value]:
    """Any other option; of a several-choice answer, one option more or one less."""
    for option in question.options:
        other = frozenset({option.key})
        if question.several and NO_ANSWER not in other | given:
            other = given ^ other
        if other and other != given:
            yield other


def facts_about(
    case: Case,
    issue: Issue,
    everything: Facts,
    states: Mapping[str, State],
) -> Facts:
    """Facts about one issue: the case's answers, overlaid with the issue's own, and the derived.

    `everything` are the rule book's domains(). What is not known keeps its whole domain; so do the
    facts of a case that names no State yet, and of an issue without a topic.
    """
    given = {**case.answers, **issue.answers}
    known = {key: frozenset({value}) for key, value in given.items() if value is not None}
    if case.parties:
        known |= derived(case, states)
    if issue.topic:
        known["issue"] = single(issue.topic)
    answered = known.get("hidden")
    known |= mapped(issue, tuple(party_roles(case)))
    if answered == single("yes"):
        # Stances of one sign do not refute what the officer knows.
        known["hidden"] = answered
    return MappingProxyType({**everything, **known})


def derived(case: Case, states: Mapping[str, State]) -> dict[str, frozenset[Value]]:
    """What follows from the States themselves: how many, how many regions, which roles."""
    everyone = any(party.everyone for party in case.parties)
    count = 193 if everyone else len(case.states)
    regions = 5 if everyone else len({states[code].region for code in case.states})
    return {
        "states": single(STATES[2 if 3 <= count <= 5 else min(count, 4) - 1]),
        "regions": single(REGIONS[min(regions, 3) - 1]),
        "roles": possible_roles(case),
    }


def single(option: str) -> frozenset[Value]:
    return frozenset({frozenset({option})})


def possible_roles(case: Case) -> frozenset[Value]:
    """The roles present; where a State's role is open, everything that contains the known ones."""
    present = frozenset().union(*(party.roles for party in case.parties))
    if all(party.roles for party in case.parties):
        return frozenset({present})
    return frozenset(value for value in values(ROLES, several=True) if value >= present)


def party_roles(case: Case) -> Iterable[tuple[str, frozenset[str]]]:
    return ((party.key, party.roles) for party in case.parties)


def mapped(
    issue: Issue, rows: tuple[tuple[str, frozenset[str]], ...]
) -> dict[str, frozenset[Value]]:
    """What the interest map says of `interest` and `hidden`, where it says anything."""
    if not issue.interests:
        return {}
    found = {}
    interests = interest_from(issue.interests, rows)
    if interests != frozenset(INTEREST):
        found["interest"] = values(interests)
    hidden = hidden_from(issue.interests, rows)
    if hidden is not None:
        found["hidden"] = single(hidden)
    return found
