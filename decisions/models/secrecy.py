"""Which part of a case document is secret, and how are the two parts kept apart?

Secret are the assessed stances and every answer on hidden interests. `apart` and `merged` undo
each other. Where a colleague who may not know of the secret part has changed the shared one since,
`merged` leaves out what has lost its place there, and `set_aside` says what that is.
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
    """Without empty parts, which would tell that something was taken out."""
    stated = (
        {k: v for k, v in row.items() if k != "assessed"} for row in issue.get("interests", [])
    )
    parts = {
        "answers": without_hidden(issue.get("answers", {})),
        "interests": [row for row in stated if row.get("stated")],
    }
    rest = {key: value for key, value in issue.items() if key not in parts}
    return rest | {key: part for key, part in parts.items() if part}


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
    whole["issues"] = [
        merged_issue(issue, of[issue["issue"]], Place(shared, issue))
        if issue["issue"] in of
        else issue
        for issue in shared.get("issues", [])
    ]
    return whole


def with_hidden(answers: Document, secret: Document) -> Document:
    return {**answers, "hidden": secret["hidden"]} if "hidden" in secret else answers


def merged_issue(issue: Document, secret: Document, place: Place) -> Document:
    whole = {**issue}
    if "hidden" in secret:
        whole["answers"] = with_hidden(issue.get("answers", {}), secret)
    if found := [row for row in secret.get("interests", []) if place.holds(row)]:
        rows = {row_key(row): dict(row) for row in issue.get("interests", [])}
        for row in found:
            rows.setdefault(row_key(row), {}).update(row)
        whole["interests"] = list(rows.values())
    return whole


class Place:
    """Where assessed stances on one issue may stand: beside no direct word, with a State in it."""

    def __init__(self, shared: Document, issue: Document) -> None:
        answers = {**shared.get("answers", {}), **issue.get("answers", {})}
        self.direct = bool(answers.get("interest"))
        self.roles = {row_name(row): row.get("roles", []) for row in shared.get("states", [])}

    def holds(self, stance: Document) -> bool:
        """Whether the State still takes part, in the role that it speaks in or in any."""
        roles = self.roles.get(row_name(stance))
        if self.direct or roles is None:
            return False
        return not stance.get("role") or not roles or stance["role"] in roles


def set_aside(shared: Document, secret: Document) -> Document:
    """What of the secret part has no place in the shared one: whole issues, or some stances."""
    here = {issue["issue"]: issue for issue in shared.get("issues", [])}
    found: Document = {}
    for topic, kept in secret.get("issues", {}).items():
        if topic not in here:
            found[topic] = kept
            continue
        place = Place(shared, here[topic])
        if lost := [row for row in kept.get("interests", []) if not place.holds(row)]:
            found[topic] = {"interests": lost}
    return {"issues": found} if found else {}


def together(secret: Document, aside: Document) -> Document:
    """Both secret parts in one; where both speak of the same, the first holds."""
    issues = dict(secret.get("issues", {}))
    for topic, kept in aside.get("issues", {}).items():
        mine = issues.get(topic, {})
        both = (*kept.get("interests", []), *mine.get("interests", []))
        rows = {row_key(row): row for row in both}
        issues[topic] = {**kept, **mine, **({"interests": list(rows.values())} if rows else {})}
    return {**secret, "issues": issues} if issues else secret


def stances_in(secret: Document) -> int:
    """How many stances and answers on hidden interests there are on single issues."""
    return sum(
        len(kept.get("interests", [])) + ("hidden" in kept)
        for kept in secret.get("issues", {}).values()
    )


def row_name(row: Document) -> tuple[Any, ...]:
    return tuple(row.get(key) for key in ROW[:3])


def row_key(row: Document) -> tuple[Any, ...]:
    return tuple(row.get(key) for key in ROW)
