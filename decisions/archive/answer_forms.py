"""How does the officer answer what is disputed: keep it with a reply, or change the answer?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from decisions.house.asking import (
    AS_FOR_THE_CASE,
    INHERIT,
    answer_field,
    choices_of,
    cleaned,
    override,
    shown,
    stored,
)
from decisions.house.fields import OneOption
from decisions.house.rule_words import says
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.rules import Rule

from .points import FORUM, comparable
from .reopening import Change, Reopened, Reply, change_words
from .review import Said
from .review_forms import reason_field

KEEP, AGREE, PROPOSAL, CHANGE = "keep", "agree", "proposal", "change"
AGREED = "Agreed: not the table to start with."
SAY_IN_REPLY = "Give a reply on “{}”: why do you keep it?"


@dataclass(frozen=True, slots=True)
class Asked:
    """One open dispute with what it reopens; `fixed` names what made the rule fire beside that."""

    said: Said
    reopened: tuple[Reopened, ...]
    fixed: tuple[str, ...]
    rule: Rule | None = None
    """The rule that is disputed, where it is one."""

    @property
    def rule_says(self) -> str:
        return says(self.rule) if self.rule else ""

    @property
    def key(self) -> int:
        key: int = self.said.dispute.pk
        return key

    def choices(self) -> Iterator[tuple[str, str]]:
        yield KEEP, "Keep it, with a reply"
        if self.said.dispute.kind == FORUM:
            yield AGREE, "Agree that it is not the table to start with"
        if self.said.proposed and self.reopened:
            yield PROPOSAL, f"Take the answer that {self.said.by} proposes: {self.said.proposed}"
        if self.reopened:
            yield CHANGE, "Change the answer"


class AnswerForm(forms.Form):
    """One choice and one reply for each dispute, and the questions that it reopens."""

    def __init__(
        self,
        asked: Sequence[Asked],
        edition: Edition,
        *args: Any,
        looking: bool = False,
        **kwargs: Any,
    ) -> None:
        """`looking`: nothing is sent yet, so that not everything needs to be said."""
        super().__init__(*args, **kwargs)
        self.asked, self.edition, self.looking = tuple(asked), edition, looking
        self.replies: dict[int, Reply] = {}
        for each in self.asked:
            self.fields[f"choice_{each.key}"] = forms.ChoiceField(
                label=f"What do you do about “{each.said.label}”?",
                choices=list(each.choices()),
                widget=forms.RadioSelect,
                required=not looking,
                error_messages={"required": "Choose what you do."},
            )
            for question in each.reopened:
                self.add_question(f"{each.key}_{question.question.key}", question)
            reply = reason_field("Your reply", required=False)
            reply.help_text = "Needed where you keep it."
            self.fields[f"reply_{each.key}"] = reply

    def add_question(self, name: str, reopened: Reopened) -> None:
        field = answer_field(reopened.question, required=False)
        field.initial = shown(reopened.question, reopened.given)
        if reopened.issue and not (reopened.inherited or reopened.question.several):
            field.choices = [*choices_of(reopened.question), AS_FOR_THE_CASE]
        self.fields[f"answer_{name}"] = field
        if reopened.inherited:
            topic = self.edition.book.topic_by_key[reopened.issue].label
            self.fields[f"where_{name}"] = OneOption(
                label="Where does the new answer hold?",
                choices=[("case", "For the whole case"), ("issue", f"Only for {topic}")],
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        for each in self.asked:
            choice = self.cleaned_data.get(f"choice_{each.key}", "")
            if choice:
                self.replies[each.key] = self.reply_to(each, choice)
        self.refuse_two_answers()
        return self.cleaned_data

    def reply_to(self, each: Asked, choice: str) -> Reply:
        text = self.cleaned_data.get(f"reply_{each.key}", "")
        changes = list(self.changed(each, needs_place=choice == CHANGE))
        if choice == CHANGE:
            if not changes and not self.errors_of(each):
                message = "Choose another answer than before, or keep it with a reply."
                self.add_error(f"choice_{each.key}", message)
            return self.with_words(changes, text)
        if changes:
            message = "You chose another answer as well. Choose “Change the answer”, or leave it."
            self.add_error(f"choice_{each.key}", message)
        if choice == PROPOSAL:
            return self.with_words([proposed(each)], text, took=True)
        if choice == AGREE:
            return Reply(f"{AGREED} {text}".strip(), agrees=True)
        if not text and not self.looking:
            self.add_error(f"reply_{each.key}", SAY_IN_REPLY.format(each.said.label))
        return Reply(text)

    def changed(self, each: Asked, needs_place: bool) -> Iterator[tuple[Change, Reopened]]:
        """The questions that are answered otherwise than before."""
        for question in each.reopened:
            name = f"{each.key}_{question.question.key}"
            given = self.cleaned_data.get(f"answer_{name}")
            try:
                given = cleaned(question.question, given or "")
            except forms.ValidationError as error:
                self.add_error(f"answer_{name}", error)
                continue
            now = shown(question.question, question.given)
            if not given or comparable(given) == comparable(now):
                continue
            where = self.cleaned_data.get(f"where_{name}", "")
            if question.inherited and needs_place and not where:
                self.add_error(f"where_{name}", "Say where the new answer holds.")
            issue = "" if where == "case" else question.issue
            answer = override(given) if given == INHERIT else stored(given)
            yield Change(question.question.key, issue, answer), question

    def errors_of(self, each: Asked) -> bool:
        return any(name.partition("_")[2].split("_")[0] == str(each.key) for name in self.errors)

    def with_words(
        self, changes: list[tuple[Change, Reopened]], text: str, took: bool = False
    ) -> Reply:
        """What changes is written into the reply, so that it can be read for ever."""
        said = [change_words(change, before, self.edition) for change, before in changes]
        words = "\n".join([*said, *([text] if text else [])])
        return Reply(words, tuple(change for change, _ in changes), took)

    def refuse_two_answers(self) -> None:
        """Two disputes may reopen one question: they cannot be given two answers."""
        found: dict[tuple[str, str], Any] = {}
        for key, reply in self.replies.items():
            for change in reply.changes:
                place, answer = (change.key, change.issue), comparable(change.answer)
                if found.setdefault(place, answer) != answer:
                    label = self.edition.book.question_by_key[change.key].label
                    self.add_error(f"choice_{key}", f"You give two different answers to “{label}”.")

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(change for reply in self.replies.values() for change in reply.changes)

    @property
    def rows(self) -> Iterator[dict[str, Any]]:
        for each in self.asked:
            chosen = self[f"choice_{each.key}"].value()
            yield {
                "asked": each,
                "open": chosen == CHANGE or self.errors_of(each),
                "choice": self[f"choice_{each.key}"],
                "reply": self[f"reply_{each.key}"],
                "questions": [
                    {"answer": self[f"answer_{name}"], "where": self[where] if inherited else None}
                    for question in each.reopened
                    for name in [f"{each.key}_{question.question.key}"]
                    for where, inherited in [(f"where_{name}", question.inherited)]
                ],
            }


def proposed(each: Asked) -> tuple[Change, Reopened]:
    dispute = each.said.dispute
    answer = (dispute.proposed or {})["answer"]
    return Change(dispute.key, dispute.issue, answer), each.reopened[0]
