"""manage.py rulebook check FILE|EDITION: is anything wrong with a rule book?"""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import CommandParser
from django.db import DatabaseError

from decisions.management.checking import in_words
from decisions.management.reading import FileCommand
from decisions.models import EditionRecord
from decisions.seeds import shipped_document
from decisions.subsidiarity.checks import Severity, check
from decisions.subsidiarity.wire import Refused, read_leniently, to_json, write_checks

SHIPPED = "The shipped edition"


class Command(FileCommand):
    help = "Check a rule book over all its inputs."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="check")
        checking = acts.add_parser("check", help="dead, needless, contradictory rules, and gaps")
        checking.add_argument(
            "book",
            nargs="?",
            default="",
            help="a rule book or an edition (TOML or JSON), - for standard input, or the number of"
            " a stored edition; without it the current edition",
        )
        checking.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *, book: str, format: str, **options: Any) -> None:
        name, document, number = self.sought(book)
        try:
            read = read_leniently(document, number)
        except Refused as error:
            self.refuse(book or name, error)
        checks = check(read.edition, read.unknown, read.unsourced)
        if format == "json":
            self.stdout.write(to_json({"book": name, **write_checks(checks)}))
        else:
            self.stdout.write(in_words(name, read.edition, checks))
        if checks[0].severity is Severity.FAIL:
            sys.exit(1)

    def sought(self, book: str) -> tuple[str, Any, int]:
        """What is to be checked: its name, its document and its number, 0 for a file."""
        if book and not book.isdecimal():
            return book, completed(self.document(book)), 0
        try:
            chosen = {"number": int(book)} if book else {"current": True}
            record = EditionRecord.objects.get(**chosen)
        except (DatabaseError, OverflowError, EditionRecord.DoesNotExist):
            if book:
                self.refuse(book, ValueError("no edition of this number is stored"))
            return SHIPPED, shipped_document(), 0
        return str(record), record.document, record.number


def completed(document: Any) -> Any:
    """A rule book as it is shipped has no fora and no States: those of the shipped edition."""
    if not isinstance(document, dict):
        return document
    shipped = shipped_document()
    return {"fora": shipped["fora"], "states": shipped["states"], **document}
