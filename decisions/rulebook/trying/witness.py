"""Which case shows what a check has found?

A witness gives options for some facts. The questions among them are answered so; for the number of
States, their regions and roles some States are named that fit, where there are any.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict

from decisions.subsidiarity.checks.verdict import Witness
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import ROLES
from decisions.subsidiarity.wire import read_case
from decisions.subsidiarity.wording import fact_label, option_words

PREFIX = "shows-"
"""Before each fact of a witness in an address."""
DERIVED = ("states", "regions", "roles")
COUNT = {"one": 1, "two": 2, "three_to_five": 3, "six_or_more": 6, "three_or_more": 3}
"""The smallest number that an option of `states` or `regions` stands for."""
EXAMPLES = ("ES", "MA", "PE", "TH", "FJ", "IT", "TN", "CO", "PH", "WS", "FR", "SN")
"""States to name first, from every region in turn."""


@dataclass(frozen=True, slots=True)
class Example:
    """A case document, and a sentence for each fact in which it does not show the witness."""

    document: dict[str, Any]
    unmet: tuple[str, ...]


def witness_query(witness: Witness) -> str:
    """A witness as the query string of an address."""
    return urlencode([(PREFIX + fact, each) for fact, given in witness.items() for each in given])


def witness_in(query: QueryDict, edition: Edition) -> dict[str, tuple[str, ...]]:
    """The witness that an address carries; what the book does not know is left out."""
    known = {fact: known_options(edition, fact) for fact in edition.tables.domains}
    found = {
        fact: tuple(each for each in dict.fromkeys(query.getlist(PREFIX + fact)) if each in options)
        for fact, options in known.items()
    }
    return {fact: given for fact, given in found.items() if given}


def known_options(edition: Edition, fact: str) -> frozenset[str]:
    return frozenset().union(*edition.tables.domains[fact])


def example_of(witness: Witness, edition: Edition) -> Example:
    """The case of a witness, with States that fit as far as there are any."""
    topic = witness.get("issue") or (edition.book.topics[0].key,)
    asked = edition.book.question_by_key
    document = {
        "states": rows(witness, edition),
        "answers": {
            fact: list(given) if asked[fact].several else given[0]
            for fact, given in witness.items()
            if fact in asked
        },
        "issues": [{"issue": topic[0]}],
    }
    return Example(document, tuple(unmet(witness, document, edition)))


def rows(witness: Witness, edition: Edition) -> list[dict[str, Any]]:
    """As few States as show it; each of the roles is held by one of them."""
    regions, number = needed(witness)
    codes = spread(edition, number, regions)
    roles = witness.get("roles", ())
    held: dict[str, list[str]] = {code: [] for code in codes}
    for place, role in enumerate(roles):
        held[codes[place % len(codes)]].append(role)
    for place, code in enumerate(codes):
        if roles and not held[code]:
            held[code].append(roles[place % len(roles)])
    return [{"state": code, "roles": sorted(each, key=ROLES.index)} for code, each in held.items()]


def needed(witness: Witness) -> tuple[int, int]:
    """How many regions, and how many States."""
    regions = COUNT[witness.get("regions", ("one",))[0]]
    if "states" in witness:
        return regions, COUNT[witness["states"][0]]
    return regions, max(regions, min(len(witness.get("roles", ())), 2), 1)


def spread(edition: Edition, number: int, regions: int) -> Sequence[str]:
    """So many States from so many regions, or from as many as there are States."""
    by_region: dict[str, list[str]] = {}
    for code in candidates(edition):
        by_region.setdefault(edition.states[code].region, []).append(code)
    chosen = list(by_region.values())[:regions]
    firsts = [codes[0] for codes in chosen]
    others = [code for codes in chosen for code in codes[1:]]
    return [*firsts, *others][:number]


def candidates(edition: Edition) -> Iterator[str]:
    yield from (code for code in EXAMPLES if code in edition.states)
    members = (state for state in edition.states.values() if state.un_member)
    yield from (s.code for s in sorted(members, key=lambda s: s.name) if s.code not in EXAMPLES)


def unmet(witness: Witness, document: Mapping[str, Any], edition: Edition) -> Iterable[str]:
    """What the States of the document do not show, in sentences."""
    case = read_case(document, edition)
    facts = edition.facts(case, case.issues[0])
    for fact in DERIVED:
        if fact in witness and facts[fact] != {frozenset(witness[fact])}:
            wanted = option_words(edition, fact, witness[fact])
            label = fact_label(edition, fact)
            yield f"No States fit “{label}: {wanted}” beside the rest; the ones below come near."
