"""Who may open which page? Whoever has none of the roles learns nothing about what is there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.http import Http404
from django.http.response import HttpResponseBase

from decisions.models.people import OFFICER, REVIEWER, ROLES, RULE_ADMINISTRATOR, roles_of

from .requests import HouseRequest

__all__ = ["OFFICER", "REVIEWER", "ROLES", "RULE_ADMINISTRATOR", "only", "roles_of"]

Answer = TypeVar("Answer", bound=HttpResponseBase)


def only(*roles: str) -> Callable[[Callable[..., Answer]], Callable[..., Answer]]:
    """Whoever has none of the roles gets 404."""

    def decorate(view: Callable[..., Answer]) -> Callable[..., Answer]:
        @wraps(view)
        def guarded(request: HouseRequest, *args: Any, **kwargs: Any) -> Answer:
            if not roles_of(request.user).intersection(roles):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate
