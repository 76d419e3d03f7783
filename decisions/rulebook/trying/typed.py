"""How are the States of a case typed, one a line, and how does a case fill the form again?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from decisions.house.answers import row_label
from decisions.house.asking import shown
from decisions.house.document import row_of
from decisions.house.state_names import CannotAdd, resolve
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import ROLES

ROLE_WORDS = re.compile(r"\s*(?:,|;|\band\b)\s*")
SHOWN = 40
"""Letters of what is not understood that are repeated."""
QUESTION = "q-"
"""Before the key of a question in the name of its field."""


def rows_of(text: str, edition: Edition) -> list[dict[str, Any]]:
    """`Germany: receiving` and `MA, TN: sending, transit`, one a line, as rows of a case.

    Raises CannotAdd, with the line.
    """
    found: list[dict[str, Any]] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                found += rows_of_line(line.strip(), edition)
            except CannotAdd as error:
                raise CannotAdd(f"Line {number}: {error}") from error
    return found


def rows_of_line(line: str, edition: Edition) -> Iterator[dict[str, Any]]:
    """What a group is called may hold a colon itself, so the whole line is tried first."""
    name, colon, after = line.rpartition(":")
    try:
        keys, roles = resolve(line, edition), list[str]()
    except CannotAdd:
        if not colon:
            raise
        keys = resolve(name, edition)
        roles = roles_of_line(after)
    for key in keys:
        yield {**row_of(key), "roles": roles}


def roles_of_line(text: str) -> list[str]:
    words = {word.casefold() for word in ROLE_WORDS.split(text.strip()) if word}
    for word in sorted(words - set(ROLES)):
        raise CannotAdd(f"“{word[:SHOWN]}” is not a role. Allowed are {', '.join(ROLES)}.")
    return [role for role in ROLES if role in words]


def lines_of(rows: list[dict[str, Any]], edition: Edition) -> str:
    """Rows of a case as they are typed."""
    return "\n".join(line_of(row, edition) for row in rows)


def line_of(row: Mapping[str, Any], edition: Edition) -> str:
    roles = ", ".join(row.get("roles", ()))
    return f"{row_label(row, edition)}{': ' if roles else ''}{roles}"


def form_of(document: Mapping[str, Any], edition: Edition) -> dict[str, Any] | None:
    """What a case says, as the form takes it; None where it says more than the form holds.

    Answers and stances of single issues have no place there.
    """
    lead, *others = document["issues"]
    if any(issue.get("answers") or issue.get("interests") for issue in document["issues"]):
        return None
    asked = edition.book.question_by_key
    return {
        "states": lines_of(document["states"], edition),
        "lead": lead["issue"],
        "also": [issue["issue"] for issue in others],
        **{
            QUESTION + key: shown(asked[key], answer)
            for key, answer in document.get("answers", {}).items()
        },
    }
