"""Can these rules be read among the questions and issues of a draft, whatever the others say?"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from decisions.models import DraftItem, Kind
from decisions.subsidiarity.wire import read_edition
from decisions.subsidiarity.wire.rules import read_rule, vocabulary

from .parts import Document, assembled


def read_rules_alone(left: Document, items: Sequence[DraftItem], keys: Collection[str]) -> None:
    """Raises Refused with the place inside the rule: `when.reach[0]`, `rationale`."""
    if not keys:
        return
    known = [item for item in items if item.kind in (Kind.QUESTION, Kind.ISSUE, Kind.TITLE)]
    book = read_edition({**assembled(left, known), "fora": []}).book
    words = vocabulary(book.questions, book.topics)
    for item in items:
        if item.kind == Kind.RULE and item.key in keys:
            read_rule(item.content, "", words)
