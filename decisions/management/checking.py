"""How does a command check a rule book or a catalogue, and how do the checks read on a terminal?"""

from __future__ import annotations

import sys
from abc import abstractmethod
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.base import CommandParser

from decisions.management.reading import FileCommand, completed
from decisions.management.telling import bullets
from decisions.subsidiarity.checks import Check, Severity
from decisions.subsidiarity.wire import Lenient, Refused, read_leniently, to_json, write_checks

SHOWN = 5
"""Of what is information only; JSON has it all."""


class CheckCommand(FileCommand):
    """manage.py ... check [FILE|EDITION]: status 1 if a check fails, 2 for what cannot be read."""

    requires_system_checks = ()
    noun: str
    """What is checked, in a word."""
    looks_for: str
    completed_with: tuple[str, ...]
    """The parts of the shipped edition that a file may leave out."""

    def add_arguments(self, parser: CommandParser) -> None:
        self.add_check(parser)

    def add_check(self, parser: CommandParser) -> ArgumentParser:
        return self.add_check_to(parser.add_subparsers(dest="act", required=True, metavar="check"))

    def add_check_to(self, acts: Any) -> ArgumentParser:
        """Beside other acts of the same command."""
        checking: ArgumentParser = acts.add_parser("check", help=self.looks_for)
        checking.add_argument(
            "sought",
            nargs="?",
            default="",
            help=f"a {self.noun} or an edition (TOML or JSON), - for standard input, or the number"
            " of a stored edition; without it the current edition",
        )
        checking.add_argument("--format", choices=("text", "json"), default="text")
        return checking

    def handle(self, **options: Any) -> None:
        self.tell_checks(**options)

    def tell_checks(self, *, sought: str, format: str, **options: Any) -> None:
        name, document, number = self.sought(sought)
        try:
            read = read_leniently(completed(document, self.completed_with), number)
        except Refused as error:
            self.refuse(sought or name, error)
        heading, checks = self.checked(read, **options)
        if format == "json":
            self.stdout.write(to_json({self.noun: name, **write_checks(checks)}))
        else:
            self.stdout.write(in_words(f"{name}: {heading}", checks))
        if checks[0].severity is Severity.FAIL:
            sys.exit(1)

    @abstractmethod
    def checked(self, read: Lenient, **options: Any) -> tuple[str, Sequence[Check]]:
        """What was checked, in a line, and the checks, the failing ones first."""


def in_words(heading: str, checks: Sequence[Check]) -> str:
    """The heading, then each check, and the tally last."""
    lines = [heading, ""]
    for check in checks:
        lines += check_lines(check)
    return "\n".join([*lines, "", tally(checks)])


def check_lines(check: Check) -> Iterable[str]:
    yield f"{check.severity.upper()}  {check.title}: {len(check.items) or 'none'}"
    says = [item.says for item in check.items]
    if check.severity is Severity.PASS and len(says) > SHOWN + 1:
        says = [*says[:SHOWN], f"and {len(says) - SHOWN} more, all in --format json"]
    yield from bullets(says, "      ")


def tally(checks: Sequence[Check]) -> str:
    number = {each: sum(check.severity is each for check in checks) for each in Severity}
    return (
        f"{len(checks)} checks: {number[Severity.FAIL]} failed,"
        f" {number[Severity.WARN]} with warnings, {number[Severity.PASS]} passed."
    )
