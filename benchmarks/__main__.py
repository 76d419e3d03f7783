"""How fast is Subsidium beside other rule engines? `make bench` runs this and writes the results.

QUICK=1 takes fewer cases and rounds, and prints instead of writing.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from django.conf import settings

settings.configure(USE_I18N=False)  # names of States are read without any Django around

from decisions.seeds import shipped_edition  # noqa: E402

from .agree import assert_agreement, assert_control, assert_reasons  # noqa: E402
from .cases import random_cases, realistic_cases  # noqa: E402
from .engines.all import ENGINES  # noqa: E402
from .plot import plot  # noqa: E402
from .report import Measured, Run, report  # noqa: E402
from .rows import answers, book_of  # noqa: E402
from .scaling import by_facts, by_rules  # noqa: E402
from .timing import times  # noqa: E402

HERE = Path(__file__).parent
SEED = 2004
QUICK = bool(os.environ.get("QUICK"))
CASES, ROUNDS, SCALED = (500, 3, 200) if QUICK else (10_000, 11, 2_000)


def main() -> None:
    edition = shipped_edition()
    book = book_of(edition)
    engines = [engine(book) for engine in ENGINES]
    kinds = {
        "random": random_cases(edition, CASES, SEED),
        "realistic": realistic_cases(edition, CASES, SEED),
    }
    measured = []
    for kind, values in kinds.items():
        plain = [answers(case, book.several) for case in values]
        tell(f"{kind} cases: do all engines agree?")
        compared = assert_agreement(engines, values, plain)
        assert_control(book, values, plain)
        assert_reasons(book, values[:2_000])
        timed = {engine.name: engine.give(values, plain, engine.timed) for engine in engines}
        seconds = times(engines, ROUNDS, lambda said, k=kind: tell(f"{k}: {said}"))
        by_name = {engine.name: taken for engine, taken in seconds.items()}
        measured.append(Measured(kind, compared, timed, by_name))
    for engine in engines:
        engine.close()
    rules = by_rules(edition, SCALED, ROUNDS, lambda said: tell(f"rules, {said}"))
    facts = by_facts(edition, SCALED, ROUNDS, lambda said: tell(f"facts, {said}"))
    result = report(Run(book, engines, tuple(measured), rules, facts, ROUNDS, SEED))
    print(result)
    if not QUICK:
        write("RESULTS.md", result)
        write("rules.svg", plot(rules, "Time against the number of rules", "rules"))
        write("facts.svg", plot(facts, "Time against the number of facts", "facts"))


def tell(said: str) -> None:
    print(said, file=sys.stderr, flush=True)


def write(name: str, text: str) -> None:
    (HERE / name).write_text(text, encoding="utf-8")


main()
