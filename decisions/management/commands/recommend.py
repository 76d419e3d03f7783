"""manage.py recommend FILE: what do we recommend for the case (or the batch) in a file?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from decisions.management.reading import FileCommand, edition_in_force
from decisions.management.telling import in_words
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.facts import Case
from decisions.subsidiarity.recommend import recommend
from decisions.subsidiarity.wire import (
    Refused,
    read_batch,
    read_case,
    to_json,
    write_recommendation,
)


class Command(FileCommand):
    help = "Recommend a level and fora for a case document, or for a batch of them."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="a case document (JSON or TOML), - for standard input")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *, file: str, format: str, **options: Any) -> None:
        document, edition = self.document(file), edition_in_force()
        try:
            batch = read_batch(document, edition)
            cases = batch if batch is not None else [titled(read_case(document, edition))]
        except Refused as error:
            self.refuse(file, error)
        answers = [(key, answer(case, edition)) for key, case in cases]
        if format == "text":
            self.stdout.write("\n\n".join(in_words(*each, edition) for each in answers))
        elif batch is None:
            self.stdout.write(to_json(answers[0][1]))
        else:
            results = [{"id": key, "recommendation": each} for key, each in answers]
            self.stdout.write(to_json({"results": results}))


def titled(case: Case) -> tuple[str, Case]:
    return case.title, case


def answer(case: Case, edition: Edition) -> dict[str, Any]:
    return write_recommendation(recommend(case, edition))
