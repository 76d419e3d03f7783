"""What do people say of a saved recommendation: comments, departures, notices to each other?"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from .casefile import OWN_VIEWS
from .recommendation import SavedRecommendation


class Comment(models.Model):
    """A remark on a rule, an answer, a forum or the whole. It is not changed, only taken back."""

    class Anchor(models.TextChoices):
        WHOLE = "whole", "The whole recommendation"
        RULE = "rule", "A rule"
        ANSWER = "answer", "An answer"
        FORUM = "forum", "A forum"

    recommendation = models.ForeignKey(
        SavedRecommendation, on_delete=models.PROTECT, related_name="comments"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    anchor = models.CharField(max_length=8, choices=Anchor.choices, default=Anchor.WHOLE)
    key = models.CharField(max_length=80, blank=True)
    text = models.TextField()
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"Comment on {self.anchor} {self.key}"


class Departure(models.Model):
    """The officer recommends another level than the advice, with a reason. The last one counts.

    One that is `hidden` stands beside one that everybody sees: only the entitled know of it, for
    its level is that of the shared outcome and would tell that the full one is another.
    """

    recommendation = models.ForeignKey(
        SavedRecommendation, on_delete=models.PROTECT, related_name="departures"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    level = models.CharField(max_length=20, choices=OWN_VIEWS)
    reason = models.TextField()
    hidden = models.BooleanField(default=False)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["recommendation", "hidden"],
                condition=Q(taken_back_at__isnull=True),
                name="one_departure_of_a_kind_stands",
            ),
        )

    def __str__(self) -> str:
        return f"Departure to {self.level}"


class DepartedRule(models.Model):
    """A rule that a departure disagrees with."""

    departure = models.ForeignKey(Departure, on_delete=models.CASCADE, related_name="rules")
    rule = models.CharField(max_length=80, db_index=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["departure", "rule"], name="departed_from_once"),
        )

    def __str__(self) -> str:
        return self.rule


class Notice(models.Model):
    """Something that somebody should know of. It names an act and a record, never its content."""

    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    recommendation = models.ForeignKey(
        SavedRecommendation, on_delete=models.CASCADE, related_name="+"
    )
    act = models.CharField(max_length=40)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-pk",)
        indexes = (
            models.Index(fields=["to"], condition=Q(read_at__isnull=True), name="unread_notices"),
        )

    def __str__(self) -> str:
        return self.act
