"""In which ways is a case given, which one was sent, and what comes of it?"""

from __future__ import annotations

from typing import Any

from django import forms

from decisions.house.difference.fitting import Unreadable
from decisions.house.requests import HouseRequest
from decisions.models import EditionRecord
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.wire import Refused

from .chosen_form import ChosenForm
from .document_form import DocumentForm
from .given import Given
from .results import Tried, tried
from .typed import form_of
from .typed_form import TypedForm
from .witness import Example, example_of, witness_in

OF_A_CHECK = "A case that shows what a check found"

Forms = dict[str, forms.Form]


def trial_page(
    request: HouseRequest, edition: Edition, in_force: EditionRecord
) -> tuple[dict[str, Any], int]:
    """The forms and, where a case was given, what comes of it; with the status of the answer."""
    sent = sent_form(request, edition)
    shows = witness_of(request, edition) if sent is None else None
    found = outcome(given_by(sent, shows, edition), edition, in_force, sent)
    context = {
        "found": found,
        "unmet": shows.unmet if shows else (),
        "in_force": in_force,
        "form": sent,
        **fresh_forms(request, edition, found),
        **({way_of(request): sent} if sent else {}),
        "sent": way_of(request),
        "more_than_typed": found is not None and typed_again(found, edition) is None,
    }
    return context, 422 if sent and sent.errors else 200


def way_of(request: HouseRequest) -> str:
    """Which of the forms was sent; empty where a page is only opened."""
    if request.method != "POST":
        return ""
    way = request.POST.get("way", "")
    return way if way in ("typed", "document") else "chosen"


def sent_form(request: HouseRequest, edition: Edition) -> forms.Form | None:
    match way_of(request):
        case "typed":
            return TypedForm(edition, request.POST)
        case "document":
            return DocumentForm(edition, request.POST, request.FILES)
        case "chosen":
            return ChosenForm(request.user, request.POST)
    return None


def witness_of(request: HouseRequest, edition: Edition) -> Example | None:
    """None also where somebody wrote an address whose options exclude each other."""
    witness = witness_in(request.GET, edition)
    try:
        return example_of(witness, edition) if witness else None
    except Refused:
        return None


def given_by(sent: forms.Form | None, shows: Example | None, edition: Edition) -> Given | None:
    """The case that was sent, if it can be read, or the one that an address carries."""
    if shows:
        return Given(shows.document, edition, OF_A_CHECK)
    return sent.cleaned_data["given"] if sent and sent.is_valid() else None


def outcome(
    given: Given | None, edition: Edition, in_force: EditionRecord, sent: forms.Form | None
) -> Tried | None:
    """None where nothing is given, or where the book takes no State or no issue of the case."""
    if given is None:
        return None
    try:
        return tried(given, edition, in_force.ready())
    except Unreadable as error:
        if sent:
            sent.add_error(None, str(error))
        return None


def fresh_forms(request: HouseRequest, edition: Edition, found: Tried | None) -> Forms:
    """A case that was run stands in the forms, so that it can be changed and run again."""
    text = {"text": found.document} if found else None
    return {
        "chosen": ChosenForm(request.user),
        "typed": TypedForm(edition, initial=found and typed_again(found, edition)),
        "document": DocumentForm(edition, initial=text),
    }


def typed_again(found: Tried, edition: Edition) -> dict[str, Any] | None:
    return form_of(found.mine.side.document, edition)
