"""Which States does a form name, by whichever name the officer typed?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import ROLES

from .document import Document, row_name, row_of

ALL_STATES = "All States"


class NotFound(ValueError):
    """A name that no State or group bears; the message names it and what comes near."""


def names(edition: Edition) -> dict[str, str]:
    """Everything that can be added, name -> party key: States, groups, all States."""
    groups = {
        f"All members: {forum.name}": f"members_of:{forum.id}"
        for forum in edition.fora
        if forum.members and forum.status == "active" and forum.membership_rule == "listed"
    }
    states = {state.name or code: code for code, state in edition.states.items()}
    return {
        ALL_STATES: "all_states",
        **dict(sorted(states.items())),
        **dict(sorted(groups.items())),
    }


def label_of(key: str, edition: Edition) -> str:
    """What a party key is called on a page."""
    if key in edition.states:
        return edition.states[key].name or key
    if key == "all_states":
        return ALL_STATES
    bloc = key.partition(":")[2]
    return next(f"Members of {forum.short_name}" for forum in edition.fora if forum.id == bloc)


def resolve(typed: str, edition: Edition) -> list[str]:
    """Party keys of one name or of several, parted by semicolons, commas or lines."""
    known = {name.casefold(): key for name, key in names(edition).items()}
    known |= {code.casefold(): code for code in edition.states}
    known |= {
        forum.short_name.casefold(): f"members_of:{forum.id}"
        for forum in edition.fora
        if forum.members
    }
    if typed.strip().casefold() in known:
        return [known[typed.strip().casefold()]]
    found = []
    for part in filter(None, (piece.strip() for piece in re.split(r"[;,\n]", typed))):
        if part.casefold() not in known:
            raise NotFound(not_found(part, known))
        found.append(known[part.casefold()])
    if not found:
        raise NotFound("Type the name of a State or of a group, or pick one from the list.")
    return found


def not_found(part: str, known: Mapping[str, str]) -> str:
    near = [name for name in known if part.casefold() in name][:3]
    hint = f" Did you mean {' or '.join(name.title() for name in near)}?" if near else ""
    return f"No State or group is called “{part[:80]}”.{hint}"


def posted_rows(data: QueryDict, present: list[Document]) -> list[Document]:
    """The rows on the page with the roles now ticked."""
    return [
        {
            **row_of(row_name(row)),
            "roles": [role for role in ROLES if role in data.getlist(f"roles {row_name(row)}")],
        }
        for row in present
    ]


def added(rows: list[Document], keys: list[str], roles: list[str]) -> list[Document]:
    """The rows with new ones at the end. Adding what is there already changes nothing."""
    here = {row_name(row) for row in rows}
    new = [key for key in dict.fromkeys(keys) if key not in here]
    return [*rows, *({**row_of(key), "roles": roles} for key in new)]


def members_singly(key: str, edition: Edition) -> list[str]:
    """The codes of a group's members, for a row each."""
    bloc = key.partition(":")[2]
    return next((sorted(forum.members) for forum in edition.fora if forum.id == bloc), [key])


def without(rows: list[Document], key: str) -> list[Document]:
    return [row for row in rows if row_name(row) != key]


def as_rows(document: Document, edition: Edition) -> list[dict[str, Any]]:
    """What the table shows for each row."""
    return [
        {"key": key, "label": label_of(key, edition), "roles": row.get("roles", [])}
        for row in document["states"]
        for key in [row_name(row)]
    ]
