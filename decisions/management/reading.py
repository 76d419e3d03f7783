"""How does a command read a file, and refuse one?"""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from decisions.models.edition import EditionRecord, current_edition
from decisions.seeds import shipped_document, shipped_edition
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.wire import Refused, parse_json, parse_toml

SIZE_LIMIT = 5_000_000
SHIPPED = "The shipped edition"


class FileCommand(BaseCommand):
    """A command on a file: whatever is refused ends with one message and exit status 2."""

    def refuse(self, path: str, error: Exception) -> NoReturn:
        raise CommandError(f"{path}: {error}", returncode=2)

    def document(self, path: str) -> Any:
        """The JSON or TOML document at a path, `-` for standard input."""
        try:
            text = read_text(path)
            return parse_toml(text) if path.endswith(".toml") else parse_json(text)
        except OSError as error:
            self.refuse(path, ValueError(error.strerror or "cannot be read"))
        except UnicodeDecodeError as error:
            self.refuse(path, ValueError(f"is not UTF-8 text (byte {error.start})"))
        except Refused as error:
            self.refuse(path, error)

    def sought(self, name: str) -> tuple[str, Any, int]:
        """A file, a stored edition or the one in force: its name, document and number (or 0)."""
        if name and not name.isdecimal():
            return name, self.document(name), 0
        try:
            chosen = {"number": int(name)} if name else {"current": True}
            record = EditionRecord.objects.get(**chosen)
        except (DatabaseError, OverflowError, EditionRecord.DoesNotExist):
            if name:
                self.refuse(name, ValueError("no edition of this number is stored"))
            return SHIPPED, shipped_document(), 0
        return str(record), record.document, record.number


def read_text(path: str) -> str:
    """UTF-8 text of a file, with or without a byte order mark. Its size is looked at first."""
    if path == "-":
        return sys.stdin.read(SIZE_LIMIT + 1).removeprefix("\ufeff")
    file = Path(path)
    if file.stat().st_size > SIZE_LIMIT:
        raise Refused("", f"too large: {file.stat().st_size} bytes, allowed are {SIZE_LIMIT}")
    return file.read_text(encoding="utf-8-sig")


def completed(document: Any, keys: Collection[str]) -> Any:
    """A document that lacks some of these parts gets those of the shipped edition."""
    if not isinstance(document, dict):
        return document
    shipped = shipped_document()
    return {**{key: shipped[key] for key in keys}, **document}


def edition_in_force() -> Edition:
    """The current edition or, without a database or a row in it, the shipped one."""
    try:
        return current_edition().ready()
    except (DatabaseError, EditionRecord.DoesNotExist):
        return shipped_edition()
