"""What hangs on a saved recommendation and may change: its review, and what is disputed?"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from .recommendation import SavedRecommendation


class Status(models.TextChoices):
    """Where a saved recommendation stands. Who may move it: `decisions/house/review_states.py`."""

    SAVED = "saved", "Not submitted"
    SUBMITTED = "submitted", "Waiting for review"
    RETURNED = "returned", "Returned"
    ACCEPTED = "accepted", "Accepted"
    REPLACED = "replaced", "Replaced by a later one"


class Dossier(models.Model):
    """One for each saved recommendation.

    `thread` is the recommendation with which the review began: when an answer is changed in
    review, the new record carries it on. `revision` guards against two people acting at once.
    """

    recommendation = models.OneToOneField(
        SavedRecommendation, primary_key=True, on_delete=models.PROTECT, related_name="dossier"
    )
    thread = models.ForeignKey(SavedRecommendation, on_delete=models.PROTECT, related_name="+")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.SAVED)
    round = models.PositiveSmallIntegerField(default=0)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    put_away_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = (models.Index(fields=["status", "recommendation"], name="dossiers_by_status"),)

    def __str__(self) -> str:
        return f"{self.recommendation_id}: {self.status}"


class Dispute(models.Model):
    """One point that a reviewer disputes, with the reason, the reply and how it ended.

    `key` is that of the rule, the question or the forum; `issue` the issue it is about, or empty
    for the whole case. `proposed` is the answer that the reviewer would give.
    """

    class Kind(models.TextChoices):
        RULE = "rule", "Rule"
        ANSWER = "answer", "Answer"
        FORUM = "forum", "Forum"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        UPHELD = "upheld", "Kept by the officer"
        AGREED = "agreed", "Agreed by the officer"
        CHANGED = "changed", "Answer changed"
        SETTLED = "settled", "Settled"
        DISSENT = "dissent", "Dissent kept"

    thread = models.ForeignKey(
        SavedRecommendation, on_delete=models.PROTECT, related_name="disputes"
    )
    raised_on = models.ForeignKey(SavedRecommendation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    key = models.CharField(max_length=80)
    issue = models.CharField(max_length=40, blank=True)
    reason = models.TextField()
    proposed = models.JSONField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    round = models.PositiveSmallIntegerField()
    raised_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    reply = models.TextField(blank=True)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    replied_at = models.DateTimeField(null=True, blank=True)
    took_proposal = models.BooleanField(default=False)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["thread", "kind", "key", "issue", "round"], name="disputed_once_a_round"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.state}"
