"""What does a case document say that was pasted, or sent as a file?"""

from __future__ import annotations

from typing import Any

from django import forms

from decisions.house.uploads import LARGEST, in_short, parsed
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.wire import Refused, read_case

from .given import Given

TOO_LARGE = "It is too large; at most 1 MB is read."


class DocumentForm(forms.Form):
    """A case document, pasted or as a file."""

    text = forms.CharField(
        label="Case document",
        required=False,
        strip=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text="JSON or TOML, as the guide exports it.",
        error_messages={"max_length": TOO_LARGE},
    )
    file = forms.FileField(
        label="Or a file", required=False, help_text="JSON, or TOML where its name ends so."
    )

    def __init__(self, edition: Edition, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition

    def clean(self) -> dict[str, Any]:
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text") or ""
        if file is not None:
            self.read("file", file.name or "", file.read(LARGEST + 1))
        elif text.strip():
            kind = "json" if text.lstrip().startswith("{") else "toml"
            self.read("text", f".{kind}", text.encode("utf-8", "replace"))
        elif not self.errors:
            self.add_error("text", "Paste a case document, or choose a file.")
        return self.cleaned_data

    def read(self, field: str, name: str, content: bytes) -> None:
        try:
            if len(content) > LARGEST:
                raise forms.ValidationError(TOO_LARGE)
            document, place = case_in(parsed(name, content))
            read_case(document, self.edition, place)
        except Refused as refused:
            self.add_error(field, in_short(refused))
        except forms.ValidationError as error:
            self.add_error(field, error)
        else:
            title = document.get("title") or "A case document"
            self.cleaned_data["given"] = Given(document, self.edition, title)


def case_in(value: Any) -> tuple[Any, str]:
    """The case and where it stands: what the guide exports holds it as one of its parts."""
    if isinstance(value, dict) and "format" in value and "case" in value:
        return value["case"], "case"
    return value, ""
