"""What does one send to import a rule book, and what does it become?"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from decisions.house.fields import Words
from decisions.house.uploads import LARGEST, in_short
from decisions.models import Draft, EditionRecord
from decisions.rulebook.draft.reading import draft_reading
from decisions.subsidiarity.wire import UNWRITABLE, Refused

from .reading_in import ReadIn, read_in

NAME = 120
UNNAMED = "Imported"
NEW = "new"
NOT_THERE = (
    "That draft has changed since this page was read, or is no longer under work. Choose again."
)
NOT_ONE = "Give one file or one text, not both."
KEPT = "Kept from the file that you sent. Mend it here, or send another file in its place."
NONE_AT_ALL = "Choose a file, or paste the text of one."
TOO_LARGE = f"It is too large; at most {LARGEST // 1_000_000} MB is read."


class Pasted(forms.Field):
    """A text to the byte as it was pasted: what cannot stand in it is named, not taken out."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return str(value or "").replace("\r\n", "\n")


class ImportForm(forms.Form):
    """A file or its text; what it is held against; what it shall become."""

    file = forms.FileField(
        label="File",
        required=False,
        help_text="TOML or JSON, as exported here. At most 1 MB.",
        error_messages={"empty": "It is empty."},
    )
    text = Pasted(label="Or its text", required=False)
    kept = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    base = forms.ChoiceField(
        label="Held against",
        help_text="What the file leaves out is taken from this edition, or from the draft that it"
        " goes into.",
    )
    into = forms.ChoiceField(
        label="What it becomes",
        error_messages={"invalid_choice": NOT_THERE},
        help_text="A draft under work takes over what differs, as one step that can be undone.",
    )
    name = Words(
        label="Name of the new draft",
        required=False,
        max_length=NAME,
        help_text="If you leave it out, the name of the file is taken.",
    )

    def __init__(
        self,
        base: EditionRecord,
        numbers: Iterable[int],
        drafts: Iterable[Draft],
        data: QueryDict | None = None,
        files: MultiValueDict[str, UploadedFile[bytes]] | None = None,
    ) -> None:
        super().__init__(data, files, initial={"base": base.number})
        self.base_record, self.numbers = base, tuple(numbers)
        self.drafts = {f"{each.code}-{each.steps}": each for each in drafts}
        self.fields["into"].choices = self.ways()  # type: ignore[attr-defined]
        self.fields["base"].choices = [  # type: ignore[attr-defined]
            (str(number), f"Edition {number}") for number in self.numbers
        ]
        self.fields["text"].widget.attrs.update(spellcheck="false", rows=12)

    def ways(self) -> list[tuple[str, Any]]:
        """What a file may become. A draft is named with its step, so that an old choice is none."""
        drafts = [(key, each.name) for key, each in self.drafts.items()]
        return [(NEW, "A new draft"), *([("A draft under work", drafts)] if drafts else [])]

    def clean(self) -> dict[str, Any]:
        file, text = self.cleaned_data.get("file"), self.cleaned_data.get("text", "")
        if self.errors:
            return self.cleaned_data
        if file and text.strip() and self.sent_before[0] != mark_of(text):
            self.add_error("file", NOT_ONE)
        elif file:
            self.take("file", content_of(file))
        elif text.strip():
            self.take("text", text.encode(errors="surrogatepass"))
        else:
            self.add_error("file", NONE_AT_ALL)
        return self.cleaned_data

    def take(self, field: str, content: bytes | None) -> None:
        """Read it; the field gets the message of what is refused."""
        if content is None:
            self.add_error(field, TOO_LARGE)
            return
        try:
            self.cleaned_data["found"] = self.read(content)
        except Refused as refused:
            self.add_error(field, in_short(refused))

    def read(self, content: bytes) -> ReadIn:
        """Beside the edition, or beside the draft that it goes into."""
        if draft := self.draft:
            return read_in(content, draft_reading(draft).document, f"the draft “{draft.name}”")
        base = self.base_record
        return read_in(content, base.document, f"edition {base.number}")

    @property
    def draft(self) -> Draft | None:
        return self.drafts.get(self.cleaned_data.get("into", ""))

    @property
    def at_step(self) -> int:
        """The step of the draft at which it was chosen."""
        return int(self.cleaned_data["into"].rpartition("-")[2])

    @property
    def found(self) -> ReadIn:
        found: ReadIn = self.cleaned_data["found"]
        return found

    @property
    def chosen_name(self) -> str:
        return self.name_for(self.cleaned_data.get("file"))[:NAME].strip() or UNNAMED

    def name_for(self, file: Any) -> str:
        """As it was typed, else as the file is called; the name of an earlier file gives way."""
        typed = " ".join(self.data.get("name", "").split())
        return stem(file) if file and typed in {"", self.sent_before[1]} else typed

    @property
    def sent_before(self) -> tuple[str, str]:
        """The mark and the name of a file that was sent before; both empty where there was none."""
        mark, _, name = self.data.get("kept", "").partition(" ")
        return mark, name

    def keep_text(self) -> None:
        """Show the text of the file as if it were pasted, for a browser keeps no file."""
        if file := self.files.get("file"):
            data = QueryDict(mutable=True)
            data.update(self.data)
            shown = shown_text(file)
            data["text"] = shown or data.get("text", "")
            data["name"] = self.name_for(file)
            data["kept"] = f"{mark_of(shown)} {stem(file)}"
            self.fields["text"].help_text = KEPT if shown else ""
            self.data = data


def mark_of(text: str) -> str:
    """Tells a text that was kept from a file, and that nobody touched, from one that was typed."""
    plain = text.replace("\r\n", "\n").encode(errors="surrogatepass")
    return sha256(plain).hexdigest() if text else ""


def content_of(file: UploadedFile[bytes]) -> bytes | None:
    """None where it is too large."""
    return file.read() if (file.size or 0) <= LARGEST else None


def shown_text(file: UploadedFile[bytes]) -> str:
    """What of a file can stand in a form: all of it, or nothing."""
    file.seek(0)
    content = content_of(file) or b""
    text = content.decode("utf-8-sig", errors="replace")
    return "" if "\ufffd" in text or UNWRITABLE.search(text) else text


def stem(file: Any) -> str:
    """What a file is called, without its ending."""
    name = PurePath(file.name or "").stem if file else ""
    return " ".join(UNWRITABLE.sub("", name).split())[:NAME]
