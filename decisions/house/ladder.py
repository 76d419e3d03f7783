"""How does the ladder look: which rung is solid, hatched, faded or still open?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from decisions.subsidiarity.ladder import LABELS, LEVELS, Level

WORDS = {
    "recommended": "recommended",
    "so_far": "recommended on what is known so far",
    "possible": "still open",
    "fallback": "the aim cannot be reached here; left only if a State refuses a wider table",
    "too_low": "the aim cannot be reached here",
    "not_needed": "not needed",
    "not_achievable": "States will not take it there",
    "ambition": "to prepare",
}
SHORT = {
    "recommended": "recommended",
    "so_far": "so far",
    "possible": "still open",
    "fallback": "only if refused",
    "too_low": "not enough",
    "not_needed": "not needed",
    "not_achievable": "not accepted",
    "ambition": "to prepare",
}
"""What stands on the rung itself."""


@dataclass(frozen=True, slots=True)
class RungPicture:
    key: str
    label: str
    state: str
    reason: str

    @property
    def word(self) -> str:
        return WORDS[self.state]

    @property
    def short(self) -> str:
        return SHORT[self.state]


@dataclass(frozen=True, slots=True)
class LadderPicture:
    """Six rungs, the highest first, and the same in one sentence."""

    title: str
    rungs: tuple[RungPicture, ...]
    sentence: str
    id: str = "_ladder"


def draw(issue: dict[str, Any], title: str = "The ladder") -> LadderPicture:
    """The ladder of one issue of a written recommendation."""
    low, high = (LEVELS[key] for key in issue["range"])
    found = LEVELS[issue["level"]]
    reasons = {
        rung["level"]: rung["reasons"][0]
        for rung in (*issue["why_not_lower"], *issue["why_not_higher"])
    }
    rungs = tuple(
        RungPicture(
            level.key,
            level.label,
            state_of(issue, level, low, high, found),
            reasons.get(level.key, ""),
        )
        for level in reversed(Level)
    )
    return LadderPicture(title, rungs, sentence(issue))


def state_of(issue: dict[str, Any], level: Level, low: Level, high: Level, found: Level) -> str:
    if level is found:
        return "recommended" if low == high else "so_far"
    if low <= level <= high:
        return "fallback" if ruled_out(issue, level) else "possible"
    if level < found:
        return "too_low"
    ambitions = {issue["ambition"]} if issue["ambition"] else set()
    if level.key in ambitions:
        return "ambition"
    return "not_achievable" if refused(issue, level) else "not_needed"


def ruled_out(issue: dict[str, Any], level: Level) -> bool:
    """Whether a decisive rule says that the aim lies above; only a refusal could end here."""
    return any(
        rule["effect"] == "not_below"
        and rule["strength"] == "decisive"
        and LEVELS.get(rule["value"], level) > level
        for rule in issue["fired"]
    )


def refused(issue: dict[str, Any], level: Level) -> bool:
    """Whether States will not go to this level, by a rule that fired."""
    return any(
        rule["effect"] == "not_achievable_above" and LEVELS.get(rule["value"], level) < level
        for rule in issue["fired"]
    )


def sentence(issue: dict[str, Any]) -> str:
    low, high = (LABELS[key] for key in issue["range"])
    found = LABELS[issue["level"]]
    if low == high:
        return f"{found}: no open answer can change it."
    return f"{found} so far; still open from {low.lower()} to {high.lower()}."
