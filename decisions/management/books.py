"""Which rule book is meant on the command line: an edition, a draft, a file?"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.db import DatabaseError

from decisions.management.reading import SHIPPED, FileCommand, read_text
from decisions.models import Draft, EditionRecord
from decisions.models.codes import ALPHABET
from decisions.rulebook.differing import (
    Stand,
    stand_of_document,
    stand_of_draft,
    stand_of_edition,
)
from decisions.rulebook.draft.reading import draft_reading
from decisions.rulebook.exchange.reading_in import ReadIn, read_in
from decisions.seeds import shipped_document, shipped_edition
from decisions.subsidiarity.wire import Refused

CODE = re.compile(f"[{ALPHABET}]{{10}}")
BOOK_HELP = (
    "the number of an edition, the code of a draft, a file (TOML or JSON), or - for standard input"
)


class BookCommand(FileCommand):
    """A command on rule books. Without a database the shipped edition is the one in force."""

    def stand(self, name: str) -> Stand:
        """What stands under a name; the edition in force where there is none."""
        if draft := self.draft(name):
            return stand_of_draft(draft)
        if not name or name.isdecimal():
            record = self.edition(name)
            return stand_of_edition(record) if record else shipped_stand()
        return stand_of_document(self.file(name).document, name)

    def draft(self, name: str) -> Draft | None:
        """A draft, unless a file is called like its code."""
        if not CODE.fullmatch(name) or Path(name).exists():
            return None
        try:
            return Draft.objects.get(code=name)
        except (DatabaseError, Draft.DoesNotExist):
            self.refuse(name, ValueError("no draft of this code is stored, and no file is there"))

    def edition(self, number: str) -> EditionRecord | None:
        """A stored edition, by default the one in force; None for the shipped one."""
        try:
            chosen: dict[str, Any] = {"number": int(number)} if number else {"current": True}
            return EditionRecord.objects.get(**chosen)
        except (DatabaseError, OverflowError, ValueError, EditionRecord.DoesNotExist):
            if number:
                self.refuse(number, ValueError("no edition of this number is stored"))
            return None

    def file(self, path: str, base: str = "") -> ReadIn:
        """The book in a file; what it leaves out comes from an edition."""
        record = self.edition(base)
        document = record.document if record else shipped_document()
        try:
            content = read_text(path).encode(errors="surrogatepass")
            return read_in(content, document, f"edition {record.number}" if record else "shipped")
        except OSError as error:
            self.refuse(path, ValueError(error.strerror or "cannot be read"))
        except UnicodeDecodeError as error:
            self.refuse(path, ValueError(f"is not UTF-8 text (byte {error.start})"))
        except Refused as refused:
            self.refuse(path, refused)

    def sought(self, name: str) -> tuple[str, Any, int]:
        if draft := self.draft(name):
            return f"Draft {draft.code}", draft_reading(draft).document, 0
        return super().sought(name)


def shipped_stand() -> Stand:
    return Stand(SHIPPED[:1].lower() + SHIPPED[1:], shipped_document(), shipped_edition())
