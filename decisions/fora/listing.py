"""What does the catalogue show of each forum?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from decisions.house.forum_words import HISTORY, kind_label, status_label
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.fora import Forum
from decisions.subsidiarity.standings import standing_of

from .folding import fold

ABOUT = {
    "now": "Fora that meet, or may meet again",
    "forms": "Forms for two parties",
    "history": "For the record",
}
"""The three lists of the catalogue."""
ISSUES = 3
"""How many issues of the main field a row names."""


def groups(fora: Iterable[Forum], edition: Edition, state: str = "") -> list[dict[str, Any]]:
    """The fora in three lists: those that are there, forms for two parties, and history."""
    lists: dict[str, list[dict[str, Any]]] = {"now": [], "forms": [], "history": []}
    for forum in fora:
        place = "forms" if forum.is_template else "history" if past(forum) else "now"
        lists[place].append(row(forum, edition, state))
    return [{"key": key, "about": ABOUT[key], "rows": rows} for key, rows in lists.items() if rows]


def past(forum: Forum) -> bool:
    return forum.status in HISTORY


def row(forum: Forum, edition: Edition, state: str = "") -> dict[str, Any]:
    topics = edition.book.topics
    core = [topic.label for topic in topics if topic.key in forum.mandate_core]
    return {
        "forum": forum,
        "short": short(forum),
        "kind": kind_label(forum.kind),
        "status": status_label(forum.status),
        "members": members_words(forum),
        "issues": core[:ISSUES],
        "more": max(0, len(core) - ISSUES),
        "standing": standing_of(forum, state).label if state else "",
        "state": edition.states[state].name or state if state else "",
    }


def short(forum: Forum) -> str:
    """The short name, where the long one does not hold it already."""
    return "" if fold(forum.short_name) in fold(forum.name) else forum.short_name


def members_words(forum: Forum) -> str:
    """How many belong to it, in a cell."""
    if forum.is_template:
        return "Any two parties"
    if not forum.members:
        return "No States"
    if forum.membership_rule == "un_members":
        return f"All UN members ({len(forum.members)})"
    return f"{len(forum.members)}{' and perhaps others' if unsure_list(forum) else ''}"


def unsure_list(forum: Forum) -> bool:
    return forum.membership_confidence == "low"
