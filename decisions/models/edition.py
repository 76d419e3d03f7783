"""Which editions of everything that shapes advice are stored, and which one is current?"""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.db import models
from django.db.models import Q

from decisions.subsidiarity.edition import Edition
from decisions.subsidiarity.wire import read_edition


class EditionRecord(models.Model):
    """One numbered edition. Once published its document never changes (a trigger sees to it).

    `author` asked for its publication and `approver`, another person, gave it; the shipped edition
    has neither. `accepted` has for each check that warns why that was accepted. One that another
    has replaced is retired: it stays readable, cases begun under it go on with it, and it can be
    the base of a new one.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        RETIRED = "retired", "Retired"

    number = models.PositiveIntegerField(unique=True)
    document = models.JSONField()
    checksum = models.CharField(max_length=64)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    current = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)
    based_on = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    accepted = models.JSONField(default=dict)

    class Meta:
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(
                fields=["current"], condition=Q(current=True), name="one_current_edition"
            ),
            models.CheckConstraint(
                condition=Q(current=False) | Q(status="published"), name="current_is_published"
            ),
            models.CheckConstraint(
                condition=~Q(approver=models.F("author")), name="approved_by_another"
            ),
        )

    def __str__(self) -> str:
        return f"Edition {self.number}"

    def ready(self) -> Edition:
        """The edition as the core takes it; read once per process."""
        return ready_edition(self.number, self.checksum)


@lru_cache(maxsize=16)
def ready_edition(number: int, checksum: str) -> Edition:
    """Keyed by the checksum too, so that a draft that changed is read again."""
    record = EditionRecord.objects.get(number=number)
    return read_edition(record.document, record.number)


def current_edition() -> EditionRecord:
    """The one published edition in force. Raises EditionRecord.DoesNotExist before `seed`."""
    return EditionRecord.objects.defer("document").get(current=True)
