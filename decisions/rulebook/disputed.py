"""Which rules do people disagree with, and how often?

Counts only. What a reviewer has noted and not sent is not counted, nor is what only those know who
see assessed interests: a departure to the level of the shared outcome, a rule that fired only in
the full one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q

from decisions.models import DepartedRule, Dispute
from decisions.models.dossier import Status
from decisions.subsidiarity.edition import Edition


@dataclass(frozen=True, slots=True)
class Disagreed:
    """How many reviews disputed a rule, and how many departures named it.

    `title` is empty where the edition has the rule no more.
    """

    key: str
    title: str
    disputed: int
    departed: int

    @property
    def total(self) -> int:
        return self.disputed + self.departed


def disagreed(edition: Edition) -> list[Disagreed]:
    """The rules that anybody disagreed with, those most disagreed with first."""
    disputed, departed = counts_of_disputes(), counts_of_departures()
    by_key = edition.book.rule_by_key
    found = [
        Disagreed(key, by_key[key].title if key in by_key else "", disputed[key], departed[key])
        for key in disputed | departed
    ]
    return sorted(found, key=lambda each: (-each.total, each.title, each.key))


def counts_of_disputes() -> Counter[str]:
    """Rule -> reviews in which it was disputed."""
    waiting = (Status.SAVED, Status.SUBMITTED)
    noted = Q(state=Dispute.State.OPEN, raised_on__dossier__status__in=waiting)
    sent = Dispute.objects.filter(kind=Dispute.Kind.RULE).exclude(noted)
    counted = sent.order_by().values("key").annotate(times=Count("thread", distinct=True))
    return Counter({row["key"]: row["times"] for row in counted})


def counts_of_departures() -> Counter[str]:
    """Rule -> standing departures that name it, as every reader may see them."""
    return Counter(rule for rule, fired in departed_rules() if rule in fired)


def departed_rules() -> Iterator[tuple[str, frozenset[str]]]:
    """(rule named, rules that fired in the shared outcome) of each visible departure."""
    stands = DepartedRule.objects.filter(departure__taken_back_at__isnull=True)
    # What stood on a record whose place another has taken goes on with that one.
    replaced = Q(departure__recommendation__dossier__status=Status.REPLACED)
    visible = stands.filter(departure__hidden=False).exclude(replaced)
    record = "departure__recommendation__kept"
    rows = visible.order_by(record).values_list("rule", record, f"{record}__document")
    last, fired = 0, frozenset[str]()
    for rule, kept, outcome in rows.iterator():
        if kept != last:
            issues = outcome["issues"]
            last, fired = kept, frozenset(each["rule"] for i in issues for each in i["fired"])
        yield rule, fired
