"""What does the page show of the record: figures, misses, and rules that hang on one instrument?"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from decisions.house.advice import strip
from decisions.house.rule_words import says
from decisions.models.edition import ready_edition
from decisions.seeds import explained_misses, record_of_instruments
from decisions.subsidiarity.edition import Edition, in_sentence
from decisions.subsidiarity.ladder import LABELS, Level
from decisions.subsidiarity.rules import GRADES, Rule
from decisions.subsidiarity.wire import Refused

from .backtesting import Trial, backtest, trials
from .leave_one_out import level_places, needed_by

MEASURES = {
    "exact": ("The same level", "The level that States chose."),
    "accepted": ("Accepted", "That level, or another reading of it that can be defended."),
    "accepted_or_evaluated": (
        "Accepted or evaluated",
        "Accepted, or the level that later evaluations point to.",
    ),
    "within_one": ("Within one rung", "At most one rung from what States chose."),
}
COLUMNS = ("Same", "Accepted", "Or evaluated", "Within one")
MISLEADING = {
    "accepted": ("Accepted where reach misleads", "To the coder, reach alone misleads here."),
    "accepted_or_evaluated": ("Accepted or evaluated where reach misleads", "The same matters."),
}


@lru_cache(maxsize=4)
def record_page(number: int, checksum: str) -> dict[str, Any]:
    """Everything that the page shows of an edition; worked out once per checksum and process."""
    return page_of(ready_edition(number, checksum))


def page_of(edition: Edition) -> dict[str, Any]:
    """The page of an edition. One that cannot read the record's answers says why instead."""
    record = record_of_instruments()
    try:
        tried, result = trials(record, edition), backtest(record, edition)
    except Refused as error:
        return {"refused": str(error)}
    entries = {entry["id"]: entry for entry in record["cases"]}
    listed = [instrument(trial, entries[trial.id]) for trial in tried]
    return {
        **figures_shown(result),
        "instruments": sorted(listed, key=lambda row: (row["year"], row["title"])),
        "misses": [miss(t, entries[t.id], edition) for t in tried if not t.accepts(t.got)],
        "answered": answered(record),
        "questions": len(edition.book.questions),
        "needed": leave_one_out(edition, record, entries),
    }


def figures_shown(result: dict[str, Any]) -> dict[str, Any]:
    """The figures, with the measures at which either way to answer is ahead of the other."""
    rows = measured(result)
    return {
        "cases": result["cases"],
        "result": result,
        "rows": rows,
        "ahead": [in_sentence(row["label"]) for row in rows if row["ours"] > row["reach"]],
        "behind": [in_sentence(row["label"]) for row in rows if row["ours"] < row["reach"]],
        "columns": COLUMNS,
        "classes": by_level(result),
    }


def measured(result: dict[str, Any]) -> list[dict[str, Any]]:
    """Each measure with the counts of the rule book and of reach alone."""
    reach = result["reach_only"]
    return [
        *measures(MEASURES, result, reach),
        *measures(MISLEADING, result["reach_misleads"], reach["reach_misleads"]),
    ]


def measures(
    labels: dict[str, tuple[str, str]], ours: dict[str, Any], reach: dict[str, Any]
) -> Iterable[dict[str, Any]]:
    for key, (label, hint) in labels.items():
        counts = {"ours": ours[key], "reach": reach[key], "of": ours["cases"]}
        yield {"label": label, "hint": hint, **counts}


def by_level(result: dict[str, Any]) -> list[dict[str, Any]]:
    """The same for each level that States chose at least once, the lowest first."""
    return [
        {
            "level": LABELS[level],
            "strip": strip(level),
            "cases": ours["cases"],
            "cells": [
                (ours[key], result["reach_only"]["per_class"][level][key]) for key in MEASURES
            ],
        }
        for level, ours in result["per_class"].items()
        if ours["cases"]
    ]


def instrument(trial: Trial, entry: dict[str, Any]) -> dict[str, Any]:
    """One row of the record: what States chose, what we say, and how the two compare."""
    return {
        "id": trial.id,
        "title": entry["case"]["title"],
        "year": entry["year"],
        "chosen": trial.chosen.label,
        "chosen_strip": strip(trial.chosen.key),
        "got": trial.got.label,
        "got_strip": strip(trial.got.key),
        "verdict": verdict(trial),
        "missed": not trial.accepts(trial.got),
    }


def verdict(trial: Trial) -> str:
    """How the rule book's level compares with that of States, in a few words."""
    if trial.got is trial.chosen:
        return "The same"
    if trial.accepts(trial.got):
        return "Another reading, accepted"
    if trial.got == trial.evaluated:
        return "Not what States chose, but where later evaluations point"
    return f"Apart, {distance(trial.got, trial.chosen)}"


def distance(got: Level, chosen: Level) -> str:
    rungs = abs(got - chosen)
    return f"{rungs} {'rung' if rungs == 1 else 'rungs'} {'higher' if got > chosen else 'lower'}"


def miss(trial: Trial, entry: dict[str, Any], edition: Edition) -> dict[str, Any]:
    """One miss explained: the row, the readings accepted, the rules, and why the two part."""
    return {
        **instrument(trial, entry),
        "accepted": [level.label for level in trial.accepted if level is not trial.chosen],
        "evaluated": trial.evaluated.label if trial.evaluated is not None else "",
        "rules": [cited(rule) for rule in trial.rules(edition)],
        "text": explained_misses().get(trial.id, ""),
    }


def cited(rule: Rule) -> dict[str, Any]:
    return {"rule": rule, "says": says(rule), "grade": GRADES[rule.grade]}


def answered(record: dict[str, Any]) -> dict[str, int]:
    """How many questions the case of an instrument answers at least and at most.

    An answer of the lead issue alone counts as well, for its level is the instrument's.
    """
    counts = [
        len({**entry["case"]["answers"], **entry["case"]["issues"][0].get("answers", {})})
        for entry in record["cases"]
    ]
    return {"least": min(counts), "most": max(counts)}


def leave_one_out(
    edition: Edition, record: dict[str, Any], entries: dict[str, Any]
) -> dict[str, Any]:
    """Level rules that one instrument decides, that several need, and that cost an agreement."""
    needed, rules = needed_by(edition, record), edition.book.rule_by_key

    def told(key: str, ids: tuple[str, ...]) -> dict[str, Any]:
        titles = [(entries[id]["case"]["title"], entries[id]["year"]) for id in ids]
        return {**cited(rules[key]), "instruments": titles}

    return {
        "rules": len(level_places(edition)),
        "single": [told(key, each.lost) for key, each in needed.items() if len(each.lost) == 1],
        "several": [told(key, each.lost) for key, each in needed.items() if len(each.lost) > 1],
        "costly": [told(key, each.won) for key, each in needed.items() if each.won],
    }
