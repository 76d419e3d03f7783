"""What follows, in a sentence or two, from the rules that bear on one question of the grid?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from decisions.house.ladder import LadderPicture
from decisions.subsidiarity.ladder import Depth, Level, Rung
from decisions.subsidiarity.rules import BOUNDS, FORMS, Effect, Rule, Strength

NOTHING = "Nothing that is known asks for more."
MIND = "No rung follows from it; mind what is said above."
UNANSWERED = "Not answered: to be answered by hand."
NOT_ASKED = "Not asked by Subsidium: to be answered by hand."
GAIN_BY_HAND = "The EU test asks for both, so the gain is to be shown by hand."


@dataclass(frozen=True, slots=True)
class ScaleWords:
    """How the same findings read on the scale of levels and on that of depth."""

    lower: str
    further_down: str
    needless: str
    refused: str
    usually_refused: str
    further_up: str


LEVEL_WORDS = ScaleWords(
    lower="The rungs below do not suffice.",
    further_down="Rungs further down do not suffice.",
    needless="Nothing higher is needed.",
    refused="States will go no higher.",
    usually_refused="States usually go no higher.",
    further_up="It bars only rungs further up.",
)
DEPTH_WORDS = ScaleWords(
    lower="A lighter form does not suffice.",
    further_down="The lightest forms do not suffice.",
    needless="Nothing deeper is needed.",
    refused="States will go no deeper.",
    usually_refused="States usually go no deeper.",
    further_up="It bars only forms that go deeper still.",
)
MORE_THAN_ACCEPTED = "It asks for more than States accept."
MORE_GIVES_WAY = "What speaks for more gives way."
LESS_GIVES_WAY = "What speaks for less gives way."


def conclusion(rules: Iterable[Rule], found: tuple[Level, Depth]) -> str:
    """What the rules that fired say of the rungs found; empty where there is no rule."""
    rules = tuple(rules)
    said = [sentence for rung in found for sentence in bound_sentences(rules, rung)]
    if forms := [FORMS[rule.value] for rule in rules if rule.effect is Effect.FORM]:
        said.append(f"It points to {' and '.join(dict.fromkeys(forms))}.")
    if rules and not said:
        return MIND
    return " ".join(dict.fromkeys(said))


def bound_sentences(rules: tuple[Rule, ...], found: Rung) -> Iterator[str]:
    words = LEVEL_WORDS if isinstance(found, Level) else DEPTH_WORDS
    mine = [rule for rule in rules if rule.effect in BOUNDS and isinstance(rule.rung, type(found))]
    floors = [rule for rule in mine if rule.effect is Effect.NOT_BELOW]
    caps = [rule for rule in mine if rule.effect is not Effect.NOT_BELOW]
    yield from floor_sentences(floors, found, words)
    yield from cap_sentences(caps, found, words)
    if caps and not floors and all(rule.rung > found for rule in caps):
        yield words.further_up


def floor_sentences(floors: list[Rule], found: Rung, words: ScaleWords) -> Iterator[str]:
    if found > 0 and floors:
        holds = any(rule.rung >= found for rule in floors)
        yield words.lower if holds else words.further_down
    above = [rule for rule in floors if rule.rung > found]
    if above:
        refused = any(rule.strength is Strength.DECISIVE for rule in above)
        yield MORE_THAN_ACCEPTED if refused else MORE_GIVES_WAY


def cap_sentences(caps: list[Rule], found: Rung, words: ScaleWords) -> Iterator[str]:
    here = [rule for rule in caps if rule.rung == found]
    refusals = [rule for rule in here if rule.effect is Effect.NOT_ACHIEVABLE_ABOVE]
    if refusals:
        decisive = any(rule.strength is Strength.DECISIVE for rule in refusals)
        yield words.refused if decisive else words.usually_refused
    if len(refusals) < len(here):
        yield words.needless
    if any(rule.rung < found for rule in caps):
        yield LESS_GIVES_WAY


BELOW = {
    "too_low": "The rungs below do not suffice.",
    "fallback": (
        "The rungs below do not suffice. They are left only if a State refuses a wider table."
    ),
    "possible": (
        "On what is known the rungs below do not suffice. Open answers may still change that."
    ),
}


def necessity(level: Level, ladder: LadderPicture, gap: bool) -> str:
    """The first half of the test, as the ladder has it of the rung just below."""
    if gap:
        return "Not even this rung suffices: the aim needs more than States accept."
    if level is Level.LOCAL:
        return "There is no rung below. Nothing that is known asks for more than one State."
    states = {rung.key: rung.state for rung in ladder.rungs}
    return BELOW[states[Level(level - 1).key]]


def added_value(rules: Iterable[Rule], level: Level) -> str:
    """The second half: whether a rule finds that this rung does better than the one below."""
    if level is Level.LOCAL:
        return "Nothing that is known is gained by acting together."
    floors = [rule.rung for rule in rules if rule.effect is Effect.NOT_BELOW]
    if level in floors:
        return "Acting at this rung does better than the rung below."
    if any(rung > level for rung in floors):
        return f"The gain that rules find lies above this rung. {GAIN_BY_HAND}"
    return (
        f"No rule finds a gain of its own at this rung: it rests on necessity alone. {GAIN_BY_HAND}"
    )


def proportion(depth: Depth, low: Depth, high: Depth, *, gap: bool, more: bool) -> str:
    """How deep to go: what a lighter form lacks, and whether a deeper one is called for.

    `more` says that a presumption spoke for a deeper one and gave way.
    """
    if gap:
        return "The aim needs a deeper form than States accept."
    lighter = (
        "This is the lightest form."
        if depth is Depth.EXCHANGE
        else "A lighter form does not suffice."
        if low == depth
        else "On what is known a lighter form does not suffice."
    )
    deeper = (
        "What speaks for a deeper one gives way."
        if more
        else "A deeper one is not called for."
        if high == depth
        else "A deeper one is not called for so far; open answers may change that."
    )
    return f"{lighter} {deeper}"
