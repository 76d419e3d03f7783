"""How long may one sign-in last, and what may a browser keep of it?"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

STARTED = "signed in at"


class SignedIn:
    """End a session some hours after it began, and let no browser store what it showed.

    The idle limit is the cookie's own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return self.get_response(request)
        started = request.session.setdefault(STARTED, int(time.time()))
        if time.time() - started > settings.SESSION_ABSOLUTE_AGE:
            logout(request)
        response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        return response
