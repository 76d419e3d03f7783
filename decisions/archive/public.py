"""What does somebody read who was given a link, without signing in?"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from decisions.house.advice import present
from decisions.house.answers import case_in_words
from decisions.models import ReadLink
from decisions.models.links import link_of

from .links import ended, note_view


@login_not_required
@require_safe
def read(request: HttpRequest, token: str) -> HttpResponse:
    """One recommendation as shared. Whatever does not open gives the very same answer."""
    link, now = link_of(token), timezone.now()
    if link is None or ended(link, now):
        return kept_apart(render(request, "archive/read_gone.html", status=404))
    if request.method == "GET" and not prefetched(request):
        note_view(link, request.headers.get("User-Agent", ""), now)
    return kept_apart(page(request, link))


def page(request: HttpRequest, link: ReadLink) -> HttpResponse:
    """The shared outcome alone, whoever looks."""
    saved = link.recommendation
    edition = saved.edition.ready()
    context = {
        "saved": saved,
        "link": link,
        "stranger": True,
        "advice": present(saved.outcome, saved.case, edition, request.GET.get("seats", "")),
        "answers": case_in_words(saved.case, saved.evidence, edition),
    }
    return render(request, "archive/read.html", context)


def prefetched(request: HttpRequest) -> bool:
    """Whether the browser only looks ahead, so that nobody has read anything yet."""
    said = (request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    return any("prefetch" in each.lower() for each in said)


def kept_apart(response: HttpResponse) -> HttpResponse:
    """No search engine lists it, no browser keeps it, no other site is told its address."""
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    response["Cache-Control"] = "no-store"
    return response
