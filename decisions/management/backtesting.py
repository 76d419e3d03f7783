"""How often does the rule book arrive where States did, and where not?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.ladder import LEVELS
from decisions.subsidiarity.recommend import Recommendation, recommend
from decisions.subsidiarity.wire import Refused, read_case

# The baseline that knows nothing but how far the matter reaches.
BY_REACH = {
    "one_state": "local",
    "two_states": "bilateral",
    "corridor": "bilateral",
    "region": "regional",
    "several_regions": "regional",
    "worldwide": "global",
}


def backtest(document: Any, edition: Edition) -> dict[str, Any]:
    """Figures as integer counts, the cases not accepted, and the reach-only baseline beside them.

    A case's level is that of its lead issue. Raises Refused.
    """
    trials = [trial(entry, place, edition) for place, entry in entries(document)]
    misleading = [each for each in trials if each["reach_misleads"]]
    return {
        **figures(trials, "got"),
        "reach_misleads": {"cases": len(misleading), "accepted": count(misleading, accepted)},
        "reach_only": figures(trials, "by_reach"),
        "misses": [
            {key: each[key] for key in ("id", "got", "chosen", "accepted", "rules")}
            for each in trials
            if not accepted(each)
        ],
    }


def entries(document: Any) -> list[tuple[str, dict[str, Any]]]:
    if not isinstance(document, dict) or not isinstance(document.get("cases"), list):
        raise Refused("cases", "a back-test file holds a list of cases with their outcomes")
    found = []
    for number, entry in enumerate(document["cases"]):
        place = f"cases[{number}]"
        if not isinstance(entry, dict) or not {"id", "case", "outcome"} <= entry.keys():
            raise Refused(place, "needs id, case and outcome")
        level_of(entry["outcome"], f"{place}.outcome")
        found.append((place, entry))
    return found


def level_of(outcome: Any, place: str) -> None:
    """Refuse an outcome whose levels are not on the ladder."""
    if not isinstance(outcome, dict) or not isinstance(outcome.get("accepted_levels"), list):
        raise Refused(place, "needs level and accepted_levels")
    for level in (outcome.get("level"), *outcome["accepted_levels"]):
        if level not in LEVELS:
            raise Refused(place, f'"{level}" is not a level; allowed: {", ".join(LEVELS)}')


def trial(entry: dict[str, Any], place: str, edition: Edition) -> dict[str, Any]:
    result = recommend(read_case(entry["case"], edition, f"{place}.case"), edition)
    outcome, reach = entry["outcome"], entry["case"].get("answers", {}).get("reach")
    return {
        "id": str(entry["id"]),
        "got": result.level.key,
        "by_reach": BY_REACH.get(str(reach), "local"),
        "chosen": outcome["level"],
        "accepted": outcome["accepted_levels"],
        "evaluated": outcome.get("evaluated_level"),
        "reach_misleads": bool(entry.get("reach_misleads")),
        "rules": level_rules(result),
    }


def level_rules(result: Recommendation) -> list[str]:
    """The rules that bound the level of the lead issue."""
    rules = result.lead.certain(result.edition)
    return [rule.key for rule in rules if rule.value in LEVELS]


def figures(trials: list[dict[str, Any]], key: str) -> dict[str, int]:
    judged = [{**each, "got": each[key]} for each in trials]
    return {
        "cases": len(judged),
        "exact": count(judged, lambda each: each["got"] == each["chosen"]),
        "accepted": count(judged, accepted),
        "accepted_or_evaluated": count(
            judged, lambda each: accepted(each) or each["got"] == each["evaluated"]
        ),
        "within_one": count(judged, within_one),
    }


def count(trials: Iterable[dict[str, Any]], test: Any) -> int:
    return sum(1 for each in trials if test(each))


def accepted(each: dict[str, Any]) -> bool:
    return each["got"] in each["accepted"]


def within_one(each: dict[str, Any]) -> bool:
    return abs(LEVELS[each["got"]] - LEVELS[each["chosen"]]) <= 1


def in_words(result: dict[str, Any]) -> str:
    """The figures as a small table, then each miss with the rules that led there."""
    rows = ("exact", "accepted", "accepted_or_evaluated", "within_one")
    lines = [f"{'of ' + str(result['cases']) + ' cases':24}{'rule book':>10}{'reach only':>12}"]
    lines += [
        f"{row.replace('_', ' '):24}{result[row]:>10}{result['reach_only'][row]:>12}"
        for row in rows
    ]
    misleads = result["reach_misleads"]
    lines.append(f"where reach misleads: {misleads['accepted']} of {misleads['cases']} accepted")
    for miss in result["misses"]:
        lines += [
            "",
            f"{miss['id']}: got {miss['got']}, chosen {miss['chosen']},"
            f" accepted {', '.join(miss['accepted'])}",
            f"  by {', '.join(miss['rules']) or 'no rule'}",
        ]
    return "\n".join(lines)
