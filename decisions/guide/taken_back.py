"""Which share did an owner take back last, so that it can be given back as it was?"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User

from decisions.house.requests import HouseRequest
from decisions.models import CaseFile, Right, Share, Team

from .sharing import Given, with_whom

TAKEN_BACK = "share taken back"
"""Session key: what the last removal took away."""


def remember(request: HouseRequest, case_file: CaseFile, share: Share) -> None:
    request.session[TAKEN_BACK] = {
        "case": case_file.code,
        "name": with_whom(share),
        "person": share.person_id,
        "team": share.team_id,
        "right": share.right,
        "assessed": share.assessed,
    }


def forget(request: HouseRequest) -> None:
    request.session.pop(TAKEN_BACK, None)


def taken_back(request: HouseRequest, case_file: CaseFile) -> dict[str, Any] | None:
    gone: dict[str, Any] | None = request.session.get(TAKEN_BACK)
    return gone if gone and gone["case"] == case_file.code else None


def told_once(request: HouseRequest, case_file: CaseFile) -> dict[str, Any] | None:
    """The same, only on the first page after the removal."""
    gone = taken_back(request, case_file)
    if gone is None or gone.get("told"):
        return None
    request.session[TAKEN_BACK] = gone | {"told": True}
    return gone


def who_was(gone: dict[str, Any]) -> User | Team:
    if gone["person"]:
        return User.objects.get(pk=gone["person"])
    return Team.objects.get(pk=gone["team"])


def given_then(gone: dict[str, Any]) -> Given:
    return Given(Right(gone["right"]), gone["assessed"])
