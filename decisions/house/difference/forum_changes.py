"""What differs in one forum's entry between two editions, as far as a case's needs go?"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.fora import Forum
from decisions.subsidiarity.forum_roles import mandate_for
from decisions.subsidiarity.standings import Seat, seat, standing_of

from .side import edition_name, inside, listed

MANDATES = {
    "core": "{} is in its main field",
    "wider": "{} is in its mandate beside its main field",
    "none": "{} is not in its mandate",
}
NAMED = 8
"""States that are named in one clause."""
SEATS: dict[Seat, tuple[str, str]] = {
    "yes": ("it seats {}", "it seats {}"),
    "no": ("{} has no seat there", "{} have no seat there"),
    "unknown": ("the seat of {} is in doubt", "the seats of {} are in doubt"),
}
"""For one State and for several."""
WORDS = {"status": "its status", "kind": "its kind", "binding": "its outcome", "scope": "its scope"}


def forum_changes(
    one: Forum | None,
    other: Forum | None,
    states: Collection[str],
    issues: Collection[str],
    editions: tuple[Edition, Edition],
) -> list[str]:
    """Each difference as a clause to follow `in edition 2`; empty where nothing bears."""
    if one is None and other is None:
        return []
    if one is None:
        return [f"it is in the catalogue and in {edition_name(editions[0])} it is not"]
    if other is None:
        return ["it is not in the catalogue"]
    seats = list(seat_changes(one, other, states, editions))
    return [
        *seats,
        *mandate_changes(one, other, issues, editions),
        *plain_changes(one, other),
        *([] if seats else size_changes(one, other)),
    ]


def seat_changes(
    one: Forum, other: Forum, states: Collection[str], editions: tuple[Edition, Edition]
) -> Iterator[str]:
    names = {**editions[0].states, **editions[1].states}
    moved: dict[Seat, list[str]] = {}
    for code in sorted(states):
        now = seat(standing_of(other, code))
        if now != seat(standing_of(one, code)):
            name = names[code].name if code in names else ""
            moved.setdefault(now, []).append(name or code)
    for now, some in moved.items():
        yield SEATS[now][len(some) > 1].format(first_of(sorted(some)))


def first_of(names: list[str]) -> str:
    """The names, of a long list the first."""
    more = len(names) - NAMED
    return listed([*names[:NAMED], f"{more} more"] if more > 0 else names)


def mandate_changes(
    one: Forum, other: Forum, issues: Collection[str], editions: tuple[Edition, Edition]
) -> Iterator[str]:
    topics = {**editions[0].book.topic_by_key, **editions[1].book.topic_by_key}
    for issue in sorted(issues):
        now = mandate_for(other, issue)
        if now != mandate_for(one, issue):
            label = inside(topics[issue].label) if issue in topics else issue
            yield MANDATES[now].format(label)


def plain_changes(one: Forum, other: Forum) -> Iterator[str]:
    if one.level is not other.level:
        yield f"its level is {inside(other.level.label)} instead of {inside(one.level.label)}"
    if one.depth is not other.depth:
        yield f"it can reach {inside(other.depth.label)} instead of {inside(one.depth.label)}"
    for key, what in WORDS.items():
        before, now = (getattr(forum, key).replace("_", " ") for forum in (one, other))
        if before != now:
            yield f"{what} is {now} instead of {before}"
    if one.instruments != other.instruments:
        yield f"its instruments are {listed(sorted(other.instruments)) or 'none'}"


def size_changes(one: Forum, other: Forum) -> Iterator[str]:
    """How many sit there: of two tables that fit, the smaller comes first."""
    if len(one.members) != len(other.members):
        yield f"it has {len(other.members)} members instead of {len(one.members)}"
