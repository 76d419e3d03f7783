"""How long may one sign-in last, and what may a browser keep of it?"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseForbidden

from .not_saved import not_saved

STARTED = "signed in at"
SEEN = "seen at"
A_MOMENT = 60
"""Seconds within which a session is not written anew: reading a page then writes nothing."""


class SignInFirst(LoginRequiredMiddleware):
    """Leads strangers to the sign-in page.

    htmx, which would swap that page into a form, gets 403; a form gets back what was typed.
    """

    def process_view(
        self,
        request: HttpRequest,
        view_func: Callable[..., HttpResponseBase],
        view_args: Any,
        view_kwargs: Any,
    ) -> HttpResponseBase | None:
        led_away = super().process_view(request, view_func, view_args, view_kwargs)
        if led_away and "HX-Request" in request.headers:
            return HttpResponseForbidden()
        return not_saved(request) if led_away and request.method == "POST" else led_away


class SignedIn:
    """End a session some hours after it began, and let no browser store what it showed.

    The idle limit is that of the session, which each visit starts anew.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        now = int(time.time())
        started = request.session.setdefault(STARTED, now)
        if now - request.session.get(SEEN, 0) > A_MOMENT:
            request.session[SEEN] = now
        if time.time() - started > settings.SESSION_ABSOLUTE_AGE:
            logout(request)
        response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        return response
