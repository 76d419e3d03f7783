"""What do all pages of the guide share: who may come in, what was sent, what if it conflicts?"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User
from django.forms import Form
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods
from django_htmx.http import reswap, retarget

from decisions.house.parts import page_or_part
from decisions.house.requests import HouseRequest
from decisions.house.roles import OFFICER, only
from decisions.house.sending import Conflict, Sent, WouldLose
from decisions.models import CaseFile
from decisions.models.casefile import (
    document_with,
    editable_case_file,
    own_case_file,
    secret_of,
)

from .conflicts import differences
from .edition_news import edition_news
from .progress import Progress, known, progress_of

PAGE = re.compile(r"[0-9a-z-]{1,32}")
COMPACT = "questions on one page"
"""Session key: the officer prefers a whole section on one page."""
HIDDEN = ("csrfmiddlewaretoken", "key", "revision", "page")


View = Callable[..., HttpResponse]


def case_page(view: View) -> View:
    """A page on a case file, one's own or one that a colleague lets one edit."""
    return page_on(editable_case_file, view)


def own_case_page(view: View) -> View:
    """A page for the owner of a case file alone."""
    return page_on(own_case_file, view)


def page_on(getter: Callable[[User, str], CaseFile], view: View) -> View:
    """A conflict shows what was typed beside what is there now; what autosave would take away
    waits for the button.
    """

    @only(OFFICER)
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def page(request: HouseRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
        case_file = getter(request.user, code)
        try:
            return view(request, case_file, *args, **kwargs)
        except Conflict:
            return conflict(request, getter(request.user, code))
        except WouldLose as held:
            response = render(request, "guide/_saved.html", {"held": held.count}, status=422)
            return reswap(retarget(response, "#_saved"), "outerHTML")

    return page


def conflict(request: HouseRequest, case_file: CaseFile) -> HttpResponse:
    """Mine and theirs: the typed values are kept and can be sent again on the newer revision."""
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in HIDDEN
        for value in values
    ]
    context = {
        "case_file": case_file,
        "typed": typed,
        "differences": differences(request.POST, load(request, case_file)),
        "form_keys": fresh_keys(case_file, of=request.user),
    }
    response = render(request, "guide/conflict.html", context, status=409)
    if request.htmx:
        # Autosave aims at a small part of the page; the conflict takes all of it.
        response = reswap(retarget(response, "body"), "innerHTML")
    return response


def sent(request: HouseRequest) -> Sent:
    """The idempotency key, revisions and page that a form carries."""
    revision, _, secret = request.POST.get("revision", "").partition(".")
    return Sent(
        key=request.POST.get("key", "")[:64] or uuid4().hex,
        revision=number(revision),
        page=page_of(request),
        secret=number(secret) if secret else None,
    )


def number(revision: str) -> int:
    """-1, which is no revision of anything, for what is no number."""
    return int(revision) if revision.isdecimal() and len(revision) < 10 else -1


def sent_data(request: HouseRequest) -> QueryDict | None:
    """What a form binds: whatever was posted, be it nothing at all."""
    return request.POST if request.method == "POST" else None


def page_of(request: HouseRequest) -> str:
    """The name that a page gave itself; anything odd counts as no name."""
    named = request.POST.get("page", "")
    return named if PAGE.fullmatch(named) else ""


def said_of(request: HouseRequest, *forms: Form) -> dict[str, Any]:
    """What a page says of what it was sent: that it is saved, or what was wrong with it."""
    wrong = [
        str(message) for form in forms for messages in form.errors.values() for message in messages
    ]
    return {"saved": request.method == "POST" and not wrong, "error": " ".join(wrong)}


def fresh_keys(
    case_file: CaseFile | None, page: str = "", of: User | None = None
) -> dict[str, Any]:
    """The hidden fields of a form: a new key, the revision read, the page they belong to.

    For whoever knows of the secret part the revision is `12.3`: the shared part's and the secret's.
    """
    revision = str(case_file.revision if case_file else 0)
    secret = secret_of(of, case_file) if of and case_file else None
    if secret:
        revision = f"{revision}.{secret.revision}"
    return {"key": uuid4().hex, "revision": revision, "page": page or uuid4().hex}


def load(request: HouseRequest, case_file: CaseFile) -> Progress:
    secret = secret_of(request.user, case_file)
    return progress_of(
        case_file,
        document_with(case_file, secret),
        whole=secret is not None,
        owned=case_file.owner_id == request.user.pk,
    )


def guide_page(
    request: HouseRequest,
    template: str,
    progress: Progress,
    context: Mapping[str, Any],
    parts: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """A page of the guide with its side panel."""
    whole = {
        "case_file": progress.case_file,
        "whole": progress.whole,
        "owned": progress.owned,
        "known": known(progress),
        "news": edition_news(progress.case_file),
        "form_keys": fresh_keys(progress.case_file, page_of(request), request.user),
        **context,
    }
    return page_or_part(request, template, whole, parts, status)
