"""How far is a draft weighed against everything that was saved, and what moved so far?"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .draft import Draft
from .recommendation import SavedRecommendation


class Impact(models.Model):
    """One weighing of a draft as its document stood. `total` records were saved when it began."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="impacts")
    checksum = models.CharField(max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    total = models.PositiveIntegerField()
    started_at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=["draft", "checksum"], name="one_impact_a_document"),
        )

    def __str__(self) -> str:
        return f"Impact of {self.draft_id}"


class Lane(models.Model):
    """A range of records, weighed in the order of their keys; two lanes can go at once.

    `cursor` is the key of the last record weighed, `until` the last one of the range; the lane
    without one also takes what is saved meanwhile. `matrix` counts records by level on record and
    level under the draft; `fired` and `moved_by` count by rule, `reasons` by why records cannot be
    read.
    """

    impact = models.ForeignKey(Impact, on_delete=models.CASCADE, related_name="lanes")
    number = models.PositiveSmallIntegerField()
    cursor = models.BigIntegerField()
    until = models.BigIntegerField(null=True)
    done = models.PositiveIntegerField(default=0)
    matrix = models.JSONField(default=dict)
    fired = models.JSONField(default=dict)
    moved_by = models.JSONField(default=dict)
    reasons = models.JSONField(default=dict)
    lost = models.PositiveIntegerField(default=0)
    others_moved = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["impact", "number"], name="one_lane_a_number"),
        )

    def __str__(self) -> str:
        return f"Lane {self.number}: {self.done} weighed"


class Moved(models.Model):
    """One issue of a record whose level is another under the draft, or a record without a reading.

    `rules` holds the keys of the rules that moved it, each between spaces. `after` is empty where
    the case cannot be read under the draft.
    """

    impact = models.ForeignKey(Impact, on_delete=models.CASCADE, related_name="moved")
    recommendation = models.ForeignKey(
        SavedRecommendation, on_delete=models.PROTECT, related_name="+"
    )
    issue = models.CharField(max_length=80)
    lead = models.BooleanField()
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20, blank=True)
    rules = models.TextField(blank=True)

    class Meta:
        ordering = ("recommendation_id", "pk")

    def __str__(self) -> str:
        return f"{self.issue}: {self.before} -> {self.after}"

    @property
    def rule_keys(self) -> list[str]:
        return self.rules.split()
