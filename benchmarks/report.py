"""What came out, in words and tables?"""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from .engines import Engine
from .engines.json_rules_engine import JsonRulesEngine
from .engines.plain_loop import PlainLoop
from .engines.subsidium import Explaining, FromWords, Plain
from .engines.zen import ZenBatch, ZenCall, ZenTrace
from .rows import Book
from .scaling import Series
from .synthetic import CONDITIONS_NOTE

Lines = Iterator[str]


@dataclass(frozen=True, slots=True)
class Measured:
    """One kind of cases: on how many each engine was compared and timed, its seconds a case."""

    kind: str
    compared: dict[str, int]
    timed: dict[str, int]
    seconds: dict[str, float]

    def ratio(self, slow: type[Engine], fast: type[Engine]) -> float:
        return self.seconds[slow.name] / self.seconds[fast.name]


@dataclass(frozen=True, slots=True)
class Run:
    book: Book
    engines: Sequence[Engine]
    measured: tuple[Measured, ...]
    rules: Series
    facts: Series
    rounds: int
    seed: int


@dataclass(frozen=True, slots=True)
class Bar:
    """What is promised, and what was found on each kind of cases."""

    promise: str
    found: tuple[float, ...]
    least: float = 0
    most: float = float("inf")

    def line(self) -> str:
        met = all(self.least <= found <= self.most for found in self.found)
        said = " and ".join(f"{found:.1f}" for found in self.found)
        return f"| {self.promise} | {said} | {'**pass**' if met else '**MISS**'} |"


def report(run: Run) -> str:
    parts = (head(run), bars(run), *(table(run, m) for m in run.measured), growth(run), method(run))
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def head(run: Run) -> Lines:
    book = run.book.edition.book
    yield "# Results of the benchmark"
    yield ""
    yield f"Written by `make bench` on {datetime.now(UTC):%d %B %Y}. {machine()}"
    yield ""
    yield (
        f"The shipped rule book as of that day: {len(book.rules)} rules, of which each names "
        f"{conditions(run.book)} facts on average, over {len(run.book.edition.tables.domains)} "
        f"facts ({len(run.book.several)} of them several-choice) and `hardness`, which follows "
        f"`interest`. {fired(run)}"
    )


def machine() -> str:
    system = platform.freedesktop_os_release().get("ID", "") if platform.system() == "Linux" else ""
    return (
        f"{os.cpu_count()} cores ({platform.machine()}), {platform.system()} {system.title()}, "
        f"Python {platform.python_version()}. One process runs all engines but json-rules-engine, "
        "which has a Node process."
    )


def conditions(book: Book) -> str:
    return f"{sum(len(row.tests) for row in book.rows) / len(book.rows):.1f}"


def fired(run: Run) -> str:
    engine = next(engine for engine in run.engines if type(engine) is Plain)
    said = engine.fired()
    return f"About {sum(map(len, said)) / len(said):.0f} rules fire in a case."


def bars(run: Run) -> Lines:
    yield "## Bars"
    yield ""
    yield "| bar | found (random and realistic cases) | |"
    yield "|---|---|---|"
    for bar in promises(run):
        yield bar.line()
    yield ""
    yield "Beside the bars, for honesty (no promise):"
    yield ""
    for words, slow, fast in ASIDES:
        found = " and ".join(f"{measured.ratio(slow, fast):.1f}" for measured in run.measured)
        yield f"- {words}: {found} times."


ASIDES = (
    ("Subsidium against ZEN called case by case, its fastest way here", ZenCall, Plain),
    ("Subsidium from plain words against ZEN, batch", ZenBatch, FromWords),
    ("Subsidium against the plain Python loop", PlainLoop, Plain),
)


def promises(run: Run) -> Iterator[Bar]:
    def ratios(slow: type[Engine], fast: type[Engine]) -> tuple[float, ...]:
        return tuple(measured.ratio(slow, fast) for measured in run.measured)

    yield Bar(
        "outcome with fired rules: at least 10x as fast as ZEN batch", ratios(ZenBatch, Plain), 10
    )
    yield Bar(
        "outcome with fired rules: at least 100x as fast as json-rules-engine",
        ratios(JsonRulesEngine, Plain),
        100,
    )
    yield Bar(
        "full explanation with every flip: at least 3x faster than ZEN with trace",
        ratios(ZenTrace, Explaining),
        3,
    )
    grown = run.rules[Plain.name]
    yield Bar(
        "1,000 rules: at most 15x the time of 40 (one figure)", (grown[1_000] / grown[40],), most=15
    )


def table(run: Run, measured: Measured) -> Lines:
    one = measured.seconds[Plain.name]
    yield f"## {measured.kind.capitalize()} cases"
    yield ""
    yield "| engine | version | compared | timed | microseconds a case | times Subsidium | |"
    yield "|---|---|--:|--:|--:|--:|---|"
    for engine in sorted(run.engines, key=lambda engine: measured.seconds[engine.name]):
        seconds = measured.seconds[engine.name]
        yield (
            f"| {engine.name} | {engine.version()} | {measured.compared[engine.name]:,} "
            f"| {measured.timed[engine.name]:,} "
            f"| {1e6 * seconds:,.1f} | {seconds / one:,.1f} | {engine.note} |"
        )


def growth(run: Run) -> Lines:
    yield "## Growth"
    yield ""
    yield f"Random books of the same shape. {CONDITIONS_NOTE} Microseconds a case:"
    for what, series in (("rules", run.rules), ("facts", run.facts)):
        sizes = list(series[Plain.name])
        yield ""
        yield f"| {what} | {' | '.join(f'{size:,}' for size in sizes)} |"
        yield f"|---|{'--:|' * len(sizes)}"
        for name, points in series.items():
            yield f"| {name} | {' | '.join(f'{1e6 * points[size]:,.1f}' for size in sizes)} |"
    yield ""
    yield "![Time against the number of rules](rules.svg)"
    yield ""
    yield "![Time against the number of facts](facts.svg)"


def method(run: Run) -> Lines:
    text = (Path(__file__).parent / "method.md").read_text(encoding="utf-8")
    yield text.format(rounds=run.rounds, seed=run.seed).rstrip()
