"""Is a draft weighed against 100,000 recommendations within 10 seconds, the site still quick?

`make bench-impact` fills a small and a large database, weighs a draft in each by one process and by
two, then as the page does it through a server while another page is asked for; writes IMPACT.md.
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
from statistics import quantiles
from threading import Event, Thread
from time import perf_counter, sleep
from typing import Any

from benchmarks.impact_visitor import Visitor

FEW, MANY = 10_000, int(os.environ.get("MANY", "100000"))
TIMES = 2
BAR = 10.0
PORT = 8194
ASIDE = "/rulebook/"
HERE = Path(__file__).parent
Found = dict[str, Any]


def run(module: str, *arguments: str, place: str) -> Any:
    """What a module of ours prints as JSON; nothing where it prints nothing."""
    done = subprocess.run(  # noqa: S603 - a module of ours
        [sys.executable, "-m", f"benchmarks.{module}", *arguments],
        env=environment(place),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return json.loads(done.stdout) if done.stdout.strip() else None


def environment(place: str) -> dict[str, str]:
    return {**os.environ, "VAR": place, "DEMO": "1", "DATABASE_URL": "", "LOG_LEVEL": "ERROR"}


@contextmanager
def databases() -> Iterator[dict[int, str]]:
    """A place with so many recommendations each; those that IMPACT_VAR names are used again."""
    with ExitStack() as stack:
        found = {}
        for number in (FEW, MANY):
            kept = os.environ.get(f"IMPACT_VAR_{number}")
            found[number] = kept or stack.enter_context(
                tempfile.TemporaryDirectory(prefix="subsidium-bench-")
            )
            if not kept or not any(Path(kept).glob("*.sqlite3")):
                print(f"filling a database with {number:,}", file=sys.stderr)
                run("impact_fill", str(number), place=found[number])
        yield found


def by_one(place: str) -> Found:
    code = run("impact_worker", "begin", place=place)["code"]
    return together([run("impact_worker", code, "0", "1", place=place)])


def by_two(place: str) -> Found:
    """Two processes, a lane each, at the same time."""
    code = run("impact_worker", "begin", place=place)["code"]
    found: list[Found] = []
    threads = [
        Thread(target=lambda lane=lane: found.append(run("impact_worker", code, lane, place=place)))
        for lane in ("0", "1")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return together(found)


def together(several: list[Found]) -> Found:
    """The longest, the largest, and the sum of the work."""
    return {
        "seconds": max(each["seconds"] for each in several),
        "worked": sum(each["worked"] for each in several),
        "memory": max(each["memory"] for each in several),
        "done": sum(each["done"] for each in several),
    }


@contextmanager
def served(place: str) -> Iterator[None]:
    """Two processes of four threads, as `make run` starts them."""
    process = subprocess.Popen(  # noqa: S603 - the server of our own
        [
            *(sys.executable, "-m", "gunicorn", "config.wsgi"),
            *("--bind", f"127.0.0.1:{PORT}", "--workers", "2", "--threads", "4"),
            *("--limit-request-line", "8190", "--log-level", "error"),
        ],
        env={**environment(place), "DEBUG": "1"},
    )
    sleep(6)
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def through_the_page(place: str) -> Found:
    """Weighed as the page does it, while another page is asked for again and again."""
    code = run("impact_worker", "begin", place=place)["code"]
    with served(place):
        reader, over = Visitor(PORT), Event()
        reader.get(ASIDE)
        idle = [reader.seconds(ASIDE) for _ in range(40)]
        busy: list[float] = []
        aside = Thread(target=lambda: ask_until(over, reader, busy))
        lanes = [Thread(target=Visitor(PORT).weigh, args=(code, lane)) for lane in (0, 1)]
        start = perf_counter()
        for thread in (*lanes, aside):
            thread.start()
        for lane in lanes:
            lane.join()
        took = perf_counter() - start
        over.set()
        aside.join()
    return {"seconds": took, "idle": p95(idle), "busy": p95(busy), "asked": len(busy)}


def ask_until(over: Event, reader: Visitor, into: list[float]) -> None:
    while not over.is_set():
        into.append(reader.seconds(ASIDE))
        sleep(0.1)


def p95(seconds: list[float]) -> float:
    """Milliseconds."""
    return 1e3 * (quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0])


def table(found: dict[int, dict[str, list[Found]]]) -> Iterator[str]:
    yield "| recommendations | processes | seconds | of processor | most memory (MB) | weighed |"
    yield "|--:|---|--:|--:|--:|--:|"
    for number, ways in found.items():
        for name in ("one", "two"):
            for each in ways[name]:
                yield (
                    f"| {number:,} | {name} | {each['seconds']:.1f} | {each['worked']:.1f}"
                    f" | {each['memory']:.0f} | {each['done']:,} |"
                )


def pages(found: dict[int, dict[str, list[Found]]]) -> Iterator[str]:
    yield "| recommendations | seconds | p95 before (ms) | p95 meanwhile (ms) | asked |"
    yield "|--:|--:|--:|--:|--:|"
    for number, ways in found.items():
        for each in ways["page"]:
            yield (
                f"| {number:,} | {each['seconds']:.1f} | {each['idle']:.0f}"
                f" | {each['busy']:.0f} | {each['asked']} |"
            )


def verdict(found: dict[int, dict[str, list[Found]]]) -> str:
    best = min(each["seconds"] for each in found[MANY]["two"])
    worked = min(each["worked"] for each in found[MANY]["one"])
    small, large = (max(each["memory"] for each in found[n]["one"]) for n in (FEW, MANY))
    return (
        f"{'Met' if best <= BAR else 'NOT met'}: {MANY:,} in {best:.1f} s by two processes"
        f" (bar: {BAR:.0f} s); one process works {worked:.1f} s of processor. Memory:"
        f" {small:.0f} MB for {FEW:,}, {large:.0f} MB for {MANY:,}."
    )


def in_words(found: dict[int, dict[str, list[Found]]]) -> str:
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return f"""# Weighing a draft

Written by `make bench-impact`. Every record has answers of its own: no two are alike, save by
chance, so nothing is gained by keeping answers. In the draft every other presumed floor is
decisive. Slices of a second, each committed. Every way was measured {TIMES} times.

{verdict(found)}

Python {platform.python_version()}, {os.cpu_count()} cores, SQLite, {platform.system()}. Load of the
machine at the end (1, 5, 15 minutes): {load}. Where it is above the number of cores, other work was
going on beside, and seconds of processor tell more than seconds.

{chr(10).join(table(found))}

As the page does it, both lanes at once, through a server of two processes with four threads, while
`{ASIDE}` was asked for again and again:

{chr(10).join(pages(found))}
"""


def main() -> None:
    found: dict[int, dict[str, list[Found]]] = {}
    with databases() as places:
        for number, place in places.items():
            ways = {"one": by_one, "two": by_two, "page": through_the_page}
            found[number] = {name: [way(place) for _ in range(TIMES)] for name, way in ways.items()}
            print(number, found[number], file=sys.stderr)
    written = in_words(found)
    if MANY == 100_000:
        (HERE / "IMPACT.md").write_text(written, encoding="utf-8")
    print(written)


if __name__ == "__main__":
    main()
