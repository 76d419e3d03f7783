"""Which fora does a reader look for, and in which order are they listed?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from decisions.subsidiarity.fora import Forum
from decisions.subsidiarity.standings import seat, standing_of

from .folding import fold

Wanted = Mapping[str, Any]
"""The cleaned data of the catalogue's form."""


def found(fora: Iterable[Forum], wanted: Wanted) -> list[Forum]:
    """The fora that meet every wish, in the order asked for."""
    asked = [(test, wanted[name]) for name, test in TESTS.items() if wanted.get(name)]
    meeting = [forum for forum in fora if all(test(forum, value, wanted) for test, value in asked)]
    return sorted(meeting, key=lambda forum: place(forum, wanted))


def place(forum: Forum, wanted: Wanted) -> tuple[Any, ...]:
    by_name = (forum.name.casefold(), forum.id)
    match wanted.get("sort"):
        case "few":
            return (not forum.members, len(forum.members), *by_name)
        case "many":
            return (-len(forum.members), *by_name)
        case "level":
            return (-forum.level, *by_name)
    return (nearness(forum, wanted.get("q", "")), *by_name)


def nearness(forum: Forum, typed: str) -> int:
    """How well a name answers what was typed: as a whole, as words of the name, or elsewhere."""
    query = fold(typed).strip()
    called = [fold(name) for name in (forum.short_name, forum.name, *forum.aliases)]
    if not query or query in called:
        return 0
    return 1 if any(holds(name, query) for name in called) else 2


def holds(text: str, query: str) -> bool:
    return all(word in text for word in query.split())


def named(forum: Forum, typed: str, _: Wanted) -> bool:
    secretariat = str((forum.facts or {}).get("secretariat", ""))
    whole = " ".join((forum.name, forum.short_name, *forum.aliases, secretariat))
    return holds(fold(whole), fold(typed))


def deals_with(forum: Forum, issue: str, wanted: Wanted) -> bool:
    return issue in (forum.mandate_core if wanted.get("grip") == "core" else forum.mandate)


def seats(forum: Forum, code: str, wanted: Wanted) -> bool:
    """Whether a State has a seat or, unless only certain ones are asked for, may have one.

    A form for two parties seats whoever uses it, which is no news.
    """
    answer = seat(standing_of(forum, code))
    return not forum.is_template and (
        answer == "yes" or (answer == "unknown" and wanted.get("seat") != "yes")
    )


TESTS: dict[str, Callable[[Forum, Any, Wanted], bool]] = {
    "q": named,
    "issue": deals_with,
    "state": seats,
    "level": lambda forum, key, _: forum.level.key == key,
    "kind": lambda forum, key, _: forum.kind == key,
    "status": lambda forum, key, _: forum.status == key,
    "tool": lambda forum, key, _: key in forum.instruments,
    "paper": lambda forum, answer, _: bool(forum.named_in_paper) == (answer == "yes"),
}
