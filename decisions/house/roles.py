"""Who may do what? Three Django groups."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.models import User
from django.http import Http404, HttpResponse

from .requests import HouseRequest

OFFICER = "officer"
REVIEWER = "reviewer"
RULE_ADMINISTRATOR = "rule administrator"
ROLES = (OFFICER, REVIEWER, RULE_ADMINISTRATOR)

CACHE = "roles_of_this_request"

View = Callable[..., HttpResponse]


def roles_of(user: User) -> frozenset[str]:
    """The roles of a user, asked of the database once per request."""
    if not user.is_authenticated:
        return frozenset()
    known: frozenset[str] | None = getattr(user, CACHE, None)
    if known is None:
        known = frozenset(user.groups.values_list("name", flat=True))
        setattr(user, CACHE, known)
    return known


def only(*roles: str) -> Callable[[View], View]:
    """Whoever has none of the roles gets 404: they learn nothing about what is there."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HouseRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not roles_of(request.user).intersection(roles):
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return decorate
