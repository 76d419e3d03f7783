"""How does a case document change when one page is answered? Pure: a new document each time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Document = dict[str, Any]
AS_THE_CASE = object()
"""For one issue: it does not differ, so it inherits the case's answer."""

AS_IT_WAS = object()
"""For a question: nothing was said, so what was said before stays."""
NO_ANSWER_GIVEN = object()
"""For a question: what was said before is taken back."""

EMPTY: Document = {"states": [], "answers": {}, "issues": []}


def with_states(document: Document, rows: list[Document]) -> Document:
    """The rows replaced; stances of rows and roles that are gone go with them."""
    roles = {row_name(row): row.get("roles", []) for row in rows}
    issues = [
        {**issue, "interests": [s for s in issue.get("interests", []) if still_held(s, roles)]}
        for issue in document["issues"]
    ]
    return {**document, "states": rows, "issues": [tidy(issue) for issue in issues]}


def still_held(stance: Document, roles: Mapping[str, list[str]]) -> bool:
    """Whether the row of a stance is there and, where the stance is of one role, has this role."""
    held = roles.get(row_name(stance))
    return held is not None and (not stance.get("role") or stance["role"] in held)


def row_name(row: Mapping[str, Any]) -> str:
    """The party key of a states row or of a stance."""
    if row.get("all_states"):
        return "all_states"
    return f"members_of:{row['members_of']}" if "members_of" in row else row["state"]


def row_of(name: str) -> Document:
    """The entry that names a party key."""
    if name == "all_states":
        return {"all_states": True}
    bloc = name.partition(":")[2]
    return {"members_of": bloc} if bloc else {"state": name}


def with_issues(document: Document, topics: Iterable[str]) -> Document:
    """These issues in this order, the lead first; what was said of a kept one stays."""
    kept = {issue["issue"]: issue for issue in document["issues"]}
    return {**document, "issues": [kept.get(topic, {"issue": topic}) for topic in topics]}


def with_interest_words(document: Document, words: Mapping[str, str | None]) -> Document:
    """One word per issue; it takes the place of the issue's stances. Missing: as it was."""
    return {
        **document,
        "issues": [
            one_word(issue, words[issue["issue"]]) if issue["issue"] in words else issue
            for issue in document["issues"]
        ],
    }


def one_word(issue: Document, word: str | None) -> Document:
    answers = {**issue.get("answers", {}), "interest": word}
    return tidy({**issue, "answers": answers, "interests": []})


def unsaid(issue: Document) -> Document:
    answers = {k: v for k, v in issue.get("answers", {}).items() if k != "interest"}
    return tidy({**issue, "answers": answers})


def with_interest_map(document: Document, stances: Mapping[str, list[Document]]) -> Document:
    """Stances per issue; those that are stated take the place of a direct word.

    Stances that are only assessed leave the word where it is, since everybody sees it: they stay
    in the secret part, set aside until a stated one takes the word's place.
    """
    changed = []
    for issue in document["issues"]:
        rows = stances.get(issue["issue"], [])
        stated = any(row.get("stated") for row in rows)
        with_rows = {**(unsaid(issue) if stated else issue), "interests": rows}
        changed.append(tidy(with_rows))
    return {**document, "issues": changed}


def with_answer(
    document: Document, key: str, answer: Any, per_issue: Mapping[str, Any] | None = None
) -> Document:
    """A question answered for the case (None: "I do not know") and, where it differs, per issue.

    Issues that `per_issue` does not name stay as they are.
    """
    per_issue = per_issue or {}
    issues = [
        overridden(issue, key, per_issue[issue["issue"]]) if issue["issue"] in per_issue else issue
        for issue in document["issues"]
    ]
    answers = document["answers"]
    if answer is NO_ANSWER_GIVEN:
        answers = {given: value for given, value in answers.items() if given != key}
    elif answer is not AS_IT_WAS:
        answers = {**answers, key: answer}
    return {**document, "answers": answers, "issues": issues}


def overridden(issue: Document, key: str, answer: Any) -> Document:
    answers = {k: v for k, v in issue.get("answers", {}).items() if k != key}
    if answer is not AS_THE_CASE:
        answers[key] = answer
    return tidy({**issue, "answers": answers})


def lost(before: Document, after: Document) -> int:
    """How many stances and answers of single issues are in the one and no longer in the other."""
    return len(said_of_issues(before) - said_of_issues(after))


def said_of_issues(document: Document) -> set[tuple[str, ...]]:
    return {
        (issue["issue"], *said)
        for issue in document["issues"]
        for said in (
            *((row_name(row), row.get("role") or "") for row in issue.get("interests", [])),
            *((question,) for question in issue.get("answers", {})),
        )
    }


def tidy(issue: Document) -> Document:
    """An issue without empty parts, so that equal contents are equal documents."""
    return {k: v for k, v in issue.items() if v or k not in ("answers", "interests")}
