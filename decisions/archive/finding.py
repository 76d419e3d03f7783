"""What is sought for a reader, and which page of it do they see?

The search finds keys only. Rows are loaded by what the reader may read (`listing.py`), so that an
entry that says too much could never show a record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from decisions.models.indexing import EVERYTHING, PUT_AWAY
from decisions.models.people import REVIEWER, roles_of, teams_of
from decisions.models.recommendation import readable_recommendations
from decisions.models.search import (
    All,
    Has,
    Some,
    Sought,
    Without,
    find_and_count,
    folded,
    token,
)

Wanted = Mapping[str, Any]
"""The cleaned data of the archive's form."""
PAGE = 50
COUNTED = 1_000
"""No more than so many are counted."""
PLAIN = ("issue", "state", "status", "edition", "tag")
"""Filters that say the same to everybody who may read the record."""
OF_THE_OUTCOME = ("level", "forum")
"""Filters that speak of the outcome: of the full one for those who see it, else the shared one."""


@dataclass(frozen=True, slots=True)
class Found:
    """One page of keys, the latest first, and what lies beside it."""

    keys: list[int]
    count: int
    """Up to COUNTED and one more."""
    older: bool
    newer: bool


def sought(user: User, wanted: Wanted) -> Sought:
    """Every word as the beginning of one, every filter, and only what the user may read."""
    parts = [Has(word, begins=True) for word in dict.fromkeys(folded(wanted.get("q", "")))]
    parts += [Has(token(kind, wanted[kind])) for kind in PLAIN if wanted.get(kind)]
    asked: list[Sought] = [*parts, readable(user, wanted)]
    if wanted.get("whose"):
        asked.append(of_whom(user, wanted["whose"]))
    match wanted.get("away"):
        case "only":
            return All((*asked, Has(PUT_AWAY)))
        case "also":
            return All(tuple(asked))
    return Without(All(tuple(asked)), Has(PUT_AWAY))


def readable(user: User, wanted: Wanted) -> Sought:
    """What the user sees whole by its full outcome, the rest by its shared one."""
    whole, rest = Has(token("whole", user.pk)), read_by(user)
    told = [(kind, wanted[kind]) for kind in OF_THE_OUTCOME if wanted.get(kind)]
    if not told:
        return rest if rest == Has(EVERYTHING) else Some((whole, rest))
    in_full = All((whole, *(Has(token(f"whole_{kind}", key)) for kind, key in told)))
    as_shared = All((rest, *(Has(token(kind, key)) for kind, key in told)))
    return Some((in_full, Without(as_shared, whole)))


def read_by(user: User) -> Sought:
    """What the user may read, whole or not, apart from `_whole_`."""
    return Has(EVERYTHING) if REVIEWER in roles_of(user) else shared_with(user)


def shared_with(user: User) -> Some:
    teams = (Has(token("team", team)) for team in sorted(teams_of(user)))
    return Some((Has(token("reader", user.pk)), *teams))


def of_whom(user: User, whose: str) -> Sought:
    mine = Has(token("owner", user.pk))
    if whose == "mine":
        return mine
    return Without(Some((Has(token("whole", user.pk)), shared_with(user))), mine)


def page_of(user: User, wanted: Wanted, before: str = "", after: str = "") -> Found:
    """The page beyond a record; the first where the record is not known to the user."""
    asked = sought(user, wanted)
    older_than = key_of(user, before)
    newer_than = 0 if older_than else key_of(user, after)
    found = beside(asked, older_than, newer_than)
    if (newer_than and len(found.keys) < PAGE) or (older_than and not found.keys):
        return beside(asked, 0, 0)
    return found


def beside(asked: Sought, older_than: int, newer_than: int) -> Found:
    """One more than a page tells whether there is another."""
    keys, count = find_and_count(asked, PAGE + 1, COUNTED + 1, older_than, newer_than)
    more = len(keys) > PAGE
    if newer_than:
        return Found(keys[-PAGE:], count, older=True, newer=more)
    return Found(keys[:PAGE], count, older=more, newer=bool(older_than))


def key_of(user: User, code: str) -> int:
    """The key of a record that the user may read; 0 where there is none."""
    if not code.isalnum():
        return 0
    readable = readable_recommendations(user).filter(code=code)
    return readable.values_list("pk", flat=True).first() or 0
