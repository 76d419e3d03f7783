"""What does the EU's subsidiarity grid ask, in which order, and where does a rule bear on it?"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from decisions.subsidiarity.ladder import Level
from decisions.subsidiarity.rules import BOUNDS, Rule

TABLE = Path(__file__).with_name("grid_questions.toml")


@dataclass(frozen=True, slots=True)
class GridQuestion:
    """One question of the grid under its number there.

    A `limb` has no text of its own: it is asked at the rung found and stands above the questions
    that follow. `answers` are the questions of a rule book whose answers bear on it.
    """

    number: str
    text: str = ""
    limb: str = ""
    answers: tuple[str, ...] = ()
    concluded: Mapping[str, Mapping[str, str]] | None = None
    """By question and option of the rule book: what that answer says by itself."""
    stands: str = ""
    """The conclusion of a question that this very paper answers."""
    evidence: bool = False
    states: bool = False
    silent: str = ""
    """The conclusion where something is answered and nothing follows from it."""
    by_hand: str = ""
    """Labels lines to write on."""


@dataclass(frozen=True, slots=True)
class GridPart:
    number: str
    title: str
    questions: tuple[GridQuestion, ...]


@dataclass(frozen=True, slots=True)
class AtRung:
    """Who acts at a rung, and the two halves of the test against the rung below it."""

    who: str
    enough: str
    better: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the rules bear that it fits: of these effects (none: of any), on these facts."""

    at: str
    effects: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] | None = None

    def fits(self, rule: Rule) -> bool:
        if self.effects and rule.effect not in self.effects:
            return False
        return all(accepts_only(rule, fact, only) for fact, only in (self.when or {}).items())


def accepts_only(rule: Rule, fact: str, options: tuple[str, ...]) -> bool:
    """Whether a rule names the fact and accepts nothing but these options (none: whatever)."""
    if fact not in rule.when:
        return False
    condition = rule.when[fact]
    return not options or (not condition.none_of and condition.options <= set(options))


def place_of(rule: Rule) -> str:
    """The number of the one question under which a rule stands."""
    return next(place.at for place in bearing()[kind_of(rule)] if place.fits(rule))


def kind_of(rule: Rule) -> str:
    """`level`, `depth`, `form` or `warn`: what a rule bounds, or else what it is."""
    if rule.effect in BOUNDS:
        return "level" if isinstance(rule.rung, Level) else "depth"
    return rule.effect.value


@cache
def table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


@cache
def parts() -> tuple[GridPart, ...]:
    """The grid in its order."""
    return tuple(
        GridPart(**{**part, "questions": tuple(map(question_of, part["questions"]))})
        for part in table()["parts"]
    )


def question_of(written: Mapping[str, Any]) -> GridQuestion:
    return GridQuestion(**{**written, "answers": tuple(written.get("answers", ()))})


def questions() -> Iterator[GridQuestion]:
    for part in parts():
        yield from part.questions


@cache
def at_rung(level: str) -> AtRung:
    return AtRung(**table()["rungs"][level])


@cache
def bearing() -> Mapping[str, tuple[Place, ...]]:
    """For each kind of rule its places, the first that fits counting."""
    return {kind: tuple(map(read_place, places)) for kind, places in table()["bearing"].items()}


def read_place(written: Mapping[str, Any]) -> Place:
    when = {fact: tuple(options) for fact, options in written.get("when", {}).items()}
    return Place(written["at"], tuple(written.get("effects", ())), when)
