"""make peers: do ZEN, feelin and SpiffWorkflow fire the rules that we fire, on every case?

Each reads the book as it is exported. Then one cell is turned round: whoever does not notice shows
nothing by agreeing.
"""

from __future__ import annotations

import json
import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from importlib.metadata import version
from pathlib import Path

from django.conf import settings

from decisions.rulebook.exchange.decision_table import Column, decision_table
from decisions.rulebook.exchange.dmn import Dialect, dmn_text
from decisions.seeds import shipped_edition
from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.firing import fire, rules_in

from ..cases import Values, random_cases, realistic_cases
from .engines import MODULES, Fired, Inputs, by_feelin, by_spiff, by_zen, schema_errors

CASES = 300
REPORT = Path(__file__).parents[1] / "PEERS.md"


def main() -> int:
    settings.configure(USE_I18N=False)  # names of States are read without any Django around
    edition = shipped_edition()
    half = CASES // 2
    cases = [*random_cases(edition, half, seed=6), *realistic_cases(edition, CASES - half, seed=7)]
    with tempfile.TemporaryDirectory() as folder:
        found = list(compared(edition, cases, Path(folder)))
    lines = report(edition, cases, found)
    print("\n".join(lines))
    REPORT.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return 0 if all(agree == CASES and noticed for _, _, agree, noticed, _ in found) else 1


def compared(
    edition: Edition, cases: list[Values], folder: Path
) -> Iterable[tuple[str, str, int, int, float]]:
    """For each peer: name, what it read, on how many cases it agrees, noticed, seconds."""
    columns = decision_table(edition).columns
    inputs = [flat(case, columns) for case in cases]
    ours = [fired_by_us(edition, case) for case in cases]
    for name, reads, dialect, run in peers():
        path = folder / f"{dialect}.dmn"
        path.write_text(dmn_text(edition, dialect), encoding="utf-8")
        if dialect is Dialect.OMG and (errors := schema_errors(path)):
            raise ValueError(f"not valid against DMN13.xsd: {errors[0]}")
        began = time.perf_counter()
        agree = same(run(path, inputs), ours)
        seconds = time.perf_counter() - began
        path.write_text(turned(path.read_text(encoding="utf-8")), encoding="utf-8")
        yield name, reads, agree, len(cases) - same(run(path, inputs), ours), seconds


def peers() -> list[tuple[str, str, Dialect, Callable[[Path, Inputs], Fired]]]:
    feelin, moddle = npm("feelin"), npm("dmn-moddle")
    return [
        (f"feelin {feelin}, dmn-moddle {moddle}", "the DMN file", Dialect.OMG, by_feelin),
        (f"ZEN {version('zen-engine')}", "its table as JDM", Dialect.OMG, by_zen),
        (f"SpiffWorkflow {version('SpiffWorkflow')}", "the DMN file, its dialect", Dialect.SPIFF,
         by_spiff),
    ]  # fmt: skip


def npm(package: str) -> str:
    return str(json.loads((MODULES / package / "package.json").read_text())["version"])


def flat(case: Values, columns: Iterable[Column]) -> dict[str, str]:
    """The inputs of the table for a fully known case."""
    return {
        column.name: ("yes" if column.option in case[column.fact] else "no")
        if column.option
        else next(iter(case[column.fact]))
        for column in columns
    }


def fired_by_us(edition: Edition, case: Values) -> list[str]:
    facts = {fact: frozenset({value}) for fact, value in case.items()}
    return [rule.key for rule in rules_in(edition.book, fire(edition.tables, facts).certain)]


def same(fired: Fired, ours: Fired) -> int:
    """The cases on which the same rules fire, each once."""
    return sum(sorted(one) == sorted(other) for one, other in zip(fired, ours, strict=True))


def turned(text: str) -> str:
    """The file with one cell the other way round: a rule that asks for yes asks for no."""
    for yes, no in (('<text>"yes"</text>', '<text>"no"</text>'),
                    ('<text>? in ("yes",)</text>', '<text>? in ("no",)</text>')):  # fmt: skip
        if yes in text:
            return text.replace(yes, no, 1)
    raise ValueError("no cell that could be turned round")


def report(
    edition: Edition, cases: list[Values], found: list[tuple[str, str, int, int, float]]
) -> list[str]:
    table = decision_table(edition)
    fired = sum(len(fired_by_us(edition, case)) for case in cases)
    ever = {key for case in cases for key in fired_by_us(edition, case)}
    return [
        "# The rule book in other engines",
        "",
        "`make peers` writes this page. Which rules fire is compared by key, case by case.",
        "",
        f"- The shipped edition, checksum `{edition.checksum[:12]}`: {len(edition.book.rules)}"
        f" rules in {len(table.rows)} rows over {len(table.columns)} columns.",
        f"- {len(cases)} fully known cases: half drawn evenly, half after the worked cases."
        f" {fired:,} rules fire, {len(ever)} different ones.",
        "- The file is valid against the OMG's schema for DMN 1.3 (`DMN13.xsd`, as in dmn-moddle).",
        "- Control: one cell is turned round, and the last column counts the cases on which that"
        " shows. It must not be 0.",
        f"- Python {platform.python_version()}; times are for all cases, with reading the file.",
        "",
        "| engine | reads | same rules | seconds | control |",
        "|---|---|---|---|---|",
        *(
            f"| {name} | {reads} | {agree} of {len(cases)} | {seconds:.1f} | {noticed} differ |"
            for name, reads, agree, noticed, seconds in found
        ),
    ]


if __name__ == "__main__":
    sys.exit(main())
