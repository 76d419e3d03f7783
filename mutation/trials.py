"""Does some test fail once this one small thing in the core is wrong?

In place: the tests are collected once; a fork swaps the code of the changed function (whoever
imported it sees the change) and runs the tests that call it. From scratch: a fork imports the core
with the change made, for constants, classes, defaults, and whatever survived in place.
"""

from __future__ import annotations

import functools
import gc
import importlib
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from importlib.machinery import SourceFileLoader
from itertools import zip_longest
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest
from coverage import Coverage

Mutant = dict[str, Any]
ARGUMENTS = ["-q", "-s", "-m", "core", "--tb=native", "-p", "no:cacheprovider", "-p", "no:xdist"]
ARGUMENTS += ["--durations=0", "-W", "ignore"]
SELECTION = ["tests/subsidiarity", "tests/test_worked_examples.py"]
CAMPAIGNS = (
    "tests/subsidiarity/test_oracle.py",
    "tests/subsidiarity/test_laws.py",
    "tests/peers/test_z3.py",
    "tests/peers/test_z3_results.py",
)
INCLUDED = "decisions/subsidiarity/*"
SURVIVED = ""


def same_each_time() -> None:
    """Hypothesis draws the same examples in every fork, keeps none, and does not shrink."""
    from hypothesis import Phase, settings

    settings.register_profile(
        "mutation",
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
    )
    settings.load_profile("mutation")


def preload() -> None:
    """Import what every trial from scratch needs and no mutant changes."""
    for name in ("core.management.commands.flush", "forms", "test"):
        importlib.import_module(f"django.{name}")
    importlib.import_module("hypothesis.strategies")


def mutated(mutant: Mutant) -> bytes:
    source = Path(mutant["file"]).read_bytes()
    if sha256(source).hexdigest() != mutant["sum"]:
        raise ValueError(f"{mutant['file']} has changed since the mutants were made")
    return source[: mutant["start"]] + mutant["text"].encode() + source[mutant["end"] :]


def module_name(mutant: Mutant) -> str:
    return mutant["file"].removesuffix(".py").removesuffix("/__init__").replace("/", ".")


class Chosen:
    """A pytest plugin: only these tests, in this order; remembers which failed first."""

    def __init__(self, tests: list[str] | None = None) -> None:
        self.tests = tests
        self.killer = ""

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if self.tests is not None:
            order = {test: place for place, test in enumerate(self.tests)}
            known = [item for item in items if place_of(item, order) is not None]
            items[:] = sorted(known, key=lambda item: place_of(item, order) or 0)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.killer:
            self.killer = report.nodeid


def place_of(item: pytest.Item, order: dict[str, int]) -> int | None:
    """By the test itself, or by its file where all of it is meant."""
    return order.get(item.nodeid, order.get(item.nodeid.partition("::")[0]))


def from_scratch(mutant: Mutant | None, tests: list[str]) -> str:
    """In a fork that has not imported the core. Returns the test that failed, if one did."""
    if mutant is not None:
        name, changed = module_name(mutant), compile(mutated(mutant), mutant["file"], "exec")
        honest = SourceFileLoader.get_code

        def get_code(self: SourceFileLoader, fullname: str) -> CodeType | None:
            return changed if fullname == name else honest(self, fullname)

        SourceFileLoader.get_code = get_code  # type: ignore[method-assign]
    if not tests:
        return SURVIVED
    chosen = Chosen(tests)
    files = sorted({test.partition("::")[0] for test in tests})
    try:
        code = pytest.main([*ARGUMENTS, "-x", *files], plugins=[chosen])
    except Exception:
        return "(does not import)"
    return SURVIVED if code == pytest.ExitCode.OK else chosen.killer or "(does not import)"


def swap(mutant: Mutant) -> bool:
    """Give the functions of a module the code they have once it is changed: whether any differs."""
    module = importlib.import_module(module_name(mutant))
    new = dict(codes(compile(mutated(mutant), module.__file__ or "", "exec")))
    changed = False
    for function in functions(vars(module), module.__name__):
        code = new.get(function.__qualname__)
        if code is None or len(code.co_freevars) != len(function.__code__.co_freevars):
            continue  # only a fresh import shows another set of outer variables
        if code != function.__code__:
            function.__code__ = code
            changed = True
    return changed


def codes(code: CodeType) -> Iterator[tuple[str, CodeType]]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant.co_qualname, constant
            yield from codes(constant)


def functions(names: Any, module: str) -> Iterator[FunctionType]:
    for value in list(names.values()):
        for each in unwrapped(value):
            if each.__module__ == module:
                yield each
        if isinstance(value, type) and value.__module__ == module:
            yield from functions(vars(value), module)


def unwrapped(value: Any) -> Iterator[FunctionType]:
    """The functions behind a property, a class method, a cached function."""
    if isinstance(value, property):
        yield from (each for each in (value.fget, value.fset) if isinstance(each, FunctionType))
    elif isinstance(value, functools.cached_property):
        yield value.func  # type: ignore[misc]
    elif isinstance(value, staticmethod | classmethod):
        yield value.__func__  # type: ignore[misc]
    elif isinstance(value, FunctionType):
        yield value
    elif isinstance(getattr(value, "__wrapped__", None), FunctionType):
        yield value.__wrapped__


class Collected:
    """A pytest plugin: once all tests are collected, hand them over instead of running them."""

    def __init__(self, use: Callable[[Collected], None]) -> None:
        self.use = use
        self.chosen = Chosen()
        self.items: dict[str, pytest.Item] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        session.config.pluginmanager.register(self.chosen)
        self.items = {item.nodeid: item for item in session.items}
        gc.collect()
        gc.freeze()
        self.use(self)
        return True

    def run(self, test: str, following: str | None) -> None:
        item, after = self.items[test], self.items[following] if following else None
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)

    def in_place(self, mutant: Mutant, tests: list[str]) -> str:
        if not swap(mutant):
            return SURVIVED
        for test, following in zip_longest(tests, tests[1:]):
            self.run(test, following)
            if self.chosen.killer:
                return self.chosen.killer
        return SURVIVED

    def watched(self, tests: list[str]) -> dict[str, Any]:
        """For each test how long it takes and which lines of the core it runs."""
        watch = Coverage(data_file=None, include=[INCLUDED])
        found: dict[str, Any] = {}
        watch.start()
        for test, following in zip_longest(tests, tests[1:]):
            watch.switch_context(test)
            began = time.process_time()
            self.run(test, following)
            found[test] = {"seconds": time.process_time() - began, "lines": {}}
        watch.stop()
        data = watch.get_data()
        for measured in data.measured_files():
            file = str(Path(measured).relative_to(Path.cwd()))
            for line, contexts in data.contexts_by_lineno(measured).items():
                for test in set(contexts) & found.keys():
                    found[test]["lines"].setdefault(file, []).append(line)
        return found


def with_collected(use: Callable[[Collected], None], paths: list[str]) -> None:
    code = pytest.main([*ARGUMENTS, *paths], plugins=[Collected(use)])
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise RuntimeError(f"pytest broke off with {code!r}")
