"""What does the environment say? Helpers that fail loudly and name the variable."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

YES, NO = {"1", "true", "yes", "on"}, {"", "0", "false", "no", "off"}


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, default)


def flag(name: str, default: bool = False) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.lower() in YES | NO:
        return value.lower() in YES
    raise ImproperlyConfigured(f"{name} is {value!r}; allowed: 1, true, yes, on, 0, false, no, off")


def words(name: str, default: str = "") -> list[str]:
    """A list parted by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def secret_key(name: str, file: Path, production: bool) -> str:
    """The key from the environment; outside production, one made once and kept in a file."""
    if key := text(name):
        if len(key) < 50:
            raise ImproperlyConfigured(f"{name} needs at least 50 characters")
        return key
    if production:
        raise ImproperlyConfigured(f"{name} must be set in production")
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        file.write_text(get_random_secret_key(), encoding="utf-8")
        file.chmod(0o600)
    return file.read_text(encoding="utf-8").strip()


def database(name: str, sqlite: Path) -> dict[str, Any]:
    """PostgreSQL where the variable holds its address, else SQLite in a file."""
    url = text(name)
    return postgresql(name, url) if url else embedded(sqlite)


def embedded(file: Path) -> dict[str, Any]:
    file.parent.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": {
            # Writers queue from their first statement instead of failing half-way.
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
            " PRAGMA foreign_keys=ON;",
        },
        # A file, as in use: an in-memory database locks differently.
        "TEST": {"NAME": file.with_name("test.sqlite3")},
    }


def postgresql(name: str, url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ImproperlyConfigured(
            f"{name} must look like postgresql://user:password@host:5432/database"
        )
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    socket = query.pop("host", "")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": socket or parts.hostname or "",
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}, **query},
    }
