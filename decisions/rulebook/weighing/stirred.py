"""Which rules does a saved case document stir, issue by issue, whatever has no place left out?"""

from __future__ import annotations

from typing import NamedTuple

from decisions.house.difference.fitting import Unreadable, fitted
from decisions.house.difference.side import Side
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.wire import Refused

from .masks import Masks, Open
from .told import Document, told

ODD = (Refused, KeyError, TypeError, AttributeError)
"""What is raised where a document holds something that has no place."""
REASONS = {
    "states": "None of the States has a place there.",
    "issues": "None of the issues has a place there.",
}


class Stirred(NamedTuple):
    """One issue: the rules that certainly fire and those that may, and the facts left open."""

    topic: str
    certain: int
    possible: int
    left: tuple[Open, ...]


class Read(NamedTuple):
    """The issues, the lead first; how many things had no place. No issues: `reason` says why."""

    issues: tuple[Stirred, ...]
    lost: int = 0
    reason: str = ""


def read_under(document: Document, masks: Masks, own: Edition | None = None) -> Read:
    """`own` is the edition that has words for what has no place in the other."""
    try:
        return as_it_stands(document, masks)
    except ODD:
        return fitted_in(document, masks, own or masks.edition)


def as_it_stands(document: Document, masks: Masks, lost: int = 0) -> Read:
    read = told(document, masks)
    issues = tuple(Stirred(topic, *stir) for topic, stir in read.issues)
    return Read(issues, lost + read.lost)


def fitted_in(document: Document, masks: Masks, own: Edition) -> Read:
    """By the house's way: what is refused is taken out, one by one."""
    try:
        fit = fitted(Side("", document, {}, {}, own), masks.edition)
    except Unreadable as error:
        return Read((), 0, why(error))
    try:
        return as_it_stands(fit.document, masks, len(fit.lost))
    except ODD:
        return Read((), 0, "The interest map uses words that are not there.")


def why(error: Unreadable) -> str:
    """Without a value from the case: whoever weighs a draft may not read it."""
    refused = error.__cause__
    place = refused.place if isinstance(refused, Refused) else ""
    return REASONS.get(place, "The case cannot be read there.")
