"""manage.py rulebook check FILE|EDITION: is anything wrong with a rule book?"""

from __future__ import annotations

from collections.abc import Sequence
from math import prod
from typing import Any

from decisions.management.checking import CheckCommand
from decisions.subsidiarity.checks import Check, check
from decisions.subsidiarity.wire import Lenient


class Command(CheckCommand):
    help = "Check a rule book over all its inputs."
    noun = "book"
    looks_for = "dead, needless, contradictory rules, and gaps"
    completed_with = ("fora", "states")

    def checked(self, read: Lenient, **options: Any) -> tuple[str, Sequence[Check]]:
        book, inputs = read.edition.book, prod(map(len, read.edition.tables.domains.values()))
        heading = (
            f"{len(book.rules)} rules, {len(book.questions)} questions,"
            f" {len(book.topics)} issues, {inputs:,} inputs"
        )
        return heading, check(read.edition, read.unknown, read.unsourced)
