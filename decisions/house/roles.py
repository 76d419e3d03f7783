"""Who may open which page? Whoever has none of the roles learns nothing about what is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse

from decisions.models.people import OFFICER, REVIEWER, ROLES, RULE_ADMINISTRATOR, roles_of

from .requests import HouseRequest

__all__ = ["OFFICER", "REVIEWER", "ROLES", "RULE_ADMINISTRATOR", "only", "roles_of"]

View = Callable[..., HttpResponse]


def only(*roles: str) -> Callable[[View], View]:
    """Whoever has none of the roles gets 404."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HouseRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not roles_of(request.user).intersection(roles):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate
