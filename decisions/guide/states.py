"""Which rows of States does a form post, and what do the rows become?"""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from decisions.house.document import Document, row_name, row_of
from decisions.house.state_names import CannotAdd, members
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import ROLES
from decisions.subsidiarity.wording import party_words

from .shown import was_shown


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


def without(rows: list[Document], key: str) -> list[Document]:
    return [row for row in rows if row_name(row) != key]


def as_rows(present: list[Document], edition: Edition) -> list[dict[str, Any]]:
    """What the table shows for each row."""
    return [
        {"key": key, "label": party_words(edition, key), "roles": row.get("roles", [])}
        for row in present
        for key in [row_name(row)]
    ]
