"""How many of the small things that could be wrong in the core do the tests notice?

    make mutation                                everything
    .venv/bin/python -m mutation.run --again     only what survived the last run

First the quick tests that concern each mutant; then, against what survived and is not explained
in `survivors.toml`, all the others and the random campaigns.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from .concerned import Concerned, Watched
from .control import control
from .forks import in_forks
from .survivors import explained, verdict
from .trials import (
    CAMPAIGNS,
    SELECTION,
    Collected,
    Mutant,
    from_scratch,
    preload,
    same_each_time,
    with_collected,
)

PLACE = Path("mutants")
MUTANTS, WATCHED, RESULTS = (PLACE / f"{name}.json" for name in ("all", "watched", "results"))
QUICKLY = 3.0
"""Seconds of tests spent on one mutant at first."""
CLOSEST = 60
"""Tests at first for a mutant that is imported: collecting them takes longer than running them."""
UNKNOWN = 10.0
"""Seconds that a test is taken to need which was not watched."""
Results = dict[str, str]
"""Mutant -> the test that failed first; nothing where none did."""
Choose = Callable[[Mutant], list[str]]


class Run:
    """The mutants, the tests that concern them, and what was found so far."""

    def __init__(self, mutants: list[Mutant], results: Results, concerned: Concerned) -> None:
        self.mutants, self.results, self.concerned = mutants, results, concerned
        self.settled = {name for name, killer in results.items() if not killer and explained(name)}
        self.killers: dict[str, list[str]] = defaultdict(list)

    def alive(self) -> list[Mutant]:
        """Not killed yet; those explained that survived the last run are not tried again."""
        return [
            each
            for each in self.mutants
            if each["id"] not in self.settled and not self.results.get(each["id"])
        ]

    def quick(self, mutant: Mutant) -> list[str]:
        """The tests that killed its neighbours come first, then the quickest."""
        tests = self.concerned.tests(mutant)
        lately = [test for test in self.killers[where(mutant)][:5] if test in tests]
        return self.within([*lately, *(test for test in tests if test not in lately)])

    def closest(self, mutant: Mutant) -> list[str]:
        return self.quick(mutant)[:CLOSEST]

    def full(self, _: Mutant) -> list[str]:
        return [*self.concerned.quickest(set(self.concerned.seconds)), *CAMPAIGNS]

    def within(self, tests: list[str]) -> list[str]:
        chosen: list[str] = []
        seconds = QUICKLY
        for test in tests:
            seconds -= self.concerned.seconds.get(test, UNKNOWN)
            if chosen and seconds < 0:
                break
            chosen.append(test)
        return chosen

    def limit(self, tests: list[str]) -> float:
        return 8 + 3 * sum(self.concerned.seconds.get(test, UNKNOWN) for test in tests)

    def trials(
        self,
        title: str,
        mutants: list[Mutant],
        choose: Choose,
        trial: Callable[[Mutant, list[str]], str],
    ) -> None:
        began, left = time.monotonic(), len(mutants)

        def done(mutant: Mutant, killer: str) -> None:
            nonlocal left
            left -= 1
            self.results[mutant["id"]] = killer
            if "::" in killer and killer not in self.killers[where(mutant)][:5]:
                self.killers[where(mutant)].insert(0, killer)
            if left % 100 == 0 or (left < 100 and left % 10 == 0):
                RESULTS.write_text(json.dumps(self.results, indent=0))
                minutes = (time.monotonic() - began) / 60
                print(
                    f"{title}: {left} left, {len(self.alive())} not killed, {minutes:.0f} min",
                    flush=True,
                )

        in_forks(
            mutants,
            lambda mutant: self.limit(choose(mutant)),
            lambda mutant: trial(mutant, choose(mutant)),
            done,
        )
        RESULTS.write_text(json.dumps(self.results, indent=0))

    def in_place(self) -> None:
        mutants = [each for each in self.alive() if not each["at_import"]]
        in_child(
            lambda: with_collected(
                lambda tests: self.trials("in place", mutants, self.quick, tests.in_place),
                SELECTION,
            )
        )
        self.results |= json.loads(RESULTS.read_text())

    def from_scratch(self) -> None:
        on_import = [
            each for each in self.alive() if each["at_import"] and each["id"] not in self.results
        ]
        self.trials("from scratch", on_import, self.closest, from_scratch)
        unexplained = [each for each in self.alive() if not explained(each["id"])]
        self.trials("all tests", unexplained, self.full, from_scratch)


def where(mutant: Mutant) -> str:
    return f"{mutant['file']}:{mutant['place']}"


def watch(known: Watched) -> Watched:
    """Run all quick tests that are not known yet, and see which lines they run."""

    def use(collected: Collected) -> None:
        quick = [test for test in collected.items if not test.startswith(CAMPAIGNS)]
        tests = [test for test in quick if test not in known]

        def work(_: str) -> str:
            seen = {test: known[test] for test in quick if test in known}
            seen |= collected.watched(tests)
            if not collected.chosen.killer:
                WATCHED.write_text(json.dumps(seen, indent=0))
            return collected.chosen.killer

        def done(_: str, failed: str) -> None:
            if failed:
                raise RuntimeError(f"The tests fail as they are: {failed}")

        in_forks(["watch"], lambda _: 3000, work, done)

    in_child(lambda: with_collected(use, SELECTION))
    seen: Watched = json.loads(WATCHED.read_text())
    return seen


def in_child(work: Callable[[], None]) -> None:
    """Keep what is imported out of this process: trials from scratch start from it."""
    pid = os.fork()
    if not pid:
        try:
            work()
            os._exit(0)
        except BaseException as failure:
            print(failure, flush=True)
            os._exit(1)
    if os.waitpid(pid, 0)[1]:
        sys.exit("The trials broke off.")


def read(file: Path, wanted: bool) -> dict[str, str]:
    found: dict[str, str] = json.loads(file.read_text()) if wanted and file.exists() else {}
    return found


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--again", action="store_true")
    again = parser.parse_args().again
    mutants: list[Mutant] = json.loads(MUTANTS.read_text())
    same_each_time()
    preload()
    concerned = Concerned(watch(read(WATCHED, again)))
    control(concerned.seconds)
    names = {each["id"] for each in mutants}
    old = {name: killer for name, killer in read(RESULTS, again).items() if name in names}
    run = Run(mutants, old, concerned)
    print(f"{len(mutants)} mutants, {len(concerned.seconds)} quick tests", flush=True)
    run.in_place()
    run.from_scratch()
    sys.exit(not verdict(run.results))


if __name__ == "__main__":
    main()
