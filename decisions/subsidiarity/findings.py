"""What follows for one issue: which level, how deep, how sure, and by which rules?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .counting import Span, exact_span, interval, open_facts, span
from .drawing import surely_holds
from .edition import Edition
from .facts import HARDNESS, Facts
from .firing import Fired, failing, fire, rules_in
from .ladder import Depth, Level, Rung, Scale
from .rules import BOUNDS, FORMS, Effect, Rule
from .telling import decisive, telling_first
from .weigh import Marks, Weighed, bounds, strongest, weigh

READ_BY_CORE = frozenset(
    {"assistance", "body_capacity", "breadth", "capacity", "commitment", "competence", "urgency"}
)
"""Facts that gaps, parties, lifting, helpers and forum roles look at, whatever the rules say."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One scale: the rung on the certain rules, moved to the nearest end of the exact range."""

    rung: Rung
    span: Span
    weighed: Weighed


@dataclass(frozen=True, slots=True)
class IssueFinding:
    """All that the rules say of one issue. `fired` are masks over the rule book."""

    topic: str
    facts: Facts
    fired: Fired
    on_level: Finding
    on_depth: Finding

    @property
    def level(self) -> Level:
        return Level(self.on_level.rung)

    @property
    def depth(self) -> Depth:
        return Depth(self.on_depth.rung)

    @property
    def hardness(self) -> str | None:
        """`soft`, `mixed` or `hard`; None while the interests leave it open."""
        words = {HARDNESS[word] for value in self.facts["interest"] for word in value}
        return words.pop() if len(words) == 1 else None

    def certain(self, edition: Edition) -> tuple[Rule, ...]:
        return rules_in(edition.book, self.fired.certain)

    def forms(self, edition: Edition) -> tuple[str, ...]:
        """Kinds of body, the headline's first; consultation, a track beside them, is last."""
        given = {rule.value for rule in self.certain(edition) if rule.effect is Effect.FORM}
        return tuple(form for form in FORMS if form in given)


def find(edition: Edition, topic: str, facts: Facts) -> IssueFinding:
    fired = fire(edition.tables, facts)
    return IssueFinding(
        topic,
        facts,
        fired,
        on_scale(edition, Level, edition.level_marks, facts, fired),
        on_scale(edition, Depth, edition.depth_marks, facts, fired),
    )


def on_scale(edition: Edition, scale: Scale, marks: Marks, facts: Facts, fired: Fired) -> Finding:
    weighed = weigh(edition.book, scale, marks, fired.certain)
    reach = span(edition.tables, marks, facts, fired)
    return Finding(scale(min(max(weighed.rung, reach.low), reach.high)), reach, weighed)


def rung_under(edition: Edition, marks: Marks, facts: Facts, fired: Fired | None = None) -> int:
    """The rung alone, as `on_scale` finds it, and cheaper where drawn completions suffice."""
    fired = fired or fire(edition.tables, facts)
    sure = bounds(marks, fired.certain).rung
    matter = open_facts(edition.tables, marks, facts, fired)
    if not matter.facts or surely_holds(matter, sure):
        return sure
    reach = exact_span(matter) or interval(marks, fired)
    return min(max(sure, reach.low), reach.high)


def decisive_unknowns(edition: Edition, finding: IssueFinding) -> tuple[str, ...]:
    """The open questions that can still move the level, the most telling first."""
    found = set(decisive(edition.tables, edition.level_marks, finding.facts))
    return tuple(sorted(asked(edition, found), key=rank(edition, [finding])))


def still_telling(edition: Edition, findings: Iterable[IssueFinding]) -> tuple[str, ...]:
    """The open questions that can still move the level or the depth of any of these issues.

    The most telling of level come first, then those of depth.
    """
    findings, found = tuple(findings), set[str]()
    for finding in findings:
        for marks in (edition.level_marks, edition.depth_marks):
            found |= set(decisive(edition.tables, marks, finding.facts, found))
    return tuple(sorted(asked(edition, found), key=rank(edition, findings)))


def rank(edition: Edition, findings: Iterable[IssueFinding]) -> Callable[[str], tuple[int, int]]:
    """Sorts questions by how far they move the level of these issues, then their depth."""
    weight = [Counter[str](), Counter[str]()]
    for finding in findings:
        for counter, marks in zip(weight, (edition.level_marks, edition.depth_marks), strict=True):
            counter.update(telling_first(edition.tables, marks, finding.facts))
    return lambda key: (-weight[0][key], -weight[1][key])


def still_open(edition: Edition, findings: Iterable[IssueFinding]) -> tuple[str, ...]:
    """The open questions that can still change anything: level, depth, form, track or warning."""
    findings = tuple(findings)
    awaited = {fact for finding in findings for fact in awaited_facts(edition, finding)}
    awaited |= {fact for finding in findings for fact in READ_BY_CORE & unknown(finding)}
    return asked(edition, awaited | set(still_telling(edition, findings)))


def idle_questions(edition: Edition, finding: IssueFinding) -> tuple[str, ...]:
    """The open questions that can change nothing any more on this issue, in the order asked."""
    return asked(edition, unknown(finding) - set(still_open(edition, [finding])))


def unknown(finding: IssueFinding) -> set[str]:
    return {fact for fact, values in finding.facts.items() if len(values) > 1}


def awaited_facts(edition: Edition, finding: IssueFinding) -> Iterable[str]:
    """The open facts that a warning, a form not yet given, or a second track still waits for."""
    given = finding.forms(edition)
    waiting = finding.fired.possible & ~finding.fired.certain
    for place, rule in enumerate(edition.book.rules):
        if not waiting >> place & 1 or rule.value in given:
            continue
        if rule.effect not in BOUNDS or opens_a_track(edition, finding, rule):
            yield from failing(edition.tables, place, finding.facts)


def opens_a_track(edition: Edition, finding: IssueFinding, rule: Rule) -> bool:
    """Whether a bound may come to stand in a gap or a tension, even where the rung stays.

    It may where some rule that is not out yet says the opposite: a refusal below a floor.
    """
    marks, possible = edition.marks(type(rule.rung)), finding.fired.possible
    if rule.effect is Effect.NOT_BELOW:
        return rule.rung > strongest(marks.refusals, possible, marks.highest)
    floors = (marks.floors, marks.presumed_floors)
    highest = max(strongest(marked, possible, marks.lowest) for marked in floors)
    return rule.effect is Effect.NOT_ACHIEVABLE_ABOVE and rule.rung < highest


def asked(edition: Edition, facts: set[str]) -> tuple[str, ...]:
    return tuple(question.key for question in edition.book.questions if question.key in facts)
