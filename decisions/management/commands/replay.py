"""manage.py replay [CODE ...]: do stored recommendations still follow from their own records?"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from decisions.management.progress import Progress
from decisions.management.replaying import Replayed, records, replay
from decisions.subsidiarity.wire import to_json


class Command(BaseCommand):
    help = (
        "Work out stored recommendations again, each from its own case and edition. Exit status 1"
        " where one is not equal to the byte, 2 for an unknown code."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", nargs="*", help="codes of recommendations; without them all")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *, code: list[str], format: str, **options: Any) -> None:
        found, progress = records(code), Progress(self.stderr)
        self.refuse_unknown(code, set(found.values_list("code", flat=True)) if code else set())
        count, different = found.count(), []
        for done, each in enumerate(replay(found), 1):
            if not each.equal:
                different.append(each)
            elif code and format == "text":
                self.stdout.write(f"{each.code}: equal")
            progress("Replayed", done, count)
        told = as_json if format == "json" else in_words
        self.stdout.write(told(count, different))
        if different:
            sys.exit(1)

    def refuse_unknown(self, codes: list[str], known: set[str]) -> None:
        if unknown := [code for code in codes if code not in known]:
            raise CommandError(f"no recommendation has the code {', '.join(unknown)}", returncode=2)


def in_words(count: int, different: list[Replayed]) -> str:
    lines = [line for each in different for line in difference_lines(each)]
    records = "record" if count == 1 else "records"
    equal = count - len(different)
    tally = f"{count:,} {records}: {equal:,} equal, {len(different):,} different."
    return "\n".join([*lines, tally])


def difference_lines(each: Replayed) -> Iterable[str]:
    for which, found in (("shared outcome", each.shared), ("full outcome", each.full)):
        for words in found:
            yield f"{each.code}: {which}: {words}"


def as_json(count: int, different: list[Replayed]) -> str:
    return to_json(
        {
            "records": count,
            "equal": count - len(different),
            "different": [
                {"code": each.code, "shared": list(each.shared), "full": list(each.full)}
                for each in different
            ],
        }
    )
