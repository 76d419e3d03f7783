"""What is at hand for the next search: views that the reader kept, and tags they may know of?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import CharField, ExpressionWrapper, F, IntegerField, QuerySet, Value

from decisions.models import CaseFile, SavedView, Tag
from decisions.models.people import REVIEWER, roles_of
from decisions.models.sharing import shares_for

from .shelving import MOST_VIEWS

TAGS = 200
"""So many tags are suggested; any other can still be typed."""
LATEST = 100
"""Suggested are the tags of so many cases, the latest: to look through all would take too long."""
VIEW, TAG = 0, 1


@dataclass(frozen=True, slots=True)
class Shelf:
    views: list[tuple[str, str]]
    """(name, query)"""
    tags: list[str]


def shelf_of(user: User) -> Shelf:
    """All in one query, for the list has few to spare."""
    views = labelled(SavedView.objects.filter(user=user), VIEW, F("query"))
    tags = [labelled(some, TAG, Value("")) for some in tags_for(user)]
    both = views.union(*tags).order_by("kind", "name")
    found = list(both[: MOST_VIEWS + TAGS])
    return Shelf(
        views=[(name, query) for kind, name, query in found if kind == VIEW],
        tags=[name for kind, name, _ in found if kind == TAG][:TAGS],
    )


def labelled(rows: QuerySet[Any], kind: int, query: Any) -> Any:
    which = Value(kind, output_field=IntegerField())
    asked = ExpressionWrapper(query, output_field=CharField())
    return rows.order_by().annotate(kind=which, asked=asked).values_list("kind", "name", "asked")


def tags_for(user: User) -> list[QuerySet[Tag]]:
    """Tags on the latest cases of which the user may read what was saved."""
    if REVIEWER in roles_of(user):
        return [Tag.objects.filter(pk__in=latest(Tag.objects.all(), "pk"))]
    own = latest(CaseFile.objects.filter(owner=user), "pk")
    shared = latest(shares_for(user), "case_file")
    return [Tag.objects.filter(case_file__in=some) for some in (own, shared)]


def latest(rows: QuerySet[Any], key: str) -> QuerySet[Any, Any]:
    return rows.order_by("-pk").values(key)[:LATEST]
