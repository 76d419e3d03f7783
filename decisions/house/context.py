"""What does every page need to know?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from .roles import OFFICER, REVIEWER, roles_of

WAITING = "Waiting"
ROOMS = (
    ("My cases", "guide:cases", "/guide/", {OFFICER}),
    ("Recommendations", "archive:list", "/archive/", {OFFICER, REVIEWER}),
    (WAITING, "archive:waiting", "/archive/waiting/", {OFFICER, REVIEWER}),
    ("Fora", "fora:catalogue", "/fora/", None),
    ("Rule book", "rulebook:book", "/rulebook/", None),
)


def house(request: HttpRequest) -> dict[str, Any]:
    """Navigation for the signed-in, and whether this is a demonstration."""
    return {"house": {"demo": settings.DEMO, "navigation": list(navigation(request))}}


def navigation(request: HttpRequest) -> Any:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return
    mine = roles_of(user)
    prefixes = [prefix for _, _, prefix, _ in ROOMS if request.path.startswith(prefix)]
    here = max(prefixes, key=len, default="")
    for label, name, prefix, roles in ROOMS:
        if mine if roles is None else mine & roles:
            yield {
                "label": label,
                "url": reverse(name),
                "current": prefix == here,
                "counted": label == WAITING,
            }
