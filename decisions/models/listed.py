"""What does a list tell of each recommendation, as its reader may know it, in one query?"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db.models import (
    Aggregate,
    BooleanField,
    Case,
    F,
    JSONField,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from .recommendation import (
    FullOutcome,
    SavedRecommendation,
    readable_recommendations,
    with_right,
)
from .sharing import Right, Share, shares_for
from .shelf import Tag
from .talk import Departure


class Gathered(Aggregate):
    """Several values as one JSON list."""

    output_field = JSONField()
    template = "%(function)s(%(expressions)s)"

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return super().as_sql(compiler, connection, function="json_group_array", **extra)

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> Any:
        return super().as_sql(compiler, connection, function="jsonb_agg", **extra)


def listed(user: User) -> QuerySet[SavedRecommendation]:
    """Everything the user may read, the latest first; each with `seen_level`, `seen_whole`,
    `may_edit`, `departed_to` (never by a hidden departure), `tag_names` and `team_names`
    (lists in no order, or None).
    """
    full = FullOutcome.objects.filter(recommendation=OuterRef("pk")).values("level")
    departures = Departure.objects.filter(
        recommendation=OuterRef("pk"), hidden=False, taken_back_at__isnull=True
    )
    whole = seen_whole(user)
    return (
        readable_recommendations(user)
        .annotate(
            seen_level=Case(When(whole, then=Subquery(full)), default=F("level")),
            seen_whole=said(whole),
            departed_to=Subquery(departures.values("level")[:1]),
            may_edit=said(with_right(user, Right.EDIT)),
            tag_names=gathered(Tag, "name"),
            team_names=gathered(Share, "team__name", team__isnull=False),
        )
        .order_by("-pk")
    )


def seen_whole(user: User) -> Q:
    """The user's own, and those of cases whose assessed interests they were given sight of."""
    named = shares_for(user).filter(assessed=True, person=user).values("case_file")
    return Q(owner=user) | Q(case_file__in=named)


def said(condition: Q) -> Case:
    return Case(
        When(condition, then=Value(True)), default=Value(False), output_field=BooleanField()
    )


def gathered(model: type[Model], name: str, **only: Any) -> Subquery:
    """The values of a field over all rows that hang on the case."""
    of_the_case = model._default_manager.filter(case_file=OuterRef("case_file"), **only)
    return Subquery(
        of_the_case.order_by().values("case_file").annotate(names=Gathered(name)).values("names")
    )
