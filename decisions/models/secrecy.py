"""Which part of a case document is secret, and how are the two parts kept apart?

Secret are the assessed stances and every answer on hidden interests. `apart` and `merged` undo
each other. Where a colleague who may not know of the secret part has changed the shared one since,
`merged` leaves out what has lost its place there.
"""

from __future__ import annotations

from typing import Any

Document = dict[str, Any]
ROW = ("state", "all_states", "members_of", "role")


def apart(document: Document) -> tuple[Document, Document]:
    """(what may be shared, what is secret). The second is empty where nothing is secret."""
    shared = {**document, "answers": without_hidden(document.get("answers", {}))}
    shared["issues"] = [shared_issue(issue) for issue in document.get("issues", [])]
    secret: Document = {}
    if "hidden" in document.get("answers", {}):
        secret["hidden"] = document["answers"]["hidden"]
    issues = {issue["issue"]: secret_issue(issue) for issue in document.get("issues", [])}
    if any(issues.values()):
        secret["issues"] = {topic: found for topic, found in issues.items() if found}
    return shared, secret


def without_hidden(answers: Document) -> Document:
    return {key: value for key, value in answers.items() if key != "hidden"}


def shared_issue(issue: Document) -> Document:
    shared = {**issue}
    if "answers" in issue:
        shared["answers"] = without_hidden(issue["answers"])
    if "interests" in issue:
        stated = ({k: v for k, v in row.items() if k != "assessed"} for row in issue["interests"])
        shared["interests"] = [row for row in stated if row.get("stated")]
    return shared


def secret_issue(issue: Document) -> Document:
    secret: Document = {}
    if "hidden" in issue.get("answers", {}):
        secret["hidden"] = issue["answers"]["hidden"]
    assessed = [
        {k: v for k, v in row.items() if k != "stated"}
        for row in issue.get("interests", [])
        if row.get("assessed")
    ]
    if assessed:
        secret["interests"] = assessed
    return secret


def merged(shared: Document, secret: Document) -> Document:
    """The whole document again."""
    whole = {**shared, "answers": with_hidden(shared.get("answers", {}), secret)}
    of = secret.get("issues", {})
    held = {row_name(row): row.get("roles", []) for row in shared.get("states", [])}
    whole["issues"] = [
        merged_issue(issue, of[issue["issue"]], held) if issue["issue"] in of else issue
        for issue in shared.get("issues", [])
    ]
    return whole


def with_hidden(answers: Document, secret: Document) -> Document:
    return {**answers, "hidden": secret["hidden"]} if "hidden" in secret else answers


def merged_issue(issue: Document, secret: Document, held: dict[Any, list[str]]) -> Document:
    whole = {**issue}
    if "hidden" in secret:
        whole["answers"] = with_hidden(issue.get("answers", {}), secret)
    if "interests" in secret and "interest" not in issue.get("answers", {}):
        rows = {row_key(row): dict(row) for row in issue.get("interests", [])}
        for row in secret["interests"]:
            if has_place(row, held):
                rows.setdefault(row_key(row), {}).update(row)
        whole["interests"] = list(rows.values())
    return whole


def has_place(stance: Document, held: dict[Any, list[str]]) -> bool:
    """Whether the State of a stance still takes part, in the role that it speaks in."""
    roles = held.get(row_name(stance))
    return roles is not None and (not stance.get("role") or stance["role"] in roles)


def row_name(row: Document) -> tuple[Any, ...]:
    return tuple(row.get(key) for key in ROW[:3])


def row_key(row: Document) -> tuple[Any, ...]:
    return tuple(row.get(key) for key in ROW)
