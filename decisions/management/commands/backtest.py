"""manage.py backtest FILE: how far does the rule book agree with what States chose?"""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandParser

from decisions.management.backtesting import in_words
from decisions.management.reading import FileCommand, edition_in_force
from decisions.rulebook.backtesting import backtest
from decisions.subsidiarity.wire import Refused, to_json


class Command(FileCommand):
    help = "Run real instruments through the rule book and count where it agrees."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="cases with their outcomes (JSON or TOML)")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def handle(self, *, file: str, format: str, **options: Any) -> None:
        try:
            result = backtest(self.document(file), edition_in_force())
        except Refused as error:
            self.refuse(file, error)
        self.stdout.write(to_json(result) if format == "json" else in_words(result))
