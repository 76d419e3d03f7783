"""What would the answers that an officer changes lead to, before anything is sent?"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from decisions.models import SavedRecommendation
from decisions.models.recommendation import full_levels
from decisions.subsidiarity.ladder import LABELS
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.wire import read_case, write_recommendation

from .reopening import Change, with_changes
from .sides import head, record, side_of


def effect_of(
    user: User, saved: SavedRecommendation, changes: tuple[Change, ...]
) -> dict[str, Any]:
    """Before and after, each as this user sees it. Raises Refused where the answers do not go
    together."""
    before = record(user, saved)
    edition = saved.edition.ready()
    document = with_changes(dict(before.side.document), changes)
    outcome = write_recommendation(recommend(read_case(document, edition), edition))
    after = head(side_of(saved, document, outcome))
    return {
        "changed": bool(changes),
        "before": before.head,
        "after": after,
        "moved": before.head["level"] != after["level"],
        "whole": before.whole,
    }


def levels_moved(user: User, before: SavedRecommendation, after: SavedRecommendation) -> str:
    """What the officer is told who sent changed answers."""
    seen = full_levels(user, [before, after])
    one, other = (LABELS[seen.get(each.pk, each.level)] for each in (before, after))
    if one == other:
        return f"Sent to the reviewer. The level stays: {other}."
    return f"Sent to the reviewer. The level changed from {one} to {other}."
