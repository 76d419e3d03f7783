"""How is a saved recommendation held against another, as far as this reader may see it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from decisions.house.advice import strip
from decisions.house.difference import Side
from decisions.models import SavedRecommendation
from decisions.models.people import by_for
from decisions.models.recommendation import (
    may_see_all,
    outcome_for,
    outcomes_for,
    readable_recommendations,
)
from decisions.subsidiarity.ladder import LABELS

SHOWN = 20
"""Records that the history of a case shows."""


@dataclass(frozen=True, slots=True)
class Record:
    """A saved recommendation with what the reader may see of it."""

    saved: SavedRecommendation
    side: Side
    whole: bool
    """With assessed interests."""

    @property
    def by(self) -> str:
        return by_for(self.saved.saved_by, self.saved.owner)

    @property
    def head(self) -> dict[str, Any]:
        return head(self.side)


def record(user: User, saved: SavedRecommendation) -> Record:
    document, outcome = outcome_for(user, saved)
    return Record(saved, side_of(saved, document, outcome), may_see_all(user, saved))


def side_of(saved: SavedRecommendation, document: Any, outcome: Any) -> Side:
    return Side(saved.title, document, saved.evidence, outcome, saved.edition.ready())


def head(side: Side) -> dict[str, Any]:
    """The headline under the small ladder."""
    level = side.outcome["level"]
    return {
        "headline": side.outcome["headline"],
        "level": LABELS[level],
        "strip": strip(level),
    }


def records_of_case(user: User, saved: SavedRecommendation) -> tuple[list[Record], bool]:
    """Every record of the case that the reader may read, the newest first; and whether there are
    more than are shown. One more than is shown is read, to say what changed in the last."""
    found = readable_recommendations(user).filter(case_file=saved.case_file_id)
    listed = list(found.select_related("edition", "owner", "saved_by", "kept")[: SHOWN + 1])
    seen, whole = outcomes_for(user, listed), may_see_all(user, saved)
    records = [Record(each, side_of(each, *seen[each.pk]), whole) for each in listed]
    return records, len(listed) > SHOWN
