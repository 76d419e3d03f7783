"""What does a person see whose form came after the sign-in, or a right, had ended?"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NOT_TYPED = frozenset(
    ("csrfmiddlewaretoken", "password", "username", "key", "revision", "page", "shown", "next")
)
SHOWN_AT_MOST = 200


def not_saved(request: HttpRequest, reason: str = "") -> HttpResponse:
    """What was typed, to be copied: nothing of it is stored. Also Django's CSRF failure page."""
    typed = typed_in(request) if from_our_page(request) else []
    context = {"again": request.path, "typed": typed[:SHOWN_AT_MOST]}
    response = render(request, "house/not_saved.html", context, status=403)
    response["Cache-Control"] = "no-store"
    return response


def not_there(request: HttpRequest, exception: Exception) -> HttpResponse:
    """The page for what there is not, or no longer is for this person: what was typed is shown."""
    sent = request.method == "POST" and from_our_page(request)
    typed = typed_in(request) if sent else []
    response = render(request, "404.html", {"typed": typed[:SHOWN_AT_MOST]}, status=404)
    if typed:
        response["Cache-Control"] = "no-store"
    return response


def from_our_page(request: HttpRequest) -> bool:
    """A form of another site must not put its words on a page of ours."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def typed_in(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in NOT_TYPED
        for value in values
        if value.strip()
    ]
