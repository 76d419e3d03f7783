"""Which engines are run, and what does each of them have to do?

An engine turns a book of rules into its own form once, brings the cases into its own form of input
(neither is timed), and then says for every case which rules fire (that is timed).
"""

from __future__ import annotations

import gc
from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from importlib.metadata import version
from time import perf_counter
from typing import Any, ClassVar

from ..cases import Values
from ..rows import Answers, Book

Fired = Sequence[Collection[str]]
"""For each case the keys of the rules that fire."""


class Engine(ABC):
    """One way of running a book.

    `compared` is on how many cases at most its fired rules are compared, `timed` on how many it is
    timed in each round: fewer for slow engines, so that all have turns of about the same length.
    """

    name: ClassVar[str]
    package: ClassVar[str] = ""
    compared: ClassVar[int] = 10_000
    timed: ClassVar[int] = 10_000
    note: ClassVar[str] = ""

    def __init__(self, book: Book) -> None:
        self.book = book

    def load(self, values: Sequence[Values], plain: Sequence[Answers]) -> None:
        """Keep the cases in the form that this engine takes. Not timed."""
        self.inputs: Sequence[Any] = plain

    def give(self, values: Sequence[Values], plain: Sequence[Answers], most: int) -> int:
        """Load so many cases at most. Returns how many there are."""
        self.loaded = min(most, len(values))
        self.load(values[: self.loaded], plain[: self.loaded])
        return self.loaded

    @abstractmethod
    def run(self) -> Any:
        """All cases that are loaded: what is timed."""

    def fired(self) -> Fired:
        """The same, as keys of rules where `run` returns more. Not timed."""
        return self.run()

    def fresh(self) -> None:  # noqa: B027 - most engines remember nothing
        """Forget what was remembered of earlier rounds. Not timed."""

    def seconds(self) -> float:
        """Time for all cases that are loaded."""
        self.fresh()
        gc.collect()
        start = perf_counter()
        self.run()
        return perf_counter() - start

    def version(self) -> str:
        return version(self.package) if self.package else ""

    def close(self) -> None:  # noqa: B027 - most engines start nothing
        """End whatever was started."""
