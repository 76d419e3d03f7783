"""How is a forum related to others, seen from both ends?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from decisions.house.forum_words import OPPOSITES, RELATIONS, spelled
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.fora import Forum


def related(forum: Forum, edition: Edition) -> list[tuple[str, list[Forum]]]:
    """What stands before the names, with the other fora; also where only they tell of it."""
    by_id = {each.id: each for each in edition.fora}
    told = dict.fromkeys([*own(forum), *pointing_here(forum, edition.fora)])
    found: dict[str, list[Forum]] = {}
    for kind, other in told:
        if other in by_id:
            found.setdefault(RELATIONS.get(kind, spelled(kind)), []).append(by_id[other])
    order = list(RELATIONS.values())
    return sorted(found.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else 99)


def own(forum: Forum) -> Iterator[tuple[str, str]]:
    return ((relation.type, relation.id) for relation in forum.relations)


def pointing_here(forum: Forum, fora: Iterable[Forum]) -> Iterator[tuple[str, str]]:
    for other in fora:
        for relation in other.relations:
            if relation.id == forum.id:
                yield OPPOSITES.get(relation.type, relation.type), other.id
