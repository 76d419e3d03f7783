"""How does one read what would change a recommendation, and how firm it is?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from decisions.subsidiarity.ladder import LABELS


@dataclass(frozen=True, slots=True)
class WhatWouldChange:
    """One scale of one issue: how firm it is, and every single answer that would move it."""

    firmness: str
    """Empty in a record from before firmness was counted."""
    flips: tuple[dict[str, Any], ...]
    """The written flips, each with its `change` as an address carries it."""


def what_would_change(issue: Mapping[str, Any], scale: str = "level") -> WhatWouldChange:
    prefix = "" if scale == "level" else f"{scale}_"
    firmness = issue.get(f"{prefix}firmness")
    flips = issue.get(f"{prefix}flips", ())
    return WhatWouldChange(
        firmness_words(firmness, LABELS[issue[scale]]) if firmness else "",
        tuple({**flip, "change": as_address(flip)} for flip in flips),
    )


def firmness_words(firmness: Mapping[str, Any], rung: str) -> str:
    """The share of the open answers that leave the result as it is, in words."""
    same, of = firmness["same"], firmness["of"]
    if same == of and firmness["exact"]:
        return f"Firm: whatever the open answers are, it stays {rung.lower()}."
    if not firmness["exact"]:
        return (
            f"About {share(same, of)} of the ways to answer what is open lead to"
            f" {rung.lower()} (estimated on {of:,} ways drawn at random)."
        )
    return f"{share(same, of)} of the ways to answer what is open lead to {rung.lower()}."


def share(same: int, of: int) -> str:
    """Per cent, rounded down, so that only what always holds is called 100."""
    per_cent = same * 100 // of
    return "Less than 1 %" if same and not per_cent else f"{per_cent} %"


def as_address(change: Mapping[str, Any]) -> str:
    """A change as one value of a query: `solo:yes`, `stance:2:opposes`."""
    to = [change["to"]] if isinstance(change["to"], str) else change["to"]
    row = [str(change["row"])] if "row" in change else []
    return ":".join([change["question"], *row, ",".join(to)])
