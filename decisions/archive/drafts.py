"""Where do a reviewer's verdicts wait while the reviewer goes to dispute another point?

In the session, for each record: they are nobody else's to read before they are sent.
"""

from __future__ import annotations

from typing import Any

from decisions.house.requests import HouseRequest
from decisions.models import SavedRecommendation

KEPT = "verdicts not sent yet"
"""Session key: code of a record -> name of a field -> what was chosen or typed."""
OURS = ("verdict_", "reason_")


def keep_draft(request: HouseRequest, saved: SavedRecommendation) -> None:
    """What the page of the review has sent of its verdicts, if it has."""
    typed = {name: said for name, said in request.POST.items() if name.startswith(OURS)}
    if typed:
        request.session[KEPT] = {**request.session.get(KEPT, {}), saved.code: typed}


def draft_of(request: HouseRequest, saved: SavedRecommendation) -> dict[str, Any]:
    found: dict[str, Any] = request.session.get(KEPT, {}).get(saved.code, {})
    return found


def drop_draft(request: HouseRequest, saved: SavedRecommendation) -> None:
    kept = request.session.get(KEPT, {})
    if saved.code in kept:
        request.session[KEPT] = {code: kept[code] for code in kept if code != saved.code}
