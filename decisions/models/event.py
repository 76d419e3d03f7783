"""Who did what, and was this very form sent before?"""

from __future__ import annotations

from django.conf import settings
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

    def __str__(self) -> str:
        return f"{self.act} {self.subject}"


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
