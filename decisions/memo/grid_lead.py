"""What is known of one issue of a record: its rungs, answers and rules, by grid question?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from decisions.house.advice import IssuePage, issue_page
from decisions.house.answers import DO_NOT_KNOW, MAPPED, stances, words
from decisions.house.rule_words import FiredRule
from decisions.subsidiarity.edition import in_sentence
from decisions.subsidiarity.facts import Facts
from decisions.subsidiarity.ladder import DEPTHS, LEVELS, Depth, Level
from decisions.subsidiarity.rules import Effect, Question, Rule
from decisions.subsidiarity.wire import read_case
from decisions.subsidiarity.wording import given

from .blocks import Said
from .grid_questions import AtRung, GridQuestion, at_rung, place_of
from .record import Record

SECRET = frozenset({"hidden"})
"""Questions that nobody but the entitled may know to be answered."""


@dataclass(frozen=True, slots=True)
class OnIssue:
    """One issue of a record, as its reader may see it."""

    record: Record
    written: Mapping[str, Any]
    """The issue in the written recommendation."""
    document: Mapping[str, Any]
    """The issue in the case document."""
    facts: Facts
    page: IssuePage
    fired: Mapping[str, tuple[FiredRule, ...]]
    """By the number of the grid question on which they bear."""

    @property
    def level(self) -> Level:
        return LEVELS[self.written["level"]]

    @property
    def depth(self) -> Depth:
        return DEPTHS[self.written["depth"]]

    @property
    def below(self) -> Level | None:
        return Level(self.level - 1) if self.level else None

    @property
    def at(self) -> AtRung:
        return at_rung(self.level.key)

    @property
    def who_below(self) -> str:
        return at_rung(self.below.key).who if self.below is not None else "one State by itself"

    @property
    def depth_range(self) -> tuple[Depth, Depth]:
        """From the lightest to the deepest form that is still open."""
        low, high = self.written.get("depth_range", [self.written["depth"]] * 2)
        return DEPTHS[low], DEPTHS[high]

    def rules(self, *numbers: str) -> tuple[Rule, ...]:
        """The rules that fired on questions whose numbers begin so."""
        return tuple(
            each.rule
            for number, fired in self.fired.items()
            if number.startswith(numbers)
            for each in fired
        )


def on_issues(record: Record) -> Iterator[OnIssue]:
    """Every issue of a record, the lead first."""
    case = read_case(record.document, record.edition)
    issues = {issue.topic: issue for issue in case.issues}
    documents = {issue["issue"]: issue for issue in record.document["issues"]}
    warned = {each["rule"] for each in record.outcome["warnings"]}
    for written in record.outcome["issues"]:
        topic, page = written["issue"], issue_page(written, record.edition, warned)
        facts = record.edition.facts(case, issues[topic])
        yield OnIssue(record, written, documents[topic], facts, page, placed(page))


def placed(page: IssuePage) -> dict[str, tuple[FiredRule, ...]]:
    """The rules that fired on an issue, each under the one question on which it bears."""
    found = defaultdict[str, list[FiredRule]](list)
    for each in page.fired:
        found[place_of(each.rule)].append(each)
    return {number: tuple(fired) for number, fired in found.items()}


def asked_under(question: GridQuestion, on: OnIssue) -> list[Question]:
    """The questions of the rule book that bear on a question of the grid, as far as it has them."""
    known = on.record.edition.book.question_by_key
    return [known[key] for key in question.answers if key in known]


def answer_words(question: Question, on: OnIssue) -> str:
    """The answer that holds for this issue, in words; empty where there is none."""
    if question.key in MAPPED and on.document.get("interests"):
        return "; ".join(stances(on.document, on.record.edition))
    own = words(question, on.document.get("answers", {}))
    whole = words(question, on.record.document["answers"])
    if own and whole and own != whole:
        return f"{own} (for this issue; for the whole case {in_sentence(whole)})"
    return own or whole


def is_given(question: Question, on: OnIssue) -> bool:
    """Whether it is answered, or follows from the interest map."""
    return answer_words(question, on) not in ("", DO_NOT_KNOW) or bool(
        option_given(question.key, on)
    )


def option_given(key: str, on: OnIssue) -> str:
    """The one option that is known of a fact; empty while it is open, or where there are more."""
    known = given(on.facts, key) if key in on.facts else None
    return known[0] if known and len(known) == 1 else ""


def answer_said(question: Question, on: OnIssue, *, first: bool = True) -> Said:
    """`One State alone: Partly`, at `first` with remark, source and how certain it is."""
    evidence = on.record.evidence.get(question.key, {}) if first else {}
    certainty = f"certainty: {evidence['certainty']}" if evidence.get("certainty") else ""
    return Said(
        f"{answer_words(question, on)}. {evidence.get('note', '')}".strip(),
        lead=f"{question.label}:",
        source="; ".join(filter(None, (evidence.get("source", ""), certainty))),
    )


def not_said(question: Question, on: OnIssue) -> bool:
    """Whether the paper says that a question was left open."""
    hushed = question.key in SECRET and not on.record.whole
    return not hushed and not is_given(question, on)


def rule_said(fired: FiredRule, on: OnIssue) -> Said:
    """A rule that fired: its title, what it says, on which answers, and what it gives way to."""
    ground = "; ".join(f"{label}: {words}" for label, words in fired.answers)
    text = [capital(effect_words(fired)), f"It rests on: {ground}." if ground else ""]
    return Said(
        " ".join(filter(None, [*text, gives_way(fired.rule, on)])),
        lead=f"{fired.rule.title}.",
        source=f"{fired.rule.source}; {fired.grade}",
    )


def effect_words(fired: FiredRule) -> str:
    return fired.rule.rationale if fired.rule.effect is Effect.WARN else f"{fired.says}."


def gives_way(rule: Rule, on: OnIssue) -> str:
    """To which rules a presumption gave way; empty where it held."""
    by_key = on.record.edition.book.rule_by_key
    for each in on.written["yielded"]:
        if each["rule"] == rule.key:
            titles = "; ".join(in_sentence(by_key[key].title) for key in each["to"])
            return f"It gives way to: {titles or 'the open questions'}."
    return ""


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
