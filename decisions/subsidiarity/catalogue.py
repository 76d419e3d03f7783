"""Is anything in the catalogue of fora wrong, doubtful or out of date?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from .checks.verdict import Check, Item, Severity, listed
from .facts import State
from .fora import Forum, Relation
from .ladder import Level

STALE_AFTER = 5
"""Years after which facts on a living forum are doubted: an assumption of ours."""
OVER = ("ended", "succeeded")
ANSWERS = {
    "has_part": "part_of", "part_of": "has_part", "successor": "predecessor",
    "predecessor": "successor", "coordinates": "coordinator", "coordinator": "coordinates",
    "counterpart": "counterpart", "secretariat": "serves",
}  # fmt: skip
"""How the other side of a relation puts it. A body serves some fora without being their
secretariat, and who is merely related may say so alone."""
FAIL, WARN, PASS = Severity


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What is checked, and what it is held against."""

    fora: Sequence[Forum]
    states: Mapping[str, State]
    known_counts: Mapping[str, int]
    """Forum -> how many States are members, from a source outside the catalogue."""
    year: int


def freshness(forum: Forum, year: int) -> tuple[str, ...]:
    """Why the facts on a forum should be looked up again, as sentences; empty if they need not."""
    age, reasons = stale_age(forum, year), []
    if age:
        reasons.append(f"Facts as of {forum.as_of}, {age} years old.")
    if forum.membership_confidence == "low":
        reasons.append("The list of members is from memory or derived.")
    return tuple(reasons)


def stale_age(forum: Forum, year: int) -> int | None:
    """How many years old its facts are, if they are too old and can still change."""
    if forum.as_of is None or forum.status in OVER or forum.is_template:
        return None
    age = year - forum.as_of
    return age if age > STALE_AFTER else None


def check_catalogue(
    fora: Sequence[Forum], states: Mapping[str, State], known_counts: Mapping[str, int], year: int
) -> tuple[Check, ...]:
    """Every check, the gravest first. Whatever contradicts itself was refused when it was read."""
    catalogue = Catalogue(fora, states, known_counts, year)
    found = [(row, tuple(row[3](catalogue))) for row in CHECKS]
    checks = [
        Check(key, severity if items else PASS, title, items)
        for (key, severity, title, _), items in found
    ]
    return tuple(sorted(checks, key=lambda check: tuple(Severity).index(check.severity)))


def about(forum: Forum, says: str) -> Item:
    return Item(f"{forum.name} ({forum.id}): {says}", fora=(forum.id,))


def miscounted(catalogue: Catalogue) -> Iterable[Item]:
    for forum in catalogue.fora:
        known = catalogue.known_counts.get(forum.id, len(forum.members))
        if len(forum.members) != known:
            yield about(forum, f"{len(forum.members)} members are listed, {known} are known.")


def stale(catalogue: Catalogue) -> Iterable[Item]:
    aged = [(stale_age(forum, catalogue.year), forum) for forum in catalogue.fora]
    for age, forum in sorted(aged, key=lambda pair: -(pair[0] or 0)):
        if age:
            yield about(forum, f"facts as of {forum.as_of}, {age} years old.")


def undated(catalogue: Catalogue) -> Iterable[Item]:
    for forum in catalogue.fora:
        if forum.as_of is None:
            yield about(forum, "the year of its facts is not given.")
        elif forum.as_of > catalogue.year:
            yield about(forum, f"facts as of {forum.as_of}, which is still to come.")


def from_memory(catalogue: Catalogue) -> Iterable[Item]:
    for forum in catalogue.fora:
        if forum.status == "active" and forum.membership_confidence == "low":
            yield about(forum, "its list of members is from memory or derived.")


def memberless(catalogue: Catalogue) -> Iterable[Item]:
    for forum in catalogue.fora:
        if forum.membership_rule == "listed" and not forum.members:
            yield about(forum, "its members are said to be listed, and none is.")


def without_successor(catalogue: Catalogue) -> Iterable[Item]:
    for forum in catalogue.fora:
        if forum.status == "succeeded" and "successor" not in {r.type for r in forum.relations}:
            yield about(forum, "succeeded, and no successor is named.")


def unanswered(catalogue: Catalogue) -> Iterable[Item]:
    known = {forum.id: forum for forum in catalogue.fora}
    for forum in catalogue.fora:
        for relation in forum.relations:
            answer = ANSWERS.get(relation.type)
            if answer and Relation(answer, forum.id) not in known[relation.id].relations:
                says = f"names {relation.id} as {relation.type}, which does not name it as"
                yield about(forum, f"{says} {answer}.")


def last_years(catalogue: Catalogue) -> Iterable[Item]:
    for forum in catalogue.fora:
        if forum.status in OVER and forum.active_to is None:
            yield about(forum, f"{forum.status}, and the year of its end is not given.")
        elif forum.status == "active" and forum.active_to is not None:
            yield about(forum, f"active, although it is said to have ended in {forum.active_to}.")


def doubtful(catalogue: Catalogue) -> Iterable[Item]:
    for forum in catalogue.fora:
        if forum.status == "uncertain" and "last_evidence" not in (forum.facts or {}):
            yield about(forum, "in doubt, and no later sign of life is noted.")


def by_status(catalogue: Catalogue) -> Iterable[Item]:
    return tally(catalogue.fora, lambda forum: forum.status)


def by_confidence(catalogue: Catalogue) -> Iterable[Item]:
    return tally(catalogue.fora, lambda forum: forum.membership_confidence)


def tally(fora: Iterable[Forum], word: Callable[[Forum], str]) -> Iterable[Item]:
    """How many fora have each word, the most frequent first."""
    groups: dict[str, list[str]] = {}
    for forum in fora:
        groups.setdefault(word(forum), []).append(forum.id)
    for name, ids in sorted(groups.items(), key=lambda group: (-len(group[1]), group[0])):
        yield Item(f"{name}: {len(ids)}", fora=tuple(ids))


def tableless(catalogue: Catalogue) -> Iterable[Item]:
    """UN members that no working forum between a pair and the world seats."""
    tables = [
        forum.members - forum.unsure
        for forum in catalogue.fora
        if forum.status == "active" and Level.BILATERAL < forum.level < Level.GLOBAL
    ]
    seated: Collection[str] = frozenset().union(*tables)
    missing = [s for s in catalogue.states.values() if s.un_member and s.code not in seated]
    if missing:
        yield Item(listed(state.name or state.code for state in missing) + ".")


CHECKS: tuple[tuple[str, Severity, str, Callable[[Catalogue], Iterable[Item]]], ...] = (
    ("known_count", FAIL, "Fora whose members are not as many as is known", miscounted),
    ("stale", WARN, f"Fora with facts more than {STALE_AFTER} years old", stale),
    ("undated", WARN, "Fora with facts of no year, or of one to come", undated),
    ("from_memory", WARN, "Active fora with an uncertain list of members", from_memory),
    ("memberless", WARN, "Lists of members that are empty", memberless),
    ("no_successor", WARN, "Fora that were succeeded by none", without_successor),
    ("unanswered", WARN, "Relations that the other forum does not know of", unanswered),
    ("last_year", WARN, "Fora whose status and last year do not agree", last_years),
    ("doubtful", WARN, "Fora in doubt without a later sign of life", doubtful),
    ("status", PASS, "Fora by status", by_status),
    ("confidence", PASS, "Fora by how sure their list of members is", by_confidence),
    ("tableless", PASS, "UN members without a seat between a pair and the world", tableless),
)
