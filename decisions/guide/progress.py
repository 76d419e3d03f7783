"""How far has the officer come, what is known so far, and what is worth asking next?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse

from decisions.house.answers import SECTIONS, questions_of
from decisions.house.document import Document
from decisions.house.ladder import LadderPicture, draw
from decisions.models import CaseFile
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import Case, Issue
from decisions.subsidiarity.findings import IssueFinding, find, still_open, still_telling
from decisions.subsidiarity.ladder import LABELS
from decisions.subsidiarity.recommend import advise
from decisions.subsidiarity.rules import Question
from decisions.subsidiarity.wire import read_case, write_issue

from .question_form import HIDDEN_INTERESTS


@dataclass(frozen=True, slots=True)
class Known:
    """What the answers say so far, on the lead issue (or on none, while there is none)."""

    ladder: LadderPicture
    depth: str
    lead: str
    telling: tuple[str, ...]
    open: int
    """How many open questions can still change anything."""
    idle: int
    """How many open questions cannot change anything any more, and are skipped."""
    next: Question | None


@dataclass(frozen=True, slots=True)
class Task:
    label: str
    url: str
    state: str
    """`done`, `begun`, `to do` or `cannot start yet`."""


@dataclass(frozen=True)
class Progress:
    """A case file's document under its edition, and everything the guide works out from it."""

    case_file: CaseFile
    edition: Edition
    document: Document
    case: Case
    finding: IssueFinding
    whole: bool
    """Whether assessed interests may be shown and asked for; else nothing hints at them."""
    owned: bool
    """Whether the case is the reader's own: only the owner has a view of it in advance."""

    @property
    def complete(self) -> bool:
        """Whether there is enough to recommend: a State and an issue."""
        return bool(self.case.parties and self.case.issues)

    @cached_property
    def telling(self) -> tuple[str, ...]:
        """Open questions that can still move level or depth of any issue."""
        return self.askable(still_telling(self.edition, self.findings))

    @cached_property
    def open(self) -> tuple[str, ...]:
        """Open questions that can still change anything, be it a form or a warning."""
        return self.askable(still_open(self.edition, self.findings))

    def askable(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(key for key in keys if self.whole or key != HIDDEN_INTERESTS)

    @cached_property
    def findings(self) -> tuple[IssueFinding, ...]:
        """One for each issue, the lead's first."""
        issues = self.case.issues[1:]
        others = (find(self.edition, i.topic, self.edition.facts(self.case, i)) for i in issues)
        return (self.finding, *others)

    def questions(self, step: str) -> list[Question]:
        asked = questions_of(step, self.edition)
        return [each for each in asked if self.whole or each.key != HIDDEN_INTERESTS]

    def answered(self, question: Question) -> bool:
        """Answered, "I do not know" included, for the case or for an issue."""
        return question.key in self.document["answers"] or any(
            question.key in issue.get("answers", {}) for issue in self.document["issues"]
        )


def progress_of(case_file: CaseFile, document: Document, *, whole: bool, owned: bool) -> Progress:
    edition = case_file.edition.ready()
    case = read_case(document, edition, unfinished=True)
    lead = case.issues[0] if case.issues else Issue("", {})
    finding = find(edition, lead.topic, edition.facts(case, lead))
    return Progress(case_file, edition, document, case, finding, whole, owned)


def known(progress: Progress) -> Known:
    """The side panel: ladder, range, depth, and the next most telling question."""
    edition, finding = progress.edition, progress.finding
    written = write_issue(advise(edition, finding), edition)
    telling = progress.telling
    first = next((key for key in written["decisive_unknowns"] if key in telling), None)
    first = first or next(iter(telling or progress.open), None)
    lead = edition.book.topic_by_key[finding.topic].label if finding.topic else ""
    return Known(
        ladder=draw(written, "What is known so far"),
        depth=depth_words(written),
        lead=lead,
        telling=telling,
        open=len(progress.open),
        idle=sum(1 for step in SECTIONS for q in progress.questions(step) if skipped(progress, q)),
        next=edition.book.question_by_key[first] if first else None,
    )


def skipped(progress: Progress, question: Question) -> bool:
    return question.key not in progress.open and not progress.answered(question)


def depth_words(written: dict[str, Any]) -> str:
    low, high = (LABELS[key] for key in written["depth_range"])
    found = LABELS[written["depth"]]
    return found if low == high else f"{found} so far; open from {low.lower()} to {high.lower()}"


def tasks(progress: Progress) -> list[Task]:
    """The task list that opens a case and is returned to."""
    code, document = progress.case_file.code, progress.document
    mapped = [said(issue) for issue in document["issues"]]
    found = [
        Task("States and their roles", url("states", code), state(bool(document["states"]))),
        Task("Issues", url("issues", code), state(bool(document["issues"]))),
        Task(
            "How the States stand",
            url("interests", code),
            state(all(mapped), any(mapped)) if progress.complete else "cannot start yet",
        ),
    ]
    for step, label in SECTIONS.items():
        done = [progress.answered(question) for question in progress.questions(step)]
        if done:
            found.append(Task(label, url("section", code, step), state(all(done), any(done))))
    if progress.owned:
        asked = state(progress.case_file.own_view_asked)
        found.append(Task("Your own view", url("own_view", code), asked))
    ready = "to do" if progress.complete else "cannot start yet"
    return [*found, Task("Check your answers", url("check", code), ready)]


def said(issue: Document) -> bool:
    return bool(issue.get("interests")) or "interest" in issue.get("answers", {})


def state(done: bool, begun: bool = False) -> str:
    return "done" if done else "begun" if begun else "to do"


def url(name: str, *args: str) -> str:
    return reverse(f"guide:{name}", args=args)


def next_open(progress: Progress, steps: Iterable[str]) -> Question | None:
    """The first open question of these sections that can still change something."""
    for step in steps:
        for question in progress.questions(step):
            if question.key in progress.open and not progress.answered(question):
                return question
    return None


def after(progress: Progress, question: Question) -> str:
    """Where Continue leads: the next open question of the section, or onwards.

    Questions that cannot change anything any more are skipped.
    """
    order = progress.questions(question.step)
    for later in order[order.index(question) + 1 :]:
        if later.key in progress.open and not progress.answered(later):
            return url("question", progress.case_file.code, question.step, later.key)
    return after_section(progress, question.step)


def after_section(progress: Progress, step: str, compact: bool = False) -> str:
    """The first open question of the later sections; then the officer's own view, then the check.

    `step` may be the interest map, which comes before all sections.
    """
    code, steps = progress.case_file.code, list(SECTIONS)
    later = steps[steps.index(step) + 1 :] if step in steps else steps
    question = next_open(progress, later)
    if question is None:
        viewed = progress.case_file.own_view_asked or not progress.owned
        return url("check" if viewed else "own_view", code)
    if compact:
        return url("section", code, question.step)
    return url("question", code, question.step, question.key)
