"""How often does the rule book arrive where States did, and where not?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.findings import IssueFinding, find
from decisions.subsidiarity.ladder import LEVELS, Level
from decisions.subsidiarity.rules import Rule
from decisions.subsidiarity.weigh import on
from decisions.subsidiarity.wire import Refused, read_case

# The baseline that knows nothing but how far the matter reaches.
BY_REACH = {
    "one_state": Level.LOCAL,
    "two_states": Level.BILATERAL,
    "corridor": Level.BILATERAL,
    "region": Level.REGIONAL,
    "several_regions": Level.REGIONAL,
    "worldwide": Level.GLOBAL,
}


@dataclass(frozen=True, slots=True)
class Trial:
    """One instrument run through the rule book, beside what States chose.

    `got` is the level of its lead issue, `by_reach` what the baseline says, `evaluated` what later
    evaluations point to, None where there are none.
    """

    id: str
    got: Level
    by_reach: Level
    chosen: Level
    accepted: tuple[Level, ...]
    evaluated: Level | None
    reach_misleads: bool
    finding: IssueFinding

    def accepts(self, level: Level) -> bool:
        return level in self.accepted

    def accepts_or_evaluated(self, level: Level) -> bool:
        return self.accepts(level) or level == self.evaluated

    def rules(self, edition: Edition) -> list[Rule]:
        """The rules that bound the level of the lead issue."""
        return [rule for rule in self.finding.certain(edition) if on(rule, Level)]


Answer = Callable[[Trial], Level]
"""Whose answer is judged: the rule book's or the baseline's."""


def backtest(document: Any, edition: Edition) -> dict[str, Any]:
    """Figures as integer counts, the cases not accepted, and the reach-only baseline beside them.

    A case's level is that of its lead issue. Raises Refused.
    """
    tried = trials(document, edition)
    return {
        **scores(tried, lambda trial: trial.got),
        "reach_only": scores(tried, lambda trial: trial.by_reach),
        "misses": [miss(trial, edition) for trial in tried if not trial.accepts(trial.got)],
    }


def trials(document: Any, edition: Edition) -> list[Trial]:
    """Every case of a back-test file under the edition, in order. Raises Refused."""
    return [trial(entry, place, edition) for place, entry in entries(document)]


def entries(document: Any) -> list[tuple[str, dict[str, Any]]]:
    if not isinstance(document, dict) or not isinstance(document.get("cases"), list):
        raise Refused("cases", "a back-test file holds a list of cases with their outcomes")
    found = []
    for number, entry in enumerate(document["cases"]):
        place = f"cases[{number}]"
        if not isinstance(entry, dict) or not {"id", "case", "outcome"} <= entry.keys():
            raise Refused(place, "needs id, case and outcome")
        check_outcome(entry["outcome"], f"{place}.outcome")
        found.append((place, entry))
    return found


def check_outcome(outcome: Any, place: str) -> None:
    """Refuse an outcome whose levels are not on the ladder."""
    if not isinstance(outcome, dict) or not isinstance(outcome.get("accepted_levels"), list):
        raise Refused(place, "needs level and accepted_levels")
    evaluated = outcome.get("evaluated_level")
    named = [] if evaluated is None else [evaluated]
    for level in (outcome.get("level"), *outcome["accepted_levels"], *named):
        if not (isinstance(level, str) and level in LEVELS):
            raise Refused(place, f'"{level}" is not a level; allowed: {", ".join(LEVELS)}')


def trial(entry: dict[str, Any], place: str, edition: Edition) -> Trial:
    case = read_case(entry["case"], edition, f"{place}.case")
    lead, outcome = case.issues[0], entry["outcome"]
    finding = find(edition, lead.topic, edition.facts(case, lead))
    reach = str(entry["case"].get("answers", {}).get("reach"))
    return Trial(
        id=str(entry["id"]),
        got=finding.level,
        by_reach=BY_REACH.get(reach, Level.LOCAL),
        chosen=LEVELS[outcome["level"]],
        accepted=tuple(LEVELS[level] for level in outcome["accepted_levels"]),
        evaluated=LEVELS.get(outcome.get("evaluated_level")),
        reach_misleads=bool(entry.get("reach_misleads")),
        finding=finding,
    )


def scores(tried: list[Trial], answer: Answer) -> dict[str, Any]:
    """All figures of one way to answer: over all cases, where reach misleads, by chosen level."""
    misleading = figures((trial for trial in tried if trial.reach_misleads), answer)
    return {
        **figures(tried, answer),
        "reach_misleads": {
            key: misleading[key] for key in ("cases", "accepted", "accepted_or_evaluated")
        },
        "per_class": {
            level.key: figures((trial for trial in tried if trial.chosen is level), answer)
            for level in Level
        },
    }


def figures(tried: Iterable[Trial], answer: Answer) -> dict[str, int]:
    judged = [(trial, answer(trial)) for trial in tried]
    return {
        "cases": len(judged),
        "exact": sum(level is trial.chosen for trial, level in judged),
        "accepted": sum(trial.accepts(level) for trial, level in judged),
        "accepted_or_evaluated": sum(trial.accepts_or_evaluated(level) for trial, level in judged),
        "within_one": sum(abs(level - trial.chosen) <= 1 for trial, level in judged),
    }


def miss(trial: Trial, edition: Edition) -> dict[str, Any]:
    return {
        "id": trial.id,
        "got": trial.got.key,
        "chosen": trial.chosen.key,
        "accepted": [level.key for level in trial.accepted],
        "rules": [rule.key for rule in trial.rules(edition)],
    }
