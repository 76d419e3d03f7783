"""How is the title of the book changed?"""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from decisions.house.fields import Words
from decisions.house.keys import fresh_keys, sent_by
from decisions.house.requests import HouseRequest
from decisions.house.roles import RULE_ADMINISTRATOR, only
from decisions.models import Draft, DraftItem, Kind
from decisions.models.draft import editable_draft
from decisions.subsidiarity.wire import Refused

from ..draft.acts import Ended, ItemConflict, Wanted
from ..draft.parts import TITLE_KEY
from ..frame import framed
from ..saving import conflict_page, save
from .item_saving import ENDED, item_there, revision_typed_over

HERE = "Overview"


class TitleForm(forms.Form):
    """The title alone."""

    title = Words(
        label="Title of the rule book",
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )


@only(RULE_ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def book_title(request: HouseRequest, code: str) -> HttpResponse:
    """The title stands on every paper that the book prints."""
    draft = editable_draft(request.user, code)
    item = item_there(draft, Kind.TITLE, TITLE_KEY)
    data = request.POST if request.method == "POST" else None
    form = TitleForm(data, initial={"title": item.content})
    if request.method != "POST":
        return page(request, draft, item, form)
    if not form.is_valid():
        return page(request, draft, item, form, 422)
    return saved(request, draft, item, form)


def saved(request: HouseRequest, draft: Draft, item: DraftItem, form: TitleForm) -> HttpResponse:
    title = form.cleaned_data["title"]
    wanted = Wanted(Kind.TITLE, TITLE_KEY, sent_by(request).revision, content=title)
    try:
        step = save(request, draft, "changed", [wanted])
    except ItemConflict as conflict:
        return conflict_page(request, draft, HERE, title, conflict)
    except (Refused, Ended) as error:
        form.add_error(None, str(error) or ENDED)
        return page(request, draft, item, form, 422)
    url = reverse("rulebook:draft", args=[draft.code])
    return redirect(f"{url}?done={step.number}#_done" if step else url)


def page(
    request: HouseRequest, draft: Draft, item: DraftItem, form: TitleForm, status: int = 200
) -> HttpResponse:
    keys = fresh_keys(revision_typed_over(request, item))
    context = framed(request, draft, HERE, form=form, form_keys=keys)
    return render(request, "rulebook/editing/title.html", context, status=status)
