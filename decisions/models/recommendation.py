"""Which recommendations were saved, word for word, under which edition?"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.shortcuts import get_object_or_404

from .casefile import OWN_VIEWS, CaseFile
from .codes import new_code
from .edition import EditionRecord


class SavedRecommendation(models.Model):
    """Immutable (a trigger sees to it): the shared case, the shared outcome, the edition.

    What the entitled see stands in FullOutcome; load it through `outcome_for` and nowhere else.
    """

    code = models.CharField(max_length=10, unique=True, default=new_code, editable=False)
    case_file = models.ForeignKey(
        CaseFile, on_delete=models.PROTECT, related_name="recommendations"
    )
    edition = models.ForeignKey(EditionRecord, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    aim = models.TextField(blank=True)
    case = models.JSONField()
    evidence = models.JSONField(default=dict)
    outcome = models.JSONField()
    checksum = models.CharField(max_length=64)
    level = models.CharField(max_length=20)
    own_view_level = models.CharField(max_length=20, blank=True, choices=OWN_VIEWS)
    own_view_reason = models.CharField(max_length=300, blank=True)
    revision = models.PositiveIntegerField()
    saved_at = models.DateTimeField()
    shown_level: str

    class Meta:
        ordering = ("-saved_at", "-pk")

    def __str__(self) -> str:
        return self.title


class FullOutcome(models.Model):
    """The case and outcome with assessed interests, for those who may know of them."""

    recommendation = models.OneToOneField(
        SavedRecommendation, on_delete=models.PROTECT, related_name="+"
    )
    case = models.JSONField()
    outcome = models.JSONField()
    checksum = models.CharField(max_length=64)
    level = models.CharField(max_length=20)

    def __str__(self) -> str:
        return "Full outcome"


def may_see_all(user: User, recommendation: SavedRecommendation) -> bool:
    return recommendation.owner_id == user.pk


def readable_recommendations(user: User) -> models.QuerySet[SavedRecommendation]:
    """A reviewer's reading list is everything saved; an officer's their own."""
    everything = SavedRecommendation.objects.select_related("edition", "owner").defer(
        "edition__document"
    )
    if user.groups.filter(name="reviewer").exists():
        return everything
    return everything.filter(owner=user)


def listed_recommendations(user: User) -> list[SavedRecommendation]:
    """The reading list with `shown_level`: the full level for those who may see all."""
    listed = list(readable_recommendations(user).defer("case", "outcome"))
    mine = [each.pk for each in listed if may_see_all(user, each)]
    full = FullOutcome.objects.filter(recommendation__in=mine)
    levels = dict(full.values_list("recommendation_id", "level"))
    for each in listed:
        each.shown_level = levels.get(each.pk, each.level)
    return listed


def readable_recommendation(user: User, code: str) -> SavedRecommendation:
    """Raises Http404 where the user may not read it."""
    return get_object_or_404(readable_recommendations(user), code=code)


def outcome_for(
    user: User, recommendation: SavedRecommendation
) -> tuple[dict[str, Any], dict[str, Any]]:
    """(case document, outcome) as this user may see them."""
    if may_see_all(user, recommendation):
        full = FullOutcome.objects.get(recommendation=recommendation)
        return full.case, full.outcome
    return recommendation.case, recommendation.outcome
