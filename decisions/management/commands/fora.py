"""manage.py fora check FILE|EDITION: is anything wrong or out of date in a catalogue of fora?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.management.base import CommandParser
from django.utils.timezone import localdate

from decisions.management.checking import CheckCommand
from decisions.seeds import known_counts
from decisions.subsidiarity.catalogue import check_catalogue
from decisions.subsidiarity.checks import Check
from decisions.subsidiarity.wire import Lenient


class Command(CheckCommand):
    help = "Check a catalogue of fora: members, relations, and how old its facts are."
    noun = "catalogue"
    looks_for = "miscounted members, stale facts, relations that are not mutual"
    completed_with = ("title", "questions", "issues", "rules", "states")

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_check(parser).add_argument(
            "--year", type=int, help="the year to reckon from, by default this one"
        )

    def checked(self, read: Lenient, **options: Any) -> tuple[str, Sequence[Check]]:
        year = options["year"] or localdate().year
        edition = read.edition
        heading = f"{len(edition.fora)} fora, {len(edition.states)} States, as seen in {year}"
        return heading, check_catalogue(edition.fora, edition.states, known_counts(), year)
