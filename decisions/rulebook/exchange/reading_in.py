"""What does a file say of the rule book, beside the edition that it is held against?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from decisions.house.difference.side import listed
from decisions.rulebook.draft.parts import Document, parts
from decisions.subsidiarity.wire import Refused, read_edition
from decisions.subsidiarity.wire.editions import KEYS
from decisions.subsidiarity.wire.reading import record, shown

from .limits import refuse_bad_keys, refuse_strange, refuse_too_much
from .needed import refuse_lacking
from .text_in import value_in

ONE = {"rules": "rule", "questions": "question", "issues": "issue"}
ITEM = re.compile(r"(?P<part>rules|questions|issues)\[(?P<number>\d+)\]\.")
WORDS = {
    "title": "the title",
    "questions": "the questions",
    "issues": "the issues",
    "rules": "the rules",
    "fora": "the fora",
    "states": "the States",
}


class ReadIn(NamedTuple):
    """A whole document, and which of its parts the file left out and the base gave."""

    document: Document
    left_out: tuple[str, ...]


def read_in(content: bytes, base: Mapping[str, Any], base_name: str) -> ReadIn:
    """The book in a TOML or JSON file. Raises Refused, with the place and what is allowed.

    Parts that the file leaves out are those of `base`, an edition's document.
    """
    given = value_in(content)
    if isinstance(given, dict) and "" in given:
        raise Refused('""', f"is an empty key; allowed: {', '.join(KEYS)}")
    record(given, "", (), KEYS)
    if not given:
        raise Refused("", f"holds nothing; allowed are {', '.join(KEYS)}")
    refuse_strange(given)
    left_out = tuple(key for key in KEYS if key not in given)
    document = {key: (given if key in given else base)[key] for key in KEYS}
    try:
        refuse_unreadable(document)
    except Refused as refused:
        about = named(refused, document)
        part = refused.place.partition("[")[0]
        if part in left_out:
            about += f" ({WORDS[part]} are those of {base_name})"
        raise Refused(refused.place, f"{refused.problem}{about}") from refused
    return ReadIn(document, left_out)


def named(refused: Refused, document: Document) -> str:
    """Which rule, question or issue it is: nobody counts to rules[37] by hand."""
    found = ITEM.match(refused.place)
    if not found or not isinstance(rows := document[found["part"]], list):
        return ""
    row = rows[int(found["number"])]
    key = row.get("key") if isinstance(row, dict) else None
    return f" ({ONE[found['part']]} {shown(key)})" if isinstance(key, str) else ""


def refuse_unreadable(document: Document) -> None:
    refuse_too_much(document)
    read_edition(document)
    refuse_bad_keys(document)
    refuse_lacking(document)
    for _ in parts(document):
        """Looks at every key."""


def words_of(left_out: tuple[str, ...]) -> str:
    """`the fora and the States`"""
    return listed(WORDS[key] for key in left_out)
