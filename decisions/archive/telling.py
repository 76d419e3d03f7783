"""What is a reader told once, at the head of a record's page, after an act?"""

from __future__ import annotations

from decisions.house.requests import HouseRequest
from decisions.models import SavedRecommendation

TOLD = "told on a record"
"""Session key: the code of the record and what is said there."""


def tell(request: HouseRequest, saved: SavedRecommendation, says: str) -> None:
    request.session[TOLD] = {"record": saved.code, "says": says}


def told(request: HouseRequest, saved: SavedRecommendation) -> str:
    """Empty where there is nothing to tell of this very record."""
    waiting = request.session.get(TOLD)
    if not waiting or waiting["record"] != saved.code:
        return ""
    del request.session[TOLD]
    return str(waiting["says"])
