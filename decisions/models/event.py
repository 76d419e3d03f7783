"""Who did what, and was this very form sent before?"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models


class Event(models.Model):
    """One act, written in the same transaction. Append-only (a trigger sees to it).

    `subject` is the code of the case file or recommendation; content never stands here.
    """

    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(max_length=40)
    subject = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=["subject", "id"], name="events_by_subject"),)

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"


def note(user: User, act: str, subject: str, now: datetime) -> None:
    """Write one act into the log, in the transaction of the act itself."""
    Event.objects.create(actor=user, act=act, subject=subject, at=now)


class Receipt(models.Model):
    """The first result of a form, by its idempotency key: a repeat gets the same again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    result = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "key"], name="one_receipt_a_key"),)

    def __str__(self) -> str:
        return self.key
