"""What was done last that can be undone with one click?"""

from __future__ import annotations

from typing import Any

from decisions.house.requests import HouseRequest

LAST = "last act on the shelf"
"""Session key: what a page says once, with the form that undoes it."""


def offer_undo(
    request: HouseRequest, says: str, to: str, fields: dict[str, str], marking: str = ""
) -> None:
    """`to` is the address that undoes it when it is sent these fields. `marking` is that of the
    case which `says` names."""
    request.session[LAST] = {"says": says, "to": to, "fields": fields, "marking": marking}


def undo_of(request: HouseRequest) -> dict[str, Any] | None:
    """Told once."""
    told: dict[str, Any] | None = request.session.pop(LAST, None)
    return told
