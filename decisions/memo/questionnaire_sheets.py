"""How many questions stand whole on one sheet of paper, with room to write under each?"""

from __future__ import annotations

from collections.abc import Iterable

from decisions.subsidiarity.rules import Question

SHEET, SECTION, WRITING = 46, 2.5, 8.9
"""So many lines of text on a sheet, and so many taken by a section's heading and by room to write
under a question."""
WIDTHS = (65, 95, 85)
"""So many letters in a line of a question, of why it is asked, and of its help."""


def sheets(questions: Iterable[tuple[Question, str]]) -> list[list[tuple[Question, str]]]:
    """As many questions on each sheet as surely stand on it whole."""
    found: list[list[tuple[Question, str]]] = []
    taken = float(SHEET)
    for each in questions:
        taken += height(each[0])
        if taken > SHEET:
            taken = height(each[0]) + (0 if found else SECTION)
            found.append([])
        found[-1].append(each)
    return found


def height(question: Question) -> float:
    """Of a question on paper, in lines of text; on the safe side, for fonts differ."""
    texts = (question.text, f"{question.why} [{question.source}]", question.help)
    lines = sum(1 + len(text) // width for text, width in zip(texts, WIDTHS, strict=True))
    options = sum(1.9 if option.help else 1.2 for option in question.options) + 1.2
    return 1.3 * lines + options + WRITING
