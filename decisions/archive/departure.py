"""Which other level is recommended than the advice, as far as this reader may know of it?

A departure to the very level of the shared outcome would tell a reader of the shared outcome that
the full one is another. So would a rule that fired only in the full outcome.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.utils.timezone import localtime

from decisions.memo import record as memo
from decisions.models import Departure, SavedRecommendation
from decisions.models.people import name_of
from decisions.models.recommendation import may_see_all, outcome_for
from decisions.models.sharing import Right
from decisions.subsidiarity.ladder import LABELS
from decisions.subsidiarity.rules import Rule


@dataclass(frozen=True, slots=True)
class FiredRule:
    """A rule that a departure may disagree with; `shared` where every reader sees that it fired."""

    rule: Rule
    shared: bool


def departure_part(saved: SavedRecommendation, right: Right, whole: bool) -> dict[str, Any]:
    """What the page of a record says of a departure, and what its reader may do about it.

    `whole` says that the reader knows of assessed interests. One that everybody sees and one that
    is hidden may both stand: `all` has them, the hidden one first.
    """
    found, officer = list(visible(saved, whole)), right >= Right.EDIT
    all_standing = [told(each, saved, whole) for each in found if not each.taken_back_at]
    kinds = {each["hidden"] for each in all_standing}
    last = {each.hidden: each for each in reversed(found) if each.hidden not in kinds}
    nothing = {"stands": None, "level": "", "by": "", "rules": (), "hidden": False}
    return {
        **(all_standing[0] if all_standing else nothing),
        "all": all_standing,
        "may": officer,
        "taken_back": list(last.values()) if officer else [],
        "instead_of": next((each["stands"].pk for each in all_standing if each["hidden"]), 0),
    }


def told(stands: Departure, saved: SavedRecommendation, whole: bool) -> dict[str, Any]:
    return {
        "stands": stands,
        "level": LABELS[stands.level],
        "by": name_of(stands.by),
        "rules": rules_of(stands, saved, whole),
        "hidden": stands.hidden,
    }


def visible(saved: SavedRecommendation, whole: bool) -> QuerySet[Departure]:
    """The departures that a reader may know of: hidden ones first, of each kind the last first."""
    found = Departure.objects.filter(recommendation=saved).order_by("-hidden", "-pk")
    found = found.select_related("by").prefetch_related("rules")
    return found if whole else found.exclude(hidden=True)


def rules_of(departure: Departure, saved: SavedRecommendation, whole: bool) -> tuple[Rule, ...]:
    by_key = saved.edition.ready().book.rule_by_key
    rows = sorted(departure.rules.all(), key=lambda each: each.pk)
    named = [each.rule for each in rows]
    seen = named if whole else [key for key in named if key in fired_in(saved.outcome)]
    return tuple(by_key[key] for key in seen)


def fired_in(outcome: dict[str, Any]) -> list[str]:
    """The keys of the rules that fired, each once."""
    keys = (fired["rule"] for issue in outcome["issues"] for fired in issue["fired"])
    return list(dict.fromkeys(keys))


def rules_to_name(user: User, saved: SavedRecommendation) -> tuple[FiredRule, ...]:
    """The rules that fired in the outcome that this user sees."""
    by_key = saved.edition.ready().book.rule_by_key
    shared = set(fired_in(saved.outcome))
    _, outcome = outcome_for(user, saved)
    return tuple(FiredRule(by_key[key], key in shared) for key in fired_in(outcome))


def departure_of(user: User, saved: SavedRecommendation) -> memo.Departure | None:
    """The departure that stands, for a paper that this user may read."""
    whole = may_see_all(user, saved)
    for each in visible(saved, whole):
        if not each.taken_back_at:
            rules = rules_of(each, saved, whole)
            named = tuple((rule.title, rule.source) for rule in rules)
            by, at = name_of(each.by), localtime(each.at)
            return memo.Departure(LABELS[each.level], each.reason, named, by, at)
    return None
