"""How far is a command that takes its time?"""

from __future__ import annotations

from django.core.management.base import OutputWrapper

WIDTH = 30


class Progress:
    """A bar on a terminal; a line at every tenth elsewhere, so that a log stays short."""

    def __init__(self, to: OutputWrapper) -> None:
        self.to, self.said = to, ("", -1)

    def __call__(self, what: str, done: int, of: int) -> None:
        if self.to.isatty():
            filled = WIDTH * done // max(of, 1)
            bar = "#" * filled + "." * (WIDTH - filled)
            ending = "\n" if done >= of else ""
            self.to.write(f"\r{what} [{bar}] {done:,} of {of:,}", ending=ending)
            self.to.flush()
        elif (what, tenth := 10 * done // max(of, 1)) != self.said:
            self.said = (what, tenth)
            self.to.write(f"{what}: {done:,} of {of:,}")
