"""Which States does a form name, by whichever name the officer typed?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from django.http import QueryDict

from decisions.house.answers import ALL_STATES
from decisions.seeds import other_names
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import ROLES
from decisions.subsidiarity.wording import party_words

from .document import Document, row_name, row_of
from .shown import was_shown


class CannotAdd(ValueError):
    """A name that cannot be added; the message says why and what comes near."""


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


def resolve(typed: str, edition: Edition) -> list[str]:
    """Party keys of one name or of several, parted by semicolons, lines or commas.

    Raises CannotAdd.
    """
    known = spellings(edition)
    found = [key for part in re.split(r"[;\n]", typed) for key in named(part, known)]
    if not found:
        raise CannotAdd("Type the name of a State or of a group, or pick one from the list.")
    return found


def named(part: str, known: Mapping[str, tuple[str, str]]) -> list[str]:
    """One name, which may hold commas, or several between commas."""
    if part.strip().casefold() in known:
        return [known[part.strip().casefold()][1]]
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    for piece in pieces:
        if piece.casefold() not in known:
            raise CannotAdd(not_found(piece, known))
    return [known[piece.casefold()][1] for piece in pieces]


def spellings(edition: Edition) -> dict[str, tuple[str, str]]:
    """Every spelling that is understood, folded -> (as it is written, party key)."""
    written = {code: code for code in edition.states}
    written |= {name: code for name, code in other_names().items() if code in edition.states}
    for forum in edition.fora:
        if forum.members:
            written |= dict.fromkeys((forum.short_name, forum.name), f"members_of:{forum.id}")
    written |= names(edition)
    return {name.casefold(): (name, key) for name, key in written.items()}


def not_found(part: str, known: Mapping[str, tuple[str, str]]) -> str:
    folded = part.casefold()
    near = [name for name in known if len(folded) > 2 and folded in name]
    near = near or get_close_matches(folded, known, n=3, cutoff=0.7)
    hint = " or ".join(known[name][0] for name in near[:3])
    return f"No State or group is called “{part[:80]}”." + (
        f" Did you mean {hint}?" if hint else ""
    )


def posted_rows(data: QueryDict, present: list[Document]) -> list[Document]:
    """The rows with the roles now ticked; a row that the page sent did not have stays."""
    return [posted_row(data, row) for row in present]


def posted_row(data: QueryDict, row: Document) -> Document:
    name = f"roles {row_name(row)}"
    if not was_shown(data, name):
        return row
    return {**row, "roles": [role for role in ROLES if role in data.getlist(name)]}


def added(
    rows: list[Document], keys: list[str], roles: list[str], edition: Edition
) -> list[Document]:
    """The rows with new ones at the end. Adding what is there already changes nothing.

    A group gives way once all its members have rows of their own; added after them it is refused.
    """
    here = {row_name(row) for row in rows}
    new = [key for key in dict.fromkeys(keys) if key not in here]
    singly = {key for key in (*here, *new) if key in edition.states}
    for key in new:
        if members(key, edition) <= singly - {key}:
            raise CannotAdd(f"All of {party_words(edition, key)} have rows of their own already.")
    kept = [row for row in rows if not members(row_name(row), edition) <= singly - {row_name(row)}]
    return [*kept, *({**row_of(key), "roles": roles} for key in new)]


def members(key: str, edition: Edition) -> set[str]:
    """The States that a row may stand for."""
    if key == "all_states":
        return {code for code, state in edition.states.items() if state.un_member}
    return set(members_singly(key, edition))


def members_singly(key: str, edition: Edition) -> list[str]:
    """The codes of a group's members, for a row each."""
    bloc = key.partition(":")[2]
    return next((sorted(forum.members) for forum in edition.fora if forum.id == bloc), [key])


def without(rows: list[Document], key: str) -> list[Document]:
    return [row for row in rows if row_name(row) != key]


def as_rows(present: list[Document], edition: Edition) -> list[dict[str, Any]]:
    """What the table shows for each row."""
    return [
        {"key": key, "label": party_words(edition, key), "roles": row.get("roles", [])}
        for row in present
        for key in [row_name(row)]
    ]
