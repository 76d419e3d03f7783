"""Which fora are there, whom do they seat, and how do they stand to one another?"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from decisions.house.parts import page_or_part
from decisions.house.requests import HouseRequest
from decisions.house.roles import ROLES, RULE_ADMINISTRATOR, only, roles_of
from decisions.house.state_names import names, state_names
from decisions.models.edition import current_edition
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.fora import Forum
from decisions.subsidiarity.wording import party_words

from .editions import edition_asked
from .forms import CatalogueForm, OverlapForm, WhoForm
from .forum_page import forum_page
from .listing import groups
from .memberships import by_region, memberships
from .overlap import overlap as laid_over
from .search import found
from .seating import SHOWN, sections, who_seats
from .upkeep import upkeep


@only(*ROLES)
@require_safe
def catalogue(request: HouseRequest) -> HttpResponse:
    """All fora, or those that meet every filter; with htmx only the list is sent."""
    record = current_edition()
    edition = record.ready()
    form = CatalogueForm(edition, request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    fora = found(edition.fora, wanted)
    context = {
        "form": form,
        "record": record,
        "groups": groups(fora, edition, wanted.get("state", "")),
        "count": len(fora),
        "of": len(edition.fora),
        "filtered": any(wanted.get(name) for name in form.fields if name != "sort"),
        "states": state_names(edition),
        "upkeep": upkeep_for(request, edition),
    }
    status = 422 if form.errors else 200
    return page_or_part(request, "fora/catalogue.html", context, ("_results",), status)


def upkeep_for(request: HouseRequest, edition: Edition) -> list[tuple[Forum, tuple[str, ...]]]:
    """What wants to be looked up again, for those who can see to it."""
    if RULE_ADMINISTRATOR not in roles_of(request.user):
        return []
    return upkeep(edition, timezone.localdate().year)


@only(*ROLES)
@require_safe
def forum(request: HouseRequest, key: str) -> HttpResponse:
    """Everything that an edition knows of one forum; of the current one unless asked."""
    record = edition_asked(request.GET.get("edition"))
    edition = record.ready()
    page = forum_page(forum_or_404(edition, key), edition, timezone.localdate().year)
    context = {
        **page,
        "record": record,
        "pinned": "" if record.current else f"?edition={record.number}",
        "may_mend": RULE_ADMINISTRATOR in roles_of(request.user),
    }
    return render(request, "fora/forum.html", context)


def forum_or_404(edition: Edition, key: str) -> Forum:
    for each in edition.fora:
        if each.id == key:
            return each
    raise Http404


@only(*ROLES)
@require_safe
def who(request: HouseRequest) -> HttpResponse:
    """Who seats these States? Best first, with the missing ones by name."""
    edition = current_edition().ready()
    form = WhoForm(edition, request.GET if "states" in request.GET else None)
    context: dict[str, Any] = {"form": form, "names": names(edition)}
    if form.is_bound and form.is_valid():
        context |= answer(edition, form, everything="all" in request.GET)
        context["more"] = urlencode([*request.GET.lists(), ("all", ["yes"])], doseq=True)
    status = 422 if form.errors else 200
    return page_or_part(request, "fora/who.html", context, ("_answer",), status)


def answer(edition: Edition, form: WhoForm, everything: bool) -> dict[str, Any]:
    seats = who_seats(edition, form.codes, form.cleaned_data)
    shown = seats["now"] if everything else seats["now"][:SHOWN]
    parties = form.cleaned_data["states"]
    return {
        "answered": True,
        "asked": [party_words(edition, key) for key in parties],
        "total": len(form.codes),
        "count": len(seats["now"]),
        "filled": sum(1 for each in seats["now"] if each.section == "all"),
        "sections": sections(shown, edition),
        "hidden": len(seats["now"]) - len(shown),
        "past": sections(seats["past"], edition),
        "past_count": len(seats["past"]),
        "not_known": seats["not_known"],
        "nobody": seats["nobody"],
        "forms": seats["forms"] if len(parties) == 2 else [],
    }


@only(*ROLES)
@require_safe
def states(request: HouseRequest) -> HttpResponse:
    regions = by_region(current_edition().ready())
    return render(request, "fora/states.html", {"regions": regions})


@only(*ROLES)
@require_safe
def state(request: HouseRequest, code: str) -> HttpResponse:
    """The fora of one State, in every standing."""
    edition = current_edition().ready()
    if code not in edition.states:
        raise Http404
    context = {"state": edition.states[code], "name": edition.states[code].name or code}
    return render(request, "fora/state.html", context | memberships(edition, code))


@only(*ROLES)
@require_safe
def overlap(request: HouseRequest) -> HttpResponse:
    """Two fora side by side; whoever comes from one forum's page has chosen it already."""
    edition = current_edition().ready()
    both = bool(request.GET.get("a") and request.GET.get("b"))
    sent = both or "compare" in request.GET
    form = OverlapForm(edition, request.GET if sent else None, initial=request.GET.dict())
    context: dict[str, Any] = {"form": form}
    if form.is_bound and form.is_valid():
        first, second = (forum_or_404(edition, form.cleaned_data[name]) for name in ("a", "b"))
        context |= {"first": first, "second": second, **laid_over(first, second, edition)}
    return render(request, "fora/overlap.html", context, status=422 if form.errors else 200)
