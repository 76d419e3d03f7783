"""What can be chosen for a rule beside its conditions, and how is it explained?"""

from __future__ import annotations

from decisions.subsidiarity.ladder import DEPTHS, LEVELS
from decisions.subsidiarity.rules import BOUND_WORDS, FORMS, GRADES, WARNINGS, Effect, Strength

EFFECTS = {
    Effect.NOT_BELOW: (
        BOUND_WORDS[Effect.NOT_BELOW].capitalize(),
        "The aim cannot be reached on a lower rung.",
    ),
    Effect.NOT_NEEDED_ABOVE: (
        BOUND_WORDS[Effect.NOT_NEEDED_ABOVE].capitalize(),
        "This rung suffices. Always a presumption, and never opens a gap.",
    ),
    Effect.NOT_ACHIEVABLE_ABOVE: (
        BOUND_WORDS[Effect.NOT_ACHIEVABLE_ABOVE].capitalize(),
        "States will not take it higher, even where that is needed.",
    ),
    Effect.FORM: ("Points to a form", "Names the kind of body. Moves no level and no depth."),
    Effect.WARN: ("Warns", "Shows the title and the reason as a warning. Moves nothing."),
}
STRENGTHS = {
    Strength.PRESUMPTION: ("Presumption", "Yields to a lower rung (“mostly”, “rarely”)."),
    Strength.DECISIVE: (
        "Decisive",
        "Holds in any event. Only “not below” and “not achievable above” can be decisive.",
    ),
}
GRADE_HELP = {
    "paper_states": "The source names a paragraph that says so.",
    "paper_implies": "It follows from what the paper says.",
    "eu_practice": "From the subsidiarity test of the European Union.",
    "literature": "From scholarship or law outside the paper.",
    "assumption": "Ours, and open to dispute.",
}
GRADED = {
    key: (words[:1].upper() + words[1:], GRADE_HELP.get(key, "")) for key, words in GRADES.items()
}
LEVEL, DEPTH = "Level", "Depth"
OF_FORM, OF_WARNING = "Form, for “points to a form”", "Warning, for “warns”"


def labelled(words: dict[str, str]) -> list[tuple[str, str]]:
    return [(key, label[:1].upper() + label[1:]) for key, label in words.items()]


VALUES = [
    (f"{LEVEL}, for the three bounds", [(each.key, each.label) for each in LEVELS.values()]),
    (f"{DEPTH}, for the three bounds", [(each.key, each.label) for each in DEPTHS.values()]),
    (OF_FORM, labelled(FORMS)),
    (OF_WARNING, labelled(WARNINGS)),
]
"""Every value there is, under the effects that it goes with."""
VALUE_LABELS = {key: label for _, group in VALUES for key, label in group}
FIRES = [("yes", "The rule fires"), ("no", "Near miss: it does not fire")]
HOW = [("any", "at least one of these is given"), ("none", "none of these is given")]
