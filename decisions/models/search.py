"""How are saved recommendations found among very many, on SQLite (FTS5) and on PostgreSQL?

Each has one entry: the words that people may search for and, as tokens that begin with `_`, who
may read it and what it may be filtered by. So one index answers who, what and which words at once.
Tokens never contain anything but letters, digits and `_`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from django.db import connection, models

from .recommendation import SavedRecommendation

WORD = re.compile(r"[^\W_\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3]+")
"""Letters and digits, less the few that SQLite's tokenizer takes for marks."""
LONGEST = 60
"""Letters of a word that count."""


class SearchEntry(models.Model):
    """The tokens of one saved recommendation, parted by blanks.

    On SQLite triggers carry them into an FTS5 table, on PostgreSQL into a generated column
    (`search_sql.py`).
    """

    recommendation = models.OneToOneField(
        SavedRecommendation, primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.TextField()

    def __str__(self) -> str:
        return str(self.recommendation_id)


def folded(text: str) -> list[str]:
    """The words of a text, without accents and case."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in plain if not unicodedata.category(char).startswith("M"))
    return [word[:LONGEST] for word in WORD.findall(bare)]


def token(kind: str, value: object) -> str:
    """A filter's token: `_level_regional`."""
    return f"_{kind}_{'_'.join(folded(str(value)))}"


@dataclass(frozen=True, slots=True)
class Has:
    """The entry has this token or, where `begins`, one that begins so."""

    token: str
    begins: bool = False


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple[Sought, ...]


@dataclass(frozen=True, slots=True)
class Some:
    parts: tuple[Sought, ...]


@dataclass(frozen=True, slots=True)
class Without:
    sought: Sought
    unwanted: Sought


Sought: TypeAlias = Has | All | Some | Without


Asked: TypeAlias = tuple[str, list[str | int]]
"""A statement and what is put in place of its signs."""


def find(sought: Sought, limit: int, older_than: int = 0, newer_than: int = 0) -> list[int]:
    """Keys of recommendations, the latest first: at most `limit` on one side of a key."""
    found = rows(on_one_side(sought, limit, older_than, newer_than))
    return sorted((key for (key,) in found), reverse=True)


def count(sought: Sought, at_most: int) -> int:
    """How many there are; no further than `at_most`."""
    ((number,),) = rows(counted(sought, at_most))
    return number


def find_and_count(
    sought: Sought, limit: int, at_most: int, older_than: int = 0, newer_than: int = 0
) -> tuple[list[int], int]:
    """Both in one statement."""
    number, asked = counted(sought, at_most)
    some, asked_too = on_one_side(sought, limit, older_than, newer_than)
    both = (
        f"SELECT 0, counted.* FROM ({number}) AS counted"  # noqa: S608
        f" UNION ALL SELECT 1, found.* FROM ({some}) AS found"
    )
    found = rows((both, [*asked, *asked_too]))
    keys = sorted((value for part, value in found if part), reverse=True)
    return keys, next(value for part, value in found if not part)


def on_one_side(sought: Sought, limit: int, older_than: int, newer_than: int) -> Asked:
    order, edge, key = ("ASC", ">", newer_than) if newer_than else ("DESC", "<", older_than)
    beyond = f" AND {key_column()} {edge} %s" if key else ""
    asked: list[str | int] = [written(sought), *([key] if key else []), limit]
    return f"{matching()}{beyond} ORDER BY {key_column()} {order} LIMIT %s", asked


def counted(sought: Sought, at_most: int) -> Asked:
    return f"SELECT count(*) FROM ({matching()} LIMIT %s) AS matching", [written(sought), at_most]  # noqa: S608


def rows(asked: Asked) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(*asked)
        found: list[tuple[int, ...]] = cursor.fetchall()
    return found


def matching() -> str:
    if connection.vendor == "sqlite":
        return "SELECT rowid FROM decisions_search WHERE decisions_search MATCH %s"
    return "SELECT recommendation_id FROM decisions_searchentry WHERE found @@ %s::tsquery"


def key_column() -> str:
    return "rowid" if connection.vendor == "sqlite" else "recommendation_id"


def written(sought: Sought) -> str:
    """In the language of the database's own full-text search."""
    return fts5(sought) if connection.vendor == "sqlite" else tsquery(sought)


def fts5(sought: Sought) -> str:
    match sought:
        case Has(token=token, begins=begins):
            return f'"{checked(token)}"' + ("*" if begins else "")
        case All(parts=parts):
            return joined(" AND ", (fts5(part) for part in parts))
        case Some(parts=parts):
            return joined(" OR ", (fts5(part) for part in parts))
        case Without(sought=wanted, unwanted=unwanted):
            return f"({fts5(wanted)} NOT {fts5(unwanted)})"


def tsquery(sought: Sought) -> str:
    match sought:
        case Has(token=token, begins=begins):
            return f"'{checked(token)}'" + (":*" if begins else "")
        case All(parts=parts):
            return joined(" & ", (tsquery(part) for part in parts))
        case Some(parts=parts):
            return joined(" | ", (tsquery(part) for part in parts))
        case Without(sought=wanted, unwanted=unwanted):
            return f"({tsquery(wanted)} & !{tsquery(unwanted)})"


def joined(by: str, parts: Iterable[str]) -> str:
    return f"({by.join(parts)})"


def checked(token: str) -> str:
    """Tokens are made by `folded` and `token` alone; anything else would be an error of ours."""
    if not re.fullmatch(r"\w+", token):
        raise ValueError(f"not a token: {token!r}")
    return token
