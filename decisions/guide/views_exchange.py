"""How does a case leave as a file, and how does one come in?"""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from decisions.house.keys import fresh_keys, sent_by
from decisions.house.marking import file_name
from decisions.house.requests import HouseRequest
from decisions.house.roles import OFFICER, only
from decisions.house.uploads import LARGEST, in_short, parsed
from decisions.models.casefile import editable_case_file
from decisions.models.edition import current_edition
from decisions.subsidiarity.wire import UNWRITABLE, Refused, to_json

from .actions import open_case_file
from .exchange import Imported, exported, imported

TOO_LARGE = "It is too large; at most 1 MB is read."


@only(OFFICER)
@require_safe
def export(request: HouseRequest, code: str) -> HttpResponse:
    """The whole case as this user may see it, as one JSON document."""
    case_file = editable_case_file(request.user, code)
    text = to_json(exported(request.user, case_file)) + "\n"
    response = HttpResponse(text, content_type="application/json")
    name = file_name(case_file, f"case-{code}.json")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class ImportForm(forms.Form):
    """A file with a case, read under the edition in force."""

    file = forms.FileField(
        label="File",
        help_text="A case that was exported here, or a case document, as JSON or TOML. "
        "At most 1 MB.",
        error_messages={"required": "Choose a file.", "empty": "It is empty."},
    )

    def clean_file(self) -> Imported:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        name = file.name or ""
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError(TOO_LARGE)
        try:
            return imported(parsed(name, file.read()), current_edition().ready(), stem(name))
        except Refused as refused:
            raise forms.ValidationError(in_short(refused)) from refused


def stem(name: str) -> str:
    """What a file is called, without its ending."""
    return UNWRITABLE.sub("", PurePath(name).stem).replace("\n", " ")


@only(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
def import_case(request: HouseRequest) -> HttpResponse:
    """A file becomes a new case of one's own, wholly or not at all."""
    sent: dict[str, Any] = {"data": request.POST, "files": request.FILES}
    form = ImportForm(**sent) if request.method == "POST" else ImportForm()
    if form.is_bound and form.is_valid():
        found: Imported = form.cleaned_data["file"]
        case_file = open_case_file(
            user=request.user,
            sent=sent_by(request),
            now=timezone.now(),
            title=found.title,
            summary=found.summary,
            aim=found.aim,
            document=found.document,
            evidence=found.evidence,
            more=found.more,
            tags=found.tags,
            act="imported",
        )
        return redirect("guide:task_list", case_file.code)
    context = {"form": form, "form_keys": fresh_keys()}
    return render(request, "guide/import.html", context, status=422 if form.is_bound else 200)
