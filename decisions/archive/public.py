"""What does somebody read who was given a link, without signing in?"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from decisions.house.advice import present
from decisions.house.answers import case_in_words
from decisions.house.marking import file_name, marking_of, part_name
from decisions.house.review_states import NOW
from decisions.memo.blocks import Said
from decisions.memo.formats import printed
from decisions.memo.record import Record
from decisions.memo.standing import not_the_table
from decisions.models import ReadLink, SavedRecommendation
from decisions.models.dossier import Status
from decisions.models.links import link_of
from decisions.subsidiarity.ladder import LABELS

from .links import ended, note_view
from .review import agreed_tables, disputes_of, tables_in_doubt

Shown = Callable[[HttpRequest, ReadLink], HttpResponse]
OFFICE = "the office"
"""Who saved it is not told to a stranger by name."""


@login_not_required
@require_safe
def read(request: HttpRequest, token: str) -> HttpResponse:
    """One recommendation as shared."""
    return by_link(request, token, page)


@login_not_required
@require_safe
def one_page(request: HttpRequest, token: str) -> HttpResponse:
    """The same on one page of paper."""
    return by_link(request, token, paper)


def by_link(request: HttpRequest, token: str, shown: Shown) -> HttpResponse:
    """Whatever does not open gives the very same answer."""
    if prefetched(request):
        # Nobody has read anything yet: what is not counted is not shown.
        return kept_apart(HttpResponse(status=204))
    link, now = link_of(token), timezone.now()
    if link is None or ended(link, now):
        return kept_apart(render(request, "archive/read_gone.html", status=404))
    if request.method == "GET":
        note_view(link, request.headers.get("User-Agent", ""), now)
    return kept_apart(shown(request, link))


def page(request: HttpRequest, link: ReadLink) -> HttpResponse:
    """The shared outcome alone, whoever looks."""
    saved = link.recommendation
    edition = saved.edition.ready()
    agreed = agreed_tables(disputes_of(saved), saved)
    context = {
        "saved": saved,
        "agreed": agreed,
        "asides": [Said(not_the_table(name)) for name in agreed.values()],
        "link": link,
        "token": link.token,
        "stranger": True,
        "since": since(saved),
        "advice": present(saved.outcome, saved.case, edition, request.GET.get("seats", "")),
        "answers": case_in_words(saved.case, saved.evidence, edition),
    }
    return render(request, "archive/read.html", context)


def since(saved: SavedRecommendation) -> tuple[str, ...]:
    """What a stranger should know that has happened to the record, in sentences."""
    said = [NOW[Status.REPLACED]] if saved.dossier.status == Status.REPLACED else []
    known = saved.departures.filter(hidden=False, taken_back_at__isnull=True)
    departure = known.exclude(level=saved.level).first()
    if departure:
        said.append(f"The office recommends another level: {LABELS[departure.level]}.")
    return tuple(said)


def paper(request: HttpRequest, link: ReadLink) -> HttpResponse:
    """The shared outcome as PDF."""
    saved = link.recommendation
    made = printed(shared_record(saved), "one-page", "pdf")
    response = HttpResponse(made.content, content_type=made.content_type)
    name = file_name(saved.case_file, part_name(made.name, whole=False))
    response["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def shared_record(saved: SavedRecommendation) -> Record:
    """What the page by a link says, and no more."""
    return Record(
        code=saved.code,
        title=saved.title,
        summary=saved.summary,
        aim=saved.aim,
        document=saved.case,
        evidence=saved.evidence,
        outcome=saved.outcome,
        edition=saved.edition.ready(),
        owner=OFFICE,
        saved_at=localtime(saved.saved_at),
        checksum=saved.checksum,
        whole=False,
        doubted=tables_in_doubt(saved),
        handling=marking_of(saved.case_file),
        review=tuple(" ".join(said) for said in [since(saved)] if said),
    )


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
