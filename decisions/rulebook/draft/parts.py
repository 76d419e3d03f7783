"""Which items does an edition's document fall into, and how do they make up a document again?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from decisions.models import DraftItem, Kind
from decisions.subsidiarity.wire import Refused

Document = dict[str, Any]

KEYED_BY = {Kind.RULE: "key", Kind.QUESTION: "key", Kind.ISSUE: "key", Kind.FORUM: "id"}
"""The kinds of which there are several, and the name of their key."""
TITLE_KEY = "title"
SPACE = 1024.0
"""How far apart items are placed, so that others find room between them."""
KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}\Z")
"""What may stand in an address."""


class Part(NamedTuple):
    """One item as it stands in a document."""

    kind: Kind
    key: str
    content: Any
    place: float


def parts(document: Document) -> Iterator[Part]:
    """The items of a document in their order. Raises Refused for a key that no address can hold."""
    for kind, name in KEYED_BY.items():
        for number, content in enumerate(document[kind.value]):
            key = content[name]
            if not KEY.match(key):
                raise Refused(
                    f"{kind.value}[{number}].{name}",
                    "is no key: up to 80 letters, digits, hyphens and underscores",
                )
            yield Part(kind, key, content, SPACE * (number + 1))
    yield Part(Kind.TITLE, TITLE_KEY, document["title"], SPACE)


def rest(document: Document) -> Document:
    """What of a document no item holds."""
    kinds = {kind.value for kind in Kind}
    return {key: value for key, value in document.items() if key not in kinds}


def assembled(left: Document, items: Iterable[DraftItem]) -> Document:
    """The document that these items make up, with what no item holds."""
    document: Document = {kind.value: [] for kind in KEYED_BY} | left
    standing = (item for item in items if not item.gone)
    for item in sorted(standing, key=lambda item: (item.place, item.key)):
        if item.kind == Kind.TITLE:
            document[TITLE_KEY] = item.content
        else:
            document[item.kind].append(item.content)
    return document
