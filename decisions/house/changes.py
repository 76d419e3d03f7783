"""How does one read what would change a recommendation, and how firm it is?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.ladder import LABELS, Depth, Level
from decisions.subsidiarity.wording import at_words


@dataclass(frozen=True, slots=True)
class WhatWouldChange:
    """One scale of one issue: how firm it is, and which single answers would move it."""

    firmness: str
    """Empty in a record from before firmness was counted."""
    flips: tuple[dict[str, Any], ...]
    """Answers given that would move it if they were others, each with its `change` as an address
    carries it."""
    openings: tuple[dict[str, Any], ...]
    """Open questions that can still move it, each with where its answers would lead."""


def what_would_change(
    issue: Mapping[str, Any], edition: Edition, scale: str = "level"
) -> WhatWouldChange:
    prefix = "" if scale == "level" else f"{scale}_"
    firmness = issue.get(f"{prefix}firmness")
    flips = issue.get(f"{prefix}flips", ())
    found = (Level if scale == "level" else Depth)[issue[scale].upper()]
    return WhatWouldChange(
        firmness_words(firmness, at_words(found)) if firmness else "",
        tuple({**flip, "change": as_address(flip)} for flip in flips),
        tuple(openings(issue, edition)) if scale == "level" else (),
    )


def openings(issue: Mapping[str, Any], edition: Edition) -> Iterator[dict[str, Any]]:
    """By question. Not `alone` are those that move it only together with other answers."""
    by_question = groupby(issue.get("if_answered", ()), key=lambda flip: flip["question"])
    for key, flips in by_question:
        question = edition.book.question_by_key[key]
        answers = [
            {
                "label": question.option(flip["to"]).label,
                "change": as_address(flip),
                "leads_to": LABELS[flip["leads_to"]],
                "moves": flip["leads_to"] != issue["level"],
            }
            for flip in flips
        ]
        yield {
            "question": question,
            "answers": answers,
            "alone": any(answer["moves"] for answer in answers),
        }


def firmness_words(firmness: Mapping[str, Any], where: str) -> str:
    """How many of the ways to answer what is open leave the result where it is."""
    same, of = firmness["same"], firmness["of"]
    if same == of and firmness["exact"]:
        return f"Firm: no open answer can move it from where it is, {where}."
    drawn = "" if firmness["exact"] else f" Estimated on {of:,} of them, drawn at random."
    return (
        f"Of all ways to answer what is open, {share(same, of)} leave it {where}."
        f" Each way counts once; this is no probability.{drawn}"
    )


def share(same: int, of: int) -> str:
    """In a hundred, rounded down, so that only what always holds is called 100."""
    per_cent = same * 100 // of
    return "fewer than 1 in 100" if same and not per_cent else f"{per_cent} in 100"


def as_address(change: Mapping[str, Any]) -> str:
    """A change as one value of a query: `solo:yes`, `stance:2:opposes`."""
    to = [change["to"]] if isinstance(change["to"], str) else change["to"]
    row = [str(change["row"])] if "row" in change else []
    return ":".join([change["question"], *row, ",".join(to)])
