"""manage.py rulebook check|export|import|diff: what does a rule book say, and is it in order?"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from math import prod
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.contrib.auth.models import User
from django.core.management.base import CommandParser
from django.utils import timezone

from decisions.house.sending import Sent
from decisions.management.books import BOOK_HELP, BookCommand
from decisions.management.checking import CheckCommand
from decisions.management.differing import told
from decisions.models.people import RULE_ADMINISTRATOR, roles_of
from decisions.rulebook.draft.acts import open_draft
from decisions.rulebook.exchange.dmn import Dialect
from decisions.rulebook.exchange.files import Form, file_text
from decisions.rulebook.exchange.reading_in import words_of
from decisions.subsidiarity.checks import Check, check
from decisions.subsidiarity.wire import UNWRITABLE, Lenient

NAME = 120


class Command(CheckCommand, BookCommand):
    help = "Check, export, import or compare rule books. Exit status 2: something cannot be read."
    noun = "book"
    looks_for = "dead, needless, contradictory rules, and gaps; exit status 1 if a check fails"
    completed_with = ("fora", "states")

    def add_arguments(self, parser: CommandParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="check|export|import|diff")
        self.add_check_to(acts)
        self.add_export(acts)
        self.add_import(acts)
        self.add_diff(acts)

    def add_export(self, acts: Any) -> None:
        export = acts.add_parser("export", help="the whole book as one file, always the same bytes")
        export.add_argument(
            "sought", nargs="?", default="", help=f"{BOOK_HELP}; without it the edition in force"
        )
        export.add_argument(
            "--format",
            choices=[form.value for form in Form],
            default=Form.TOML.value,
            help="toml and json hold all of it, dmn (1.3) the rules as a decision table",
        )
        export.add_argument(
            "--dialect",
            choices=[each.value for each in Dialect],
            default=Dialect.OMG.value,
            help="of the cells of dmn: FEEL, as the OMG has it, or Python for SpiffWorkflow",
        )
        export.add_argument("--output", default="", help="a file; without it standard output")

    def add_import(self, acts: Any) -> None:
        taking = acts.add_parser(
            "import", help="make a draft of a file, wholly or not at all, and print its code"
        )
        taking.add_argument("file", help="TOML or JSON, - for standard input")
        taking.add_argument("--name", default="", help="what the draft is called")
        taking.add_argument(
            "--base",
            default="",
            help="the number of the edition that gives what the file leaves out; without it the"
            " edition in force",
        )
        taking.add_argument(
            "--as",
            dest="username",
            default="",
            help="the rule administrator whose draft it is; without it nobody's",
        )

    def add_diff(self, acts: Any) -> None:
        diff = acts.add_parser(
            "diff", help="what differs, in sentences; exit status 0 if nothing does, 1 if any"
        )
        diff.add_argument("one", help=BOOK_HELP)
        diff.add_argument("other", help="the same")
        diff.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, **options: Any) -> None:
        acts: dict[str, Callable[..., None]] = {
            "check": self.tell_checks,
            "export": self.export,
            "import": self.take_in,
            "diff": self.diff,
        }
        acts[options["act"]](**options)

    def checked(self, read: Lenient, **options: Any) -> tuple[str, Sequence[Check]]:
        book, inputs = read.edition.book, prod(map(len, read.edition.tables.domains.values()))
        heading = (
            f"{len(book.rules)} rules, {len(book.questions)} questions,"
            f" {len(book.topics)} issues, {inputs:,} inputs"
        )
        return heading, check(read.edition, read.unknown, read.unsourced)

    def export(
        self, *, sought: str, format: str, dialect: str, output: str, **options: Any
    ) -> None:
        stand = self.stand(sought)
        text = file_text(stand.document, stand.edition, Form(format), Dialect(dialect))
        if not output:
            self.stdout.write(text, ending="")
            return
        try:
            Path(output).write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            self.refuse(output, ValueError(error.strerror or "cannot be written"))

    def take_in(self, *, file: str, name: str, base: str, username: str, **options: Any) -> None:
        found = self.file(file, base)
        record = self.edition(base)
        if record is None:
            self.refuse(file, ValueError("no edition is stored that a draft could be based on"))
        draft = open_draft(
            user=self.administrator(username) if username else None,
            sent=Sent(uuid4().hex, 0),
            now=timezone.now(),
            base=record,
            name=draft_name(name, file),
            document=found.document,
        )
        self.stdout.write(draft.code)
        if found.left_out:
            self.stderr.write(f"{words_of(found.left_out)}: as in edition {record.number}")

    def administrator(self, username: str) -> User:
        user = User.objects.filter(username=username, is_active=True).first()
        if user is None or RULE_ADMINISTRATOR not in roles_of(user):
            self.refuse(username, ValueError("is no rule administrator"))
        return user

    def diff(self, *, one: str, other: str, format: str, **options: Any) -> None:
        text, differs = told(self.stand(one), self.stand(other), format)
        self.stdout.write(text)
        if differs:
            sys.exit(1)


def draft_name(name: str, file: str) -> str:
    """What it is called: as asked, or as its file."""
    given = name or ("" if file == "-" else Path(file).stem)
    return " ".join(UNWRITABLE.sub("", given).split())[:NAME] or "Imported"
