"""What did somebody send that now stands otherwise: theirs beside ours, in words?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from decisions.house.answers import DO_NOT_KNOW
from decisions.house.asking import INHERIT, UNKNOWN
from decisions.house.document import Document, row_name
from decisions.models.casefile import OWN_VIEWS
from decisions.subsidiarity.rules import Question
from decisions.subsidiarity.wording import party_words

from .forms import StartForm
from .interest_map import KINDS, label_with_role, whose
from .progress import Progress
from .question_form import CERTAINTY
from .shown import SHOWN

NOTHING = "Nothing"
EVIDENCE = {"note": "evidence", "source": "source", "certainty": "certainty"}
START = {
    name: str(field.label or name.capitalize()) for name, field in StartForm.base_fields.items()
}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: what was sent, and what stands there now."""

    label: str
    sent: str
    now: str


def differences(sent: QueryDict, progress: Progress) -> list[Difference]:
    """The fields that were sent and now stand otherwise, in the order of the page."""
    emptied = [name for name in sent.getlist(SHOWN) if name not in sent]
    found = (difference(name, sent.getlist(name) or [""], progress) for name in (*sent, *emptied))
    return [each for each in found if each and each.sent != each.now]


def difference(name: str, values: list[str], progress: Progress) -> Difference | None:
    """None for what is no answer: buttons, keys, boxes for something new."""
    for reader in (read_text, read_issues, read_row, read_question):
        if found := reader(name, values, progress):
            return found
    return None


def read_text(name: str, values: list[str], progress: Progress) -> Difference | None:
    case_file, value = progress.case_file, values[-1]
    if name in START:
        return Difference(START[name], value or NOTHING, getattr(case_file, name) or NOTHING)
    if name.startswith("own_view") and not progress.owned:
        return None
    if name == "own_view_level":
        mine, stored = (
            dict(OWN_VIEWS).get(level, NOTHING) for level in (value, case_file.own_view_level)
        )
        return Difference("Your own view", mine, stored)
    if name == "own_view_reason":
        return Difference("Why", value or NOTHING, case_file.own_view_reason or NOTHING)
    if name == "name" and value.strip():
        return Difference("State or group to add", value, NOTHING)
    return None


def read_issues(name: str, values: list[str], progress: Progress) -> Difference | None:
    chosen = [issue["issue"] for issue in progress.document["issues"]]
    if name == "issues":
        return Difference("Issues", topics(values, progress), topics(chosen, progress))
    if name == "lead" and values[-1]:
        return Difference("Lead issue", topics(values, progress), topics(chosen[:1], progress))
    if name.startswith("word "):
        topic = name.removeprefix("word ")
        answers = issue_of(topic, progress).get("answers", {})
        now = answers.get("interest", NOTHING)
        label = f"{topics([topic], progress)}: interests"
        return Difference(label, said(values[-1]), said(now))
    return None


def read_row(name: str, values: list[str], progress: Progress) -> Difference | None:
    kind, *rest = name.split(" ")
    if kind == "roles" and rest:
        rows = {row_name(row): row.get("roles", []) for row in progress.document["states"]}
        if rest[0] in rows:
            label = f"{party_words(progress.edition, rest[0])}: roles"
            return Difference(label, listed(values), listed(rows[rest[0]]))
    if kind in KINDS and len(rest) in (2, 3):
        return read_stance(kind, rest, values[-1], progress)
    return None


def read_stance(kind: str, rest: list[str], value: str, progress: Progress) -> Difference | None:
    topic, key, role = (*rest, "")[:3]
    if key not in {row_name(row) for row in progress.document["states"]}:
        return None
    stances = issue_of(topic, progress).get("interests", [])
    now = next((row.get(kind) for row in stances if whose(row) == (key, role)), None)
    label = f"{label_with_role(key, role, progress.edition)}, {topics([topic], progress)}, {kind}"
    return Difference(label, value or NOTHING, now or NOTHING)


def read_question(name: str, values: list[str], progress: Progress) -> Difference | None:
    key, _, part = name.partition("-")
    question = progress.edition.book.question_by_key.get(key)
    if question is None:
        return None
    if part == "answer":
        return answered(question.label, question, values, progress.document["answers"])
    if part.startswith("issue_"):
        topic = part.removeprefix("issue_")
        label = f"{question.label}, {topics([topic], progress)}"
        answers = issue_of(topic, progress).get("answers", {})
        return answered(label, question, values, answers)
    if part in EVIDENCE:
        now = progress.case_file.evidence.get(key, {}).get(part, "")
        mine, stored = (dict(CERTAINTY).get(text, text) for text in (values[-1], now))
        label = f"{question.label}: {EVIDENCE[part]}"
        return Difference(label, mine or NOTHING, stored or NOTHING)
    return None


def answered(label: str, question: Question, values: list[str], answers: Document) -> Difference:
    given = [value for value in values if value not in ("", INHERIT)]
    now = answers.get(question.key, [])
    stands = [UNKNOWN] if now is None else now if isinstance(now, list) else [now]
    labels = {option.key: option.label for option in question.options}
    mine, stored = (
        listed(labels.get(value) or said(value) for value in sorted(some))
        for some in (given, stands)
    )
    return Difference(label, mine, stored)


def issue_of(topic: str, progress: Progress) -> Document:
    return next((i for i in progress.document["issues"] if i["issue"] == topic), {})


def topics(keys: list[str], progress: Progress) -> str:
    book = progress.edition.book.topic_by_key
    return listed(book[key].label if key in book else key for key in keys)


def said(value: str | None) -> str:
    return DO_NOT_KNOW if value is None or value == UNKNOWN else value


def listed(words: Iterable[str]) -> str:
    return ", ".join(words) or NOTHING
