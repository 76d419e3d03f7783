"""Where is a draft shared for comment, and where do people say what they think of it?"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from decisions.house.keys import fresh_keys, sent_by
from decisions.house.requests import HouseRequest
from decisions.house.roles import REVIEWER, RULE_ADMINISTRATOR, only
from decisions.models import Draft, Kind
from decisions.models.draft import editable_draft, readable_draft

from ..draft.acts import Ended
from ..draft.order import standing
from ..frame import framed
from .acts import say, settle, share, turn
from .counts import open_comments
from .form import CommentForm
from .talks import talks

SHARED = "Reviewers can now read this draft and comment on it."
CLOSED = "Only rule administrators can read this draft now."
ENDED = "The draft is no longer under work: nothing was changed, and no comment was added."


@only(RULE_ADMINISTRATOR, REVIEWER)
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HouseRequest, code: str) -> HttpResponse:
    """All that was said of a draft; its form, its buttons, and whether reviewers see it."""
    draft = readable_draft(request.user, code)
    form = CommentForm(standing(draft, Kind.RULE), rule=request.GET.get("rule", "")[:80])
    if request.method != "POST":
        return page(request, draft, form)
    try:
        return acted(request, draft) or commented(request, draft)
    except Ended:
        messages.error(request, ENDED)
        return redirect("rulebook:draft_comments", code)


def page(request: HouseRequest, draft: Draft, form: CommentForm, status: int = 200) -> HttpResponse:
    only_open = request.GET.get("show") == "open"
    context = framed(
        request,
        draft,
        "Comments",
        talks=talks(request.user, draft, only_open),
        only_open=only_open,
        open_count=open_comments(draft).total(),
        form=form,
        form_keys=fresh_keys(draft.steps),
    )
    return render(request, "rulebook/commenting/comments.html", context, status=status)


def commented(request: HouseRequest, draft: Draft) -> HttpResponse:
    form = CommentForm(standing(draft, Kind.RULE), request.POST)
    if not form.is_valid():
        return page(request, draft, form, status=422)
    rule = form.cleaned_data["rule"]
    say(
        user=request.user,
        draft=draft,
        rule=rule,
        text=form.cleaned_data["text"],
        sent=sent_by(request),
        now=timezone.now(),
    )
    messages.success(request, "Your comment is added.")
    return redirect(f"{reverse('rulebook:draft_comments', args=[draft.code])}#on-{rule}")


def acted(request: HouseRequest, draft: Draft) -> HttpResponse | None:
    """What a button of the page asks for; None where the form was sent. Raises Http404, Ended."""
    if "share" in request.POST:
        return shared(request, editable_draft(request.user, draft.code))
    for name, act in BUTTONS.items():
        key = request.POST.get(name, "")
        if key.isdecimal() and len(key) < 19:
            act(request, draft, int(key))
            here = reverse("rulebook:draft_comments", args=[draft.code])
            return redirect(f"{here}#comment-{key}")
    return None


def shared(request: HouseRequest, draft: Draft) -> HttpResponse:
    opened = request.POST["share"] == "yes"
    now = timezone.now()
    share(user=request.user, draft=draft, shared=opened, sent=sent_by(request), now=now)
    messages.success(request, SHARED if opened else CLOSED)
    return redirect("rulebook:draft_comments", draft.code)


def settling(request: HouseRequest, draft: Draft, key: int, *, settled: bool) -> None:
    held, now = editable_draft(request.user, draft.code), timezone.now()
    settle(user=request.user, draft=held, key=key, settled=settled, sent=sent_by(request), now=now)


def turning(request: HouseRequest, draft: Draft, key: int, *, back: bool) -> None:
    now = timezone.now()
    turn(user=request.user, draft=draft, key=key, back=back, sent=sent_by(request), now=now)


BUTTONS: dict[str, Callable[[HouseRequest, Draft, int], None]] = {
    "settle": partial(settling, settled=True),
    "reopen": partial(settling, settled=False),
    "take_back": partial(turning, back=True),
    "put_back": partial(turning, back=False),
}
"""The names of the buttons beside a comment; each sends the comment's number."""
