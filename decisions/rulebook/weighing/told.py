"""What does a saved case document tell an edition, fact by fact and issue by issue?

As the core reads it, but without validation: it was valid when it was saved. What the edition has
no place for is refused, save answers: those are left out and counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from decisions.subsidiarity.facts import Case, Issue, derived, mapped, party_roles
from decisions.subsidiarity.interests import Interest
from decisions.subsidiarity.wire.cases import read_parties

from .masks import Entry, Masks, Stir, keep

Document = Mapping[str, Any]
Known = dict[str, Entry]


class Seated(NamedTuple):
    """What follows from the rows of the States: facts, and the rows for the interest map."""

    known: Known
    rows: tuple[tuple[str, frozenset[str]], ...]


class Told(NamedTuple):
    """(issue, what its facts stir) in order, the lead first; how many answers had no place."""

    issues: list[tuple[str, Stir]]
    lost: int


def told(document: Document, masks: Masks) -> Told:
    """Raises Refused or KeyError where a State, forum or issue has no place in the edition."""
    answers, lost = read_answers(document.get("answers") or {}, masks)
    seated = seats(document["states"], masks)
    known = {key: entry for key, entry in answers.items() if entry is not None} | seated.known
    issues = document["issues"]
    differing = differing_facts(issues, masks)
    shared = masks.stir(known, without(masks.of_cases, differing), masks.start)
    found = []
    for issue in issues:
        mine, gone = about(issue, differing, known, seated, masks)
        lost += gone
        found.append((issue["issue"], masks.stir(mine, differing, shared)))
    if not found:
        raise KeyError("issues")
    return Told(found, lost)


def differing_facts(issues: Iterable[Document], masks: Masks) -> Known:
    """The facts that may differ from issue to issue, each as it is while unknown."""
    own = {key for issue in issues for key in issue.get("answers", ())} & masks.of_cases.keys()
    return masks.of_issues | {key: masks.of_cases[key] for key in own} if own else masks.of_issues


def without(facts: Known, others: Known) -> Known:
    if facts.keys().isdisjoint(others):
        return facts
    return {fact: entry for fact, entry in facts.items() if fact not in others}


def read_answers(answers: Document, masks: Masks) -> tuple[dict[str, Entry | None], int]:
    """None where it is open. An answer without a place leaves its question open."""
    found: dict[str, Entry | None] = {}
    lost = 0
    for key, answer in answers.items():
        options = masks.answers.get(key)
        if options is None:
            lost += 1
        elif answer is None:
            found[key] = None
        else:
            given = answer if isinstance(answer, str) else frozenset(answer)
            found[key] = options.get(given)
            lost += found[key] is None
    return found, lost


def about(
    issue: Document, differing: Known, known: Known, seated: Seated, masks: Masks
) -> tuple[Known, int]:
    """What is known of the differing facts of one issue; how many of its answers had no place."""
    mine, lost = {fact: known[fact] for fact in differing if fact in known}, 0
    if own := issue.get("answers"):
        answers, lost = read_answers(own, masks)
        overlay(mine, answers, seated)
    mine["issue"] = masks.topics[issue["issue"]]
    if interests := issue.get("interests"):
        mine |= from_map(interests, seated, mine, masks)
    return mine, lost


def overlay(mine: Known, answers: dict[str, Entry | None], seated: Seated) -> None:
    """The issue's own answers take the place of the case's; never of what follows from States."""
    for key, entry in answers.items():
        if entry is None:
            mine.pop(key, None)
        elif key not in seated.known:
            mine[key] = entry


def from_map(interests: Iterable[Document], seated: Seated, known: Known, masks: Masks) -> Known:
    """What the interest map says; an officer who knows of hidden interests is not refuted."""
    stances = tuple(
        (row_key(row), row.get("stated"), row.get("assessed"), row.get("role")) for row in interests
    )
    key = (stances, seated.rows)
    found: Known | None = masks.mapped.get(key)
    if found is None:
        found = keep(masks.mapped, key, map_entries(stances, seated, masks))
    if "hidden" in found and known.get("hidden") is masks.hidden:
        return {fact: entry for fact, entry in found.items() if fact != "hidden"}
    return found


def map_entries(stances: Iterable[Any], seated: Seated, masks: Masks) -> Known:
    interests = tuple(Interest(*each) for each in stances)
    values = mapped(Issue("", {}, interests), seated.rows)
    return {fact: masks.some(fact, values[fact]) for fact in values}


def row_key(row: Document) -> str:
    """A State code, `all_states` or `members_of:<forum>`."""
    if "state" in row:
        return str(row["state"])
    return f"members_of:{row['members_of']}" if "members_of" in row else "all_states"


def seats(rows: list[Document], masks: Masks) -> Seated:
    """Worked out once for the same rows. Raises Refused."""
    key = tuple((row_key(row), *row.get("roles", ())) for row in rows)
    found: Seated | None = masks.seated.get(key)
    return found or keep(masks.seated, key, seated(rows, masks))


def seated(rows: list[Document], masks: Masks) -> Seated:
    edition = masks.edition
    case = Case("", read_parties(rows, "states", edition), {}, ())
    if not case.parties:
        raise KeyError("states")
    values = derived(case, edition.states)
    known = {fact: masks.some(fact, values[fact]) for fact in values}
    return Seated(known, tuple(party_roles(case)))
