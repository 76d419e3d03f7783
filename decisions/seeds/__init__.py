"""What do we ship? Rule book, fora, States and worked cases, as TOML."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django_countries import countries

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.wire import read_edition

SEEDS = Path(__file__).parent
FIRST_EDITION = 1
# Where the ISO name is longer than diplomats say, or ISO has none.
NAMES = {"XK": "Kosovo (UNSCR 1244)"}


def load(name: str) -> dict[str, Any]:
    """A document of one's own each time."""
    found: dict[str, Any] = json.loads(parsed(name))
    return found


@cache
def parsed(name: str) -> str:
    """As JSON, which is read again some fifty times as fast as TOML."""
    return json.dumps(tomllib.loads((SEEDS / name).read_text(encoding="utf-8")))


def shipped_document() -> dict[str, Any]:
    """The document of the shipped edition, States with their English names."""
    book, fora, states = load("rulebook.toml"), load("fora.toml"), load("states.toml")
    named = [{**state, "name": state_name(state["code"])} for state in states["states"]]
    return {**book, "fora": fora["fora"], "states": named}


def state_name(code: str) -> str:
    return NAMES.get(code) or str(countries.name(code)) or code


@cache
def shipped_edition() -> Edition:
    """The shipped edition, ready to fire, without a database."""
    return read_edition(shipped_document(), FIRST_EDITION)


@cache
def other_names() -> dict[str, str]:
    """Names of States that people type and ISO does not use -> code."""
    names: dict[str, str] = load("other_names.toml")["states"]
    return names


def worked_cases() -> list[dict[str, Any]]:
    """Real instruments, entered as cases: id, year, summary, aim, chosen, document."""
    cases: list[dict[str, Any]] = load("history.toml")["cases"]
    return cases


def record_of_instruments() -> dict[str, Any]:
    """The record as `backtest` takes it: {"cases": [{id, year, case, outcome, reach_misleads}]}."""
    return load("record.toml")


def explained_misses() -> dict[str, str]:
    """Id of an instrument -> why the shipped rule book and States part there."""
    return {key: entry["text"] for key, entry in load("misses.toml").items()}


@cache
def made_up_words() -> dict[str, Any]:
    """Words, tables of States and names for made-up recommendations (`demo --recommendations`)."""
    return load("made_up.toml")


def known_counts() -> dict[str, int]:
    """Id of a forum -> how many States are members, by a source outside the catalogue."""
    counts: dict[str, int] = load("known_counts.toml")["counts"]
    return counts
