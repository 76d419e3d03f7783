"""Which Chromium do the browser tests drive?"""

from __future__ import annotations

import os
import shutil
import subprocess

import pytest

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")


def found() -> str | None:
    given = os.environ.get("CHROMIUM")
    return given or next((path for name in NAMES if (path := shutil.which(name))), None)


def installed() -> str | None:
    """Debian's package, where this user may install it."""
    if os.geteuid() or not shutil.which("apt-get"):
        return None
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
        subprocess.call(["apt-get", *command], env=environment, **quiet)
    return found()


def required() -> str:
    """The browser's path. Without one: a failure in CI, elsewhere a loud skip."""
    path = found() or installed()
    if path:
        return path
    if os.environ.get("CI"):
        pytest.fail("No Chromium: the browser journeys did not run.")
    pytest.skip("NO CHROMIUM: THE BROWSER JOURNEYS DID NOT RUN. Install chromium or set CHROMIUM.")
