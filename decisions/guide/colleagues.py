"""What of a result may somebody be asked who may not know of assessed interests?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from .progress import Progress
from .question_form import HIDDEN_INTERESTS

LISTED = ("decisive_unknowns", "idle_questions")


def askable(outcome: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """The outcome without the question on hidden interests, where it is not asked."""
    if progress.whole:
        return outcome
    return {**outcome, "issues": [without_hidden(issue) for issue in outcome["issues"]]}


def without_hidden(issue: dict[str, Any]) -> dict[str, Any]:
    lists = {key: [each for each in issue[key] if each != HIDDEN_INTERESTS] for key in LISTED}
    answers = [each for each in issue["if_answered"] if each["question"] != HIDDEN_INTERESTS]
    return {**issue, **lists, "if_answered": answers}


def may_try(keys: Iterable[str], progress: Progress) -> bool:
    """Whether all these questions are asked of whoever tries other answers."""
    return progress.whole or HIDDEN_INTERESTS not in keys
