"""Does the archive's list stay quick among 100,000 recommendations, on either database?

`make bench-archive` fills two databases of each kind, asks both the same by turns, and writes
ARCHIVE.md.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from tests.postgres import server

FEW, MANY = 100, int(os.environ.get("MANY", "100000"))
ROUNDS = 11
MOST_QUERIES, MOST_TIMES = 12, 3.0
PEOPLE = ("anna", "boris")
ASKED: dict[str, dict[str, Any]] = {
    "the list": {},
    "second page": {"page": 2},
    "level": {"asked": {"level": "regional"}},
    "issue": {"asked": {"issue": "asylum"}},
    "State": {"asked": {"state": "Morocco"}},
    "level, issue, State": {
        "asked": {"level": "bilateral", "issue": "temporary_labour", "state": "Morocco"}
    },
    "forum and status": {"asked": {"forum": "eu", "status": "accepted"}},
    "rare word (one record)": {"asked": {"q": "a code", "away": "also"}},
    "common word": {"asked": {"q": "the"}},
    "two words": {"asked": {"q": "the money"}},
    "beginning, 1 letter": {"asked": {"q": "s"}},
    "beginning, 4 letters": {"asked": {"q": "seas"}},
    "words and filters": {"asked": {"q": "seas work", "level": "bilateral", "whose": "mine"}},
    "nothing found": {"asked": {"q": "zzzzz"}},
}
HERE = Path(__file__).parent


class Worker:
    """A process with a database of its own, which it fills first."""

    def __init__(self, number: int, **environment: str) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - a module of ours
            [sys.executable, "-m", "benchmarks.archive_worker", str(number)],
            env={**os.environ, "DEMO": "1", "LOG_LEVEL": "ERROR", **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ready(self) -> None:
        self.read()

    def ask(self, who: str, what: dict[str, Any]) -> dict[str, Any]:
        to = self.process.stdin
        assert to is not None  # noqa: S101 - it is a pipe
        to.write(json.dumps({"who": who, "asked": {}, **what}) + "\n")
        to.flush()
        found: dict[str, Any] = self.read()
        return found

    def read(self) -> Any:
        came = self.process.stdout.readline() if self.process.stdout else ""
        if not came:
            raise SystemExit("a worker ended early; its message stands above")
        return json.loads(came)

    def end(self) -> None:
        self.process.terminate()
        self.process.wait()


@contextmanager
def workers(places: dict[int, dict[str, str]]) -> Iterator[dict[int, Worker]]:
    """One after the other is filled, so that none disturbs the other."""
    with ExitStack() as stack:
        started = {}
        for number, environment in places.items():
            home = stack.enter_context(tempfile.TemporaryDirectory(prefix="subsidium-bench-"))
            print(f"filling a database with {number:,} recommendations", file=sys.stderr)
            started[number] = Worker(number, VAR=home, **environment)
            stack.callback(started[number].end)
            started[number].ready()
        yield started


def on_sqlite() -> dict[str, Any]:
    with workers({FEW: {"DATABASE_URL": ""}, MANY: {"DATABASE_URL": ""}}) as both:
        return measured(both)


def on_postgresql() -> dict[str, Any]:
    with ExitStack() as stack:
        url = os.environ.get("DATABASE_URL") or stack.enter_context(server())
        places = {number: {"DATABASE_URL": new_database(url, number)} for number in (FEW, MANY)}
        with workers(places) as both:
            return measured(both)


def new_database(url: str, number: int) -> str:
    import psycopg

    name = f"bench_archive_{number}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")
    return urlsplit(url)._replace(path=f"/{name}").geturl()


def measured(both: dict[int, Worker]) -> dict[str, Any]:
    """(who, what) -> for each size the median of seconds, the most queries, and the rows shown."""
    found: dict[str, Any] = {}
    for number in range(ROUNDS + 1):
        print(f"round {number} of {ROUNDS}", file=sys.stderr)
        for who in PEOPLE:
            for name, what in ASKED.items():
                for size, worker in both.items():
                    came = worker.ask(who, what)
                    if number:  # the first round warms up
                        found.setdefault((who, name), {}).setdefault(size, []).append(came)
    return {key: {size: in_short(all_) for size, all_ in by.items()} for key, by in found.items()}


def in_short(answers: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "ms": 1e3 * median(each["seconds"] for each in answers),
        "queries": max(each["queries"] for each in answers),
        "rows": answers[0]["rows"],
    }


def table(found: dict[str, Any]) -> Iterator[str]:
    yield f"| search | who | {FEW} | rows | {MANY:,} | rows | times | queries |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|"
    for (who, name), by in found.items():
        few, many = by[FEW], by[MANY]
        yield (
            f"| {name} | {who} | {few['ms']:.1f} | {few['rows']} | {many['ms']:.1f}"
            f" | {many['rows']} | {many['ms'] / few['ms']:.2f} | {many['queries']} |"
        )


def verdict(found: dict[str, Any]) -> str:
    times = max(by[MANY]["ms"] / by[FEW]["ms"] for by in found.values())
    queries = max(by[size]["queries"] for by in found.values() for size in (FEW, MANY))
    slowest = max(by[MANY]["ms"] for by in found.values())
    met = times <= MOST_TIMES and queries <= MOST_QUERIES
    return (
        f"{'Met' if met else 'NOT met'}: at most {times:.2f} times, at most {queries} queries;"
        f" the slowest page took {slowest:.0f} ms."
    )


def in_words(databases: dict[str, dict[str, Any]]) -> str:
    parts = [
        f"""# The archive's list

Written by `make bench-archive`. Milliseconds a page, through Django's test client: median of
{ROUNDS} requests, both sizes by turns in one run. Rows are those on the page. Anna reads her own
(a fifth) and what is shared with her; Boris, a reviewer, reads everything. The bar: at most
{MOST_QUERIES} queries (those of the session and the brackets of its transaction included), and at
most {MOST_TIMES:.0f} times the time among {MANY:,} as among {FEW}.

Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}."""
    ]
    for name, found in databases.items():
        parts.append(f"## {name}\n\n{verdict(found)}\n\n" + "\n".join(table(found)))
    return "\n\n".join(parts) + "\n"


def main() -> None:
    written = in_words({"SQLite": on_sqlite(), "PostgreSQL": on_postgresql()})
    if MANY == 100_000:
        (HERE / "ARCHIVE.md").write_text(written, encoding="utf-8")
    print(written)


if __name__ == "__main__":
    main()
