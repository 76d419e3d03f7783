"""What is asked about the health of a book, and what helps where something is found?"""

from __future__ import annotations

from dataclasses import dataclass

from .page import Finding


@dataclass(frozen=True, slots=True)
class Section:
    """One question with what was found.

    `note` says how it was found out; what only `informs` is no fault.
    """

    key: str
    title: str
    to_do: str
    found: tuple[Finding, ...]
    note: str = ""
    informs: bool = False


# Keys of checks, what the section is called that has their findings, and what helps.
OF_RULES: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("unknown", "no_source"),
        "Rules that cannot be published",
        "Open the rule and mend the part that is named; until then it is left out.",
    ),
    (
        ("dead",),
        "Rules that can never fire",
        "Accept an answer again to each fact that is named, or remove the rule.",
    ),
    (
        ("shadowed",),
        "Rules made needless by one other",
        "Remove the narrower rule, or let it say more than the wider one.",
    ),
    (
        ("shadowed_together", "duplicate"),
        "Rules made needless by several others, or standing twice",
        "Remove the rule, or let it say more than the others say together.",
    ),
    (
        ("contradictory", "always_contradicted"),
        "Rules that contradict each other",
        "Part the two by a fact, or let one of them give way as a presumption.",
    ),
)
OF_THE_BOOK: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("unreachable_level", "unreachable_depth"),
        "Levels and depths that no input leads to",
        "Add a rule that asks for the rung, or loosen the one that always caps it.",
    ),
    (
        ("uncovered",),
        "Inputs on which no rule bounds the level",
        "Add a rule for the case that is shown, or accept that it stays at the lowest level.",
    ),
    (
        ("unread",),
        "Questions that no rule reads",
        "Write a rule that reads the question, or stop asking it.",
    ),
    (
        ("issue_without_rule",),
        "Issues of the paper without a rule",
        "Write a rule that names the issue; what the paper says of it stands at its source.",
    ),
    (
        ("no_example",),
        "Rules without an example or a near miss",
        "Add to the rule a case that makes it fire, and one that just does not.",
    ),
    (
        ("example",),
        "Worked examples that fail",
        "Mend the answers of the example, or the rule that it was written for.",
    ),
)
