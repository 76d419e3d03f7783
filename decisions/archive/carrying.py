"""What becomes of the departures from a record when another takes its place in review?"""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.models import User

from decisions.models import DepartedRule, Departure, FullOutcome, SavedRecommendation
from decisions.models.event import note

from .departing import standing, subject_of
from .departure import fired_in

ENDED = "did not carry the departure over"
"""How the log of the new record calls it."""


def carry_over(
    user: User, saved: SavedRecommendation, made: SavedRecommendation, now: datetime
) -> None:
    """The departures that stand go on with the rules that still fire.

    One ends, and the log says so, where no such rule is left or where the advice is that level now.
    Where it is so in the shared outcome alone, it goes on hidden. A hidden one stays hidden: its
    reason was written for the entitled alone.
    """
    for hidden in (True, False):
        old = standing(saved, hidden).first()
        if old and not (goes_on_hidden(old, made) if hidden else goes_on_seen(old, made)):
            note(user, ENDED, subject_of(Departure(recommendation=made, hidden=hidden)), now)


def goes_on_seen(old: Departure, made: SavedRecommendation) -> bool:
    """Whether everybody sees it go on: that hangs on the shared outcome alone."""
    named = {each.rule for each in old.rules.all()}
    if old.level == made.level:
        if not standing(made, hidden=True).exists():
            goes_on_hidden(old, made)
        return False
    if named.isdisjoint(fired_in(made.outcome)):
        return False
    again(old, made, hidden=False)
    return True


def goes_on_hidden(old: Departure, made: SavedRecommendation) -> bool:
    full = FullOutcome.objects.get(recommendation=made)
    named = {each.rule for each in old.rules.all()}
    if old.level == full.level or named.isdisjoint(fired_in_either(made)):
        return False
    again(old, made, hidden=True)
    return True


def again(old: Departure, made: SavedRecommendation, hidden: bool) -> None:
    """The same departure from the new record, by the same person at the same time."""
    same = {name: getattr(old, name) for name in ("by", "at", "level", "reason")}
    departure = Departure.objects.create(recommendation=made, hidden=hidden, **same)
    fired = fired_in_either(made)
    kept = [each.rule for each in old.rules.order_by("pk") if each.rule in fired]
    DepartedRule.objects.bulk_create(DepartedRule(departure=departure, rule=rule) for rule in kept)


def fired_in_either(made: SavedRecommendation) -> frozenset[str]:
    full = FullOutcome.objects.select_related("kept").get(recommendation=made)
    return frozenset(fired_in(made.outcome) + fired_in(full.outcome))
